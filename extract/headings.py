"""Headings, by-lines and lists of key words: they name things but claim nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .claims.tree import Sentence

SHARE_CAPITALISED = 0.6
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FUNCTION = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "SYM", "PRON", "AUX"})


def is_heading(sentence: Sentence, text: str) -> bool:
    """Tell whether a sentence stands alone on its line, unpunctuated, and is titled or has no finite verb.

    Arguments:
        sentence: with offsets into ``text``.
        text: what it stands in.
    """
    words = sentence.words
    if not words or words[-1].text[-1] in '.!?。！？…:;"”’' or not _alone(sentence, text):
        return False
    content = [word for word in words if word.pos not in FUNCTION and word.text[0].isalpha()]
    capitalised = sum(word.text[0].isupper() for word in content)
    finite = any(word.tag in FINITE for word in words)
    return not finite or (
        len(content) > 1 and capitalised >= SHARE_CAPITALISED * len(content) and text[sentence.end :].strip() != ""
    )


def _alone(sentence: Sentence, text: str) -> bool:
    """Tell whether nothing else stands on the sentence's lines and the text has more than them."""
    first, last = sentence.words[0].start, sentence.words[-1].end
    before, after = text[:first].rstrip(" \t"), text[last:].lstrip(" \t")
    if not before and not after.strip():
        return False
    return (not before or before[-1] in "\r\n\f") and (not after or after[0] in "\r\n\f")
