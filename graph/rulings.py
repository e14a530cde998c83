"""The decisions of a person, brought to bear on the readings at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .model import Anchor, Decision
from .parts import Key, Part, PartId, name_key

Pair = tuple[PartId, PartId]


@dataclass(frozen=True, slots=True)
class Rulings:
    """The pairs of parts that were decided, each with its decision, and what tells a part from itself."""

    same: Mapping[Pair, Decision]
    different: Mapping[Pair, Decision]
    void: tuple[Decision, ...] = ()


def rulings(decisions: Sequence[Decision], parts: Iterable[Part]) -> Rulings:
    """Find the parts that decisions are about.

    Of several decisions about one pair the last counts. One of which a side is not there rests until it is.

    Arguments:
        decisions: in the order they were taken.
        parts: what there is.
    """
    if not decisions:
        return Rulings({}, {})
    find = _Finder(parts)
    latest = {decision.id: decision for decision in decisions}
    found: dict[str, dict[Pair, Decision]] = {"same": {}, "different": {}}
    void: list[Decision] = []
    for decision in sorted(latest.values(), key=lambda each: each.id):
        one, other = find(decision.one), find(decision.other)
        if one is None or other is None:
            continue
        if one != other:
            found[decision.verdict][min(one, other), max(one, other)] = decision
        elif decision.verdict == "different":
            void.append(decision)
    return Rulings(found["same"], found["different"], tuple(void))


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
        exact = [part.id for part in here if _stands(part, anchor.start, anchor.end)]
        if exact:
            return min(exact)
        return self._called.get((anchor.source, name_key(anchor.text, anchor.type)))


def _stands(part: Part, start: int, end: int) -> bool:
    return any((mention.start, mention.end) == (start, end) for mention in part.mentions)
