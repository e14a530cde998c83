"""What the page knows of a graph, as plain tables in two packs: the graph, and the evidence that is read after it.

A table has a list for each column, which packs small and parses fast: ``{"id": [...], "title": [...]}``. Rows name each
other by position. Offsets are Unicode code points, as in `evigraph.graph.model`; the page turns them into the UTF-16
units of JavaScript.
"""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ...errors import UnknownEntityError
from ...graph.communities import Community
from ...graph.model import STATUSES, Document, Entity, Evidence, Graph, Relation, Value
from ...graph.regions import Disc
from .excerpt import Size
from .styles import type_styles

Row = list[Any]
Table = dict[str, list[Any]]

DOCUMENT_COLUMNS = ("id", "title", "source", "date", "language")
ENTITY_COLUMNS = ("id", "type", "aliases", "named")
COMMUNITY_COLUMNS = ("parent", "size", "top", "x", "y", "radius")
RELATION_COLUMNS = ("subject", "predicate", "object", "value", "datatype", "unit")
CLAIM_COLUMNS = ("relation", "document", "confidence", "status", "since", "until")
PROOF_COLUMNS = (
    *("id", "start", "end", "subjectSpan", "objectSpan", "cues", "attributedTo", "phrase", "extractor", "quote"),
)
SURROGATE = re.compile("[\ud800-\udfff]")


def graph_tables(graph: Graph, tree: Sequence[Community], discs: Sequence[Disc]) -> dict[str, Any]:
    """Turn a graph and its communities into the tables the map and the filters need.

    Raises:
        UnknownEntityError: a relation names an entity that the graph does not hold.
    """
    groups = {member: group for group, community in enumerate(tree) for member in community.members}
    places = (
        [*_community(community), disc.x, disc.y, disc.radius] for community, disc in zip(tree, discs, strict=True)
    )
    tables = _shared_tables(graph)
    tables["entities"]["community"] = [groups[position] for position in range(len(graph.entities))]
    return tables | {
        "statuses": list(STATUSES),
        "communities": _table(COMMUNITY_COLUMNS, places),
        "failures": [[failure.source, failure.error, failure.cure] for failure in graph.failures],
    }


def part_tables(graph: Graph) -> dict[str, Any]:
    """Turn a part of a larger graph into the tables that a page joins with those it has.

    Raises:
        UnknownEntityError: a relation names an entity that the part does not hold.
    """
    tables = _shared_tables(graph) | evidence_tables(graph)
    tables["entities"]["label"] = [entity.label for entity in graph.entities]
    return tables


def whole_table(graph: Graph, size: Size) -> dict[str, Any]:
    """Say how large the graph is of which a page holds a part, and what its types look like on every page of it."""
    styles = type_styles(entity.type for entity in graph.entities)
    return {
        "entities": size.entities,
        "claims": size.claims,
        "documents": size.documents,
        "styles": {name: style._asdict() for name, style in styles.items()},
    }


def _shared_tables(graph: Graph) -> dict[str, Any]:
    documents = {document.id: position for position, document in enumerate(graph.documents)}
    entities = {entity.id: position for position, entity in enumerate(graph.entities)}
    return {
        "documents": _table(DOCUMENT_COLUMNS, (_document(document) for document in graph.documents)),
        "entities": _table(ENTITY_COLUMNS, map(_entity, graph.entities)),
        "relations": _table(RELATION_COLUMNS, (_relation(relation, entities) for relation in graph.relations)),
        "claims": _table(CLAIM_COLUMNS, _claims(graph, documents)),
    }


def evidence_tables(graph: Graph) -> dict[str, Any]:
    """Turn the texts, and where claims and entities stand in them, into the tables that are read last."""
    documents = {document.id: position for position, document in enumerate(graph.documents)}
    entities = {entity.id: position for position, entity in enumerate(graph.entities)}
    return {
        "texts": [document.text or None for document in graph.documents],  # a part is sent without texts
        "mentions": [_mentions(entity, documents) for entity in graph.entities],
        "links": [list(entity.same_as) for entity in graph.entities],
        "proofs": _table(PROOF_COLUMNS, _proofs(graph, documents, entities)),
    }


def packed(data: bytes) -> str:
    """Compress bytes as the page unpacks them: deflated (RFC 1950), as Base64.

    Not as small as could be: the last hundredth of the size would take more than twice the time.

    >>> packed(b"")
    'eJwDAAAAAAE='
    """
    return b64encode(zlib.compress(data)).decode()


def compact_json(data: object) -> bytes:
    """Write JSON without spaces, in UTF-8.

    Surrogates that stand alone, which UTF-8 cannot hold, become U+FFFD, one for one.

    >>> compact_json({"a": [1, "é"]}).decode()
    '{"a":[1,"é"]}'
    """
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:
        return encodable(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).encode()


def encodable(text: str) -> str:
    """Replace surrogates that stand alone, so that the text can be saved as UTF-8 and no offset moves.

    >>> encodable("a\\ud800b")
    'a\ufffdb'
    """
    return SURROGATE.sub("\ufffd", text)


def entity_position(identifier: str, entities: Mapping[str, int]) -> int:
    """Return the row of an entity.

    Raises:
        UnknownEntityError: the graph does not hold it.
    """
    if identifier not in entities:
        problem = "a relation names it, but it is not among the entities of the graph"
        raise UnknownEntityError(identifier, problem, cure="build the graph again from its documents")
    return entities[identifier]


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    turned = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {name: list(values) for name, values in zip(columns, turned, strict=True)}


def _document(document: Document) -> Row:
    return [document.id, document.title, document.source, document.date, document.language]


def _entity(entity: Entity) -> Row:
    named = not entity.mentions or any(mention.kind == "name" for mention in entity.mentions)
    return [entity.id, entity.type, list(entity.aliases), int(named)]


def _mentions(entity: Entity, documents: Mapping[str, int]) -> list[Row]:
    return [
        [documents[mention.document], mention.start, mention.end]
        for mention in entity.mentions
        if mention.document in documents
    ]


def _community(community: Community) -> Row:
    return [community.parent, community.size, list(community.top)]


def _relation(relation: Relation, entities: Mapping[str, int]) -> Row:
    subject = entity_position(relation.subject, entities)
    if isinstance(relation.object, Value):
        value = relation.object
        return [subject, relation.predicate, None, value.value, value.datatype, value.unit]
    return [subject, relation.predicate, entity_position(relation.object, entities), None, None, None]


def _claims(graph: Graph, documents: Mapping[str, int]) -> Iterable[Row]:
    for position, relation in enumerate(graph.relations):
        for claim in relation.evidence:
            status, time = STATUSES.index(claim.status), claim.time
            since, until = (time.start, time.end) if time else (None, None)
            yield [position, documents.get(claim.document), claim.confidence, status, since, until]


def _proofs(graph: Graph, documents: Mapping[str, int], entities: Mapping[str, int]) -> Iterable[Row]:
    texts = [document.text for document in graph.documents]
    for relation in graph.relations:
        for claim in relation.evidence:
            where = documents.get(claim.document)
            yield _proof(claim, None if where is None else texts[where], entities)


def _proof(claim: Evidence, text: str | None, entities: Mapping[str, int]) -> Row:
    """Return where a claim stands; the quote is written only where the text does not give it."""
    quoted = text is not None and text[claim.start : claim.end] == claim.quote
    return [
        *(claim.id, claim.start, claim.end, claim.subject_span, claim.object_span, claim.cues),
        *(entities.get(claim.attributed_to or ""), claim.phrase, claim.extractor, None if quoted else claim.quote),
    ]
