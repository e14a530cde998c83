"""Fit the calibration on documents that training did not see, and say which those are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from ..extract.calibration import LEAST, MOST, logit
from ..extract.claims.documents import score, stretches, things
from ..extract.claims.draft import NamedSpan
from ..extract.claims.typed import candidates, may_be_subject, pair_evidence, touch
from ..extract.names import VALUES, class_of
from ..extract.network import Network
from ..extract.pipeline import OUTPUT, Output, encoder, load
from ..extract.reading import Reader
from ..graph.model import Document
from .corpora import knowledgenet, redocred
from .labels import KNOWLEDGENET
from .onnx import write_checksums
from .relations import detokenize

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

UNLIKELY = -3.0  # logits below are of pairs that nobody would take for related
FOLD = 3
Rows = list[tuple[list[float], bool]]


def calibrate(corpora: Path, weights: Path, *, knowledgenet_part: slice, redocred_part: slice) -> None:
    """Fit on a part of KnowledgeNet's fold 3 and a part of Re-DocRED, both in their order."""
    roles = list(_knowledgenet_rows([r for r in knowledgenet(corpora) if r["fold"] == FOLD][knowledgenet_part]))
    records = redocred(corpora)[redocred_part]
    pairs, documents = list(_redocred_rows(records)), list(_document_rows(records))
    fitted = {"pair": fit(pairs), "roles": fit(roles), "document": fit(documents)}
    print(f"{len(roles)}, {len(pairs)} and {len(documents)} pairs: {fitted}")
    (weights / "calibration.json").write_text(json.dumps(fitted) + "\n", encoding="utf-8")
    write_checksums(weights)


def fit(rows: Rows) -> list[float]:
    """Return bias and weights of the logistic regression of truth on features (L-BFGS, a little ridge)."""
    features = torch.tensor([[1.0, *values] for values, _ in rows])
    truth = torch.tensor([float(true) for _, true in rows])
    weights = torch.zeros(features.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(features @ weights, truth)
        value = value + 1e-4 * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return [round(float(value), 4) for value in weights]


@cache
def _pipeline() -> Language:
    return load(keep_output=True)


def _pairs(
    text: str,
) -> Iterator[
    tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], list[tuple[tuple[int, int], tuple[int, int]]]]
]:
    """Yield the evidence of every sentence's pairs with their character spans."""
    doc = _pipeline()(text)
    output: Output = doc.user_data[OUTPUT]
    offsets = [(doc[int(index)].idx, doc[int(index)].idx + len(doc[int(index)])) for index in output.words]
    names = {ent.start_char: NamedSpan(ent.start_char, ent.end_char, class_of(ent.label_)) for ent in doc.ents}
    for window, start, end in output.sentences():
        here = offsets[window.start : window.end]
        ends = candidates(output, window, here, (start, end), names)
        pairs = [pair for pair in permutations(ends, 2) if not touch(*pair) and may_be_subject(pair[0])]
        if pairs:
            spans = {c: (here[c.start][0], here[c.end - 1][1]) for c in ends}
            yield *pair_evidence(output.encoder, window, (start, end), pairs), [(spans[a], spans[b]) for a, b in pairs]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _knowledgenet_rows(records: list[dict[str, Any]]) -> Iterator[tuple[list[float], bool]]:
    for record in records:
        for logits, subject, target, places in _pairs(record["text"]):
            for row, (one, two) in enumerate(places):
                passage = next(
                    (
                        p
                        for p in record["passages"]
                        if p["start"] <= min(one[0], two[0]) and max(one[1], two[1]) <= p["end"]
                    ),
                    None,
                )
                for name in passage["annotated"] if passage else ():
                    column = KNOWLEDGENET.index(name)
                    true = any(
                        f["property"] == name and _overlap(one, f["subject"]) and _overlap(two, f["object"])
                        for f in passage["facts"]  # type: ignore[index]  # not None here
                    )
                    pair = float(np.clip(logits[row, column], LEAST, MOST))
                    yield [pair, float(logit(subject[row, column])), float(logit(target[row, column]))], true


def _redocred_rows(records: list[dict[str, Any]]) -> Iterator[tuple[list[float], bool]]:
    for record in records:
        text, places, truth = _redocred_text(record)
        for logits, subject, _, spans in _pairs(text):
            known = subject.shape[1]
            labels = _labels()[known:]
            for row, (one, two) in enumerate(spans):
                heads = {e for e, s in places if _overlap(s, one)}
                tails = {e for e, s in places if _overlap(s, two)}
                if not heads or not tails:
                    continue
                said = {r for h in heads for t in tails for r in truth.get((h, t), ())}
                for column in np.flatnonzero(logits[row, known:] > UNLIKELY):
                    yield [float(np.clip(logits[row, known + column], LEAST, MOST))], labels[column] in said


def _document_rows(records: list[dict[str, Any]]) -> Iterator[tuple[list[float], bool]]:
    """Yield the scores of pairs of things that are both in the gold standard, over whole documents."""
    for record in records:
        text, places, truth = _redocred_text(record)
        doc = _pipeline()(text)
        network = Network.of(doc)
        assert network.output is not None  # noqa: S101  # it is the bundled pipeline
        reading = Reader.load().read(Document.of(text, source=record["title"]))
        values = [NamedSpan(e.start_char, e.end_char, c) for e in doc.ents if (c := class_of(e.label_)) in VALUES]
        found = things(reading.mentions, values, text)
        gold = {thing: {e for e, s in places if any(_overlap(s, span) for span in thing.spans)} for thing in found}
        for stretch in stretches(network.output.windows):
            scored = score(network.output, stretch, network.offsets, found)
            labels = network.output.encoder.labels.wikidata
            for row, ends in enumerate(scored.pairs):
                one, two = (gold[scored.present[end][0]] for end in ends)
                said = {r for h in one for t in two for r in truth.get((h, t), ())}
                for column in np.flatnonzero(scored.logits[row] > UNLIKELY) if one and two else ():
                    yield [float(np.clip(scored.logits[row, column], LEAST, MOST))], labels[column] in said


def _labels() -> tuple[str, ...]:
    return encoder().labels.relations


def _redocred_text(
    record: dict[str, Any],
) -> tuple[str, list[tuple[int, tuple[int, int]]], dict[tuple[int, int], set[str]]]:
    """Return a document as text, the character span of each entity's mentions, and its relations."""
    text, starts = "", []
    for words in record["sents"]:
        sentence, spans = detokenize(words)
        starts.append([(left + len(text), right + len(text)) for left, right in spans])
        text += sentence + " "
    places = [
        (number, (starts[m["sent_id"]][m["pos"][0]][0], starts[m["sent_id"]][m["pos"][1] - 1][1]))
        for number, mentions in enumerate(record["vertexSet"])
        for m in mentions
    ]
    truth: dict[tuple[int, int], set[str]] = {}
    for label in record["labels"]:
        truth.setdefault((label["h"], label["t"]), set()).add(label["r"])
    return text, places, truth
