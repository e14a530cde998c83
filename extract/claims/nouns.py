"""Facts of noun phrases: nominalisations, possessives, titles, "X-based", "Hangzhou, Zhejiang", examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .arguments import Phrases
from .copulas import role_key, role_phrase
from .draft import Argument, NamedSpan
from .facts import End, Fact, Key
from .frames import preposition
from .lexicon import listed
from .names import head_of
from .nominals import FIELDS, is_people, nominal_class
from .phrases import phrase
from .subjects import antecedent, apposed, is_noun
from .tree import Sentence, Word

LIKELY, UNSURE, GUESSED = 0.7, 0.6, 0.5
# Nouns of action with their verb: the possessor or "by" acts, "of" or the noun before it is acted on.
TRANSITIVE = {
    "acquisition": "acquire", "purchase": "buy", "takeover": "take over", "founding": "found",
    "establishment": "establish", "creation": "create", "formation": "form", "invention": "invent",
    "discovery": "discover", "development": "develop", "launch": "launch", "appointment": "appoint",
    "recruitment": "recruit", "hiring": "hire", "production": "produce", "construction": "construct",
    "ownership": "own", "adoption": "adopt", "publication": "publish", "release": "release", "sale": "sell",
    "invasion": "invade", "assassination": "assassinate", "election": "elect", "nomination": "nominate",
    "resignation": "resign", "arrest": "arrest", "conquest": "conquer", "criticism": "criticise",
    "destruction": "destroy", "removal": "remove", "rejection": "reject", "approval": "approve", "closure": "close",
    "expansion": "expand", "capture": "capture", "defeat": "defeat", "murder": "murder", "killing": "kill",
    "occupation": "occupy", "annexation": "annex", "liberation": "liberate", "renovation": "renovate",
    "restoration": "restore", "translation": "translate", "introduction": "introduce", "exploitation": "exploit",
    "regulation": "regulate", "dismissal": "dismiss", "ratification": "ratify", "signing": "sign",
    "deployment": "deploy", "distribution": "distribute", "endorsement": "endorse", "leadership": "lead",
}  # fmt: skip
# Nouns of movement: the noun before it, "of" or the possessor moves.
MOVEMENT = {
    "migration": "migrate", "drain": "migrate", "exodus": "migrate", "emigration": "emigrate",
    "immigration": "immigrate", "relocation": "relocate", "outflow": "migrate", "flight": "migrate",
    "influx": "migrate", "departure": "depart", "return": "return", "move": "move", "inflow": "migrate",
}  # fmt: skip
INTRANSITIVE = {"investment": ("invest", "in"), "partnership": ("partner", "with"), "merger": ("merge", "with"),
                "collaboration": ("collaborate", "with"), "competition": ("compete", "with"),
                "alliance": ("partner", "with"), "stake": ("have stake", "in"), "cooperation": ("cooperate", "with"),
                "rivalry": ("compete", "with"), "lawsuit": ("sue", "against"), "attack": ("attack", "on"),
                "support": ("support", "for"), "visit": ("travel", "to"), "trade": ("trade", "with"),
                "war": ("be at war", "with"), "agreement": ("agree", "with"), "deal": ("agree", "with")}  # fmt: skip
WOOING = ("bid", "offer")
DEEDS = (
    "tion",
    "sion",
    "ment",
    "ance",
    "ence",
    "ing",
    "al",
    "statement",
    "move",
    "attempt",
    "claim",
    "visit",
    "remark",
)
WORTH_HAVING = ("Person", "Group", "Organization", "Place", "Product", "Service", "Technology", "Work")
PLACED = ("Person", "Group", "Organization", "Place", "Event")
RANKED = listed(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth twentieth last next only own former previous
    """
)
WITHIN = ("in", "near", "outside", "within")
TOWARDS = ("to", "into", "from", "out of", "towards", "toward")
_BASED = re.compile(r"^(?P<place>.+?)[-–](?P<how>based|headquartered)$", re.IGNORECASE)  # the en dash is meant


def noun_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield what the noun phrases of a sentence say, without any verb."""
    for word in phrases.sentence.words:
        if is_noun(word):
            for construction in (_action, _movement, _joint, _possession, _place, _example, _title):
                yield from construction(phrases, word)
        yield from _based(phrases, word)


def _modifiers(sentence: Sentence, noun: Word, *links: str) -> list[Word]:
    """Return complements of a noun by preposition; "'s" asks for possessors and "+" for nouns before it."""
    found = [antecedent(sentence, w) for w in sentence.children(noun, "nmod:poss") if "'s" in links]
    before = ("compound", "nsubj") if noun.pos == "VERB" else ("compound",)  # a noun that was taken for a verb
    found += [w for w in sentence.children(noun, *before) if "+" in links and w.index < noun.index]
    return found + [w for w in sentence.children(noun, "nmod") if preposition(sentence, w) in links]


def _action(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "the founding of X by Y in Z", "Y's acquisition of X"."""
    verb, sentence = TRANSITIVE.get(noun.lemma.lower()), phrases.sentence
    if verb is None:
        return
    patients = _modifiers(sentence, noun, "of")
    if verb == "sell":
        yield from _sale(phrases, noun, patients)
    agents = _modifiers(sentence, noun, "by") or (_modifiers(sentence, noun, "'s") if patients else [])
    patients = patients or (_modifiers(sentence, noun, "'s") if agents else [])
    for patient in patients[:1]:
        for agent in agents[:1]:
            yield Fact(noun, agent, phrase(verb), patient, Key(verb), (noun,), LIKELY)
        for place in _modifiers(sentence, noun, "in", "on"):
            link = preposition(sentence, place)
            words, key = phrase(verb, passive=True, preposition=link), Key(verb, link, "passive")
            yield Fact(noun, patient, words, place, key, (noun,), LIKELY, quiet=True)


def _sale(phrases: Phrases, noun: Word, sold: list[Word]) -> Iterator[Fact]:
    """Yield who gets what is sold: "the sale of Tarn Steel to Oxley"."""
    for buyer in _modifiers(phrases.sentence, noun, "to")[:1]:
        for each in sold[:1]:
            yield Fact(noun, buyer, "buy", each, Key("buy"), (noun,), LIKELY)


def _movement(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "talent drain to the US", "the exodus of scientists from Russia"; only people move so."""
    verb, sentence = MOVEMENT.get(noun.lemma.lower()), phrases.sentence
    if verb is None:
        return
    movers = [w for w in _modifiers(sentence, noun, "+", "of", "'s") if is_people(sentence, w) or phrases.name_at(w)]
    for mover in movers[:1]:
        for place in _goals(phrases, noun):
            link = preposition(sentence, place)
            yield Fact(noun, mover, phrase(verb, preposition=link), place, Key(verb, link), (noun,), LIKELY)


def _goals(phrases: Phrases, noun: Word) -> list[Word]:
    """Return where a movement comes from and leads to.

    These are complements of the noun, and whatever a parser hangs the phrases on that follow it without a gap: "the
    exodus of players from Brazil to Europe", "the talent drain to Canada worries ministers".
    """
    sentence = phrases.sentence
    found = {word.index: word for word in _modifiers(sentence, noun, *TOWARDS)}
    for word in _following(phrases, noun):
        if preposition(sentence, word) in TOWARDS and phrases.name_at(word) and not _ascribed(sentence, noun, word):
            found[word.index] = word
    return [found[index] for index in sorted(found)]


def _following(phrases: Phrases, noun: Word) -> Iterator[Word]:
    """Yield the heads of the prepositional phrases that follow a noun one right after the other."""
    sentence, place = phrases.sentence, noun.index + 1
    while place < len(sentence.words):
        case = sentence.words[place]
        head = sentence.parent(case) if case.is_a("case") else None
        if head is None or head.index < place:
            return
        yield head
        name = phrases.name_at(head)
        place = max(w.index for w in sentence.words if w is head or (name is not None and w.end <= name.end)) + 1


def _ascribed(sentence: Sentence, noun: Word, word: Word) -> bool:
    """Tell whether a phrase completes the verb whose object the noun is: "they attribute the exodus to Germany"."""
    above = sentence.parent(word)
    return above is not None and noun.head == above.index and noun.is_a("obj") and word.is_a("obl", "iobj")


def _joint(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "Alibaba's investment in Lazada", "its partnership with Intel"."""
    sentence = phrases.sentence
    if noun.lemma.lower() in WOOING:
        for owner in _modifiers(sentence, noun, "'s", "by")[:1]:
            for other in _modifiers(sentence, noun, "for")[:1]:
                yield Fact(noun, owner, "acquire", other, Key("acquire"), (noun,), LIKELY, quiet=True)
    if noun.lemma.lower() not in INTRANSITIVE:
        return
    verb, link = INTRANSITIVE[noun.lemma.lower()]
    for one, other in _both(phrases, noun, link):
        yield Fact(noun, one, phrase(verb, preposition=link), other, Key(verb, link), (noun,), LIKELY)
    for owner in _modifiers(sentence, noun, "'s", "by")[:1]:
        for other in _modifiers(sentence, noun, link):
            yield Fact(noun, owner, phrase(verb, preposition=link), other, Key(verb, link), (noun,), LIKELY)


def _both(phrases: Phrases, noun: Word, link: str) -> Iterator[tuple[Word, Word]]:
    """Yield the two of "a merger between Oxley and Tarn" and "a merger of Oxley with Tarn"."""
    for first in _modifiers(phrases.sentence, noun, "between")[:1]:
        pair = phrases.conjuncts(first)
        if len(pair) == 2:  # noqa: PLR2004  # a pair
            yield pair[0], pair[1]
    for first in _modifiers(phrases.sentence, noun, "of")[:1] if link == "with" else []:
        yield from ((first, other) for other in _modifiers(phrases.sentence, noun, link)[:1])


def _possession(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "China's employers", and "Apple's chief executive Tim Cook" as a role."""
    sentence = phrases.sentence
    for owner in _modifiers(sentence, noun, "'s"):
        named = _named_beside(phrases, noun)
        if named is not None and phrases.name_at(noun) is None:
            words = phrase("be", complement=role_phrase(sentence, noun), preposition="of")
            key, vague = role_key(sentence, noun, "of"), owner.pos == "PRON"
            yield Fact(noun, named, words, owner, key, (noun,), LIKELY, quiet=vague, given=True)
        elif (
            owner.pos != "PRON"
            and not _describes(phrases, noun)
            and phrases.name_at(noun) is None
            and _worth_having(phrases, noun)
        ):
            for held in _all_owned(phrases, noun):
                key = Key("have", voice="role")
                yield Fact(noun, owner, "have", held, key, (noun,), GUESSED, alone=True, given=True)


def _all_owned(phrases: Phrases, noun: Word) -> Iterator[Word | Argument]:
    """Yield a noun and the common ones coordinated with it: of "Chile's mines and the Bell Trust" Chile has the first.

    The possessor is the other end, so that the phrase is told without it.
    """
    for each in phrases.conjuncts(noun):
        own = phrases.sentence.child(each, "det", "nmod:poss") if each is not noun else None
        whole = phrases.argument(each)
        if own is None and isinstance(whole, Argument) and whole.kind == "nominal":
            yield phrases.core(whole)


def _worth_having(phrases: Phrases, noun: Word) -> bool:
    """Tell whether it says something that somebody has a thing: a class of its own, several, or more than a bare idea.

    Whoever decides, resigns or moves has no decision, resignation or movement, and of the first, the largest or the
    next it is said what it is of, not that somebody has it.
    """
    if any(w.tag == "JJS" or w.lemma.lower() in RANKED for w in phrases.sentence.children(noun, "amod")):
        return False
    found = nominal_class(noun)
    if found in WORTH_HAVING:
        return True
    if noun.lemma.lower().endswith(DEEDS) or found == "Event":
        return False
    told = phrases.sentence.children(noun, "amod", "compound")
    return noun.tag == "NNS" or any(w.tag in ("JJ", "NN", "NNS") for w in told)


def _describes(phrases: Phrases, noun: Word) -> bool:
    """Tell whether a noun, or the one it is coordinated with, says what a name beside it is."""
    above = phrases.sentence.parent(noun) if noun.is_a("conj") else noun
    named = None if above is None else apposed(phrases.sentence, above)
    return named is not None and phrases.name_at(named) is not None


def _named_beside(phrases: Phrases, noun: Word) -> Word | None:
    """Return the name that a noun introduces: in apposition or right after it."""
    beside = phrases.sentence.children(noun, "appos", "flat", "nmod:desc", "nmod:unmarked")
    return next((w for w in beside if phrases.name_at(w)), None)


def _place(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "the museum in Paris", "employers in China": where a thing is, without a verb."""
    named = phrases.name_at(noun)
    found = named.type if named is not None else nominal_class(noun)
    predicate = phrases.sentence.child(noun, "cop") is not None or noun.is_a("appos")
    if found not in PLACED or predicate:
        return
    for place in phrases.sentence.children(noun, "nmod"):
        link, name = preposition(phrases.sentence, place), phrases.name_at(place)
        if link in WITHIN and name is not None and phrases.is_a(name, "Place") and place.index > noun.index:
            case = tuple(phrases.sentence.children(place, "case"))
            words, key = phrase("be", preposition=link), Key("be", link)
            told = named is None  # "the museum in Paris" is an end by itself
            yield Fact(noun, noun, words, place, key, case, UNSURE, quiet=told, given=True)


def _example(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "tech giants like Alibaba": Alibaba is one of them (Hearst 1992)."""
    if phrases.name_at(noun) is None and noun.tag in ("NNS", "NNPS") and noun.lemma.lower() not in FIELDS:
        for example in phrases.examples(noun):
            if phrases.name_at(example) or example.pos == "NOUN":
                yield Fact(
                    noun, example, "be one of", noun, Key("be", "one of"), (noun,), LIKELY, alone=True, given=True
                )


def _title(phrases: Phrases, name: Word) -> Iterator[Fact]:
    """Yield "Alibaba CEO Eddie Wu", "Apple's chief executive, Tim Cook", whatever the parser makes of them."""
    person = phrases.name_at(name)
    if person is None or not phrases.is_a(person, "Person") or name.start != person.start:
        return
    words = phrases.sentence.words
    first = last = name.index - 1
    while first >= 0 and words[first].pos in ("NOUN", "ADJ", "PROPN") and phrases.name_at(words[first]) is None:
        first -= 1
    if first < 0 or first == last:
        return
    holder = phrases.name_at(words[first])
    demonym = words[first].pos == "ADJ"  # "the French chemist" is chemist of nobody
    inside = words[first : last + 1]
    owned = any(w.index < first for each in inside for w in phrases.sentence.children(each, "nmod:poss"))
    if demonym or owned:  # "his Rice teammate Ann" is his
        return
    if holder is not None and not phrases.is_a(holder, "Person") and words[first].text != ",":
        role = " ".join(w.lemma.lower() for w in words[first + 1 : last + 1])
        key = Key(role, "of", "role")
        noun = words[last]
        yield Fact(
            noun, name, phrase("be", complement=role, preposition="of"), words[first], key, (noun,), LIKELY, alone=True
        )


def _based(phrases: Phrases, word: Word) -> Iterator[Fact]:
    """Yield "Hangzhou-based Alibaba", with the place inside a hyphenated word or before a hyphen of its own."""
    place = _joined_place(phrases, word) or _spaced_place(phrases, word)
    noun = phrases.sentence.parent(word)
    if place is None or noun is None or noun.pos not in ("NOUN", "PROPN"):
        return
    key = Key("base", "in", "passive")
    yield Fact(noun, noun, "be based in", place, key, (word,), LIKELY, given=True)


def _joined_place(phrases: Phrases, word: Word) -> End | None:
    match = _BASED.match(word.text)
    if match is None:
        return None
    end = word.start + match.end("place")
    named = next((n for n in phrases.names if n.start <= word.start < n.end and phrases.is_a(n, "Place")), None)
    return Argument(named.start, end, word.index, "name", "Place") if named and end <= named.end + 1 else None


def _spaced_place(phrases: Phrases, word: Word) -> Word | None:
    words = phrases.sentence.words
    hyphen = word.text.lower() in ("based", "headquartered") and word.index > 1 and words[word.index - 1].text == "-"
    place = words[word.index - 2] if hyphen else None
    named = phrases.name_at(place) if place else None
    return place if named is not None and phrases.is_a(named, "Place") else None


def place_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield "Hangzhou, Zhejiang": two places with only a comma between them, and no coordination around."""
    places = sorted((n for n in phrases.names if phrases.is_a(n, "Place")), key=lambda n: n.start)
    for inner, outer in pairwise(places):
        heads = head_of(phrases.sentence, inner), head_of(phrases.sentence, outer)
        if heads[0] and heads[1] and _only_comma(phrases.sentence, inner, outer) and not _listed(phrases, *heads):
            yield Fact(heads[0], heads[0], "be in", heads[1], Key("be", "in"), (), LIKELY, alone=True, given=True)


def _only_comma(sentence: Sentence, inner: NamedSpan, outer: NamedSpan) -> bool:
    return sentence.start <= inner.end < outer.start <= sentence.end and sentence.quote(
        inner.end, outer.start
    ).strip() in (",", ", the")


def _listed(phrases: Phrases, inner: Word | None, outer: Word | None) -> bool:
    """Tell whether two places stand in a list: "Paris, London and Rome"."""
    if inner is None or outer is None:
        return True
    if outer.is_a("conj"):
        return True
    return any(w.is_a("conj") for w in phrases.sentence.children(inner)) and inner.is_a("conj")
