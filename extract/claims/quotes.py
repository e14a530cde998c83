"""Quotes across sentences: who says what stands between quotation marks, by the sentence beside it that names them.

Three ways of writing lead to a speaker, each within one block of the text: the quote goes on in the sentence that says
whose it is (“A. B,” she said), it follows that sentence (“A,” she said. “B.”), or a parser cut the naming off (“A,” /
Anna Holm said). Where two people speak in the naming sentence, nobody is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..layout import block_starts
from .arguments import Phrases
from .attribution import SAYING, sayer
from .draft import Argument, Draft, NamedSpan, Span
from .lexicon import listed
from .tree import Sentence, Word

OPEN, CLOSE, STRAIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}", '"'
_MARK = re.compile(f"[{OPEN}{CLOSE}{STRAIGHT}]")
_QUOTING = SAYING | listed("continue go respond ask joke quip repeat shout cry laugh post")
_ADDING = listed("add continue")
_REACH = 12  # sentences of one quote to either side, so that a long text takes no quadratic time
_LONGEST_TAG = 12  # words of what a parser cut off: "Anna Holm, the head of NASA, said."


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that lies in a quote, and the sentence and word that name who speaks."""

    sentence: Sentence
    naming: Sentence
    speaker: Word


def quotes(text: str) -> list[Span]:
    """Return the spans between double quotation marks, marks included, each inside one block.

    A straight mark without its partner opens nothing; a curly one that stays open reaches to the end of its block, as
    in quotes of several paragraphs.

    >>> quotes('He said "yes" and “no”.')
    [(8, 13), (18, 22)]
    """
    if _MARK.search(text) is None:
        return []
    starts = [*block_starts(text), len(text)]
    return [span for start, end in pairwise(starts) for span in _in_block(text, start, end)]


def _in_block(text: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    straight = False
    for match in _MARK.finditer(text, start, end):
        place, mark = match.start(), match[0]
        if opened is None and mark in (OPEN, STRAIGHT):
            opened, straight = place, mark == STRAIGHT
        elif opened is not None and mark == (STRAIGHT if straight else CLOSE):
            yield opened, place + 1
            opened = None
    if opened is not None and not straight:
        yield opened, end


def quoted(sentences: Sequence[Sentence], text: str) -> list[Quoted]:
    """Return the sentences that are wholly quoted and whose speaker a sentence beside them names."""
    spans = quotes(text)
    blocks = block_starts(text) if spans else []
    found: list[Quoted] = []
    known: dict[Span, tuple[Sentence, Word]] = {}
    for index, sentence in enumerate(sentences):
        span = _around(sentence, spans)
        if span is None:
            continue
        named = known.get(span) or _named(sentences, index, span, spans)
        if named is not None and not _apart(named[0], sentence, blocks):
            known[span] = named
            found.append(Quoted(sentence, *named))
    return found


def attributed(
    drafts: Sequence[Draft], sentences: Sequence[Sentence], names: Sequence[NamedSpan], text: str
) -> list[Draft]:
    """Return drafts with those who speak in quotes, where a draft names nobody itself.

    Arguments:
        drafts: the claims of a text.
        sentences: its sentences.
        names: its named mentions.
        text: the text.
    """
    speakers = {
        (one.sentence.start, one.sentence.end): phrase
        for one in quoted(sentences, text)
        if (phrase := speaking(one.naming, one.speaker, names)) is not None
    }
    said_by = ((draft, draft.attributed_to or speakers.get((draft.start, draft.end))) for draft in drafts)
    return [draft if said is draft.attributed_to else replace(draft, attributed_to=said) for draft, said in said_by]


def speaking(sentence: Sentence, word: Word, names: Sequence[NamedSpan]) -> Argument | None:
    """Return the phrase for who speaks, by its name where it has one, ``None`` where it stands for nobody."""
    inside = tuple(name for name in names if sentence.start <= name.start and name.end <= sentence.end)
    found = Phrases(sentence, inside).argument(word)
    return found if isinstance(found, Argument) else None


def _around(sentence: Sentence, spans: Sequence[Span]) -> Span | None:
    return next((s for s in spans if s[0] <= sentence.start and sentence.end <= s[1]), None)


def _apart(one: Sentence, other: Sentence, blocks: Sequence[int]) -> bool:
    """Tell whether a block begins between two sentences."""
    low, high = sorted((one.start, other.start))
    return any(low < start <= high for start in blocks)


def _named(
    sentences: Sequence[Sentence], index: int, span: Span, spans: Sequence[Span]
) -> tuple[Sentence, Word] | None:
    """Return who speaks in a quote: named in a sentence it reaches into, in the one before, or in a tag after it."""
    near = sentences[max(0, index - _REACH) : index + _REACH]
    shared = [s for s in near if s.start < span[1] and span[0] < s.end and _around(s, spans) is None]
    beside = [*shared, *sentences[max(0, index - 1) : index]]
    for other in beside:
        if _around(other, spans) is None and (_holds_quote(other, spans) or _is_tag(other)):
            word = _naming(other, spans)
            if word is not None:
                return other, word
    after = sentences[index + 1] if index + 1 < len(sentences) else None
    if after is None or _around(after, spans) is not None or not _names_before(sentences[index], after, spans):
        return None
    word = _naming(after, spans)
    return None if word is None else (after, word)


def _names_before(sentence: Sentence, after: Sentence, spans: Sequence[Span]) -> bool:
    """Tell whether a sentence says whose the quote before it is: “A,” / she said. “A.” He added: “B.”"""
    adds = any(w.lemma in _ADDING and w.rel in ("root", "ROOT") for w in after.words)
    return (_is_tag(after) and _goes_on(sentence)) or (adds and _holds_quote(after, spans))


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether a quote ends as one does before "she said": “A,” but not “A.”"""
    return sentence.text.rstrip(STRAIGHT + CLOSE).endswith((",", "?", "!"))


def _holds_quote(sentence: Sentence, spans: Sequence[Span]) -> bool:
    return any(sentence.start < end and start < sentence.end for start, end in spans)


def _is_tag(sentence: Sentence) -> bool:
    """Tell whether a sentence only names who speaks: "Anna Holm said."."""
    verb = next((w for w in sentence.words if w.rel in ("root", "ROOT")), None)
    if verb is None or verb.lemma not in _QUOTING or len(sentence.words) > _LONGEST_TAG:
        return False
    return sentence.child(verb, "ccomp", "obj", "xcomp") is None


def _naming(sentence: Sentence, spans: Sequence[Span]) -> Word | None:
    """Return the one who speaks in a sentence by its words outside of quotes, ``None`` if there are two."""
    outside = [w for w in sentence.words if not any(s <= w.start < e for s, e in spans)]
    verbs = [w for w in outside if w.lemma in _QUOTING and w.pos == "VERB" and not w.is_a("acl", "advcl")]
    speakers = {word.index: word for verb in verbs if (word := sayer(sentence, verb)) is not None}
    inside = [word for word in speakers.values() if word not in outside]
    return next(iter(speakers.values())) if len(speakers) == 1 and not inside else None
