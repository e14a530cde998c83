"""Facts of trade: stakes and shares of things, deals and what they are worth, what a firm was bought for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .amounts import Said
from .arguments import Phrases
from .facts import Fact, Key
from .frames import Frame, preposition
from .levels import LIKELY, MODIFIERS, UNSURE
from .lexicon import listed
from .phrases import phrase
from .subjects import antecedent
from .tree import Word

HOLDINGS = listed("stake share interest holding shareholding")
OWNING = listed("own hold control have buy acquire purchase take")
PURCHASES = listed("acquisition purchase takeover buyout")
DEALS = listed(
    """
    deal contract agreement order bid offer loan grant fine prize award investment fund settlement package project
    donation gift round lawsuit transaction merger buyback bailout subsidy scholarship pledge
    """
)


def deal_facts(phrases: Phrases, frames: Sequence[Frame], said: Sequence[Said]) -> Iterator[Fact]:
    """Yield what is said with the amounts of a sentence about owning, buying and agreeing."""
    for amount in said:
        for construction in (_stake, _part, _deal, _bought, _valued):
            yield from construction(phrases, frames, amount)


def _taken(frames: Sequence[Frame], noun: Word | None) -> tuple[Frame, Word] | None:
    """Return the verb that has a noun as its object, with its subject."""
    found = ((f, f.subject) for f in frames if noun is not None and f.object is noun and f.subject is not None)
    return next(found, None)


def _named(phrases: Phrases, said: Said, nouns: frozenset[str]) -> Word | None:
    """Return the noun right after an amount, if it is one of some: "a 25 percent stake"."""
    noun = phrases.sentence.parent(said.head)
    before = noun is not None and noun.index > said.head.index and said.head.is_a(*MODIFIERS)
    return noun if before and noun is not None and noun.lemma.lower() in nouns else None


def _stake(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "bought a 25 percent stake in Y"."""
    noun = _named(phrases, said, HOLDINGS)
    taken = _taken(frames, noun)
    if said.kind == "share" and noun is not None and taken is not None:
        frame, subject = taken
        words = phrase(frame.lemma, complement=noun.lemma.lower(), preposition="of")
        within = (noun, said.head)
        yield Fact(frame.event, subject, words, said.value, Key(words), (frame.event, noun), LIKELY, within=within)


def _deal(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "signed a $3 billion deal"."""
    noun = _named(phrases, said, DEALS)
    taken = _taken(frames, noun)
    if said.kind == "money" and noun is not None and taken is not None:
        yield _worth(*taken, noun, said)


def _worth(frame: Frame, subject: Word, noun: Word, said: Said) -> Fact:
    """Return what somebody does with a deal and the like, and for how much: "signed a $5 billion deal"."""
    words = phrase(frame.lemma, complement=f"{noun.lemma.lower()} worth")
    cues = (frame.event, noun)
    return Fact(frame.event, subject, words, said.value, Key(words), cues, LIKELY, within=(said.head,))


def _bought(phrases: Phrases, _: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "its $3 billion acquisition of Y", "the purchase of Y for $3 billion"."""
    sentence, noun = phrases.sentence, phrases.sentence.parent(said.head)
    if noun is None or noun.lemma.lower() not in PURCHASES or said.kind != "money":
        return
    patient = next((w for w in sentence.children(noun, "nmod") if preposition(sentence, w) == "of"), None)
    told = said.head.is_a(*MODIFIERS) or preposition(sentence, said.head) == "for"
    if patient is not None and told:
        key = Key("buy", "for", "passive")
        yield Fact(noun, patient, "be bought for", said.value, key, (noun,), LIKELY, within=(said.head,))


def _part(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "owns 12% of BlackBerry", "won 45 percent of the vote", "accounts for a third of sales"."""
    sentence, head = phrases.sentence, said.head
    whole = next((w for w in sentence.children(head, "nmod") if preposition(sentence, w) == "of"), None)
    frame = next((f for f in frames if f.object is head or any(o.word is head for o in f.obliques)), None)
    if said.kind != "share" or whole is None or frame is None or frame.subject is None:
        return
    named, event, cues = phrases.name_at(whole) is not None, frame.event, (frame.event, head)
    link = preposition(sentence, head)
    told = named or whole.lemma.lower() in HOLDINGS  # "54 per cent of the shares"
    what = "share of" if told else f"share of {whole.lemma.lower()}"
    words = phrase(frame.lemma, complement=what) if not link else phrase(frame.lemma, preposition=f"{link} {what}")
    yield Fact(event, frame.subject, words, said.value, Key(words), cues, LIKELY, within=(head,))
    if named and frame.lemma in OWNING and not link:
        yield Fact(event, frame.subject, "have share in", whole, Key("have stake", "in"), cues, UNSURE)


def _valued(phrases: Phrases, frames: Sequence[Frame], said: Said) -> Iterator[Fact]:
    """Yield "is worth $5 billion", "signed a deal worth $5 billion"."""
    sentence, worth = phrases.sentence, phrases.sentence.parent(said.head)
    if worth is None or worth.lemma.lower() != "worth" or said.head.index < worth.index:
        return
    noun = sentence.parent(worth) if worth.is_a("acl", "amod") else None
    taken = _taken(frames, noun)
    subject = sentence.child(worth, "nsubj") or noun
    if noun is not None and noun.lemma.lower() in DEALS and taken is not None:
        yield _worth(*taken, noun, said)
    elif subject is not None:
        key, within = Key("be worth"), (worth, said.head)
        yield Fact(worth, antecedent(sentence, subject), "be worth", said.value, key, (worth,), LIKELY, within=within)
