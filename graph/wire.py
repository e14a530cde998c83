"""What records look like as JSON, key by key: all must be there unless they have a value here.

Each type reads itself into the value of `evigraph.graph.model` that it writes down.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from . import model
from .checked import Offset, Share, Span, converted


class Document(Struct, gc=False):
    """A text and where it is from."""

    id: str
    text: str
    source: str
    title: str | None
    date: str | None
    language: str | None

    def read(self) -> model.Document:
        """Return the value."""
        return model.Document(self.id, self.text, self.source, self.title, self.date, self.language)


class Value(Struct, gc=False):
    """A literal."""

    value: str
    datatype: str
    start: Offset | None
    end: Offset | None
    unit: str | None = None

    def read(self) -> model.Value:
        """Return the value."""
        return model.Value(self.value, self.datatype, self.start, self.end, self.unit)


def _end(found: str | Value) -> str | model.Value:
    return found.read() if isinstance(found, Value) else found


class Time(Struct, gc=False):
    """From when to when something holds."""

    start: str | None
    end: str | None

    def read(self) -> model.Time:
        """Return the value."""
        return model.Time(self.start, self.end)


class Mention(Struct, gc=False):
    """A mention in a reading."""

    id: str
    start: Offset
    end: Offset
    text: str
    type: str
    kind: model.Kind
    entity: str | None

    def read(self) -> model.Mention:
        """Return the value."""
        return model.Mention(self.id, self.start, self.end, self.text, self.type, self.kind, self.entity)


class DocumentEntity(Struct, gc=False):
    """An entity of a reading."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...]

    def read(self) -> model.DocumentEntity:
        """Return the value."""
        return model.DocumentEntity(self.id, self.label, self.type, self.aliases)


class Claim(Struct, gc=False):
    """A claim of a reading."""

    subject: str
    predicate: str
    phrase: str
    object: str | Value
    start: Offset
    end: Offset
    confidence: Share
    status: model.Status
    attributed_to: str | None
    time: Time | None
    extractor: str
    phrase_spans: tuple[Span, ...] = ()

    def read(self) -> model.Claim:
        """Return the value."""
        return model.Claim(
            self.subject,
            self.predicate,
            _end(self.object),
            self.start,
            self.end,
            self.phrase,
            self.phrase_spans,
            self.confidence,
            self.status,
            self.attributed_to,
            None if self.time is None else self.time.read(),
            self.extractor,
        )


class Rejection(Struct, gc=False):
    """What a reading saw and did not take."""

    rule: str
    start: Offset
    end: Offset
    text: str
    predicate: str | None = None

    def read(self) -> model.Rejection:
        """Return the value."""
        return model.Rejection(self.rule, self.start, self.end, self.text, self.predicate)


class Reading(Struct, gc=False):
    """All that was found in one document."""

    document: Document
    mentions: tuple[Mention, ...]
    entities: tuple[DocumentEntity, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...] = ()

    def read(self) -> model.Reading:
        """Return the value."""
        return model.Reading(
            self.document.read(),
            tuple([each.read() for each in self.mentions]),
            tuple([each.read() for each in self.entities]),
            tuple([each.read() for each in self.claims]),
            tuple([each.read() for each in self.rejected]),
        )


class Anchor(Struct, gc=False):
    """A place by which an entity is found again."""

    document: str
    start: Offset
    end: Offset
    text: str
    type: str
    source: str

    def read(self) -> model.Anchor:
        """Return the value."""
        return model.Anchor(self.document, self.start, self.end, self.text, self.type, self.source)


class Record(Struct, gc=False):
    """A record of an authority."""

    iri: str
    label: str

    def read(self) -> model.Record:
        """Return the value."""
        return model.Record(self.iri, self.label)


class Decision(Struct):
    """What a person said of a place and another one, or a record."""

    one: Anchor
    other: dict[str, str | int]
    verdict: model.Verdict

    def read(self) -> model.Decision:
        """Return the value.

        Raises:
            DocumentError: the other side is neither a place nor a record.
        """
        other = converted(self.other, Record) if "iri" in self.other else converted(self.other, Anchor)
        return model.Decision(self.one.read(), other.read(), self.verdict)


class EntityMention(Struct, gc=False):
    """A mention in a graph."""

    document: str
    start: Offset
    end: Offset
    text: str
    kind: model.Kind

    def read(self) -> model.EntityMention:
        """Return the value."""
        return model.EntityMention(self.document, self.start, self.end, self.text, self.kind)


class Entity(Struct, gc=False):
    """An entity of a graph."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...]
    mentions: tuple[EntityMention, ...]
    same_as: tuple[str, ...]

    def read(self) -> model.Entity:
        """Return the value."""
        mentions = tuple([each.read() for each in self.mentions])
        return model.Entity(self.id, self.label, self.type, self.aliases, mentions, self.same_as)


class Evidence(Struct, gc=False):
    """A claim of a graph."""

    id: str
    document: str
    start: Offset
    end: Offset
    quote: str
    subject_span: Span
    object_span: Span | None
    phrase: str
    cues: tuple[Span, ...]
    confidence: Share
    status: model.Status
    attributed_to: str | None
    time: Time | None
    extractor: str

    def read(self) -> model.Evidence:
        """Return the value."""
        return model.Evidence(
            self.id,
            self.document,
            self.start,
            self.end,
            self.quote,
            self.subject_span,
            self.object_span,
            self.phrase,
            self.cues,
            self.confidence,
            self.status,
            self.attributed_to,
            None if self.time is None else self.time.read(),
            self.extractor,
        )


class Relation(Struct, gc=False):
    """A relation of a graph with what supports it."""

    subject: str
    predicate: str
    object: str | Value
    evidence: Annotated[tuple[Evidence, ...], Meta(min_length=1)]

    def read(self) -> model.Relation:
        """Return the value."""
        return model.Relation(
            self.subject, self.predicate, _end(self.object), tuple([each.read() for each in self.evidence])
        )


class Failure(Struct, gc=False):
    """A file that could not be read."""

    source: str
    error: str
    cure: str

    def read(self) -> model.Failure:
        """Return the value."""
        return model.Failure(self.source, self.error, self.cure)


class Graph(Struct):
    """A graph, less what only a workspace knows."""

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    failures: tuple[Failure, ...]

    def read(self) -> model.Graph:
        """Return the value."""
        return model.Graph(
            tuple([each.read() for each in self.documents]),
            tuple([each.read() for each in self.entities]),
            tuple([each.read() for each in self.relations]),
            failures=tuple([each.read() for each in self.failures]),
        )
