"""What pronouns and descriptions may point back at, as the network scores it (mention ranking, Lee et al. 2017).

Only the scores are made here; `graph.resolve` decides, since class, gender and number must agree as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
    definite = {one.id for one in known if output.word(places[one.id][0]).lower() in POINTING}
    rows = [
        (one, other)
        for number, one in enumerate(known)
        if one.kind == "pronoun" or (one.kind == "nominal" and one.id in definite)
        for other in _candidates(known, number)
    ]
    if not rows:
        return {}
    spans = np.array([(*places[one.id], *places[other.id]) for one, other in rows], dtype=np.int64)
    raw = output.encoder.link_scores(np.concatenate([window.states for window in output.windows]), spans)
    return _probabilities(rows, raw)


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


def _candidates(mentions: Sequence[Mention], number: int) -> Iterator[Mention]:
    """Yield what a mention may point at: those before it, names soon after a pronoun, and itself for nothing."""
    mention = mentions[number]
    for other in mentions[max(0, number - MOST_BEFORE) : number]:
        if other.end <= mention.start:
            yield other
    if mention.kind == "pronoun":
        ahead = mentions[number + 1 : number + 1 + MOST_AFTER]
        yield from (other for other in ahead if other.kind == "name" and other.start >= mention.end)
    yield mention


def _probabilities(rows: Sequence[tuple[Mention, Mention]], raw: NDArray[np.float32]) -> Pointing:
    raised = np.exp(np.clip(raw, -15, 15)).tolist()
    total: dict[str, float] = {}
    for (one, _), value in zip(rows, raised, strict=True):
        total[one.id] = total.get(one.id, 0.0) + value
    found: dict[str, dict[str, float]] = {}
    for (one, other), value in zip(rows, raised, strict=True):
        if one is not other:
            found.setdefault(one.id, {})[other.id] = value / total[one.id]
    return found
