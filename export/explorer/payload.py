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
from operator import attrgetter
from typing import Any

import msgspec

from ...errors import UnknownEntityError
from ...graph.communities import Community
from ...graph.model import STATUSES, Entity, Evidence, Graph, Relation, Time, Value
from ...graph.regions import Disc
from .excerpt import Size
from .styles import type_styles

Row = Sequence[Any]
Table = dict[str, Sequence[Any]]

DOCUMENT_COLUMNS = ("id", "title", "source", "date", "language")
ENTITY_COLUMNS = ("id", "type", "aliases", "named")
COMMUNITY_COLUMNS = ("parent", "size", "top", "x", "y", "radius")
RELATION_COLUMNS = ("subject", "predicate", "object", "value", "datatype", "unit")
CLAIM_COLUMNS = ("relation", "document", "confidence", "status", "since", "until")
PROOF_COLUMNS = (
    *("id", "start", "end", "subjectSpan", "objectSpan", "cues", "attributedTo", "phrase", "extractor", "quote"),
)
_ALWAYS = Time()
SURROGATE = re.compile("[\ud800-\udfff]")


def graph_tables(graph: Graph, tree: Sequence[Community], discs: Sequence[Disc]) -> dict[str, Any]:
    """Turn a graph and its communities into the tables the map and the filters need.

    Raises:
        UnknownEntityError: a relation names an entity that the graph does not hold.
    """
    groups = {member: group for group, community in enumerate(tree) for member in community.members}
    places = (
        (group.parent, group.size, group.top, disc.x, disc.y, disc.radius)
        for group, disc in zip(tree, discs, strict=True)
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
        "documents": _table(DOCUMENT_COLUMNS, map(_document, graph.documents)),
        "entities": _table(ENTITY_COLUMNS, map(_entity, graph.entities)),
        "relations": _table(RELATION_COLUMNS, (_relation(relation, entities) for relation in graph.relations)),
        "claims": _claims(graph, documents),
    }


def evidence_tables(graph: Graph) -> dict[str, Any]:
    """Turn the texts, and where claims and entities stand in them, into the tables that are read last."""
    documents = {document.id: position for position, document in enumerate(graph.documents)}
    entities = {entity.id: position for position, entity in enumerate(graph.entities)}
    return {
        "texts": [document.text or None for document in graph.documents],  # a part is sent without texts
        "mentions": [_mentions(entity, documents) for entity in graph.entities],
        "links": [list(entity.same_as) for entity in graph.entities],
        "proofs": _proofs(graph, entities),
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
    return dict(zip(columns, turned, strict=True))


_document = attrgetter(*DOCUMENT_COLUMNS)


def _entity(entity: Entity) -> Row:
    named = not entity.mentions or any(mention.kind == "name" for mention in entity.mentions)
    return entity.id, entity.type, entity.aliases, int(named)


def _mentions(entity: Entity, documents: Mapping[str, int]) -> list[Row]:
    return [
        (documents[mention.document], mention.start, mention.end)
        for mention in entity.mentions
        if mention.document in documents
    ]


def _relation(relation: Relation, entities: Mapping[str, int]) -> Row:
    subject, target = entity_position(relation.subject, entities), relation.object
    if isinstance(target, Value):
        return subject, relation.predicate, None, target.value, target.datatype, target.unit
    return subject, relation.predicate, entity_position(target, entities), None, None, None


def _claims(graph: Graph, documents: Mapping[str, int]) -> Table:
    claims, statuses = _all_claims(graph), {status: place for place, status in enumerate(STATUSES)}
    times = [claim.time or _ALWAYS for claim in claims]
    columns = (
        [place for place, relation in enumerate(graph.relations) for _ in relation.evidence],
        [documents.get(claim.document) for claim in claims],
        [claim.confidence for claim in claims],
        [statuses[claim.status] for claim in claims],
        [time.start for time in times],
        [time.end for time in times],
    )
    return dict(zip(CLAIM_COLUMNS, columns, strict=True))


def _proofs(graph: Graph, entities: Mapping[str, int]) -> Table:
    """Say where claims stand; a quote is written only where the text does not give it."""
    texts = {document.id: document.text for document in graph.documents}
    claims = _all_claims(graph)
    columns = _table(PROOF_COLUMNS[:-1], map(_where, claims))
    return columns | {
        "attributedTo": [None if who is None else entities.get(who) for who in columns["attributedTo"]],
        "quote": [
            None if text is not None and text[claim.start : claim.end] == claim.quote else claim.quote
            for claim, text in zip(claims, (texts.get(claim.document) for claim in claims), strict=True)
        ],
    }


def _all_claims(graph: Graph) -> list[Evidence]:
    return [claim for relation in graph.relations for claim in relation.evidence]


_where = attrgetter(
    *("id", "start", "end", "subject_span", "object_span", "cues", "attributed_to", "phrase", "extractor")
)
