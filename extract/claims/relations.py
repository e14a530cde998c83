"""What the network's pair head finds likely between the candidates of a sentence, and which of it fits together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ...graph.vocabulary import bundled
from .candidates import Candidate, may_be_subject, touch
from .cues import SIDE_BY_SIDE
from .verdict import MISFIT, RIVAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..encoder import Encoder

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


@dataclass(frozen=True, slots=True)
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


def relations(
    encoder: Encoder, states: NDArray[np.float32], start: int, candidates: Sequence[Candidate], threshold: float
) -> list[tuple[Found, str | None]]:
    """Return the likely relations of a sentence, each with the rule that already refuses it, if there is one.

    Arguments:
        encoder: the network.
        states: what its heads read of each word of the sentence.
        start: the first of these words.
        candidates: the possible ends.
        threshold: the least probability.
    """
    subjects = [(row, one) for row, one in enumerate(candidates) if may_be_subject(one)]
    pairs = [(row, other) for row, one in subjects for other, two in enumerate(candidates) if not touch(one, two)]
    if not pairs:
        return []
    spans = np.array([(each.start, each.end) for each in candidates]) - start
    logits = encoder.pair_logits(states, spans, np.array(pairs))
    likely = encoder.calibration.likely_pairs(logits, len(KNOWLEDGENET), threshold)
    labels = encoder.labels.relations
    fitting: list[Found] = []
    misfits: list[tuple[Found, str | None]] = []
    for row, column, probability in zip(*(each.tolist() for each in likely), strict=True):
        predicate, (subject, target) = properties(labels)[column], (candidates[place] for place in pairs[row])
        if predicate is None:
            continue
        if labels[column] in TURNED:
            subject, target = target, subject
        found = Found(predicate, subject, target, probability)
        if _fits(predicate, subject, target):
            fitting.append(found)
        else:
            misfits.append((found, MISFIT))
    return [*_best(fitting), *misfits]


def _fits(predicate: str, subject: Candidate, target: Candidate) -> bool:
    """Tell whether the vocabulary allows it; that a company lies in a country is known, but seldom said."""
    placed = predicate not in SIDE_BY_SIDE or (subject.type == target.type == "Place")
    return placed and bundled().allows(predicate, subject.type, target.type)


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
