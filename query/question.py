"""A question in plain words, matched to the labels of the vocabulary: no language model, and no guess.

Every word has to be accounted for: by a thing of the graph, by a label of a property, or as a word of the grammar.
A question with a word left over is not answered, since that word may have changed what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..graph.fold import tokens
from ..graph.vocabulary import Property, Vocabulary

_WANTED: Mapping[str, tuple[str, ...]] = {
    "who": ("Agent",),
    "whom": ("Agent",),
    "where": ("Place",),
    "when": ("xsd:date", "xsd:gYear"),
    "many": ("xsd:integer", "xsd:decimal"),
    "much": ("xsd:decimal", "xsd:integer"),
}
_CHOICE = frozenset({"is", "was", "are", "were", "did", "does", "do", "has", "have"})
_GRAMMAR = _CHOICE | frozenset(
    [
        "what",
        "which",
        "how",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "many",
        "much",
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "to",
        "from",
        "with",
        "it",
        "its",
        "s",
        "been",
        "be",
        "had",
    ]
)
_ENDINGS = ("ing", "ers", "ors", "ed", "er", "or", "es", "s", "e")
_SHORTEST = 3
# Words of questions for words of labels, by their stems.
_SAID_AS: Mapping[str, tuple[str, ...]] = {
    "ceo": ("chief", "executiv"),
    "lead": ("chief", "executiv"),
    "run": ("chief", "executiv"),
    "chairman": ("chairperson",),
    "chairwoman": ("chairperson",),
    "establish": ("found",),
    "start": ("found",),
    "base": ("headquarter",),
    "buy": ("acquir",),
    "bought": ("acquir",),
    "liv": ("resid",),
    "wif": ("spous",),
    "husband": ("spous",),
    "married": ("spous",),
    "children": ("child",),
    "son": ("child",),
    "daught": ("child",),
    "study": ("educat",),
    "studied": ("educat",),
    "work": ("employ",),
    "job": ("occupation",),
    "mak": ("produc",),
    "sell": ("off",),
    "rival": ("compet",),
    "competit": ("compet",),
    "nationality": ("citizen",),
    "di": ("died",),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A thing that a question names: where its words stand, and its IRIs with their classes."""

    start: int
    end: int
    things: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a question: a property, asked of its object or of its subject."""

    predicate: str
    forward: bool


def is_choice(words: tuple[str, ...]) -> bool:
    """Tell whether a question wants yes or no.

    >>> is_choice(tokens("Did Alibaba acquire Lazada?")), is_choice(tokens("Who founded Alibaba?"))
    (True, False)
    """
    return bool(words) and words[0] in _CHOICE


def named(words: tuple[str, ...], things: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]) -> list[Name]:
    """Return the things that a question names, longest names first where they overlap.

    Arguments:
        words: of the question.
        things: IRIs and classes by the words of each label and alias.
    """
    found: list[Name] = []
    longest = max(map(len, things), default=0)
    for length in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            key = words[start : start + length]
            free = all(start >= name.end or start + length <= name.start for name in found)
            if free and key in things and not (length == 1 and key[0] in _GRAMMAR):
                found.append(Name(start, start + length, things[key]))
    return sorted(found, key=lambda name: name.start)


def readings(words: tuple[str, ...], names: list[Name], vocabulary: Vocabulary) -> list[Reading]:
    """Return the ways to understand a question about the first of the things it names.

    >>> from ..graph.vocabulary import bundled
    >>> words = tokens("Who founded Alibaba?")
    >>> alibaba = Name(2, 3, (("http://a/", "Company"),))
    >>> [(reading.predicate, reading.forward) for reading in readings(words, [alibaba], bundled())]
    [('foundedBy', True), ('founded', False)]
    """
    inside = {place for name in names for place in range(name.start, name.end)}
    left = [place for place, word in enumerate(words) if place not in inside and word not in _GRAMMAR]
    stems = {stem for place in left for stem in _stems(words[place])}
    if not stems or not names:
        return []
    verb = left[0]
    return [
        Reading(known.name, forward)
        for known in vocabulary.properties.values()
        if stems <= {stem for word in tokens(known.label) for stem in _stems(word)}
        for forward in (True, False)
        if _fits(words, names, verb, known, vocabulary, forward=forward)
    ]


def _stems(word: str) -> tuple[str, ...]:
    stem = next(
        (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _SHORTEST), word
    )
    return _SAID_AS.get(word) or _SAID_AS.get(stem) or (stem,)


def _fits(  # noqa: PLR0913 - what a reading hangs on
    words: tuple[str, ...], names: list[Name], verb: int, known: Property, vocabulary: Vocabulary, *, forward: bool
) -> bool:
    """Tell whether a property can be asked so: its ends are of the right classes, and the order of words agrees."""
    own, other = (known.domain, known.range) if forward else (known.range, known.domain)
    classes = {kind for _, kind in names[0].things}
    if not any(vocabulary.compatible(kind, end) for kind in classes for end in own):
        return False
    wanted = next((_WANTED[word] for word in words if word in _WANTED), ())
    if len(names) == 1 and wanted and not any(vocabulary.compatible(end, each) for end in other for each in wanted):
        return False
    return _in_order(words, names[0], verb, known.label, forward=forward)


def _in_order(words: tuple[str, ...], name: Name, verb: int, label: str, *, forward: bool) -> bool:
    """Tell whether the thing stands where the subject of a label would, or its object.

    Who acts stands before the verb, or after "by": in "Who acquired Lazada?" Lazada does not.
    """
    kind = _kind(label)
    before = name.start < verb
    acts = ("by" in words[verb:] and not before) or ("by" not in words[verb:] and before)
    if kind == "verb":
        return forward == acts
    if kind == "by":
        return forward != acts
    return forward == before if kind == "of" else forward


def _kind(label: str) -> str:
    last = label.rsplit(maxsplit=1)[-1]
    if last in {"by", "of"}:
        return last
    return "verb" if len(label.split()) == 1 and last.endswith(("ed", "s")) else "noun"
