"""What pronouns and descriptions may point back at, as the network scores it (mention ranking, Lee et al. 2017).

Only the scores are made here; `graph.resolve` decides, since class, gender and number must agree as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..graph.model import Kind
    from .claims.draft import Span
    from .output import Output

MOST_BEFORE, MOST_AFTER = 40, 8  # mentions around one; it was trained on as many
POINTING = frozenset({"the", "this", "that", "these", "those"})
DETERMINERS = POINTING | {"a", "an", "its", "his", "her", "their"}


def scores(output: Output, kinds: Mapping[Span, Kind]) -> dict[Span, dict[Span, float]]:
    """Return how likely each pronoun and each definite description points at others, by their spans.

    Arguments:
        output: what the encoder made of a text.
        kinds: the kind of each mention of the text by its span, in reading order.
    """
    places = _word_spans(output, kinds)
    known = list(places)
    pointing = [
        number
        for number, (one, (first, _)) in enumerate(places.items())
        if kinds[one] == "pronoun" or (kinds[one] == "nominal" and output.word(first).lower() in POINTING)
    ]
    if not pointing:
        return {}
    spans = np.array(list(places.values()), dtype=np.int64)
    named = [kinds[each] == "name" for each in known]
    others = [_candidates(known, named, number, ahead=kinds[known[number]] == "pronoun") for number in pointing]
    ones = np.repeat(pointing, [len(each) for each in others])
    pairs = np.stack([ones, np.fromiter(chain.from_iterable(others), np.int64, len(ones))], axis=1)
    raw = output.encoder.link_scores(np.concatenate([window.states for window in output.windows]), spans, pairs)
    return _probabilities(known, pointing, others, raw)


def _word_spans(output: Output, kinds: Mapping[Span, Kind]) -> dict[Span, Span]:
    """Return the words of each mention, with the determiner before a description."""
    starts, ends = list(output.starts), list(output.ends)
    found = {}
    for (start, end), kind in kinds.items():
        first, last = bisect_left(ends, start + 1), bisect_left(starts, end)
        if first >= last:
            continue
        led = kind == "nominal" and first > 0 and output.word(first - 1).lower() in DETERMINERS
        found[start, end] = (first - led, last)
    return found


def _candidates(mentions: Sequence[Span], named: Sequence[bool], number: int, *, ahead: bool) -> list[int]:
    """Return what a mention may point at: those before it, names soon ahead of a pronoun, and itself for nothing."""
    start, end = mentions[number]
    found = [each for each in range(max(0, number - MOST_BEFORE), number) if mentions[each][1] <= start]
    if ahead:
        after = range(number + 1, min(number + 1 + MOST_AFTER, len(mentions)))
        found += [each for each in after if named[each] and mentions[each][0] >= end]
    return [*found, number]


def _probabilities(
    mentions: Sequence[Span],
    pointing: Sequence[int],
    others: Sequence[Sequence[int]],
    raw: NDArray[np.float32],
) -> dict[Span, dict[Span, float]]:
    """Return how likely each of some mentions points at each of its candidates, the last of which is itself."""
    raised = np.exp(np.clip(raw, -15, 15)).tolist()
    found: dict[Span, dict[Span, float]] = {}
    start = 0
    for one, candidates in zip(pointing, others, strict=True):
        values = raised[start : start + len(candidates)]
        start += len(candidates)
        total = reduce(add, values)  # in this order: `sum` rounds otherwise from Python 3.12 on
        if len(candidates) > 1:
            rest = zip(candidates[:-1], values[:-1], strict=True)
            found[mentions[one]] = {mentions[other]: value / total for other, value in rest}
    return found
