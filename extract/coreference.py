"""What pronouns and descriptions may point back at, as the network scores it (mention ranking, Lee et al. 2017).

Only the scores are made here; `graph.resolve` decides, since class, gender and number must agree as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import reduce
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..graph.model import Mention
    from ..graph.resolve import Pointing
    from .pipeline import Output

MOST_BEFORE, MOST_AFTER = 40, 8  # mentions around one; it was trained on as many
POINTING = frozenset({"the", "this", "that", "these", "those"})
DETERMINERS = POINTING | {"a", "an", "its", "his", "her", "their"}


def scores(output: Output, offsets: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> Pointing:
    """Return what each pronoun and each definite description may point at.

    Arguments:
        output: what the encoder made of a text.
        offsets: start and end of each of its words, in code points.
        mentions: those of the text, in reading order.
    """
    places = _word_spans(output, offsets, mentions)
    known = [mention for mention in mentions if mention.id in places]
    spans = np.array([places[mention.id] for mention in known], dtype=np.int64).reshape(-1, 2)
    pointing = [
        number
        for number, one in enumerate(known)
        if one.kind == "pronoun" or (one.kind == "nominal" and output.word(spans[number, 0]).lower() in POINTING)
    ]
    if not pointing:
        return {}
    others = [_candidates(known, number) for number in pointing]
    ones = np.repeat(pointing, [len(each) for each in others])
    pairs = np.stack([ones, np.fromiter(chain.from_iterable(others), np.int64, len(ones))], axis=1)
    raw = output.encoder.link_scores(np.concatenate([window.states for window in output.windows]), spans, pairs)
    return _probabilities(known, pointing, others, raw)


def _word_spans(
    output: Output, offsets: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> dict[str, tuple[int, int]]:
    """Return the words of each mention, with the determiner before a description."""
    starts, ends = [start for start, _ in offsets], [end for _, end in offsets]
    found = {}
    for mention in mentions:
        first, last = bisect_left(ends, mention.start + 1), bisect_left(starts, mention.end)
        if first >= last:
            continue
        led = mention.kind == "nominal" and first > 0 and output.word(first - 1).lower() in DETERMINERS
        found[mention.id] = (first - led, last)
    return found


def _candidates(mentions: Sequence[Mention], number: int) -> list[int]:
    """Return what a mention may point at: those before it, names soon after a pronoun, and itself for nothing."""
    mention = mentions[number]
    found = [each for each in range(max(0, number - MOST_BEFORE), number) if mentions[each].end <= mention.start]
    if mention.kind == "pronoun":
        ahead = range(number + 1, min(number + 1 + MOST_AFTER, len(mentions)))
        found += [each for each in ahead if mentions[each].kind == "name" and mentions[each].start >= mention.end]
    return [*found, number]


def _probabilities(
    mentions: Sequence[Mention],
    pointing: Sequence[int],
    others: Sequence[Sequence[int]],
    raw: NDArray[np.float32],
) -> Pointing:
    """Return how likely each of some mentions points at each of its candidates, the last of which is itself."""
    raised = np.exp(np.clip(raw, -15, 15)).tolist()
    found: dict[str, dict[str, float]] = {}
    start = 0
    for one, candidates in zip(pointing, others, strict=True):
        values = raised[start : start + len(candidates)]
        start += len(candidates)
        total = reduce(add, values)  # in this order: `sum` rounds otherwise from Python 3.12 on
        if len(candidates) > 1:
            rest = zip(candidates[:-1], values[:-1], strict=True)
            found[mentions[one].id] = {mentions[other].id: value / total for other, value in rest}
    return found
