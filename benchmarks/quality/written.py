"""Sentences written for this project, a tenth of them kept from training: which relations are said, and which are not.

They are harder than running text: half hold persons, firms or places of which a relation holds for one and not for the
other, and one in four holds no relation at all. Every relation of a list is marked, so that precision can be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...extract.claims.relations import KNOWLEDGENET, TURNED
from ...extract.reading import Reader
from ...graph.model import Document, Reading
from ...graph.vocabulary import bundled
from ...training.written import WIKIDATA, Written, written
from .knowledgenet import BY_NAME_HEAD, by_name, place_of
from .measures import Counts, overlap, total
from .report import F1_HEAD, Choice, Report, Table, f1_row

EXTRACTORS = {
    "all claims of the vocabulary": ("typed", "pattern"),
    "the network's": ("typed",),
    "by patterns": ("pattern",),
}
Triple = tuple[str, str, str]


def names_of(predicate: str) -> tuple[tuple[str, bool], ...]:
    """Return the written properties that a predicate of the vocabulary means, and whether the ends change places.

    >>> names_of("chiefExecutive"), names_of("child")
    ((('CEO', False),), (('CHILD_OF', True),))
    """
    return _names().get(predicate, ())


def _names() -> dict[str, tuple[tuple[str, bool], ...]]:
    found: dict[str, set[tuple[str, bool]]] = {}
    for name, codes in WIKIDATA.items():
        if name in KNOWLEDGENET:
            found.setdefault(KNOWLEDGENET[name], set()).add((name, name in TURNED))
        for code in codes:
            known = bundled().by_wikidata(code.lstrip("-"))
            if known is not None:
                found.setdefault(known.name, set()).add((name, code.startswith("-")))
    return {predicate: tuple(sorted(names)) for predicate, names in found.items()}


def score(sentence: Written, reading: Reading, extractors: Iterable[str]) -> dict[str, Counts]:
    """Score the asserted claims of a sentence by property; each fact between two things counts once."""
    right: set[Triple] = set()
    counts: dict[str, Counts] = {}
    for options in sorted(set(_claimed(sentence, reading, frozenset(extractors)))):
        hits = [triple for triple in options if triple in sentence.holds]
        if hits:
            right.add(hits[0])
        elif not any(triple in sentence.unsure for triple in options):
            counts[options[0][0]] = counts.get(options[0][0], Counts()) + Counts(found=1)
    for triple in sentence.holds:
        hit = int(triple in right)
        counts[triple[0]] = counts.get(triple[0], Counts()) + Counts(hit, hit, hit, 1)
    return counts


def _claimed(sentence: Written, reading: Reading, extractors: frozenset[str]) -> Iterator[tuple[Triple, ...]]:
    """Yield what each claim says of the marked things; several properties where a predicate means any of them."""
    mentions = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
    for claim in reading.claims:
        place = place_of(claim, mentions)
        if claim.extractor not in extractors or claim.status != "asserted" or place is None:
            continue
        one, two = (_thing(sentence, span) for span in (mentions[claim.subject], place))
        said = names_of(claim.predicate)
        if said and one != two:
            yield tuple((name, two, one) if turned else (name, one, two) for name, turned in said)


def _thing(sentence: Written, span: tuple[int, int]) -> str:
    """Return the thing whose mention covers most of a span; its offset where nothing marked does."""
    here = [mention for mention in sentence.mentions if overlap((mention.start, mention.end), span)]
    if not here:
        return str(span[0])
    return max(here, key=lambda m: (min(m.end, span[1]) - max(m.start, span[0]), -m.start)).thing


def report(_: Path, choice: Choice) -> Report:
    """Measure the reader on the sentences kept from training."""
    reader = Reader.load()
    read = [
        (sentence, reader.read(Document.of(sentence.text, source=f"{name}#{number}")))
        for name, number, sentence in list(written("dev"))[choice.of(slice(0, None))]
    ]
    scores = {
        label: [score(sentence, reading, extractors) for sentence, reading in read]
        for label, extractors in EXTRACTORS.items()
    }
    rows = [f1_row(label, [total(one.values()) for one in each]) for label, each in scores.items()]
    silent = [(s, r) for s, r in read if not s.holds]
    claims = Counter(bool(list(_claimed(s, r, frozenset(("typed", "pattern"))))) for s, r in silent)
    about = (
        f"{len(read)} sentences with {sum(len(s.holds) for s, _ in read)} facts, each tenth of `training/written/`. "
        f"Only asserted claims count. Of the {len(silent)} sentences that say none of them, {claims[True]} got one."
    )
    first = next(iter(scores))
    return Report(
        "Written sentences",
        [about, Table(F1_HEAD, rows), Table((f"property, {first}", *BY_NAME_HEAD), by_name(scores[first]))],
    )
