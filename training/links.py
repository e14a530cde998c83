"""What mentions point back at, in GUM, KnowledgeNet and GAP."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .values import LinkExample, Place, Sentence, TrainingDocument

MOST_CANDIDATES = 40  # the nearest; few mentions point farther back
FLAT = frozenset({"flat", "flat:foreign", "compound", "fixed", "goeswith", "nummod"})
PRONOUNS = frozenset(
    (  # noqa: SIM905 - a list of words reads best as one
        "he she it they him them her his hers its their theirs i we you me us my our "
        "who whom whose himself herself itself"
    ).split()
)


def is_pronoun(words: list[str]) -> bool:
    """Tell whether a span is one personal, possessive or relative pronoun."""
    return len(words) == 1 and words[0].lower() in PRONOUNS


@dataclass(frozen=True, slots=True)
class GumMention:
    """A mention of a sentence: half-open word offsets, what it is of, and the id of what it refers to."""

    start: int
    end: int
    sort: str
    entity: str


def add_gum_links(document: TrainingDocument, mentions: Sequence[Sequence[GumMention]]) -> None:
    """Add to a document of GUM the sorts of its mentions' heads, and what its pronouns and descriptions point at."""
    seen: list[tuple[Place, str]] = []
    for number, (sentence, spans) in enumerate(zip(document.sentences, mentions, strict=True)):
        for mention in sorted(spans, key=lambda span: (span.start, -span.end)):
            head = _head(sentence, mention)
            if sentence.upos is None or sentence.upos[head] not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
                continue
            sentence.sorts[head] = mention.sort
            place = Place(number, min(mention.start, head), _short_end(sentence, head, mention.end))
            if sentence.upos[head] != "PROPN":
                document.links.append(_example(place, mention.entity, seen))
            seen.append((place, mention.entity))


def _example(place: Place, entity: str, seen: Sequence[tuple[Place, str]]) -> LinkExample:
    near = seen[-MOST_CANDIDATES:]
    right = frozenset(other for other, known in near if known == entity)
    return LinkExample(place, (*(other for other, _ in near), place), right or frozenset({place}))


def _head(sentence: Sentence, mention: GumMention) -> int:
    assert sentence.heads is not None  # noqa: S101  # GUM is a treebank
    inside = range(mention.start, mention.end)
    return next((i for i in inside if sentence.heads[i] - 1 not in inside), mention.start)


def _short_end(sentence: Sentence, head: int, end: int) -> int:
    """Return where the name or noun around a head ends; a reader's noun chunks leave out what follows as well."""
    assert sentence.heads is not None and sentence.rels is not None  # noqa: S101, PT018  # GUM is a treebank
    last = head + 1
    while last < end and sentence.rels[last] in FLAT and sentence.heads[last] - 1 >= head:
        last += 1
    return last


@dataclass(frozen=True, slots=True)
class Argument:
    """An end of a fact of KnowledgeNet: its place and what it refers to, where that is known."""

    place: Place
    refers_to: str


def add_knowledgenet_links(document: TrainingDocument, arguments: Sequence[Argument], surface: Iterable[Place]) -> None:
    """Add what the pronouns among the ends of facts point at; other capitalised runs are taken for other things."""
    known = {argument.place: argument.refers_to for argument in arguments if argument.refers_to}
    surface = list(surface)
    for place, refers_to in known.items():
        if not is_pronoun(_words(document, place)):
            continue
        right = {
            other
            for other, thing in known.items()
            if thing == refers_to and other < place and not is_pronoun(_words(document, other))
        }
        wrong = {other for other, thing in known.items() if thing != refers_to and other < place}
        taken = {word for other in right for word in _words(document, other)}
        others = (other for other in surface if other < place and other not in known)
        wrong |= {other for other in others if taken.isdisjoint(_words(document, other))}
        if right:
            near = sorted(right | wrong)[-MOST_CANDIDATES:]
            document.links.append(LinkExample(place, (*near, place), frozenset(right)))


def _words(document: TrainingDocument, place: Place) -> list[str]:
    return document.sentences[place.sentence].words[place.start : place.end]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text of GAP: character offsets of a pronoun and two names, and whether it is the one or the other."""

    id: str
    text: str
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    right: tuple[bool, bool]


def gap(corpora: Path) -> list[Snippet]:
    """Read GAP's development part (Webster et al. 2018)."""
    path = corpora / "gap" / "development.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [_snippet(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _snippet(row: dict[str, str]) -> Snippet:
    def span(name: str) -> tuple[int, int]:
        start = int(row[f"{name}-offset"])
        return start, start + len(row[name])

    right = (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE")
    return Snippet(row["ID"], row["Text"], span("Pronoun"), (span("A"), span("B")), right)


def gap_example(
    document: TrainingDocument, pronoun: Place, names: Sequence[Place], right: Sequence[bool], surface: Iterable[Place]
) -> LinkExample:
    """Return what a pronoun of GAP points at: one of two names, or anything but them.

    When neither name is right any other span may be; when one is, other spans that share a word with it say nothing.
    """
    chosen = [name for name, true in zip(names, right, strict=True) if true]
    taken = {word for name in chosen for word in _words(document, name)}
    others = [
        place
        for place in surface
        if not any(_touch(place, name) for name in (*names, pronoun))
        and not is_pronoun(_words(document, place))
        and taken.isdisjoint(_words(document, place))
    ]
    near = sorted([*names, *others], key=lambda place: abs(place.start - pronoun.start))[:MOST_CANDIDATES]
    return LinkExample(pronoun, (*near, pronoun), frozenset(chosen or [pronoun, *others]))


def _touch(one: Place, other: Place) -> bool:
    return one.sentence == other.sentence and one.start < other.end and other.start < one.end
