"""What is known of a thing, and how two things connect, each fact with the sentences that say it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..graph.kept import by_id
from ..graph.model import OPEN, Entity, Graph, Relation, Status, Time, Value
from .find import find
from .table import printable


@dataclass(frozen=True, slots=True)
class Sentence:
    """A claim in the words of its document; ``start`` and ``end`` are code points of its text."""

    text: str
    source: str
    document: str
    start: int
    end: int
    status: Status
    confidence: float
    attributed_to: str | None = None
    time: Time | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation with the labels of its ends, and its sentences, the surest assertion first."""

    subject: str
    predicate: str
    object: str
    asserted: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entity with the relations that leave it and those that lead to it."""

    entity: Entity
    outgoing: tuple[Fact, ...]
    incoming: tuple[Fact, ...]

    def __str__(self) -> str:
        """Return the explanation as plain text."""
        return render_text(self)


@dataclass(frozen=True, slots=True)
class Path:
    """The hops of a shortest connection, each in its own direction; none when nothing connects the two."""

    start: Entity
    end: Entity
    hops: tuple[Fact, ...]

    def __str__(self) -> str:
        """Return the connection as plain text."""
        ends = f"{printable(self.start.label)} and {printable(self.end.label)}"
        if self.start.id == self.end.id:
            return f"{ends} are one and the same."
        lines = [line for hop in self.hops for line in _fact_lines(hop)]
        return "\n".join(lines) if lines else f"Nothing that is asserted connects {ends}."


def explain(graph: Graph, name: str) -> Explanation:
    """Return what a graph says of a thing, claims that are not asserted too.

    Arguments:
        graph: the graph to look in.
        name: a label, an alias or an id, in any case and with or without accents.

    Raises:
        UnknownEntityError: nothing is called that; the message offers close names.

    >>> alibaba = Entity("alibaba-1", "Alibaba", "Organization", aliases=("BABA",))
    >>> print(explain(Graph(entities=(alibaba,)), "baba"))
    Alibaba (Organization), also BABA
    <BLANKLINE>
    Nothing is said of it.
    """
    entity = find(graph, name)
    books = _Books(graph)
    return Explanation(
        entity,
        tuple(books.fact(relation) for relation in graph.relations if relation.subject == entity.id),
        tuple(books.fact(relation) for relation in _incoming(graph, entity.id)),
    )


def path(graph: Graph, start: str, end: str) -> Path:
    """Return a shortest chain of asserted relations between two things, whatever their directions.

    Arguments:
        graph: the graph to look in.
        start: a label, an alias or an id of one thing.
        end: the same of the other.

    Raises:
        UnknownEntityError: nothing is called one or the other.
    """
    first, last = find(graph, start), find(graph, end)
    reached = _reached(_neighbours(graph), first.id, last.id)
    books, hops, here = _Books(graph), deque[Fact](), last.id
    while (step := reached.get(here)) is not None:
        hops.appendleft(books.fact(step))
        here = str(step.subject if step.object == here else step.object)
    return Path(first, last, tuple(hops))


def render_text(explanation: Explanation) -> str:
    """Return an explanation as plain text: the card, then each fact over its sentences."""
    facts = (*explanation.outgoing, *explanation.incoming)
    lines = [line for fact in facts for line in _fact_lines(fact)]
    return "\n".join((_card(explanation.entity), "", *(lines or ["Nothing is said of it."])))


def _incoming(graph: Graph, name: str) -> Iterator[Relation]:
    """Yield the relations that lead to an entity from another one."""
    return (relation for relation in graph.relations if relation.object == name != relation.subject)


def _neighbours(graph: Graph) -> Mapping[str, list[tuple[str, Relation]]]:
    found: dict[str, list[tuple[str, Relation]]] = defaultdict(list)
    for relation in graph.relations:
        if relation.asserted and not isinstance(relation.object, Value):
            found[relation.subject].append((relation.object, relation))
            found[relation.object].append((relation.subject, relation))
    return found


def _reached(
    neighbours: Mapping[str, list[tuple[str, Relation]]], first: str, last: str
) -> Mapping[str, Relation | None]:
    """Search breadth first; each thing that is reached with the relation that led there, the first one with none."""
    reached: dict[str, Relation | None] = {first: None}
    queue = deque([first])
    while queue and last not in reached:
        here = queue.popleft()
        for other, relation in neighbours.get(here, ()):
            if other not in reached:
                reached[other] = relation
                queue.append(other)
    return reached


class _Books:
    """Turns the ids of a graph into what a person reads."""

    def __init__(self, graph: Graph) -> None:
        self._labels = {entity.id: entity.label for entity in graph.entities}
        self._document = by_id(graph.documents)

    def fact(self, relation: Relation) -> Fact:
        return Fact(
            self._name(relation.subject),
            relation.predicate.removeprefix(OPEN),
            self._name(relation.object),
            relation.asserted,
            self._sentences(relation),
        )

    def _name(self, end: str | Value) -> str:
        if isinstance(end, Value):
            return end.value if end.unit is None else f"{end.value} {end.unit}"
        return self._labels.get(end, end)

    def _sentences(self, relation: Relation) -> tuple[Sentence, ...]:
        ordered = sorted(relation.evidence, key=lambda said: (said.status != "asserted", -said.confidence, said.id))
        return tuple(
            Sentence(
                said.quote,
                self._source(said.document),
                said.document,
                said.start,
                said.end,
                said.status,
                said.confidence,
                None if said.attributed_to is None else self._name(said.attributed_to),
                said.time,
            )
            for said in ordered
        )

    def _source(self, document: str) -> str:
        found = self._document(document)
        return document if found is None else found.source


def _card(entity: Entity) -> str:
    head = f"{printable(entity.label)} ({entity.type})"
    return ", also ".join((head, *([printable(", ".join(entity.aliases))] if entity.aliases else [])))


def _fact_lines(fact: Fact) -> Iterable[str]:
    statuses = dict.fromkeys(sentence.status for sentence in fact.sentences)
    # What nobody asserts must not look like a fact.
    doubt = "" if fact.asserted else f" [{', '.join(statuses)}]"
    yield printable(f"{fact.subject} – {fact.predicate} – {fact.object}{doubt}")
    for sentence in fact.sentences:
        yield f"    “{printable(sentence.text)}”"
        yield f"    {printable(_place(sentence))}"


def _place(sentence: Sentence) -> str:
    parts = [f"{sentence.source} {sentence.start}–{sentence.end}", sentence.status, f"{sentence.confidence:.2f}"]
    if sentence.attributed_to is not None:
        parts.append(f"according to {sentence.attributed_to}")
    if sentence.time is not None:
        parts.append(f"{sentence.time.start or '…'} to {sentence.time.end or '…'}")
    return ", ".join(parts)
