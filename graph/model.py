"""The values every room shares: frozen, plain, and free of any library but the standard one.

A [`Reading`][evigraph.graph.model.Reading] is what one document says; a [`Relation`][evigraph.graph.model.Relation]
is what all documents together say. Offsets are Unicode code points into ``Document.text``, half open.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from operator import attrgetter
from typing import Any, Literal

from ..frozen import frozen

Kind = Literal["name", "nominal", "pronoun"]
Status = Literal["asserted", "negated", "possible", "planned", "conditional"]
Verdict = Literal["same", "different"]

KINDS: tuple[Kind, ...] = ("name", "nominal", "pronoun")
STATUSES: tuple[Status, ...] = ("asserted", "negated", "possible", "planned", "conditional")
VERDICTS: tuple[Verdict, ...] = ("same", "different")
OPEN = "open:"


def content_hash(*parts: str, length: int = 16) -> str:
    """Return the first hexadecimal digits of the SHA-256 of the parts.

    Parts are joined by U+001F, so that ("ab", "c") and ("a", "bc") differ.

    >>> content_hash("Alibaba", "Organization")
    '97c2d66fd92230dd'
    """
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


@frozen
class Document:
    """A text and where it came from; its id is the hash of its text.

    >>> Document.of("Alibaba was founded in Hangzhou.", source="a.txt").id == Document.of(
    ...     "Alibaba was founded in Hangzhou.", source="b.txt").id
    True
    """

    id: str
    text: str
    source: str
    title: str | None = None
    date: str | None = None
    language: str | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        source: str,
        title: str | None = None,
        date: str | None = None,
        language: str | None = None,
    ) -> Document:
        """Make a document whose id is the hash of its text; ``date`` is ISO 8601, ``language`` BCP 47."""
        return cls(content_hash(text), text, source, title, date, language)


@frozen
class Mention:
    """A span of a document that names, describes or points at something.

    ``type`` is the local name of a class of the vocabulary, ``entity`` the id of a `DocumentEntity` of this reading.
    """

    id: str
    start: int
    end: int
    text: str
    type: str
    kind: Kind
    entity: str | None = None


@frozen
class DocumentEntity:
    """What one or several mentions of one document refer to."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()


@frozen
class Value:
    """A literal said in a text: canonical lexical form, XSD datatype as a prefixed name, and its span if it has one.

    >>> Value("1999-06-28", "xsd:date").datatype
    'xsd:date'
    """

    value: str
    datatype: str = "xsd:string"
    start: int | None = None
    end: int | None = None
    unit: str | None = None


@frozen
class Time:
    """When a claim holds: ISO 8601 dates of any precision, open where ``None``."""

    start: str | None = None
    end: str | None = None


@frozen
class Claim:
    """What one text says: mention, predicate, mention or value, with the span that says it.

    ``predicate`` is a local name of the vocabulary or ``open:`` and a normalised phrase. ``phrase`` is the text that
    expresses it and ``cues`` its spans. ``start`` and ``end`` are the evidence span, normally the sentence.
    ``attributed_to`` is a mention id.
    """

    subject: str
    predicate: str
    object: str | Value
    start: int
    end: int
    phrase: str = ""
    cues: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0
    status: Status = "asserted"
    attributed_to: str | None = None
    time: Time | None = None
    extractor: str = "typed"


@frozen
class Rejection:
    """Something seen and not taken, with the rule that refused it; ``predicate`` is that of the claim it was to be."""

    rule: str
    start: int
    end: int
    text: str
    predicate: str | None = None


@frozen
class Reading:
    """Everything found in one document; a pure function of document, model and ontology."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[DocumentEntity, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejection, ...] = ()


@frozen
class Evidence:
    """A claim as a graph keeps it: its id, its document, the exact quote and its surroundings.

    ``subject_span`` and ``object_span`` are the spans of the two ends in the same document (``None`` for a value
    without a span). ``attributed_to`` is an entity id.
    """

    id: str
    document: str
    start: int
    end: int
    quote: str
    subject_span: tuple[int, int]
    object_span: tuple[int, int] | None
    phrase: str = ""
    cues: tuple[tuple[int, int], ...] = ()
    confidence: float = 1.0
    status: Status = "asserted"
    attributed_to: str | None = None
    time: Time | None = None
    extractor: str = "typed"


@frozen
class EntityMention:
    """A mention of an entity in one of the documents of a graph."""

    document: str
    start: int
    end: int
    text: str
    kind: Kind


@frozen
class Entity:
    """What mentions of one or many documents refer to; ``id`` is ``<slug>-<hash>``, ``same_as`` holds external IRIs."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    same_as: tuple[str, ...] = ()


_status = attrgetter("status")


@frozen
class Relation:
    """Entity, predicate, entity id or value, with every claim that supports it (at least one)."""

    subject: str
    predicate: str
    object: str | Value
    evidence: tuple[Evidence, ...]

    @property
    def asserted(self) -> bool:
        """Tell whether at least one claim asserts the relation, which makes it a plain edge and a plain triple."""
        return "asserted" in map(_status, self.evidence)


Triple = tuple[str, str, "str | Value"]
"""Subject, predicate and object of a relation."""


@frozen
class Derived:
    """A relation that no text says and that follows by a rule from others, said or derived themselves."""

    triple: Triple
    rule: str
    premises: tuple[Triple, ...]


@frozen
class Failure:
    """A file that could not be read, with the cause and the cure."""

    source: str
    error: str
    cure: str


@frozen
class Dropped:
    """A claim that a reading made and a graph could not take, with its document and the rule that left it out."""

    document: str
    rule: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in a text by which an entity is found again, whatever else about it has changed since."""

    document: str
    start: int
    end: int
    text: str
    type: str
    source: str


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """A record that an authority keeps, under the name by which it was found."""

    iri: str
    label: str


def pair_id(one: Anchor, other: Anchor | Record) -> str:
    """Name a place and a record, or two places in either order, by what does not change with the readings.

    No spreadsheet takes the name for a number.
    """
    if isinstance(other, Record):
        return "q" + content_hash(one.document, str(one.start), str(one.end), other.iri, length=8)
    places = sorted((each.document, each.start, each.end) for each in (one, other))
    return "q" + content_hash(*(str(part) for place in places for part in place), length=8)


@frozen
class Question:
    """Whether what stands at two places is one thing, or what stands at one is what a record is of.

    It was taken as ``joined`` says, and that is sure to a degree from 0 to 1, for a reason.
    """

    one: Anchor
    other: Anchor | Record
    joined: bool
    score: float
    reason: str

    @property
    def id(self) -> str:
        """Name the question; the decision that answers it has the same name."""
        return pair_id(self.one, self.other)


@frozen
class Decision:
    """What a person said of two places, or of a place and a record: that they are of one thing, or of two."""

    one: Anchor
    other: Anchor | Record
    verdict: Verdict

    @property
    def id(self) -> str:
        """Name the pair that was decided."""
        return pair_id(self.one, self.other)


@frozen
class Match:
    """A record of an authority that an entity may be, under the name that speaks for it, with a score from 0 to 1."""

    iri: str
    label: str
    score: float


@frozen
class Link:
    """What an authority says of an entity: the record it is, or none, and all that it could be, the best first.

    What a person said goes before what names say: the record that it is may be none of the candidates.
    """

    entity: str
    iri: str | None
    candidates: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Entities and relations over documents: the frozen content of a knowledge graph, sorted by id.

    Documents, relations and readings are tuples, or collections that stay on disk where they are too many for memory.

    ``questions`` are pairs of which it is not sure whether they are one thing, ``unheeded`` decisions that contradict
    others, ``links`` what an authority says of entities, ``derived`` what
    follows by the vocabulary, if that was asked for. ``worked_out`` keeps what functions found out about the graph.
    """

    documents: Collection[Document] = ()
    entities: tuple[Entity, ...] = ()
    relations: Collection[Relation] = ()
    readings: Collection[Reading] = field(default=(), repr=False)
    failures: tuple[Failure, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    questions: tuple[Question, ...] = ()
    unheeded: tuple[Decision, ...] = ()
    links: tuple[Link, ...] = ()
    derived: tuple[Derived, ...] = ()
    worked_out: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


Json = Mapping[str, Any]
