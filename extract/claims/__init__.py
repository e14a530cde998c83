"""Claims: what a parsed text says, found by the syntax of its sentences and sorted into the vocabulary where it fits.

Rooms: `tree` holds a parse (made by `parsed`), `arguments` noun phrases, `amounts` numbers with their units, `subjects`
and `frames` who does what; `verbal`, `copulas`, `nouns`, `actions`, `places`, `deeds`, and for amounts `levels`,
`deals` and `sizes` have one function per construction; `patterns` (with `rows`) and `measures` are the way into the
vocabulary, `status` (with `denials`, `complements` and `governors`), `ends`, `attribution`, `quotes` and `times` how a
claim is said, and `assembly` puts them together. `typed` takes what the network finds (`candidates`, `relations`) and
`verdict` lets pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...graph.model import Rejection, Value
from .arguments import Phrases
from .assembly import COUNTED, UPPER_LIMIT, Context, drafts
from .copulas import apposition_facts, copula_facts, descriptor_facts, existence_facts
from .deals import deal_facts
from .deeds import deed_below, deed_facts, names_deed
from .draft import Argument, Draft, NamedSpan
from .facts import Fact
from .frames import Frame, frames
from .levels import level_facts
from .nouns import noun_facts
from .places import place_facts, seat_facts
from .settings import setting_facts
from .sizes import size_facts
from .tickers import ticker_facts
from .tree import Sentence, Word
from .verbal import fronted, verbal_facts

__all__ = ["Argument", "Draft", "NamedSpan", "Sentence", "Word", "claims"]

CONSTRUCTIONS = (
    copula_facts,
    existence_facts,
    apposition_facts,
    descriptor_facts,
    noun_facts,
    seat_facts,
    place_facts,
    ticker_facts,
)


def claims(
    sentences: Sequence[Sentence], names: Sequence[NamedSpan], *, date: str | None = None
) -> tuple[tuple[Draft, ...], tuple[Rejection, ...]]:
    """Read every claim that the syntax of sentences shows, and what was seen and not taken.

    Arguments headed inside one of ``names`` take its span and class. ``date`` is the ISO 8601 date of the document,
    by which a "former" claim has ended. Both results are in reading order and free of repetitions.
    """
    found: dict[tuple[object, ...], Draft] = {}
    refused: dict[Rejection, None] = {}
    for sentence, inside in zip(sentences, _shared_out(names, sentences), strict=True):
        context = Context.of(Phrases(sentence, tuple(inside)), date)
        results = list(_read(context))
        taken = [result for result in results if isinstance(result, Draft)]
        for draft in taken:
            _keep(found, draft)
        rejected = [result for result in results if isinstance(result, Rejection)]
        refused.update(dict.fromkeys((*rejected, *_ownerless(context, taken, rejected))))
    return tuple(sorted(found.values(), key=_order)), tuple(sorted(refused, key=lambda r: (r.start, r.end, r.rule)))


def _shared_out(names: Sequence[NamedSpan], sentences: Sequence[Sentence]) -> list[list[NamedSpan]]:
    """Return the names inside of each of some sentences, which follow each other."""
    starts = [sentence.start for sentence in sentences]
    found: list[list[NamedSpan]] = [[] for _ in sentences]
    for name in names:
        place = bisect_right(starts, name.start) - 1
        if place >= 0 and name.end <= sentences[place].end:
            found[place].append(name)
    return found


def _read(context: Context) -> Iterator[Draft | Rejection]:
    found = frames(context.phrases.sentence)
    for fact in _facts(context, found):
        yield from drafts(context, fact)
    yield from _scenery(context, found)


def _facts(context: Context, found: Sequence[Frame]) -> Iterator[Fact]:
    """Yield what is said with amounts, and what the other constructions say that this does not say already."""
    amounts = [amount for amount in context.amounts if not amount.limit]
    measured = [
        fact
        for construction in (level_facts, deal_facts, size_facts)
        for fact in construction(context.phrases, found, amounts)
    ]
    yield from measured
    said = [word for fact in measured for word in fact.within]
    for fact in _constructions(context, found):
        if not any(_is_object(fact, word) for word in said):
            yield fact
        elif isinstance(fact.object, Word):  # "had revenue of $5 million and a plant"
            others = context.phrases.conjuncts(fact.object)[1:]
            yield from (replace(fact, object=word) for word in others if not any(word is each for each in said))


def _is_object(fact: Fact, word: Word) -> bool:
    """Tell whether the object of a fact is a word, or a literal with that word in it."""
    if isinstance(fact.object, Word):
        return fact.object.index == word.index
    start, end = fact.object.start, fact.object.end
    return start is not None and end is not None and start <= word.start < end


def _constructions(context: Context, found: Sequence[Frame]) -> Iterator[Fact]:
    phrases = context.phrases
    for frame in found:
        deed = deed_below(phrases.sentence, frame)
        for fact in verbal_facts(phrases, frame, context.dates):
            if deed is None or not names_deed(phrases.sentence, deed, fact.object):
                yield fact
        if deed is not None:
            yield from deed_facts(phrases.sentence, frame, deed)
        yield from setting_facts(phrases, frame)
    for construction in CONSTRUCTIONS:
        yield from construction(phrases)


def _scenery(context: Context, found: Sequence[Frame]) -> Iterator[Rejection]:
    """Yield phrases left out because they only set the scene of a sentence."""
    phrases = context.phrases
    for frame in found:
        for oblique in frame.obliques:
            word = oblique.word
            if fronted(phrases, frame, oblique) and not any(d.start <= word.start < d.end for d in context.dates):
                yield Rejection("scene of the sentence", word.start, word.end, word.text)


def _ownerless(context: Context, taken: Sequence[Draft], refused: Sequence[Rejection]) -> Iterator[Rejection]:
    """Yield amounts that no claim has and no other rule refused: nothing in the sentence is said to have them."""
    held = {draft.object.start for draft in taken if isinstance(draft.object, Value)}
    for said in context.amounts:
        start, end = said.value.start, said.value.end
        if said.kind in COUNTED or start is None or end is None or start in held:
            continue
        if not any(start <= rejection.start < end for rejection in refused):
            rule = UPPER_LIMIT if said.limit else "amount without an owner"
            yield Rejection(rule, start, end, context.phrases.sentence.quote(start, end))


def _keep(found: dict[tuple[object, ...], Draft], draft: Draft) -> None:
    """Keep the surest of equal claims."""
    key = (_place(draft.subject), draft.predicate, _place(draft.object), draft.status)
    if key not in found or found[key].confidence < draft.confidence:
        found[key] = draft


def _place(end: object) -> object:
    return (end.start, end.end) if isinstance(end, Argument) else end


def _order(draft: Draft) -> tuple[int, int, int, str, int, str]:
    target = draft.object
    start = target.start if target.start is not None else draft.start
    return (draft.start, draft.subject.start, start, draft.predicate, draft.subject.end, draft.status)
