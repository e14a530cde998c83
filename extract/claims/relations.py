"""What the network's pair head finds likely between the candidates of a sentence, and which of it fits together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ...frozen import frozen
from ...graph.vocabulary import bundled
from .candidates import Candidate, may_be_subject, touch
from .cues import SIDE_BY_SIDE
from .verdict import MISFIT, RIVAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..encoder import Encoder, WindowOutput

KNOWLEDGENET = {
    "DATE_OF_BIRTH": "bornOn",
    "DATE_OF_DEATH": "diedOn",
    "PLACE_OF_BIRTH": "bornIn",
    "PLACE_OF_RESIDENCE": "residesIn",
    "NATIONALITY": "citizenOf",
    "EMPLOYEE_OR_MEMBER_OF": "employer",
    "EDUCATED_AT": "educatedAt",
    "POLITICAL_AFFILIATION": "memberOfParty",
    "CHILD_OF": "child",
    "SPOUSE": "spouse",
    "DATE_FOUNDED": "foundedOn",
    "HEADQUARTERS": "headquarteredIn",
    "SUBSIDIARY_OF": "subsidiaryOf",
    "FOUNDED_BY": "foundedBy",
    "CEO": "chiefExecutive",
}
TURNED = frozenset({"CHILD_OF"})  # the vocabulary says it from the other end
# Said already by the inverse or the sharper property of another label.
REDUNDANT = frozenset(
    {"subsidiary", "containsArea", "participant", "followedBy", "hasPart", "memberOf", "ownedBy", "worksIn"}
)
# Of two such relations between the same two things in one sentence only the likelier is meant.
EXCLUSIVE = (
    frozenset({"educatedAt", "employer", "memberOfParty"}),
    frozenset({"spouse", "child", "sibling", "father", "mother"}),
    frozenset({"subsidiaryOf", "foundedBy"}),
)


@frozen
class Found:
    """A relation the pair head is sure enough of."""

    predicate: str
    subject: Candidate
    target: Candidate
    probability: float


@cache
def properties(labels: tuple[str, ...]) -> tuple[str | None, ...]:
    """Return the vocabulary's name of each relation label, ``None`` for those not used.

    >>> properties(("CEO", "P740", "P40"))
    ('chiefExecutive', 'foundedIn', None)
    """
    names: list[str | None] = []
    taken = set(KNOWLEDGENET.values())
    for label in labels:
        known = bundled().by_wikidata(label)
        name = KNOWLEDGENET.get(label) or (known.name if known else None)
        used = name is not None and name not in REDUNDANT and (label in KNOWLEDGENET or name not in taken)
        names.append(name if used else None)
    return tuple(names)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence whose relations are asked for: its words in the document, half-open, and the possible ends."""

    start: int
    end: int
    candidates: Sequence[Candidate]


def relations(
    encoder: Encoder, window: WindowOutput, sentences: Sequence[Asked], threshold: float
) -> list[list[tuple[Found, str | None]]]:
    """Return the likely relations of each sentence, each with the rule that already refuses it, if there is one.

    Arguments:
        encoder: the network.
        window: what it made of the words around.
        sentences: those of the window.
        threshold: the least probability.
    """
    ends = [(number, one) for number, each in enumerate(sentences) for one in each.candidates]
    pairs = _pairs(ends)
    fitting: list[list[Found]] = [[] for _ in sentences]
    misfits: list[list[tuple[Found, str | None]]] = [[] for _ in sentences]
    if len(pairs):
        logits = _logits(encoder, window, sentences, ends, pairs)
        rows, columns, probabilities = encoder.calibration.likely_pairs(logits, len(KNOWLEDGENET), threshold)
        likely = zip(pairs[rows].tolist(), columns.tolist(), probabilities.tolist(), strict=True)
        for (one, other), column, probability in likely:
            (number, subject), (_, target) = ends[one], ends[other]
            found = _found(encoder.labels.relations, column, (subject, target), probability)
            if found is not None and _fits(found):
                fitting[number].append(found)
            elif found is not None:
                misfits[number].append((found, MISFIT))
    return [[*_best(fit), *misfit] for fit, misfit in zip(fitting, misfits, strict=True)]


def _pairs(ends: Sequence[tuple[int, Candidate]]) -> NDArray[np.int64]:
    """Return which candidates may be related (K, 2), subject and object: of one sentence, and no word is in both."""
    rows = [(number, one.start, one.end, may_be_subject(one)) for number, one in ends]
    numbers, starts, stops, subjects = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    before = stops[:, None] <= starts
    related = (before | before.T) & (numbers[:, None] == numbers) & subjects[:, None].astype(bool)
    return np.stack(related.nonzero(), axis=1)


def _logits(
    encoder: Encoder,
    window: WindowOutput,
    sentences: Sequence[Asked],
    ends: Sequence[tuple[int, Candidate]],
    pairs: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return what the network says of pairs of candidates of some sentences of a window, all at once."""
    spans = np.array([(one.start, one.end) for _, one in ends]) - window.start
    bounds = np.array([(each.start, each.end) for each in sentences]) - window.start
    numbers = np.array([number for number, _ in ends])
    return encoder.pair_logits(window.states, spans, pairs, bounds[numbers[pairs[:, 0]]])


def _found(labels: tuple[str, ...], column: int, ends: Sequence[Candidate], probability: float) -> Found | None:
    """Return a relation as the vocabulary says it, ``None`` where it has no use for it."""
    predicate = properties(labels)[column]
    subject, target = reversed(ends) if labels[column] in TURNED else ends
    return None if predicate is None else Found(predicate, subject, target, probability)


def _fits(found: Found) -> bool:
    """Tell whether the vocabulary allows it; that a company lies in a country is known, but seldom said."""
    subject, target = found.subject.type, found.target.type
    placed = found.predicate not in SIDE_BY_SIDE or (subject == target == "Place")
    return placed and bundled().allows(found.predicate, subject, target)


def _best(found: list[Found]) -> list[tuple[Found, str | None]]:
    """Keep the surest of relations that differ only in how their ends were cut; refuse what another one excludes."""
    kept: list[Found] = []
    excluded: list[tuple[Found, str | None]] = []
    for one in sorted(found, key=lambda f: (-f.probability, f.subject.start, f.target.start, f.predicate)):
        rivals = [other.predicate for other in kept if _rival(one, other)]
        if not rivals:
            kept.append(one)
        elif one.predicate not in rivals:
            excluded.append((one, RIVAL))
    return [*((one, None) for one in kept), *excluded]


def _rival(one: Found, other: Found) -> bool:
    both = {one.predicate, other.predicate}
    same = len(both) == 1 or any(both <= group for group in EXCLUSIVE)
    straight = touch(one.subject, other.subject) and touch(one.target, other.target)
    turned = len(both) == 2 and touch(one.subject, other.target) and touch(one.target, other.subject)  # noqa: PLR2004  # two predicates
    return same and (straight or turned)
