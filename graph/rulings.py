"""The decisions of a person, brought to bear on the readings at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .model import Anchor, Decision, Record
from .names import kind
from .parts import Key, Part, PartId, name_key

Pair = tuple[PartId, PartId]


@dataclass(frozen=True, slots=True)
class Rulings:
    """The pairs of parts that were decided, each with its decision, and decisions that cannot be followed.

    ``records`` says which record a part is, and ``other_records`` which ones it is not, whatever its names say.
    """

    same: Mapping[Pair, Decision]
    different: Mapping[Pair, Decision]
    records: Mapping[PartId, str]
    other_records: Mapping[PartId, frozenset[str]]
    void: tuple[Decision, ...] = ()


def rulings(decisions: Sequence[Decision], parts: Iterable[Part]) -> Rulings:
    """Find the parts that decisions are about.

    Of several decisions about one pair the last counts. One of which a side is not there rests until it is.

    Arguments:
        decisions: in the order they were taken.
        parts: what there is.
    """
    if not decisions:
        return Rulings({}, {}, {}, {})
    find = _Finder(parts)
    latest = {decision.id: decision for decision in decisions}
    found: dict[str, dict[Pair, Decision]] = {"same": {}, "different": {}}
    void: list[Decision] = []
    for decision in sorted(latest.values(), key=lambda each: each.id):
        one, other = find(decision.one), find(decision.other) if isinstance(decision.other, Anchor) else None
        if one is None or other is None:
            continue
        if one != other:
            found[decision.verdict][min(one, other), max(one, other)] = decision
        elif decision.verdict == "different":
            void.append(decision)
    records, other_records, outdone = _of_records(decisions, find)
    return Rulings(found["same"], found["different"], records, other_records, (*void, *outdone))


def _of_records(
    decisions: Sequence[Decision], find: _Finder
) -> tuple[dict[PartId, str], dict[PartId, frozenset[str]], list[Decision]]:
    """Return which record each part is and which it is not, and what was said before of another record."""
    latest: dict[PartId, dict[str, Decision]] = defaultdict(dict)
    for decision in decisions:
        part = find(decision.one) if isinstance(decision.other, Record) else None
        if part is not None and isinstance(decision.other, Record):
            latest[part].pop(decision.other.iri, None)
            latest[part][decision.other.iri] = decision
    said = {part: [each for each in found.values() if each.verdict == "same"] for part, found in latest.items()}
    records = {part: iri for part, found in latest.items() for iri, each in found.items() if each in said[part][-1:]}
    others = {
        part: frozenset(iri for iri, each in found.items() if each.verdict == "different")
        for part, found in latest.items()
    }
    return records, others, [each for found in said.values() for each in found[:-1]]


class _Finder:
    """Finds the part at a place; where a text has changed, the one of the same name in the text of that source."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._at: dict[str, list[Part]] = defaultdict(list)
        self._called: dict[tuple[str, Key], PartId] = {}
        for part in sorted(parts, key=lambda each: each.id):
            self._at[part.document.id].append(part)
            self._called.setdefault((part.document.source, part.key), part.id)

    def __call__(self, anchor: Anchor) -> PartId | None:
        here = self._at.get(anchor.document, ())
        exact = [part for part in here if _stands(part, anchor.start, anchor.end)]
        if exact:
            return min(exact, key=lambda part: (part.key[0] != kind(anchor.type), part.id)).id
        return self._called.get((anchor.source, name_key(anchor.text, anchor.type)))


def _stands(part: Part, start: int, end: int) -> bool:
    return any((mention.start, mention.end) == (start, end) for mention in part.mentions)
