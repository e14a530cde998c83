"""A graph back out of the JSON that an export wrote, each value checked on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ..errors import DocumentError, WorkspaceError
from ..graph.fields import Fields, pair, refuse
from ..graph.model import (
    KINDS,
    STATUSES,
    Document,
    Entity,
    EntityMention,
    Evidence,
    Failure,
    Graph,
    Relation,
    Time,
    Value,
)

SUFFIXES = (".json", ".cyjs")
_Item = TypeVar("_Item")


def load(path: Path) -> Graph:
    """Return the graph of a file of ours in the format json or cyjs.

    Raises:
        WorkspaceError: the file is not one of ours, or was changed; the message names the place.
    """
    try:
        content = Fields(json.loads(path.read_bytes()), "record")
        return _graph(_from_cytoscape(content) if "elements" in content.data else content)
    except DocumentError as error:
        raise WorkspaceError(path.as_posix(), f"{error.subject}: {error.problem}", cure="export it again") from error
    except (ValueError, RecursionError) as error:
        raise WorkspaceError(path.as_posix(), "is no JSON in UTF-8", cure="export it again") from error
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise WorkspaceError(path.as_posix(), problem, cure="check the path") from error


def _from_cytoscape(content: Fields) -> Fields:
    """Return the elements of Cytoscape.js as the records that the format json has."""
    elements = content.object("elements")
    nodes = {node.text("id"): node for node in (each.object("data") for each in elements.objects("nodes"))}
    values = {name: node for name, node in nodes.items() if node.text("kind") == "value"}
    edges = [each.object("data") for each in elements.objects("edges")]
    found = {
        "documents": content.object("data").get("documents"),
        "entities": [node.data for name, node in nodes.items() if name not in values],
        "relations": [{**edge.data, **_ends(edge, values)} for edge in edges],
        "failures": [],
    }
    return Fields(found, "record")


def _ends(edge: Fields, values: dict[str, Fields]) -> dict[str, Any]:
    target = edge.text("target")
    value = values.get(target)
    if value is None:
        return {"subject": edge.text("source"), "object": target}
    literal = {"value": value.get("value"), "datatype": value.get("type"), "unit": value.get("unit")}
    return {"subject": edge.text("source"), "object": {**literal, "start": None, "end": None}}


def _graph(content: Fields) -> Graph:
    graph = Graph(
        _all(content, "documents", _document),
        _all(content, "entities", _entity),
        _all(content, "relations", _relation),
        failures=_all(
            content, "failures", lambda row: Failure(row.text("source"), row.text("error"), row.text("cure"))
        ),
    )
    known = {entity.id for entity in graph.entities}
    for index, relation in enumerate(graph.relations):
        for end in (relation.subject, relation.object):
            if isinstance(end, str) and end not in known:
                refuse(f"relations[{index}]", f"no entity has the id {end!r}")
    return graph


def _all(content: Fields, key: str, read: Callable[[Fields], _Item]) -> tuple[_Item, ...]:
    return tuple(map(read, content.objects(key)))


def _document(row: Fields) -> Document:
    optional = (row.text_or_none(name) for name in ("title", "date", "language"))
    return Document(row.text("id"), row.text("text"), row.text("source"), *optional)


def _entity(row: Fields) -> Entity:
    texts = (tuple(_texts(row, name)) for name in ("aliases", "same_as"))
    aliases, same_as = texts
    return Entity(
        row.text("id"), row.text("label"), row.text("type"), aliases, _all(row, "mentions", _mention), same_as
    )


def _texts(row: Fields, key: str) -> Iterator[str]:
    for item in row.list(key):
        yield item if isinstance(item, str) else refuse(row.at(key), "not a list of strings")


def _mention(row: Fields) -> EntityMention:
    place = (row.text("document"), row.offset("start"), row.offset("end"))
    return EntityMention(*place, row.text("text"), row.choice("kind", KINDS))


def _relation(row: Fields) -> Relation:
    target = row.get("object")
    evidence = _all(row, "evidence", _evidence)
    if not evidence:
        refuse(row.at("evidence"), "empty, and there is no relation without a claim")
    found = target if isinstance(target, str) else _value(row.object("object"))
    return Relation(row.text("subject"), row.text("predicate"), found, evidence)


def _value(row: Fields) -> Value:
    place = (row.offset_or_none("start"), row.offset_or_none("end"))
    return Value(row.text("value"), row.text("datatype"), *place, row.text_or_none("unit"))


def _evidence(row: Fields) -> Evidence:
    time = None if row.get("time") is None else row.object("time")
    return Evidence(
        id=row.text("id"),
        document=row.text("document"),
        start=row.offset("start"),
        end=row.offset("end"),
        quote=row.text("quote"),
        subject_span=pair(row.get("subject_span"), row.at("subject_span")),
        object_span=None if row.get("object_span") is None else pair(row.get("object_span"), row.at("object_span")),
        phrase=row.text("phrase"),
        cues=tuple(pair(cue, f"{row.at('cues')}[{index}]") for index, cue in enumerate(row.list("cues"))),
        confidence=row.share("confidence"),
        status=row.choice("status", STATUSES),
        attributed_to=row.text_or_none("attributed_to"),
        time=None if time is None else Time(time.text_or_none("start"), time.text_or_none("end")),
        extractor=row.text("extractor"),
    )
