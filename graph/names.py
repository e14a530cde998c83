"""What makes two names one: legal forms, acronyms, titles and given names, with the guards that forbid it."""

from __future__ import annotations

from functools import lru_cache

from .countries import bundled as countries
from .fold import distinguishing, tokens
from .vocabulary import bundled as vocabulary

Words = tuple[str, ...]

_FORMS = """
    ab ag as asa bhd bv co company corp corporation cv gmbh group holding holdings inc incorporated kg kgaa kk limited
    llc llp lp ltd nv oy oyj plc pte pty sa sarl sas sdn se spa srl"""
_LEGAL_FORMS = frozenset(_FORMS.split())
# What may be left out of the name of an organisation without making it another one's.
_DESCRIPTORS = frozenset(("airlines", "airways", "college", "motor", "motors", "university"))
_ADDRESSES = """
    mr mrs ms miss mx dr prof professor sir dame lord lady president chancellor minister senator governor mayor king
    queen prince princess pope general colonel captain judge justice ceo chairman chairwoman chairperson"""
_TITLES = frozenset(_ADDRESSES.split())
_NAMES_LIKE_NUMBERS = frozenset(("x", "xi", "v"))
_SMALL = frozenset(("a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to"))
_LONGEST_ACRONYM = 8


@lru_cache(maxsize=1024)
def kind(name: str) -> str:
    """Return the class that decides identity: the widest one that still keeps unlike things apart.

    >>> kind("Company"), kind("City"), kind("Thing")
    ('Organization', 'Place', 'Thing')
    """
    known = vocabulary()
    above = known.ancestors(name) - {"Thing", "Agent", "Value"}
    return max(above, key=lambda each: (-len(known.ancestors(each)), each), default=name)


def identity(label: str, type_: str) -> Words:
    """Return the words by which two names of a class are the same: those of the usual name of a country, or without
    legal form or title.

    >>> identity("Alibaba Group Holding Limited", "Organization"), identity("the US", "Place")
    (('alibaba',), ('united', 'states'))
    """
    words = tokens(label)
    country = countries().names.get(words) if kind(type_) in {"Place", "Organization"} else None
    if country is not None:
        return tokens(country)
    if kind(type_) == "Organization":
        return without_legal_form(words)
    return without_title(words) if kind(type_) == "Person" else words


def without_legal_form(words: Words) -> Words:
    """Strip legal forms from the end; a name of nothing else is left alone."""
    end = len(words)
    while end > 1 and words[end - 1] in _LEGAL_FORMS:
        end -= 1
    return words[:end]


def has_legal_form(words: Words) -> bool:
    """Tell whether a name ends with a legal form."""
    return len(words) > 1 and words[-1] in _LEGAL_FORMS


def without_title(words: Words) -> Words:
    """Strip titles from the start; a name of nothing else is left alone."""
    start = 0
    while start < len(words) - 1 and words[start] in _TITLES:
        start += 1
    return words[start:]


def shortens(short: Words, long: Words, type_: str) -> bool:
    """Tell whether one name is a shorter form of another name of the same class.

    >>> shortens(("stanford",), ("stanford", "university"), "Organization")
    True
    >>> shortens(("ma",), ("jack", "ma"), "Person"), shortens(("alibaba",), ("alibaba", "cloud"), "Organization")
    (True, False)
    """
    if len(short) >= len(long):
        return False
    if kind(type_) == "Person":
        return _shortens_person(short, long)
    if kind(type_) == "Organization":
        return long[: len(short)] == short and _DESCRIPTORS.issuperset(long[len(short) :])
    return False


def _shortens_person(short: Words, long: Words) -> bool:
    """A person is called by the last name or names, by the first, or by both without what is between."""
    if _numbered(short) != _numbered(long):
        return False
    if len(short) == 1:
        return short[0] in {long[0], long[-1]} and len(short[0]) > 1
    if long[-len(short) :] == short:  # a last name of several words: "Osei-Bonsu", "van der Berg"
        return True
    return (short[0], short[-1]) == (long[0], long[-1]) and set(short) <= set(long)


def _numbered(words: Words) -> frozenset[str]:
    return distinguishing(words) - _NAMES_LIKE_NUMBERS


@lru_cache(maxsize=65_536)
def initials(words: Words) -> frozenset[str]:
    """Return the acronyms of a name, with and without its small words and its legal form; one word has none.

    >>> sorted(initials(("museum", "of", "modern", "art")))
    ['mma', 'moma']
    """
    forms = {words, without_legal_form(words)}
    forms |= {tuple(word for word in form if word not in _SMALL) for form in forms}
    return frozenset("".join(word[0] for word in form) for form in forms if len(form) > 1)


def acronym(name: str) -> str:
    """Return an acronym as the initials that it stands for.

    >>> acronym("R&D"), acronym("U.N.")
    ('rd', 'un')
    """
    return name.replace(".", "").replace("&", "").casefold()


def abbreviates(short: str, words: Words) -> bool:
    """Tell whether an acronym is made of the initials of a name.

    >>> abbreviates("IBM", ("international", "business", "machines", "corporation"))
    True
    >>> abbreviates("MoMA", ("museum", "of", "modern", "art")), abbreviates("IBM", ("intel",))
    (True, False)
    """
    return looks_like_acronym(short) and acronym(short) in initials(words)


@lru_cache(maxsize=65_536)
def looks_like_acronym(name: str) -> bool:
    """Tell whether a name is one short word with at least two capitals and more capitals than other letters."""
    letters = name.replace(".", "").replace("&", "")
    capitals = sum(character.isupper() for character in letters)
    return letters.isalpha() and len(letters) <= _LONGEST_ACRONYM and capitals >= 2 and capitals * 2 > len(letters)  # noqa: PLR2004 - as it says
