"""What the page knows of a graph, as plain tables: each text once, and evidence as offsets into it.

A table is ``{"columns": [...], "rows": [[...], ...]}``. Rows name each other by position. Offsets are Unicode code
points, as in `evigraph.graph.model`; the page turns them into the UTF-16 units of JavaScript.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...errors import UnknownEntityError
from ...graph.model import STATUSES, Document, Entity, Evidence, Graph, Relation, Value

Row = list[Any]
Table = dict[str, list[Any]]

DOCUMENT_COLUMNS = ("id", "title", "source", "date", "language", "text")
ENTITY_COLUMNS = ("id", "type", "aliases", "sameAs", "mentions", "named")
RELATION_COLUMNS = ("subject", "predicate", "object", "value", "datatype", "unit")
CLAIM_COLUMNS = (
    *("id", "relation", "document", "start", "end", "subjectSpan", "objectSpan", "cues", "confidence", "status"),
    *("attributedTo", "since", "until", "phrase", "extractor", "quote"),
)
# What ends a script element or a line of JavaScript is written as an escape that JSON reads back unchanged.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}

SURROGATE = re.compile("[\ud800-\udfff]")


def payload(graph: Graph) -> dict[str, Any]:
    """Turn a graph into the tables of the page.

    Raises:
        UnknownEntityError: a relation names an entity that the graph does not hold.
    """
    documents = {document.id: position for position, document in enumerate(graph.documents)}
    entities = {entity.id: position for position, entity in enumerate(graph.entities)}
    return {
        "statuses": list(STATUSES),
        "documents": _table(DOCUMENT_COLUMNS, (_document(document) for document in graph.documents)),
        "entities": _table(ENTITY_COLUMNS, (_entity(entity, documents) for entity in graph.entities)),
        "relations": _table(RELATION_COLUMNS, (_relation(relation, entities) for relation in graph.relations)),
        "claims": _table(CLAIM_COLUMNS, _claims(graph, documents, entities)),
        "failures": [[failure.source, failure.error, failure.cure] for failure in graph.failures],
    }


def script_json(data: object) -> str:
    r"""Write JSON that may stand inside a script element of an HTML page saved as UTF-8.

    Surrogates that stand alone, which UTF-8 cannot hold, become U+FFFD, one for one.

    >>> script_json(["</script>"])
    '["\\u003c/script\\u003e"]'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return encodable(text.translate(ESCAPES))


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
    return {"columns": list(columns), "rows": list(rows)}


def _document(document: Document) -> Row:
    return [document.id, document.title, document.source, document.date, document.language, document.text]


def _entity(entity: Entity, documents: Mapping[str, int]) -> Row:
    mentions = [
        [documents[mention.document], mention.start, mention.end]
        for mention in entity.mentions
        if mention.document in documents
    ]
    named = not entity.mentions or any(mention.kind == "name" for mention in entity.mentions)
    return [entity.id, entity.type, list(entity.aliases), list(entity.same_as), mentions, named]


def _relation(relation: Relation, entities: Mapping[str, int]) -> Row:
    subject = entity_position(relation.subject, entities)
    if isinstance(relation.object, Value):
        value = relation.object
        return [subject, relation.predicate, None, value.value, value.datatype, value.unit]
    return [subject, relation.predicate, entity_position(relation.object, entities), None, None, None]


def _claims(graph: Graph, documents: Mapping[str, int], entities: Mapping[str, int]) -> Iterable[Row]:
    for position, relation in enumerate(graph.relations):
        for evidence in relation.evidence:
            where = documents.get(evidence.document)
            text = "" if where is None else graph.documents[where].text
            yield _claim(evidence, position, where, text, entities)


def _claim(evidence: Evidence, relation: int, document: int | None, text: str, entities: Mapping[str, int]) -> Row:
    """Make the row of a claim; the quote is written only where the text does not give it."""
    quoted = text[evidence.start : evidence.end] == evidence.quote
    time = evidence.time
    return [
        *(evidence.id, relation, document, evidence.start, evidence.end, evidence.subject_span, evidence.object_span),
        *(evidence.cues, evidence.confidence, STATUSES.index(evidence.status)),
        *(entities.get(evidence.attributed_to or ""), time and time.start, time and time.end),
        *(evidence.phrase, evidence.extractor, None if quoted and document is not None else evidence.quote),
    ]
