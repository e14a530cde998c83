"""Named entities of Universal NER (Mayhew et al., NAACL 2024) on EWT's development part: exact spans with their type.

From raw text the pipeline reads whole documents and cuts words itself; over gold words each sentence is read alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...extract.decode import bio_transitions, spans, viterbi
from ...extract.encoder import Encoder
from ...extract.names import class_of
from ...training.corpora import ewt
from ...training.values import Sentence, TrainingDocument
from .bundled import pipeline
from .measures import Counts, Span
from .published import others
from .report import F1_HEAD, Choice, Report, Table, f1_row
from .treebanks import written

KEPT = slice(0, None)
KINDS = ("Person", "Organization", "Place")
TypedSpan = tuple[int, int, str]


def given_names(document: TrainingDocument) -> set[TypedSpan]:
    """Return the names the corpus has, by the class of the vocabulary."""
    found = {
        _typed(words, start, end, next(iter(kinds)))
        for sentence, words in zip(document.sentences, written(document).spans, strict=True)
        for start, end, kinds in sentence.names or ()
        if len(kinds) == 1
    }
    return of_kinds(found)


def from_raw(document: TrainingDocument) -> set[TypedSpan]:
    """Return the names that the pipeline finds in a document as it was written."""
    doc = pipeline()(written(document).text)
    return of_kinds({(ent.start_char, ent.end_char, class_of(ent.label_)) for ent in doc.ents})


def over_gold_words(encoder: Encoder, document: TrainingDocument) -> set[TypedSpan]:
    """Return the names that the network finds in the sentences of a document, each alone."""
    found = {
        _typed(words, *name)
        for sentence, words in zip(document.sentences, written(document).spans, strict=True)
        for name in _tagged(encoder, sentence)
    }
    return of_kinds(found)


def _tagged(encoder: Encoder, sentence: Sentence) -> list[TypedSpan]:
    tags = encoder.labels.names
    path = viterbi(encoder.read_window(sentence.words, sentence.spaces).names, bio_transitions(tags))
    return spans([tags[tag] for tag in path])


def _typed(words: Sequence[Span], start: int, end: int, label: str) -> TypedSpan:
    return words[start][0], words[end - 1][1], class_of(label)


def of_kinds(names: set[TypedSpan], kinds: Sequence[str] = KINDS) -> set[TypedSpan]:
    """Return the names of the classes that the corpus annotates, or of some of them.

    >>> of_kinds({(0, 2, "Person"), (3, 5, "Event")})
    {(0, 2, 'Person')}
    """
    return {name for name in names if name[2] in kinds}


def report(corpora: Path, choice: Choice) -> Report:
    """Measure names both ways."""
    encoder = Encoder()
    documents = [d for d in ewt(corpora, "dev")[choice.of(KEPT)] if any(s.names is not None for s in d.sentences)]
    given = [given_names(document) for document in documents]
    ways = {
        "raw text": [from_raw(document) for document in documents],
        "gold words": [over_gold_words(encoder, document) for document in documents],
    }
    rows = [
        _row(f"{way}, {kind or 'all'}", found, given, (kind,) if kind else KINDS)
        for way, found in ways.items()
        for kind in ("", *KINDS)
    ]
    about = f"EWT dev, {len(documents)} documents, {sum(map(len, given)):,} names."
    table = Table(F1_HEAD, rows)
    return Report("Universal NER", [about, table, others("names")])


def _row(
    label: str, found: Sequence[set[TypedSpan]], given: Sequence[set[TypedSpan]], kinds: Sequence[str]
) -> tuple[str, ...]:
    return f1_row(label, [Counts.of(of_kinds(f, kinds), of_kinds(g, kinds)) for f, g in zip(found, given, strict=True)])
