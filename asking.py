"""A SPARQL query from the command line: where its text is, and its answer in the bytes that were asked for."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .errors import QueryError, WorkspaceError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from .query.table import Table

Shape = Literal["table", "csv", "tsv", "json", "ttl"]
QUADS = "graph.nq"
_SUFFIXES = frozenset({".rq", ".sparql"})


def ask(folder: Path, sparql: str, shape: Shape) -> bytes:
    """Answer a query over the quads that a build wrote; the workspace is not opened.

    Raises:
        WorkspaceError: the folder holds no quads.
        QueryError: the query is wrong, or its answer has no such shape.
    """
    from .query.deep import deep
    from .query.sparql import query

    store = store_of(folder)
    answer = deep(lambda: query(store, sparql))  # so that it can be interrupted
    if isinstance(answer, bytes):
        return _described(answer, shape)
    return (_truth(answer, shape) if isinstance(answer, bool) else _tabled(answer, shape)).encode()


def store_of(folder: Path) -> ox.Store:
    """Load the quads that a build wrote.

    Raises:
        WorkspaceError: the folder holds none.
    """
    from .query.store import load

    quads = folder / QUADS
    if not quads.is_file():
        cure = "make one with `evigraph build PATH -o DIR`"
        raise WorkspaceError(folder.as_posix(), f"holds no {QUADS}", cure=cure)
    return load(quads)


def sparql_of(argument: str) -> str:
    """Return the query that an argument is, or that the file it names holds; ``-`` is standard input.

    Raises:
        QueryError: there is no such file, or it holds no UTF-8.

    >>> sparql_of("ASK {}")
    'ASK {}'
    """
    if argument == "-":
        return sys.stdin.read()
    if Path(argument).suffix not in _SUFFIXES or "{" in argument:
        return argument
    try:
        return Path(argument).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError(argument, f"cannot be read: {error.strerror}", cure="check the path") from error
    except UnicodeDecodeError as error:
        raise QueryError(argument, "is not UTF-8", cure="save it as UTF-8") from error


def _described(answer: bytes, shape: Shape) -> bytes:
    """Pass on the Turtle of CONSTRUCT and DESCRIBE, which is also what a terminal shows of it."""
    if shape in {"csv", "tsv", "json"}:
        raise QueryError("query", f"CONSTRUCT and DESCRIBE give a graph, not {shape}", cure="use --format ttl")
    return answer


def _truth(answer: bool, shape: Shape) -> str:
    if shape == "json":
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    return _no_turtle("ASK", shape) or f"{str(answer).lower()}\n"


def _tabled(answer: Table, shape: Shape) -> str:
    if shape == "json":
        return answer.to_json()
    if shape == "tsv":
        return answer.to_tsv()
    return _no_turtle("SELECT", shape) or (answer.to_csv() if shape == "csv" else answer.to_text())


def _no_turtle(form: str, shape: Shape) -> str:
    if shape == "ttl":
        raise QueryError(
            "query", f"{form} gives no graph to write as Turtle", cure="use CONSTRUCT, or another --format"
        )
    return ""
