"""From what a verb or noun says to the vocabulary: one table of frozen rows, one function that reads it.

A row holds for any text: it asks for lemma, preposition and voice, and for classes at both ends. What no row takes
stays an open relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...graph.vocabulary import bundled
from .facts import Key
from .measures import AMOUNTS

DATE = frozenset({"date"})
STRING = frozenset({"string"})
ORG = frozenset({"Organization"})
ORGS = frozenset({"Organization", "Group"})
PEOPLE = frozenset({"Person", "Group"})
PERSON = frozenset({"Person"})
PLACE = frozenset({"Place"})
ACTOR = frozenset({"Organization", "Group", "Person", "Place"})
MAKER = frozenset({"Organization", "Group", "Person"})
FIELD = frozenset({"Industry"})
GOODS = frozenset({"Service", "Product", "Technology"})
MADE = GOODS | {"Work"}
EVENT = frozenset({"Event"})
IDEA = frozenset({"Concept"})
WORK = frozenset({"Work"})
PARTY = frozenset({"PoliticalParty"})
AWARD = frozenset({"Award"})
POST = frozenset({"Position"})
EXCHANGE = frozenset({"StockExchange", "Organization"})
ANY = frozenset({"Thing"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: what is said, the property it means, the classes at both ends, and whether the ends change places."""

    key: Key
    predicate: str
    domain: frozenset[str]
    range: frozenset[str]
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A property that fits a fact; ``sure`` unless the class of an end is unknown."""

    predicate: str
    swapped: bool
    sure: bool


_MOVE = "migrate|move|relocate|emigrate|immigrate|flee|depart"
_FOUND = "found|establish|set up|incorporate|form|create|launch|start|co-found|cofound"
_IN = "in|at|within|near"
_ALL: tuple[tuple[str, str, str, str, frozenset[str], frozenset[str], bool], ...] = (
    # voice, lemmas, prepositions, property, class of the subject, class of the object, swapped
    ("passive", _FOUND, _IN, "foundedIn", ORG, PLACE, False),
    ("passive", _FOUND, "in|on|", "foundedOn", ORG, DATE, False),
    ("active", _FOUND, "", "foundedBy", PEOPLE | ORG, ORG, True),
    ("role", "founder|co-founder|cofounder", "of", "foundedBy", PERSON, ORG, True),
    ("passive", "headquarter|base", "in|at|out of", "headquarteredIn", ORGS, PLACE, False),
    ("active", "have headquarters|have its headquarters", "in|at", "headquarteredIn", ORG, PLACE, False),
    ("active", "be", "in|within|inside", "locatedIn", PLACE | ORG, PLACE, False),
    ("role", "capital", "of", "capitalOf", PLACE, PLACE, False),
    ("active", "operate|do business", "in|across", "operatesIn", ORGS, PLACE, False),
    ("active", "lie|sit", "in|within", "locatedIn", PLACE, PLACE, False),
    ("passive", "locate|situate", "in|within|at", "locatedIn", PLACE | ORG, PLACE, False),
    ("role", "city|town|village|capital|province|region|district|port", "in|of", "locatedIn", PLACE, PLACE, False),
    ("passive", "list", "on", "listedOn", ORG, EXCHANGE, False),
    ("active", "trade|list|list share|go public|float", "on", "listedOn", ORG, EXCHANGE, False),
    ("role", "ticker", "", "tickerSymbol", ORG, STRING, False),
    ("active", "operate|work|do business|compete", "in|within|across", "industry", ORG | {"Group"}, FIELD, False),
    ("active", "sell|supply|deliver", "", "offers", MAKER, GOODS, False),
    ("active", "offer|provide", "", "offers", MAKER, GOODS | IDEA, False),
    ("active", "engage|specialize|specialise|deal", "in", "offers", ORGS, GOODS, False),
    ("active", "develop|build|design|create|invent", "", "develops", MAKER, MADE, False),
    ("active", "make|manufacture", "", "manufactures", ORGS, frozenset({"Product", "Technology"}), False),
    ("active", "produce", "", "produces", MAKER, MADE, False),
    ("active", "launch|release|unveil|introduce|roll out", "", "launched", MAKER, MADE, False),
    ("active", "use|adopt|deploy", "", "uses", MAKER, GOODS, False),
    ("active", "regulate", "", "regulates", ORG, ORG | FIELD | GOODS, False),
    ("role", "maker|manufacturer", "of", "manufactures", ORGS, frozenset({"Product", "Technology"}), False),
    ("role", "developer|creator|inventor", "of", "develops", MAKER, MADE, False),
    ("role", "subsidiary|unit|division|arm|wholly-owned subsidiary", "of", "subsidiaryOf", ORG, ORG, False),
    ("role", "parent company|parent", "of", "subsidiaryOf", ORG, ORG, True),
    ("active", "own|control", "", "ownedBy", ORG | PERSON, ORG | {"Product", "Work"}, True),
    ("role", "owner", "of", "ownedBy", ORG | PERSON, ORG | {"Product", "Work"}, True),
    ("active", "acquire|buy|purchase|take over|buy out", "", "acquired", ORG | PERSON, ORG, False),
    ("active", "invest|buy stake|have stake|take stake", "in", "investsIn", ACTOR, ORG | FIELD | GOODS, False),
    ("active", "hold stake|own stake|acquire stake", "in", "investsIn", ACTOR, ORG | FIELD | GOODS, False),
    ("active", "back|fund", "", "investsIn", ORG, ORG, False),
    ("role", "investor|shareholder", "in|of", "investsIn", MAKER, ORG, False),
    ("active", "partner|collaborate|cooperate|team up|ally|work", "with", "partnersWith", ORGS, ORGS, False),
    ("active", "form partnership|sign partnership|announce partnership", "with", "partnersWith", ORG, ORG, False),
    ("role", "partner", "of", "partnersWith", ORG, ORG, False),
    ("active", "compete|vie", "with|against", "competesWith", ORGS | PLACE, ORGS | PLACE, False),
    ("active", "rival", "", "competesWith", ORGS, ORGS, False),
    ("role", "rival|competitor", "of|to", "competesWith", ORG, ORG, False),
    ("role", "chief executive|chief executive officer|ceo", "of|at", "chiefExecutive", PERSON, ORG, True),
    ("role", "chairman|chairwoman|chairperson|chair", "of|at", "chairperson", PERSON, ORG, True),
    ("role", "position", "", "holdsPosition", PERSON, POST, False),
    ("role", "occupation", "", "occupation", PERSON, POST, False),
    ("role", "prime minister|premier|mayor|governor|chancellor", "of", "headOfGovernment", PERSON, PLACE, True),
    ("role", "president|king|queen|emperor|empress", "of", "headOfState", PERSON, PLACE, True),
    ("active", "work|serve|act", "as", "holdsPosition", PERSON, POST, False),
    ("role", "board member", "of", "boardMember", PERSON, ORG, True),
    ("active", "work", "for|at", "employer", PEOPLE, ORG, False),
    ("active", "employ", "", "employer", ORG, PERSON, True),
    ("role", "employee|engineer|researcher|scientist|professor|analyst", "of|at", "employer", PERSON, ORG, False),
    ("role", "member", "of", "memberOfParty", PERSON, PARTY, False),
    ("active", "join", "", "memberOfParty", PERSON, PARTY, False),
    ("role", "member", "of", "memberOf", PERSON | ORG | PLACE, ORG, False),
    ("active", "join", "", "memberOf", PERSON | PLACE, ORG, False),
    ("active", "graduate|study", "from|at", "educatedAt", PERSON, ORG, False),
    ("active", "attend", "", "educatedAt", PERSON, ORG, False),
    ("passive", "educate", "at", "educatedAt", PERSON, ORG, False),
    ("passive", "bear", "in|at|near", "bornIn", PERSON, PLACE, False),
    ("passive", "bear", "on|in|", "bornOn", PERSON, DATE, False),
    ("active", "die", "in|at|near", "diedIn", PERSON, PLACE, False),
    ("active", "die", "on|in|", "diedOn", PERSON, DATE, False),
    ("active", "live|reside|settle", "in|at", "residesIn", PEOPLE, PLACE, False),
    ("role", "citizen", "of", "citizenOf", PERSON, PLACE, False),
    ("active", "marry", "", "spouse", PERSON, PERSON, False),
    ("passive", "marry", "to", "spouse", PERSON, PERSON, False),
    ("role", "wife|husband|spouse", "of", "spouse", PERSON, PERSON, False),
    ("role", "son|daughter|child", "of", "child", PERSON, PERSON, True),
    ("active", _MOVE, "to|into", "migratesTo", PEOPLE, PLACE, False),
    ("active", _MOVE, "from|out of", "migratesFrom", PEOPLE, PLACE, False),
    ("active", "flee", "", "migratesFrom", PEOPLE, PLACE, False),
    ("active", "recruit|hire|court|attract|poach|woo|lure|headhunt", "", "recruits", ACTOR - PERSON, PEOPLE, False),
    ("active", "take place|occur|happen", "in|at|on", "happenedIn", EVENT, PLACE, False),
    ("passive", "hold|host|stage", "in|at", "happenedIn", EVENT, PLACE, False),
    ("active", "take place|occur|happen", "in|on|", "happenedOn", EVENT, DATE, False),
    ("passive", "hold|host|stage", "in|on|", "happenedOn", EVENT, DATE, False),
    ("active", "start|begin", "in|on", "startedOn", EVENT, DATE, False),
    ("passive", "dissolve|disband|abolish", "in|on", "dissolvedOn", ORG, DATE, False),
    ("active", "merge", "into|with", "mergedInto", ORG, ORG, False),
    ("active", "write|author", "", "author", PEOPLE, WORK, True),
    ("role", "author|writer", "of", "author", PERSON, WORK, True),
    ("active", "direct", "", "director", PERSON, WORK, True),
    ("role", "director", "of", "director", PERSON, WORK, True),
    ("active", "compose", "", "composer", PERSON, WORK, True),
    ("role", "composer", "of", "composer", PERSON, WORK, True),
    ("active", "publish", "", "publisher", ORG, WORK, True),
    ("passive", "publish|release", "in|on", "publishedOn", WORK | GOODS, DATE, False),
    ("passive", "name", "after|for", "namedAfter", ANY, ANY, False),
    ("passive", "base", "on", "basedOn", WORK | GOODS, WORK | IDEA | frozenset({"Product", "Technology"}), False),
    ("active", "influence|inspire", "", "influencedBy", PERSON, PERSON, True),
    ("active", "study", "under|with", "studentOf", PERSON, PERSON, False),
    ("role", "student|pupil", "of", "studentOf", PERSON, PERSON, False),
    ("role", "brother|sister|sibling", "of", "sibling", PERSON, PERSON, False),
    ("role", "father", "of", "father", PERSON, PERSON, True),
    ("role", "mother", "of", "mother", PERSON, PERSON, True),
    ("active", "win|receive", "", "awardReceived", PEOPLE | ORG, AWARD, False),
    ("active", "cause|trigger", "", "causes", ANY, EVENT | IDEA, False),
    ("active", "lead", "to", "causes", IDEA | EVENT | GOODS, EVENT | IDEA, False),
    ("active", "result", "in", "causes", IDEA | EVENT | GOODS, EVENT | IDEA, False),
    ("role", "part", "of", "partOf", ANY, ANY, False),
    ("active", "participate|take part|compete", "in", "participatedIn", ACTOR, EVENT, False),
    ("active", "attend", "", "participatedIn", ACTOR, EVENT, False),
)  # fmt: skip


def _rows() -> Iterator[Pattern]:
    for voice, lemmas, prepositions, predicate, domain, reach, swapped in (*_ALL, *AMOUNTS):
        for lemma in lemmas.split("|"):
            for preposition in prepositions.split("|"):
                yield Pattern(Key(lemma, preposition, voice), predicate, domain, reach, swapped)


PATTERNS: tuple[Pattern, ...] = tuple(_rows())
_BY_KEY: dict[Key, tuple[Pattern, ...]] = {
    key: tuple(row for row in PATTERNS if row.key == key) for key in sorted({row.key for row in PATTERNS}, key=repr)
}


def mapped(key: Key, subject: str | None, target: str | None) -> Reading | None:
    """Return the property of the vocabulary a fact means, given the classes of its ends.

    ``None`` as a class means it is unknown, which fits but makes the reading unsure; ``date`` and ``string`` stand
    for literals, and so does the kind of an amount (`measures.kind_of`).

    >>> mapped(Key("found", "in", "passive"), "Organization", "Place")
    Reading(predicate='foundedIn', swapped=False, sure=True)
    >>> mapped(Key("found", "in", "passive"), "Organization", "Concept") is None
    True
    """
    for row in _BY_KEY.get(key, ()):
        if _fits(subject, row.domain) and _fits(target, row.range):
            return Reading(row.predicate, row.swapped, subject is not None and target is not None)
    return None


def known(key: Key) -> bool:
    """Tell whether any row reads a key."""
    return key in _BY_KEY


def takes(key: Key, kind: str) -> bool:
    """Tell whether any row reads a key with an amount of some kind.

    >>> takes(Key("employ"), "people"), takes(Key("employ"), "money")
    (True, False)
    """
    return any(kind in row.range for row in _BY_KEY.get(key, ()))


def _fits(found: str | None, allowed: frozenset[str]) -> bool:
    if found is None:
        return not allowed & (DATE | STRING)
    return not allowed.isdisjoint(bundled().ancestors(found))
