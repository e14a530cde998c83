"""KnowledgeNet, scored as its authors do: text F1 by overlapping and by exact spans, annotated properties only.

Mesquita et al. (EMNLP 2019). A gold fact is found when any prediction of its passage matches it; a prediction is wrong
when its property is annotated for the passage and neither it nor a twin of it matched a fact.

    python -m evigraph.benchmarks.quality.knowledgenet --corpora DIR --fold 3
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from ...extract.claims.typed import KNOWLEDGENET, TURNED
from ...extract.reading import Reader
from ...graph.model import Claim, Document, Reading, Value

Span = tuple[int, int]
PREDICATES = {**{predicate: name for name, predicate in KNOWLEDGENET.items()}, "memberOf": "EMPLOYEE_OR_MEMBER_OF"}
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Fact:
    """A property between two spans."""

    name: str
    subject: Span
    target: Span

    def matches(self, other: Fact, *, exact: bool) -> bool:
        """Tell whether two facts are the same, by exact or by overlapping spans."""
        if self.name != other.name:
            return False
        if exact:
            return self == other
        return _touch(self.subject, other.subject) and _touch(self.target, other.target)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(slots=True)
class Score:
    """Counts of found, wrong and missed facts."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        """Add the counts of two scores."""
        return Score(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Return the share of predictions that are right."""
        return self.found / max(1, self.found + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of facts that were found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.found / max(1, 2 * self.found + self.wrong + self.missed)


def facts_of(reading: Reading) -> list[Fact]:
    """Return the claims of a reading that KnowledgeNet has a property for, whatever their extractor or status."""
    mentions = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
    facts = []
    for claim in reading.claims:
        name, ends = PREDICATES.get(claim.predicate), (mentions[claim.subject], _place(claim, mentions))
        subject, target = ends[::-1] if name in TURNED else ends
        if name is not None and subject is not None and target is not None:
            facts.append(Fact(name, subject, target))
    return facts


def _place(claim: Claim, mentions: dict[str, Span]) -> Span | None:
    if not isinstance(claim.object, Value):
        return mentions[claim.object]
    start, end = claim.object.start, claim.object.end
    return None if start is None or end is None else (start, end)


def score(passage: dict[str, Any], predicted: Sequence[Fact], *, exact: bool) -> dict[str, Score]:
    """Score the predictions inside one passage, by property."""
    low, high = passage["start"], passage["end"]
    inside = [f for f in predicted if low <= min(f.subject[0], f.target[0]) and max(f.subject[1], f.target[1]) <= high]
    scores = {name: Score() for name in passage["annotated"]}
    matched: list[Fact] = []
    for given in passage["facts"]:
        gold = Fact(given["property"], tuple(given["subject"]), tuple(given["object"]))
        hits = [fact for fact in inside if gold.matches(fact, exact=exact)]
        matched += hits
        scores.setdefault(gold.name, Score())
        scores[gold.name] += Score(found=1) if hits else Score(missed=1)
    for fact in inside:
        if fact.name in passage["annotated"] and not any(fact.matches(hit, exact=exact) for hit in matched):
            scores[fact.name] += Score(wrong=1)
    return scores


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """Add scores up, by property and under ``all``."""
    sums: dict[str, Score] = {}
    for one in scores:
        for name, value in one.items():
            sums[name] = sums.get(name, Score()) + value
            sums["all"] = sums.get("all", Score()) + value
    return sums


def interval(documents: Sequence[Score], seed: int = 0) -> tuple[float, float]:
    """Return the 95 % interval of F1 over documents drawn with replacement."""
    random = Random(seed)  # noqa: S311 - resampling, not secrets
    draws = sorted(sum(random.choices(documents, k=len(documents)), start=Score()).f1 for _ in range(RESAMPLES))
    return draws[int(0.025 * RESAMPLES)], draws[int(0.975 * RESAMPLES)]


def main(
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared/corpora"),
    fold: Annotated[int, typer.Option(help="The fold to measure on.")] = 3,
    first: Annotated[int, typer.Option(help="Skip so many documents: training and calibration saw 600.")] = 600,
    limit: Annotated[int, typer.Option(help="Only the first so many documents.")] = 10**9,
    threshold: Annotated[float, typer.Option(help="Least probability of a typed claim.")] = 0.5,
) -> None:
    """Measure the reader on a fold of KnowledgeNet."""
    lines = (corpora / "knowledgenet" / "folds-1-3.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record for record in map(json.loads, lines) if record["fold"] == fold][first : first + limit]
    reader = Reader.load(threshold=threshold)
    predicted = [facts_of(reader.read(Document.of(record["text"], source=record["doc_id"]))) for record in records]
    for name, exact in (("overlap", False), ("exact", True)):
        by_document = [
            total(score(passage, facts, exact=exact) for passage in record["passages"])
            for record, facts in zip(records, predicted, strict=True)
        ]
        low, high = interval([scores.get("all", Score()) for scores in by_document])
        sums = total({k: v for k, v in scores.items() if k != "all"} for scores in by_document)
        print(f"\ntext, {name} spans: F1 {sums['all'].f1:.3f} (95 % {low:.3f} to {high:.3f}), {len(records)} documents")
        counts = Counter({key: value.found + value.missed for key, value in sums.items()})
        for key, _ in counts.most_common():
            value = sums[key]
            print(f"  {key:24} P {value.precision:.3f}  R {value.recall:.3f}  F1 {value.f1:.3f}  of {counts[key]}")


if __name__ == "__main__":
    typer.run(main)
