"""Names as the words that make them: what stays when case, accents, articles and punctuation are put aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_KNOWN = 65_536  # names whose words are kept, each being asked for again and again
_QUOTES = " \t\r\n\"'“”‘’«»`,;:*()[]"  # noqa: RUF001 - the marks that texts use
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_ARTICLES = frozenset(("a", "an", "the"))
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_INITIALS = re.compile(r"\b(?:\w\.){2,}|\b\w(?:\.\w)+\b")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_ORDINALS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "junior", "senior")
) | {"jr", "sr", "north", "south", "east", "west", "northern", "southern", "eastern", "western"}


@lru_cache(maxsize=MOST_KNOWN)
def clean(text: str) -> str:
    """Strip what a mention may carry around a name: quotes, an article, a possessive ending, line breaks.

    >>> clean("the United\\nStates’"), clean("BABA's"), clean("The")
    ('United States', 'BABA', 'The')
    """
    return _POSSESSIVE.sub("", article_free(text)).strip(_QUOTES) or text.strip()


@lru_cache(maxsize=MOST_KNOWN)
def article_free(text: str) -> str:
    """Strip the same as `clean`, but leave a possessive ending, which may belong to the name.

    >>> article_free(" the McDonald's")
    "McDonald's"
    """
    flat = _SPACE.sub(" ", text).strip(' ,;:*"“”«»`')
    return _ARTICLE.sub("", flat, count=1) if _ARTICLE.match(flat) else flat


@lru_cache(maxsize=MOST_KNOWN)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a name without case, Latin accents, articles, possessives and punctuation.

    Initials are one word. A name of nothing but punctuation is its own word.

    >>> tokens("The Coca-Cola Company's"), tokens("U.S."), tokens("São Paulo"), tokens("J. P. Morgan & Co.")
    (('coca', 'cola', 'company'), ('us',), ('sao', 'paulo'), ('j', 'p', 'morgan', 'co'))
    """
    words = text.casefold().split()
    if text.isascii() and words and all(map(str.isalnum, words)):  # as most names
        return tuple(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)
    plain = _unaccented(clean(_INITIALS.sub(_joined, text))).casefold()
    return tuple(word.replace("’", "").replace("'", "") for word in _WORD.findall(plain)) or (text.strip(),)


def _joined(match: re.Match[str]) -> str:
    return match.group().replace(".", "")


def _unaccented(text: str) -> str:
    """Drop the accents of Latin letters; elsewhere a mark can make another letter, so it stays."""
    if text.isascii():
        return text
    kept: list[str] = []
    latin = False
    for character in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(character):
            latin = character.isascii()
            kept.append(character)
        elif not latin:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def distinguishing(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words that tell namesakes apart: with digits, Roman numbers, ordinals and points of the compass.

    Two names that differ in these are never of one thing, however alike the rest is.

    >>> sorted(distinguishing(tokens("World War II"))), sorted(distinguishing(tokens("Room 101, West Wing")))
    (['ii'], ['101', 'west'])
    """
    return frozenset(word for place, word in enumerate(words) if _distinguishes(word, place))


def _distinguishes(word: str, place: int) -> bool:
    numbered = place > 0 and _ROMAN.fullmatch(word) is not None
    return numbered or word in _ORDINALS or any(character.isdigit() for character in word)
