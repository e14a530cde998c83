"""KnowledgeNet, scored as its authors do: text F1 by overlapping and by exact spans, annotated properties only.

Mesquita et al. (EMNLP 2019). A gold fact is found when any prediction of its passage matches it; a prediction is wrong
when its property is annotated for the passage and neither it nor a twin of it matched a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...extract.claims.relations import KNOWLEDGENET, TURNED
from ...extract.claims.typed import THRESHOLD
from ...extract.reading import Reader
from ...graph.model import Claim, Document, Reading, Value
from ...training.corpora import knowledgenet
from .measures import Counts, Judged, Span, decimal, overlap, total
from .published import others
from .report import F1_HEAD, Choice, Report, Table, f1_row

EVEN = 0.5  # as likely right as not
FOLD = 3
KEPT = slice(600, None)  # of the fold: training and calibration saw the documents before
BY_NAME_HEAD = ("given", "found", "precision", "recall", "F1")
PREDICATES = {**{predicate: name for name, predicate in KNOWLEDGENET.items()}, "memberOf": "EMPLOYEE_OR_MEMBER_OF"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A property between two spans, and how sure the reader is of it."""

    name: str
    subject: Span
    target: Span
    confidence: float = field(default=1.0, compare=False)

    def matches(self, other: Fact, *, exact: bool) -> bool:
        """Tell whether two facts are the same, by exact or by overlapping spans."""
        if exact:
            return self == other
        same = self.name == other.name
        return same and overlap(self.subject, other.subject) and overlap(self.target, other.target)


def facts_of(reading: Reading, *, extractor: str | None = None) -> list[Fact]:
    """Return the claims of a reading that KnowledgeNet has a property for, whatever their status.

    Arguments:
        reading: what was read.
        extractor: only what this one found, ``typed`` being the pair head.
    """
    mentions = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
    found = []
    for claim in reading.claims:
        name, ends = PREDICATES.get(claim.predicate), (mentions[claim.subject], place_of(claim, mentions))
        subject, target = ends[::-1] if name in TURNED else ends
        wanted = extractor in {None, claim.extractor}
        if wanted and name is not None and subject is not None and target is not None:
            found.append(Fact(name, subject, target, claim.confidence))
    return found


def place_of(claim: Claim, mentions: dict[str, Span]) -> Span | None:
    """Return the span of a claim's object, if it has one."""
    if not isinstance(claim.object, Value):
        return mentions[claim.object]
    start, end = claim.object.start, claim.object.end
    return None if start is None or end is None else (start, end)


def score(passage: dict[str, Any], predicted: Iterable[Fact], *, exact: bool) -> dict[str, Counts]:
    """Score the predictions inside one passage, by property."""
    inside = _inside(passage, predicted)
    counts = dict.fromkeys(passage["annotated"], Counts())
    for gold in _gold(passage):
        hit = int(any(gold.matches(fact, exact=exact) for fact in inside))
        counts[gold.name] = counts.get(gold.name, Counts()) + Counts(hit, hit, hit, 1)
    for one in judge(passage, inside, exact=exact):
        if not one.right:
            counts[one.relation] += Counts(found=1)
    return counts


def judge(passage: dict[str, Any], predicted: Iterable[Fact], *, exact: bool) -> list[Judged]:
    """Judge the predictions inside one passage whose property is annotated for it."""
    inside, gold = _inside(passage, predicted), list(_gold(passage))
    hits = [fact for fact in inside if any(given.matches(fact, exact=exact) for given in gold)]
    return [
        Judged(fact.name, fact.confidence, any(fact.matches(hit, exact=exact) for hit in hits))
        for fact in inside
        if fact.name in passage["annotated"]
    ]


def _inside(passage: dict[str, Any], predicted: Iterable[Fact]) -> list[Fact]:
    low, high = passage["start"], passage["end"]
    return [f for f in predicted if low <= min(*f.subject, *f.target) and max(*f.subject, *f.target) <= high]


def _gold(passage: dict[str, Any]) -> Iterator[Fact]:
    for given in passage["facts"]:
        yield Fact(given["property"], tuple(given["subject"]), tuple(given["object"]))


def merged(scores: Iterable[dict[str, Counts]]) -> dict[str, Counts]:
    """Add counts up by property."""
    sums: dict[str, Counts] = {}
    for one in scores:
        for name, counts in one.items():
            sums[name] = sums.get(name, Counts()) + counts
    return sums


def document_scores(record: dict[str, Any], facts: Sequence[Fact], *, exact: bool) -> dict[str, Counts]:
    """Score the predictions of one document, by property."""
    return merged(score(passage, facts, exact=exact) for passage in record["passages"])


def read(corpora: Path, choice: Choice, reader: Reader) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Yield the chosen documents of the fold with what the reader makes of them."""
    records = [record for record in knowledgenet(corpora) if record["fold"] == FOLD][choice.of(KEPT)]
    return ((record, reader.read(Document.of(record["text"], source=record["doc_id"]))) for record in records)


def report(corpora: Path, choice: Choice) -> Report:
    """Measure the reader on the documents of fold 3 that were kept for measuring."""
    found = [(record, facts_of(reading)) for record, reading in read(corpora, choice, Reader.load(threshold=EVEN))]
    ways = {
        f"{name} spans, from {decimal(least)} on": [
            document_scores(record, [fact for fact in facts if fact.confidence >= least], exact=exact)
            for record, facts in found
        ]
        for least in (EVEN, THRESHOLD)
        for name, exact in (("overlapping", False), ("exact", True))
    }
    rows = [f1_row(f"text F1, {name}", [total(one.values()) for one in scores]) for name, scores in ways.items()]
    about = (
        f"Fold {FOLD}, documents {choice.of(KEPT).start} on: {len(found)} documents. Claims from a probability of "
        f"{decimal(EVEN)} on, as others count theirs, and from the reader's own threshold of {decimal(THRESHOLD)} on."
    )
    return Report(
        "KnowledgeNet",
        [
            about,
            Table(F1_HEAD, rows),
            Table((f"property, {(first := next(iter(ways)))}", *BY_NAME_HEAD), by_name(ways[first])),
            others("knowledgenet"),
        ],
    )


def by_name(scores: Iterable[dict[str, Counts]]) -> list[tuple[object, ...]]:
    """Return a line under `BY_NAME_HEAD` for each name, those with most given first."""
    sums = merged(scores)
    order = Counter({name: int(counts.given) for name, counts in sorted(sums.items())}).most_common()
    return [
        (name, given, int(sums[name].found), *map(decimal, (sums[name].precision, sums[name].recall, sums[name].f1)))
        for name, given in order
    ]
