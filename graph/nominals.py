"""Phrases that describe and do not name: what makes two of them the same, and which point back at a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from .countries import bundled as countries
from .fold import MOST_KNOWN, tokens

_DETERMINER = re.compile(r"(?:the|an?|this|that|these|those|some|any|each|every|such|both|all)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?P<pronoun>its|his|her|their|my|our|your|whose)\s+(?:own\s+)?(?=\S)", re.IGNORECASE)
_OWNED = re.compile(r"\b(?P<pronoun>its|his|her|their|whose)\b(?:\s+own\b)?(?=\s+\w)", re.IGNORECASE)
_POINTING = re.compile(r"(?:the|this|that)\s+", re.IGNORECASE)
_POINTING_BEFORE = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
_KNOWN = re.compile(r"(?:the|this|that|these|those)\s+", re.IGNORECASE)
_KNOWN_BEFORE = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)

_COMPANIES = """
    automaker bank brand broadcaster business carmaker chipmaker company conglomerate corporation enterprise firm giant
    lender manufacturer publisher retailer start-up startup studio subsidiary supplier"""
_SCHOOLS = ("college", "institute", "school", "university")
_PUBLIC = "agency bureau commission council court department exchange government ministry parliament party senate"
_BODIES = "charity foundation group institution newspaper nonprofit organisation organization"
# The class that a phrase points at by its head, and the sort of it, if only one will do.
_HEADS: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(_COMPANIES.split(), ("Organization", "company")),
    **dict.fromkeys(_SCHOOLS, ("Organization", "school")),
    **dict.fromkeys(_BODIES.split(), ("Organization", None)),
    "agency": ("Organization", "authority"),
    **dict.fromkeys(("country", "nation"), ("Place", "country")),
    **dict.fromkeys(("city", "town", "village", "province", "region", "state", "island"), ("Place", "area")),
}
_SORTS = {**dict.fromkeys(_SCHOOLS, "school"), **dict.fromkeys(_PUBLIC.split(), "authority")}
_OTHERS = """
    another biggest first former holding largest last leading major new next old only original other own parent
    private public rival same second sister smaller third"""
_TELLING_APART = frozenset(_OTHERS.split())
_LONGEST = 5
_ANY_WORD = re.compile(r"\S+")
_FOLLOWS = """
    to of in on at for from with without over about against between by near under above behind into through after
    before around among across outside inside within that who whom which where whose"""
_FOLLOWING = frozenset(_FOLLOWS.split())
_SHORTEST_PLURAL = 4
_SINGULAR_ENDINGS = ("ss", "us", "is", "ws", "ics")


@lru_cache(maxsize=MOST_KNOWN)
def bare(text: str) -> str:
    """Strip a determiner or a possessive pronoun from a phrase, and line breaks.

    >>> bare("the top talents"), bare("their own\\nsalaries"), bare("Those")
    ('top talents', 'salaries', 'Those')
    """
    flat = " ".join(text.split())
    start = _DETERMINER.match(flat) or _POSSESSIVE.match(flat)
    return flat[start.end() :] if start else flat


def possessives(text: str) -> tuple[tuple[int, str], ...]:
    """Return the possessive pronouns in a phrase that stand for somebody spoken of, each with its place.

    >>> possessives("its portrait of her village"), possessives("man who shot her")
    (((0, 'its'), (16, 'her')), ())
    """
    return tuple((match.start(), match["pronoun"]) for match in _OWNED.finditer(text))


def owned(text: str, owners: Sequence[str | None]) -> str:
    """Put the names of owners in the place of the possessive pronouns of a phrase; one without a name stays.

    >>> owned("its portrait of her\\nvillage", ["Vega", "Ann"]), owned("their sons", ["two brothers"])
    ("Vega's portrait of Ann's village", "two brothers' sons")
    """
    rest = iter(owners)
    return " ".join(_OWNED.sub(lambda match: _genitive(next(rest, None)) or match.group(), text).split())


def _genitive(name: str | None) -> str:
    return "" if not name else f"{name}'" if name.endswith("s") else f"{name}'s"


def words(text: str) -> tuple[str, ...]:
    """Return the words that make two phrases the same: without determiner and number.

    >>> words("the top talents"), words("Chinese companies"), words("process analysis")
    (('top', 'talent'), ('chinese', 'company'), ('process', 'analysis'))
    """
    return tuple(map(_singular, tokens(bare(text))))


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(_SINGULAR_ENDINGS):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_PLURAL:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]


@lru_cache(maxsize=MOST_KNOWN)
def core(text: str) -> str:
    """Return a phrase up to its noun, without what completes it.

    >>> core("nine-day strike at the port"), core("the Harcourt Prize")
    ('nine-day strike', 'the Harcourt Prize')
    """
    words = (match for match in _ANY_WORD.finditer(text) if match.start() and match.group().casefold() in _FOLLOWING)
    return text[: next((match.start() for match in words), len(text))].rstrip()


def completed(text: str) -> bool:
    """Tell whether more follows the noun of a phrase, which tells which thing is meant: "the mayor of Bath".

    >>> completed("mayor of Bath"), completed("report that he wrote"), completed("Norwich's academy")
    (True, True, False)
    """
    return core(text) != text.rstrip()


def head(text: str) -> str:
    """Return the noun of a phrase in lower case.

    >>> head("nine-day strike at the port"), head("the Harcourt Prize"), head("sons")
    ('strike', 'prize', 'sons')
    """
    return tokens(core(bare(text)))[-1]


def only_points(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase of a text is a noun alone that is meant to be known: "the strike", "those firms".

    >>> only_points("the strike", 4, 10), only_points("the strike", 0, 10), only_points("a strike", 2, 8)
    (True, True, False)
    """
    phrase = text[start:end]
    if len(bare(phrase).split()) != 1:
        return False
    return bool(_KNOWN.match(phrase) or _KNOWN_BEFORE.search(text[max(0, start - 6) : start]))


def plural(text: str) -> bool:
    """Tell whether the last word of a phrase is a plural.

    >>> plural("graphics processors"), plural("the talent drain"), plural("analysis")
    (True, False, False)
    """
    last = tokens(bare(text))[-1:]
    return any(word != _singular(word) for word in last)


def sort(name: tuple[str, ...], kind: str) -> str:
    """Return what sort of its class a name is of, as far as its words tell.

    >>> sort(("shenzhen", "university"), "Organization"), sort(("tencent",), "Organization"), sort(("china",), "Place")
    ('school', 'company', 'country')
    """
    if kind == "Organization":
        return next((_SORTS[word] for word in name if word in _SORTS), "company")
    return "country" if kind == "Place" and name in countries().names else "area"


def common(word: str) -> bool:
    """Tell whether a word says what a body is, and by itself names none.

    >>> common("university"), common("bulls")
    (True, False)
    """
    return word in _HEADS or word in _SORTS or word in _PUBLIC.split()


def points_at(text: str, start: int, end: int) -> tuple[str, str | None] | None:
    """Return what a definite phrase of a text points back at: the class, and the sort of it if only one will do.

    >>> points_at("The company grew.", 0, 11), points_at("A company grew.", 0, 9), points_at("the old firm", 0, 12)
    (('Organization', 'company'), None, None)
    >>> points_at("The trust of this town fell.", 0, 22)
    """
    phrase = text[start:end]
    if completed(phrase):
        return None
    if not (_POINTING.match(phrase) or _POINTING_BEFORE.search(text[max(0, start - 6) : start])):
        return None
    found = [word.casefold() for word in bare(phrase).split()]
    if not found or len(found) > _LONGEST or not _TELLING_APART.isdisjoint(found):
        return None
    return _HEADS.get(found[-1])
