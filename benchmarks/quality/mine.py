"""MINE: how many facts of an essay its graph holds, and at how many triples (Mo et al., 2025, who made KGGen).

The benchmark asks for recall alone, so the number of triples is printed beside it, and precision is judged on
the sample in ``mine.csv``. The verdict comes from a judge that is no part of this repository: a Python file
given by ``--judge``, run as it stands, with

* ``contexts(model, facts, triples)``: of each fact the triples within two hops of the nodes nearest to it,
* ``stems(text)``: the content stems of a text,
* ``SHARE``: the share of a fact's stems that its triples must hold,
* ``SentenceTransformer`` and ``get_model_path``: the encoder that finds the nearest nodes.

A triple is (label of the subject, predicate in words, label of the object or the value) of the graph of one essay,
asserted or not, each once. An essay may have `CAP` triples: where there are more, those of the vocabulary come first,
then the surest; equal ones in the order of the text.
"""

from __future__ import annotations

import importlib.util
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from ...errors import DocumentError
from ...extract.reading import Reader
from ...graph.assemble import assemble
from ...graph.model import OPEN, Document, Reading, Relation, Value
from .judged import RIGHT, Said, Verdict, read_verdicts, wilson
from .measures import Counts, decimal, figure
from .published import others
from .report import Choice, Report, Table

CAP = 120
KEPT = slice(17, 35)  # essays; errors were read on those before
HEAD = ("essays", "facts", "facts held (95 % interval)", "triples an essay", "most triples", "words a triple")
JUDGEMENTS = Path(__file__).parent / "mine.csv"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

Triple = tuple[str, str, str]


class Judge(Protocol):
    """What is asked of the file with the judge."""

    SHARE: float

    def contexts(self, model: object, facts: list[str], triples: list[Triple]) -> list[set[Triple]]:
        """Return the triples that speak of each fact."""

    def stems(self, text: str) -> set[str]:
        """Return the content stems of a text."""

    def SentenceTransformer(self, path: str, device: str) -> object:  # noqa: N802  # the judge's name for it
        """Load the encoder."""

    def get_model_path(self) -> Path:
        """Tell where the encoder lies."""


@dataclass(frozen=True, slots=True)
class Essay:
    """A text and the facts that a graph of it should hold."""

    id: str
    text: str
    facts: tuple[str, ...]


def essays(corpora: Path) -> list[Essay]:
    """Read the essays with their facts."""
    lines = (corpora / "mine" / "essays.jsonl").read_text(encoding="utf-8").splitlines()
    return [Essay(str(one["id"]), one["text"], tuple(one["facts"])) for one in map(json.loads, lines)]


def loaded(judge: Path | None) -> Judge:
    """Load the file with the judge.

    Raises:
        DocumentError: there is none, or it is no Python file.
    """
    spec = None if judge is None or not judge.is_file() else importlib.util.spec_from_file_location("judge", judge)
    if spec is None or spec.loader is None:
        raise DocumentError(str(judge), "no judge for MINE", cure="give its Python file by --judge")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Judge", module)


def ranked(reading: Reading) -> list[tuple[Triple, Said]]:
    """Return the triples of the graph of one reading, the best first, each with what a person sees of it."""
    graph = assemble([reading])
    labels = {entity.id: entity.label for entity in graph.entities}
    found: dict[Triple, Said] = {}
    for relation in sorted(graph.relations, key=_rank):
        target = (
            _said(reading.document.text, relation.object)
            if isinstance(relation.object, Value)
            else labels[relation.object]
        )
        triple = (labels[relation.subject], in_words(relation.predicate), target)
        first = relation.evidence[0]
        said = Said(reading.document.source, first.quote, triple[0], relation.predicate, target, first.status)
        found.setdefault(triple, said)
    return list(found.items())


def _said(text: str, value: Value) -> str:
    """Return a value as the text has it, with its unit."""
    return value.value if value.start is None or value.end is None else text[value.start : value.end]


def _rank(relation: Relation) -> tuple[bool, float, int, str, str]:
    surest = max(one.confidence for one in relation.evidence)
    first = relation.evidence[0]
    return relation.predicate.startswith(OPEN), -surest, first.start, relation.subject, str(relation.object)


def in_words(predicate: str) -> str:
    """Return a predicate as words.

    >>> in_words("open:feed on"), in_words("foundedIn")
    ('feed on', 'founded in')
    """
    return predicate.removeprefix(OPEN) if predicate.startswith(OPEN) else _HUMP.sub(" ", predicate).lower()


def held(judge: Judge, model: object, essay: Essay, triples: Sequence[Triple]) -> Counts:
    """Count the facts that the triples of an essay hold."""
    hits = 0
    for fact, context in zip(essay.facts, judge.contexts(model, list(essay.facts), list(triples)), strict=True):
        words, wanted = {stem for triple in context for stem in judge.stems(" ".join(triple))}, judge.stems(fact)
        hits += len(wanted & words) >= judge.SHARE * max(1, len(wanted))
    return Counts(hits, len(essay.facts), hits, len(essay.facts))


def report(corpora: Path, choice: Choice) -> Report:
    """Measure the graphs of the essays that no error was read on."""
    judge, reader = loaded(choice.judge), Reader.load()
    chosen = essays(corpora)[choice.of(KEPT)]
    found = [ranked(reader.read(Document.of(one.text, source=one.id)))[:CAP] for one in chosen]
    model = judge.SentenceTransformer(str(judge.get_model_path()), device="cpu")
    scores = [
        [held(judge, model, one, [triple for triple, _ in each])] for one, each in zip(chosen, found, strict=True)
    ]
    sizes, words = [len(each) for each in found], sum(len(one.text.split()) for one in chosen)
    share = figure(scores, lambda counts: counts.recall)
    row = (len(chosen), sum(len(one.facts) for one in chosen), share, round(sum(sizes) / len(sizes)), max(sizes))
    about = f"Essays from {choice.of(KEPT).start} on (of 35, counted from nought), at most {CAP} triples each."
    judged = _precision([said for each in found for _, said in each], read_verdicts(JUDGEMENTS))
    return Report("MINE", [about, Table(HEAD, [(*row, round(words / sum(sizes), 1))]), judged, others("mine")])


def _precision(found: Sequence[Said], verdicts: dict[Said, Verdict]) -> str:
    """Say how many of the judged claims that are still read are right."""
    counts = Counter(verdicts[said].verdict for said in found if said in verdicts)
    judged = sum(counts.values())
    low, high = wilson(counts[RIGHT], judged)
    share = f"{decimal(counts[RIGHT] / judged)} ({decimal(low)} to {decimal(high)})" if judged else "not known"
    rest = f"{counts['arguable']} arguable, {counts['wrong']} wrong"
    return (
        f"Of {judged} claims of these graphs that a person judged {counts[RIGHT]} are right, {rest}: precision {share}."
    )


def sample(corpora: Path, part: slice, size: int) -> list[Said]:
    """Draw claims for a person to judge, equally likely over all triples of some essays, always the same."""
    reader = Reader.load()
    everything = [
        said
        for one in essays(corpora)[part]
        for _, said in ranked(reader.read(Document.of(one.text, source=one.id)))[:CAP]
    ]
    return random.Random(0).sample(everything, min(size, len(everything)))  # noqa: S311  # no secret
