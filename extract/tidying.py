"""Names as a tagger left them, cut to whole names: no loose words at their edges, and no headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from .claims.draft import NamedSpan
from .claims.names import words_of
from .claims.tree import Sentence, Word

_LOOSE = frozenset({"CCONJ", "SCONJ", "ADP", "DET", "PUNCT"})
_PART_OF_NAME = frozenset(".!?)’'\"”%+*")  # Yahoo!, Inc., Apple (UK): what may well end a name
_HEADLINE = 4


def tidy(names: Iterable[NamedSpan], prose: Sequence[Sentence], headings: Sequence[Sentence]) -> tuple[NamedSpan, ...]:
    """Return names without loose words at their edges, and none that is only the wording of a heading.

    Arguments:
        names: those of one text; a name of nothing but loose words goes.
        prose: the sentences of its running text.
        headings: those of its headings.
    """
    sentences = sorted((*prose, *headings), key=lambda sentence: sentence.start)
    starts = [sentence.start for sentence in sentences]
    titles = {sentence.start for sentence in headings}
    found = []
    for name in names:
        place = bisect_right(starts, name.start) - 1
        home = sentences[place] if place >= 0 and name.start < sentences[place].end else None
        cut = name if home is None else _cut(name, home)
        if cut is not None and (home is None or home.start not in titles or not _headline(cut, home)):
            found.append(cut)
    return tuple(found)


def _cut(name: NamedSpan, sentence: Sentence) -> NamedSpan | None:
    words = words_of(sentence, name)
    while words and words[-1].pos in _LOOSE and not _ends_a_name(words[-1]):
        words = words[:-1]
    while words and words[0].pos in _LOOSE and not words[0].text[0].isupper():
        words = words[1:]
    return NamedSpan(words[0].start, words[-1].end, name.type) if words else None


def _ends_a_name(word: Word) -> bool:
    return word.text[0].isupper() or word.text in _PART_OF_NAME


def _headline(name: NamedSpan, heading: Sentence) -> bool:
    """Tell whether a name is all of a long heading, or a plain word that only a heading writes with a capital."""
    words = words_of(heading, name)
    whole = len(words) >= _HEADLINE and name.start == heading.start and name.end == heading.end
    return whole or not any(word.pos in {"PROPN", "X"} or word.text[1:] != word.text[1:].lower() for word in words)
