"""The explorer of a graph that is too large for one file: the page that the build wrote, and the parts it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ...export.explorer.payload import compact_json, encodable, part_tables
from ...export.html import streamed
from ...graph.model import Graph
from .. import parts
from .answers import Task, Written
from .settings import RefusedError

if TYPE_CHECKING:
    import pyoxigraph as ox

PART = "/explorer/part"
_JSON = "application/json"


def page_of(content: bytes) -> bytes:
    """Return the page of a build with the way to the rest of its graph, if it holds a part."""
    return streamed(content.decode(), PART).encode()


def part(store: ox.Store, task: Task) -> Written:
    """Answer what a page asks for: the text of the task is the query of its address.

    Raises:
        RefusedError: it asks for nothing there is.
    """
    match parse_qsl(task.text, keep_blank_values=True):
        case [("around", entity)]:
            return _around(store, entity, 0)
        case [("around", entity), ("from", start)] if start.isdecimal():
            return _around(store, entity, int(start))
        case [("document", document)]:
            return _known(parts.said_in(store, document), document)
        case [("path", start), ("to", end)]:
            return _written(part_tables(parts.between(store, start, end)))
        case [("find", text)]:
            return _written(part_tables(Graph(entities=tuple(parts.named(store, encodable(text))))))
    cure = "say around=ID, document=ID, path=ID&to=ID or find=TEXT"
    raise RefusedError(400, "part", "is not named", cure=cure)


def _around(store: ox.Store, entity: str, start: int) -> Written:
    found, following = parts.around(store, entity, start)
    return _known(found, entity, following)


def _known(found: Graph, name: str, following: int | None = None) -> Written:
    if not (found.entities or found.documents):
        raise RefusedError(404, name, "is nothing this graph knows", cure="start from the map")
    return _written(part_tables(found) | {"next": following})


def _written(tables: dict[str, object]) -> Written:
    return Written(compact_json(tables), _JSON)
