"""Facts of nouns that say what somebody does: "the founding of X by Y", "talent drain to the US", "its merger"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from .arguments import Phrases
from .facts import Fact, Key
from .frames import preposition
from .nominals import is_people
from .phrases import phrase
from .subjects import antecedent
from .tree import Sentence, Word

LIKELY = 0.7
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
TOWARDS = ("to", "into", "from", "out of", "towards", "toward")


def action_facts(phrases: Phrases, noun: Word) -> Iterable[Fact]:
    """Return what a noun of action says of those who take part in it."""
    found = _CONSTRUCTIONS.get(noun.lemma.lower(), ())
    return chain.from_iterable(construction(phrases, noun) for construction in found) if found else ()


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


_CONSTRUCTIONS: dict[str, tuple[Callable[[Phrases, Word], Iterator[Fact]], ...]] = {
    lemma: tuple(
        construction
        for construction, lemmas in ((_action, TRANSITIVE), (_movement, MOVEMENT), (_joint, (*WOOING, *INTRANSITIVE)))
        if lemma in lemmas
    )
    for lemma in (*TRANSITIVE, *MOVEMENT, *WOOING, *INTRANSITIVE)
}
