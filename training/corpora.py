"""The corpora as sentences and documents of plain values, one reader per format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..extract.decode import spans as spans_of_tags
from ..extract.wordpieces import BLOCK, NO_SPACE, SPACE
from .labels import GUM_TYPES, UNER_TYPES, WNUT_TYPES
from .links import GumMention, add_gum_links
from .values import Sentence, TrainingDocument

CONLLU_COLUMNS = 10
GLUED = frozenset({".", ",", "!", "?", ":", ";", "'s", "n't", "'m", "'re", "'ve", "'ll", "'d", ")"})


def conllu(path: Path) -> Iterator[TrainingDocument]:
    """Read documents of a CoNLL-U file (universaldependencies.org/format)."""
    document = TrainingDocument(path.stem, [])
    rows: list[list[str]] = []
    paragraph = True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            if document.sentences:
                yield document
            document = TrainingDocument(line.partition("=")[2].strip(), [])
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            document.sentences.append(_conllu_sentence(rows, starts_block=paragraph))
            rows, paragraph = [], False
    if document.sentences:
        yield document


def _conllu_sentence(rows: list[list[str]], *, starts_block: bool) -> Sentence:
    glued = {int(row[0].split("-")[1]): "SpaceAfter=No" in row[9] for row in rows if "-" in row[0]}
    inside = {
        number for row in rows if "-" in row[0] for number in range(*map(int, row[0].split("-")))
    }  # all but the last word of a multiword token touch the next
    plain = [row for row in rows if row[0].isdigit()]
    spaces, gap = [], BLOCK if starts_block else SPACE
    for row in plain:
        spaces.append(gap)
        number = int(row[0])
        touches = number in inside or glued.get(number, "SpaceAfter=No" in row[9])
        gap = NO_SPACE if touches else SPACE
    return Sentence(
        words=[row[1] for row in plain],
        spaces=spaces,
        upos=[row[3] for row in plain],
        xpos=[row[4] for row in plain],
        lemmas=[row[2] for row in plain],
        heads=[int(row[6]) for row in plain],
        rels=[row[7] for row in plain],
    )


def iob(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Read sentences of (word, tag) from an IOB2 file whose first column may be a number."""
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ") and "\t" not in line:
            continue
        if line.strip():
            columns = line.split("\t")
            numbered = columns[0].isdigit() and len(columns) > len(("word", "tag"))
            rows.append((columns[1], columns[2]) if numbered else (columns[0], columns[1]))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def ewt(corpora: Path, part: str) -> list[TrainingDocument]:
    """Read UD English EWT with the names of Universal NER laid over the same sentences."""
    documents = list(conllu(corpora / "ud_english_ewt" / f"{part}.conllu"))
    named = {
        tuple(word for word, _ in rows): [tag for _, tag in rows]
        for rows in iob(corpora / "uner_english_ewt" / f"{part}.iob2")
    }
    all_but = frozenset({"NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "MISC", "DATE", "NUM"})
    for document in documents:
        for sentence in document.sentences:
            tags = named.get(tuple(sentence.words))
            if tags is None:
                continue
            tags = ["O" if tag.endswith("-O") else tag for tag in tags]
            sentence.names = [
                (start, end, frozenset({UNER_TYPES[kind]}) if kind in UNER_TYPES else all_but)
                for start, end, kind in spans_of_tags(tags)
            ]
            sentence.unannotated = all_but
    return documents


def wnut(corpora: Path) -> list[TrainingDocument]:
    """Read the training part of WNUT 17 (Derczynski et al. 2017), a post as a document."""
    documents = []
    for number, rows in enumerate(iob(corpora / "wnut17" / "train.conll")):
        words = [word for word, _ in rows]
        names = [(start, end, WNUT_TYPES[kind]) for start, end, kind in spans_of_tags([tag for _, tag in rows])]
        spaces = [BLOCK, *(NO_SPACE if word in GLUED else SPACE for word in words[1:])]
        unannotated = frozenset({"NORP", "EVENT", "MISC", "DATE", "NUM"})
        sentence = Sentence(words, spaces, names=names, unannotated=unannotated, sentence_known=False)
        documents.append(TrainingDocument(f"wnut {number}", [sentence]))
    return documents


def text2kg(corpora: Path) -> list[str]:
    """Return the sentences of Text2KGBench's Wikidata part (Mihindukulasooriya et al. 2023), once each.

    Its triples are left out: they were matched to the sentences by machine, which often do not say them. Sentences
    whose letters were garbled on the way are left out.
    """
    found: dict[str, None] = {}
    for path in sorted((corpora / "text2kgbench" / "wikidata_tekgen" / "train").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sentence = json.loads(line)["sent"]
            if sentence.isascii() and sentence.isprintable() and "/" not in sentence:
                found[sentence] = None
    return list(found)


def gum(corpora: Path, part: str) -> list[TrainingDocument]:
    """Read GUM, with its innermost proper-noun entities as names."""
    documents = []
    for path in sorted((corpora / "gum" / part).glob("*.conllu")):
        for document in conllu(path):
            mentions = list(_gum_entities(path))
            for sentence, spans in zip(document.sentences, mentions, strict=True):
                _add_gum_names(sentence, [(span.start, span.end, span.sort) for span in spans])
            add_gum_links(document, mentions)
            documents.append(document)
    return documents


def _gum_entities(path: Path) -> Iterator[list[GumMention]]:
    """Yield each sentence's mentions out of ``Entity=`` (CorefUD 1.0 brackets)."""
    stack: list[tuple[int, str, str]] = []
    spans: list[GumMention] = []
    index, started = 0, False
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == CONLLU_COLUMNS and columns[0].isdigit():
            started = True
            value = next((item[7:] for item in columns[9].split("|") if item.startswith("Entity=")), "")
            for opened, closed in re.findall(r"(\([^()]+\)?)|([^()]+\))", value):
                if opened:
                    parts = opened.strip("()").split("-")
                    if opened.endswith(")"):
                        spans.append(GumMention(index, index + 1, parts[1], parts[0]))
                    else:
                        stack.append((index, parts[0], parts[1]))
                else:
                    group = closed.rstrip(")")
                    place = next((i for i in reversed(range(len(stack))) if stack[i][1] == group), None)
                    if place is not None:
                        start, _, kind = stack.pop(place)
                        spans.append(GumMention(start, index + 1, kind, group))
            index += 1
        elif not line and started:
            yield spans
            spans, stack, index, started = [], [], 0, False
    if started:
        yield spans


def _add_gum_names(sentence: Sentence, spans: list[tuple[int, int, str]]) -> None:
    assert sentence.upos is not None  # noqa: S101  # CoNLL-U always has it
    upos = sentence.upos
    named: list[tuple[int, int, frozenset[str]]] = []
    for start, end, kind in sorted(spans, key=lambda span: span[1] - span[0]):
        begin = start + (upos[start] == "DET" and end - start > 1)
        proper = all(
            upos[i] in {"PROPN", "ADP", "NUM", "CCONJ", "PUNCT", "ADJ"} or sentence.words[i][0].isupper()
            for i in range(begin, end)
        )
        taken = any(not (end <= other[0] or begin >= other[1]) for other in named)
        if kind in GUM_TYPES and proper and upos[end - 1] == "PROPN" and not taken:
            named.append((begin, end, frozenset({GUM_TYPES[kind]})))
    covered = {i for start, end, _ in named for i in range(start, end)}
    sentence.names = sorted(named, key=lambda span: span[0])
    sentence.unannotated = frozenset({"DATE", "NUM"})
    sentence.open_words = frozenset(
        i
        for i, tag in enumerate(upos)
        if i not in covered and (tag in {"PROPN", "NUM", "SYM"} or sentence.words[i][0].isupper())
    )


def knowledgenet(corpora: Path) -> list[dict[str, Any]]:
    """Read the KnowledgeNet documents as they are (Mesquita et al. 2019)."""
    path = corpora / "knowledgenet" / "folds-1-3.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def redocred(corpora: Path) -> list[dict[str, Any]]:
    """Read the Re-DocRED documents as they are (Tan et al. 2022)."""
    documents: list[dict[str, Any]] = json.loads((corpora / "redocred" / "dev.json").read_text(encoding="utf-8"))
    return documents
