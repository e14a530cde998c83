"""Claims: what a parsed text says, found by the syntax of its sentences and sorted into the vocabulary where it fits.

Rooms: `tree` holds a parse, `arguments` noun phrases, `subjects` and `frames` who does what, `verbal`, `copulas`,
`nouns` and `deeds` one function per construction, `patterns` the way into the vocabulary, `status` (with `complements`
and `governors`), `attribution` and `times` how a claim is said, and `assembly` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...graph.model import Rejection
from .arguments import Phrases
from .assembly import Context, drafts
from .copulas import apposition_facts, copula_facts, descriptor_facts, existence_facts
from .deeds import deed_facts, names_deed
from .draft import Argument, Draft, NamedSpan
from .facts import Fact
from .frames import Frame, frames
from .nouns import noun_facts, place_facts
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
    for sentence in sentences:
        inside = tuple(n for n in names if sentence.start <= n.start and n.end <= sentence.end)
        for result in _read(Context.of(Phrases(sentence, inside), date)):
            if isinstance(result, Rejection):
                refused.setdefault(result)
            else:
                _keep(found, result)
    return tuple(sorted(found.values(), key=_order)), tuple(sorted(refused, key=lambda r: (r.start, r.end, r.rule)))


def _read(context: Context) -> Iterator[Draft | Rejection]:
    found = frames(context.phrases.sentence)
    for fact in _facts(context, found):
        yield from drafts(context, fact)
    yield from _scenery(context, found)


def _facts(context: Context, found: Sequence[Frame]) -> Iterator[Fact]:
    phrases = context.phrases
    for frame in found:
        said = verbal_facts(phrases, frame, context.dates)
        yield from (fact for fact in said if not names_deed(phrases.sentence, frame, fact.object))
        yield from deed_facts(phrases.sentence, frame)
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
