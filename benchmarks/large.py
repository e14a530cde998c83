"""Graphs to measure the view with: families of entities, and one hub."""

from __future__ import annotations

import random

from ..graph.model import Document, Entity, EntityMention, Evidence, Graph, Relation, content_hash

TYPES = ("Organization", "Person", "Place", "Technology", "Event", "Concept")
PREDICATES = ("employer", "foundedBy", "locatedIn", "develops", "partnersWith", "participatedIn", "open:work with")
FAMILY = 40  # entities that mostly know each other
PER_DOCUMENT = 50  # sentences


def made(size: int, seed: int = 1) -> Graph:
    """Make a graph of entities in families with twice as many relations, each with a sentence of its own."""
    chance = random.Random(seed)  # noqa: S311 - the same graph each time, nothing secret
    links = sorted({_link(chance, size) for _ in range(2 * size)})
    chunks = [links[at : at + PER_DOCUMENT] for at in range(0, len(links), PER_DOCUMENT)]
    return _graph(size, [_Page(chunk, number) for number, chunk in enumerate(chunks)])


def _link(chance: random.Random, size: int) -> tuple[int, int]:
    one = chance.randrange(size)
    family = one // FAMILY * FAMILY
    hub = chance.random() < 0.3  # noqa: PLR2004 - a share
    near = family if hub else chance.randrange(family, min(size, family + FAMILY))
    other = near if chance.random() < 0.9 else chance.randrange(size)  # noqa: PLR2004 - a share
    return (one, other) if one != other else (one, (one + 1) % size)


def _name(number: int) -> str:
    return f"{TYPES[number % len(TYPES)]} number {number}"


class _Page:
    """One document of sentences, and the evidence in it."""

    def __init__(self, links: list[tuple[int, int]], number: int) -> None:
        self.links = links
        self.sentences = [f"{_name(a)} has worked with {_name(b)} for {a * 7 % 90 + 1} years." for a, b in links]
        date = f"{2000 + number % 25}-0{number % 9 + 1}-15"
        self.document = Document.of(" ".join(self.sentences), source=f"{number}.txt", date=date, language="en")

    def evidence(self) -> list[tuple[tuple[int, int], Evidence]]:
        found, start = [], 0
        for (a, b), sentence in zip(self.links, self.sentences, strict=True):
            found.append(((a, b), self._evidence(a, b, start, sentence)))
            start += len(sentence) + 1
        return found

    def _evidence(self, a: int, b: int, start: int, sentence: str) -> Evidence:
        other = start + sentence.index(" with ") + 6
        ends = ((start, start + len(_name(a))), (other, other + len(_name(b))))
        cue = (start + sentence.index(" has ") + 1, other - 1)
        identifier = content_hash(self.document.id, str(start))
        return Evidence(
            *(identifier, self.document.id, start, start + len(sentence), sentence, *ends),
            cues=(cue,),
            confidence=round(0.5 + (a * 13 + b) % 50 / 100, 2),
        )


def _graph(size: int, pages: list[_Page]) -> Graph:
    found = [(page, link, evidence) for page in pages for link, evidence in page.evidence()]
    mentions: dict[int, list[EntityMention]] = {}
    for page, link, evidence in found:
        for end, span in zip(link, (evidence.subject_span, evidence.object_span), strict=True):
            if span:
                mentions.setdefault(end, []).append(EntityMention(page.document.id, *span, _name(end), "name"))
    ids = [
        f"{_name(number).replace(' ', '-').lower()}-{content_hash(_name(number), length=8)}" for number in range(size)
    ]
    entities = [Entity(ids[n], _name(n), TYPES[n % len(TYPES)], (), tuple(mentions.get(n, ()))) for n in range(size)]
    relations = [Relation(ids[a], PREDICATES[(a + b) % 7], ids[b], (evidence,)) for _, (a, b), evidence in found]
    return Graph(tuple(page.document for page in pages), tuple(entities), tuple(relations))


def hub(size: int) -> Graph:
    """Make a graph of one entity that is related to that many others and to nothing else."""
    text = "Hub knows Leaf."
    document = Document.of(text, source="hub.txt", date="2020-01-01", language="en")
    evidence = Evidence("k", document.id, 0, len(text), text, (0, 3), (10, 14), "knows", ((4, 9),))
    leaves = [Entity(f"leaf-{number:07}", f"Leaf {number}", "Person") for number in range(size)]
    relations = tuple(Relation("hub", "knows", leaf.id, (evidence,)) for leaf in leaves)
    return Graph((document,), (Entity("hub", "Hub", "Person"), *leaves), relations)
