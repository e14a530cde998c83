"""What a text says of a thing that tells it from its namesakes: a field of work, a region, a legal form, a gender.

Only what stands right beside a name counts, or in a description that points back at it; a word elsewhere in the
sentence may well be about somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from .countries import bundled as countries
from .fold import MOST_KNOWN, tokens
from .names import Words, identity
from .namesakes import Profile
from .nominals import words as nominal_words
from .parts import Part

# A person can be of several fields, so words stand in all that they go with: lawyers and professors become senators.
_PERSON = {
    "sport": """
        basketball boxer coach cricketer cyclist defender footballer goalkeeper goalscorer golfer midfielder pitcher
        player quarterback referee skier sprinter striker swimmer winger wrestler""",
    "public life": """
        admiral ambassador attorney barrister colonel congressman congresswoman councillor economist governor historian
        judge lawmaker lawyer lieutenant mayor minister politician premier professor prosecutor senator sergeant soldier
        solicitor statesman""",
    "science": """
        anthropologist astronaut astronomer biologist botanist chemist cosmonaut dentist economist engineer geologist
        historian linguist mathematician neuroscientist nurse philosopher physician physicist professor psychiatrist
        psychologist researcher scientist sociologist statistician surgeon zoologist""",
    "art": """
        actor actress composer dancer drummer filmmaker guitarist musician novelist painter pianist playwright poet
        rapper sculptor singer songwriter violinist""",
    "church": "archbishop bishop cardinal monk nun pastor priest rabbi",
    "crime": "burglar gangster murderer robber",
    "kitchen": "baker chef cook",
}
_BODY = {
    "air": "airline carrier airport",
    "money": "bank lender insurer broker",
    "school": "college school university",
    "press": "broadcaster magazine newspaper",
    "sport": "club team franchise",
    "health": "clinic hospital",
    "politics": "party",
    "music": "band orchestra choir quartet",
    "church": "church diocese parish",
}
_FIELDS = {
    name: {
        word: frozenset(field for field, listed in fields.items() if word in listed.split())
        for word in " ".join(fields.values()).split()
    }
    for name, fields in (("Person", _PERSON), ("Organization", _BODY))
}
# Legal forms of one law, or so near that texts mix them.
_FORMS = {
    form: family
    for family, forms in {
        "us": "inc incorporated corp corporation llc",
        "uk": "ltd limited",
        "public": "plc",
        "ag": "ag se kgaa",
        "gmbh": "gmbh kg",
        "romance": "sa sas sarl spa srl",
        "low": "nv bv",
        "north": "ab oyj oy asa",
        "kk": "kk",
    }.items()
    for form in forms.split()
}
_GENDERS = {**dict.fromkeys(("he", "him", "his"), "male"), **dict.fromkeys(("she", "her", "hers"), "female")}
_WORD_AT_END = re.compile(r"[^\W\d_][\w-]*\Z")
_ENDS_BEFORE = re.compile(r"[\w-] ")  # else no word ends right before a name
_APPOSED = re.compile(r",?\s+(?:was|is|,)?\s*(?:an?|the)\s+(?P<what>[^,.;:()]{3,60})|,\s+(?P<bare>[^,.;:()]{3,40})")
_REGION = re.compile(r",[ ](?P<region>(?:[A-Z][\w.]+[ ]?){1,3})(?=[,.;:)]|$|\s+[a-z])(?!,? and\b)")
_BESIDE = re.compile(r",[ ]$")
_NEAR = 60
_WORDS_BEFORE = 4
_NOTHING = frozenset[str]()


def profile(part: Part) -> Profile:
    """Return what the text of a part tells of it."""
    kind, label_words = part.key
    if kind == "Place":
        return {} if label_words in countries().names else _regions(part)
    if kind not in _FIELDS:
        return {}
    fields = _fields(part, kind)
    others = _genders(part) if kind == "Person" else _forms(part)
    if not fields and not others:  # as of most things
        return {}
    told = {"field": fields, "gender" if kind == "Person" else "form": others}
    return {name: values for name, values in told.items() if values}


def _fields(part: Part, kind: str) -> frozenset[str]:
    told = [found for word in _description(part) if (found := _fields_of(word, kind))]
    return _NOTHING.union(*told) if told else _NOTHING


@lru_cache(maxsize=MOST_KNOWN)
def _fields_of(word: str, kind: str) -> frozenset[str]:
    known = _FIELDS[kind]
    return frozenset(field for each in nominal_words(word) for field in known.get(each, ()))


def _description(part: Part) -> list[str]:
    """Return what describes a thing: words right before its name, words in apposition to it, and nominal mentions."""
    text = part.document.text
    found: list[str] = []
    for mention in part.mentions:
        if mention.kind == "nominal":
            found += mention.text.split()
        elif mention.kind == "name":
            start, end = mention.start, mention.end
            if _ENDS_BEFORE.match(text, max(0, start - 2), start):
                found += _before(text[max(0, start - _NEAR) : start])
            after = _APPOSED.match(text, end, end + _NEAR)
            if after:
                found += _head(after["what"] or after["bare"]).split()
    return found


def _before(text: str) -> list[str]:
    """Return the words with which a text ends before a name, the last one first, as far as a space is between."""
    *words, _ = text.rsplit(" ", _WORDS_BEFORE + 1)
    found: list[str] = []
    for word in reversed(words[-_WORDS_BEFORE:]):
        if word.isalpha():  # as nearly all are
            found.append(word)
            continue
        end = _WORD_AT_END.search(word)
        if end:
            found.append(end.group())
        if not end or end.start():
            break
    return found


def _head(phrase: str) -> str:
    """Return a phrase up to what hangs on its head: a chemist at the university, a mayor who lost."""
    return re.split(r"\s(?:at|for|from|in|of|on|to|who|whose|with|and)\s", phrase, maxsplit=1)[0]


def _genders(part: Part) -> frozenset[str]:
    said = [each.text.casefold() for each in part.mentions if each.kind == "pronoun"]
    return frozenset([_GENDERS[word] for word in said if word in _GENDERS]) if said else _NOTHING


def _forms(part: Part) -> frozenset[str]:
    entity = part.entity
    return _NOTHING.union(*map(_form_of, _names(part))) if entity.aliases else _form_of(entity.label)


@lru_cache(maxsize=MOST_KNOWN)
def _form_of(name: str) -> frozenset[str]:
    words = tokens(name)
    return frozenset([_FORMS[words[-1]]]) if len(words) > 1 and words[-1] in _FORMS else _NOTHING


def _names(part: Part) -> Iterable[str]:
    return (part.entity.label, *part.entity.aliases)


def _regions(part: Part) -> dict[str, frozenset[str]]:
    """Return the region or country that a name of a place is followed by, in it or in the text."""
    found: dict[str, set[str]] = {"region": set(), "country": set()}
    for words in _followed(part):
        country = countries().names.get(words)
        found["country" if country else "region"].add(" ".join(identity(country, "Place") if country else words))
    return {name: frozenset(values) for name, values in found.items() if values}


def _followed(part: Part) -> Iterator[Words]:
    for name in _names(part):
        _, comma, region = name.partition(", ")
        if comma and region:
            yield tokens(region)
    text = part.document.text
    for mention in part.mentions:
        after = _REGION.match(text, mention.end)
        if mention.kind == "name" and after and not _BESIDE.search(text, max(0, mention.start - 2), mention.start):
            yield tokens(after["region"])
