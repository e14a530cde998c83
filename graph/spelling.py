"""Names that differ in spelling alone: other scripts, spaces, little words, short forms of given names."""

from __future__ import annotations

from functools import lru_cache

from anyascii import anyascii

from .fold import MOST_KNOWN
from .names import Words

_LITTLE = frozenset(("and", "the", "of", "de", "la", "le", "und", "et", "y"))
_CLUBS = frozenset(("fc", "afc", "cf", "sc", "ac", "fk", "sv"))
_JOINED = frozenset(("Organization", "Product", "Technology", "Work"))
_SHORTEST = 5
# Given names with their short forms, in English.
_GIVEN = """
    abraham abe; albert al bert; alexander alex sandy; alfred fred alf; andrew andy drew; anthony tony; arthur art;
    benjamin ben benny; charles charlie chuck; christopher chris; daniel dan danny; david dave; donald don; douglas
    doug; edward ed eddie ted ned; elizabeth liz beth betty; eugene gene; frederick fred freddie; gerald gerry
    jerry; gregory greg; henry harry hank; jacob jake; james jim jimmy jamie; jeffrey jeff geoffrey geoff; jennifer
    jen jenny; joseph joe joey; joshua josh; katherine kate kathy; kenneth ken; lawrence larry; leonard len;
    margaret maggie; matthew matt; michael mike mick; nathaniel nathan nate; nicholas nick; pamela pam; patricia pat
    patty; patrick pat; peter pete; philip phil; raymond ray; rebecca becky; richard rick dick; robert bob bobby
    rob; ronald ron; samuel sam; stephen steve steven; susan sue; theodore ted; thomas tom tommy; timothy tim;
    victoria vicky; walter walt; william bill billy will"""
_GROUPS: dict[str, frozenset[str]] = {}
for _line in _GIVEN.split(";"):
    for _name in _line.split():
        _GROUPS[_name] = _GROUPS.get(_name, frozenset()) | frozenset(_line.split()[:1])


@lru_cache(maxsize=MOST_KNOWN)
def plain(words: Words, kind: str) -> str:
    """Return what two spellings of a name share.

    >>> plain(("tromsø",), "Place") == plain(("tromso",), "Place")
    True
    >>> plain(("procter", "and", "gamble"), "Organization") == plain(("procter", "gamble"), "Organization")
    True
    >>> plain(("open", "ai"), "Organization"), plain(("jack", "ma"), "Person")
    ('openai', 'jack ma')
    """
    # Most words are in ASCII already, and to find that out costs less than to go through their letters.
    latin = tuple([(word if word.isascii() else anyascii(word)).casefold().replace(" ", "") for word in words])
    if kind == "Organization":
        latin = _without(latin, _CLUBS)
    if kind in _JOINED:
        joined = "".join(_without(latin, _LITTLE))
        return joined if len(joined) >= _SHORTEST else " ".join(latin)
    return " ".join(latin)


def _without(words: Words, left_out: frozenset[str]) -> Words:
    return words if left_out.isdisjoint(words) else tuple([word for word in words if word not in left_out]) or words


def given_names(name: str) -> frozenset[str]:
    """Return the full names that a given name may stand for.

    >>> given_names("bill"), sorted(given_names("ted"))
    (frozenset({'william'}), ['edward', 'theodore'])
    """
    return _GROUPS.get(name, frozenset((name,)))


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether two long words differ in one letter that is left out, put in or another one, not the first.

    >>> one_letter_apart("zelensky", "zelenskyy"), one_letter_apart("iran", "oran")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1 or short[0] != long[0] or short == long:
        return False
    start = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]
