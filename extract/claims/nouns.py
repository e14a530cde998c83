"""Facts of noun phrases: possessives, titles, places, examples."""

from __future__ import annotations

from collections.abc import Iterator

from .actions import action_facts
from .arguments import Phrases
from .copulas import role_key, role_phrase
from .draft import Argument
from .facts import Fact, Key
from .frames import preposition
from .lexicon import listed
from .nominals import FIELDS, nominal_class
from .phrases import phrase
from .subjects import antecedent, apposed, is_noun
from .tree import Word

LIKELY, UNSURE, GUESSED = 0.7, 0.6, 0.5
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


def noun_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield what the noun phrases of a sentence say, without any verb."""
    for word in phrases.sentence.words:
        if is_noun(word):
            yield from action_facts(phrases, word)
            if phrases.sentence.children(word, "nmod"):
                for construction in (_possession, _place, _example):
                    yield from construction(phrases, word)
            yield from _title(phrases, word)


def _possession(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "China's employers", and "Apple's chief executive Tim Cook" as a role."""
    sentence = phrases.sentence
    for owner in [antecedent(sentence, word) for word in sentence.children(noun, "nmod:poss")]:
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
    places = phrases.sentence.children(noun, "nmod")
    if not places or noun.is_a("appos") or phrases.sentence.child(noun, "cop") is not None:
        return
    named = phrases.name_at(noun)
    if (named.type if named is not None else nominal_class(noun)) not in PLACED:
        return
    for place in places:
        link, name = preposition(phrases.sentence, place), phrases.name_at(place)
        if link in WITHIN and name is not None and phrases.is_a(name, "Place") and place.index > noun.index:
            case = tuple(phrases.sentence.children(place, "case"))
            words, key = phrase("be", preposition=link), Key("be", link)
            told = named is None  # "the museum in Paris" is an end by itself
            yield Fact(noun, noun, words, place, key, case, UNSURE, quiet=told, given=True)


def _example(phrases: Phrases, noun: Word) -> Iterator[Fact]:
    """Yield "tech giants like Alibaba": Alibaba is one of them (Hearst 1992)."""
    if noun.tag in ("NNS", "NNPS") and phrases.name_at(noun) is None and noun.lemma.lower() not in FIELDS:
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
