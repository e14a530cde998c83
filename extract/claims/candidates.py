"""What may be at the ends of a typed relation: names, spans with a role, pronouns, as words of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ...frozen import frozen
from ...graph.model import Kind
from ..names import CONCEPT, UNKNOWN, UNRELATED, VALUES, class_of_sort
from .draft import NamedSpan

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..encoder import WindowOutput
    from ..output import Output

MOST_CANDIDATES = 40  # in one sentence; a list of hundreds of names holds few relations for its many pairs
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "hers", "himself", "herself"), "Person"),
    **dict.fromkeys(("who", "whom", "i", "my", "me", "myself"), "Person"),
    **dict.fromkeys(("it", "its", "itself", "they", "them", "their", "whose", "we", "our", "us", "which"), UNKNOWN),
    "where": UNKNOWN,  # a place, or whatever one is at: a university, an employer
}
_BY_FORM = {form: kind for low, kind in PRONOUNS.items() for form in (low, low.capitalize())}
_INSIDE = 2  # how the role taggers mark a word that goes on with a span
LOOSE = frozenset(
    {"in", "of", "at", "for", "to", "by", "on", "with", "from", "and", "or", "as", "is", "was", "'s", "’s"}
)


@frozen
class Candidate:
    """A possible end of a relation: word offsets in its document, and what is known of it."""

    start: int
    end: int
    kind: Kind
    type: str


def named(names: Sequence[NamedSpan], output: Output) -> dict[int, Candidate]:
    """Return the named mentions of a document as candidates, by their first word.

    Arguments:
        names: the mentions.
        output: what the encoder made of the document.
    """
    starts, ends = output.starts, output.ends
    each_once = {name.start: name for name in names}.values()
    whole = (name for name in each_once if name.start in starts and name.end in ends)
    found = (Candidate(starts[name.start], ends[name.end] + 1, "name", name.type) for name in whole)
    return {candidate.start: candidate for candidate in found}


def candidates(
    output: Output, window: WindowOutput, bounds: tuple[int, int], names: Mapping[int, Candidate]
) -> list[Candidate]:
    """Return the possible ends of relations in one sentence, in reading order: names, spans with a role, pronouns.

    Arguments:
        output: what the encoder made of the document.
        window: the one with the sentence.
        bounds: the words of the sentence.
        names: the named mentions by their first word.
    """
    first, last = bounds
    inside = [names[index] for index in range(first, last) if index in names]
    inside = [name for name in inside if name.end <= last]
    found = {(name.start, name.end): name for name in inside}
    for start, end in _role_spans(output, window, bounds):
        if (start, end) not in found:
            cover = next((name for name in inside if name.start < end and start < name.end), None)
            known = cover.type if cover else _described(output, window, end)
            found[start, end] = Candidate(start, end, "name" if cover else "nominal", known)
    for index, word in enumerate(output.texts[first:last], first):
        kind = pronoun_class(word)
        if kind is not None and ((index, index + 1) not in found or found[index, index + 1].kind != "name"):
            found[index, index + 1] = Candidate(index, index + 1, "pronoun", kind)
    return [found[place] for place in sorted(found)][:MOST_CANDIDATES]


def pronoun_class(word: str) -> str | None:
    """Return the class of what a pronoun points at, nothing for another word.

    >>> pronoun_class("She"), pronoun_class("us"), pronoun_class("US")
    ('Person', 'Thing', None)
    """
    return _BY_FORM.get(word)


def _described(output: Output, window: WindowOutput, end: int) -> str:
    """Return the class of what a description that ends before a word is of, by its last word."""
    sort = output.encoder.labels.sorts[window.sorts[end - 1 - window.start]]
    known = class_of_sort(sort, output.word(end - 1))
    return known or (CONCEPT if sort in UNRELATED else UNKNOWN)


def _role_spans(output: Output, window: WindowOutput, bounds: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the spans that a role tagger found, without punctuation at their ends and words that stand for nothing."""
    first, last = bounds
    for start, end in dict.fromkeys(_runs(window.roles[first - window.start : last - window.start])):
        words = output.texts[first + start : first + end]
        firm = [place for place, word in enumerate(words, first + start) if not _loose(word)]
        if firm:
            yield firm[0], firm[-1] + 1


def _runs(tags: NDArray[np.int8]) -> list[tuple[int, int]]:
    """Return the spans in columns of tags, 1 where one begins and 2 inside it; a stray 2 begins one.

    >>> import numpy as np
    >>> _runs(np.array([[1, 0], [1, 2], [2, 2], [0, 0]]))
    [(0, 1), (1, 3), (1, 3)]
    """
    found: list[tuple[int, int]] = []
    before, start, end = -1, 0, 0
    line = tags.T.ravel()  # column by column
    places = line.nonzero()[0]
    for place, tag in zip(places.tolist(), line[places].tolist(), strict=True):
        column, row = divmod(place, len(tags))
        if column == before and row == end and tag == _INSIDE:
            end = row + 1
            found[-1] = (start, end)
        else:
            before, start, end = column, row, row + 1
            found.append((start, end))
    return found


def _loose(word: str) -> bool:
    """Tell whether a word at the edge of a span is no part of what it names: "OpenAI in"."""
    return word in LOOSE or not any(map(str.isalnum, word))


def may_be_subject(candidate: Candidate) -> bool:
    """Tell whether something can be said of a candidate; of a date or an amount nothing is."""
    return candidate.type not in VALUES


def touch(one: Candidate, other: Candidate) -> bool:
    """Tell whether two ends share a word."""
    return one.start < other.end and other.start < one.end


def gap(one: Candidate, other: Candidate) -> int:
    """Return the number of words between two ends."""
    return max(one.start - other.end, other.start - one.end)
