"""Requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ..sparql import Scope
from .settings import RefusedError

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_GRAPHS = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update with the graphs that its request states."""

    kind: str
    text: str
    scope: Scope


def operation(method: str, parameters: str, content_type: str | None, body: bytes, base: str) -> Operation | None:
    """Read a request; ``None`` asks for the description of the service.

    Arguments:
        method: GET or POST.
        parameters: what stands behind the question mark of the address.
        content_type: the header of that name.
        body: what came with it.
        base: the address of the endpoint, which relative IRIs lie under.

    Raises:
        RefusedError: the request is none of the protocol.

    >>> operation("GET", "query=ASK+%7B%7D", None, b"", "http://a/").text
    'ASK {}'
    """
    fields = _fields(parameters)
    if method == "GET":
        if "update" in fields:
            raise RefusedError(400, "update", "came by GET, which only reads", cure="send it by POST")
        return _operation("query", fields, base) if "query" in fields else None
    media_type, charset = _media_type(content_type)
    if charset not in {"", "utf-8", "utf8"}:
        raise RefusedError(415, charset, "is no encoding that is read here", cure="send UTF-8")
    text = _decoded(body)
    if media_type in {QUERY, UPDATE}:
        kind = "query" if media_type == QUERY else "update"
        if "query" in fields or "update" in fields:
            raise RefusedError(400, kind, "is given twice, in the address and the body", cure="give it once")
        return _operation(kind, {**fields, kind: [text]}, base)
    if media_type != FORM:
        cure = f"send {FORM}, {QUERY} or {UPDATE}"
        raise RefusedError(415, content_type or "a body without a type", "is no request of the protocol", cure=cure)
    for name, values in _fields(text).items():
        fields[name] = [*fields.get(name, ()), *values]
    kinds = [kind for kind in ("query", "update") if kind in fields]
    if len(kinds) != 1:
        raise RefusedError(400, "request", "holds no query, or an update beside it", cure="send one of the two")
    return _operation(kinds[0], fields, base)


def _operation(kind: str, fields: Mapping[str, Sequence[str]], base: str) -> Operation:
    if len(fields[kind]) != 1:
        raise RefusedError(400, kind, f"is given {len(fields[kind])} times", cure="give it once")
    default, named = (tuple(fields.get(name, ())) for name in _GRAPHS[kind])
    return Operation(kind, fields[kind][0], Scope(default, named, base))


def _fields(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise RefusedError(400, "parameters", "are too many, or no UTF-8", cure="send fewer, in UTF-8") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _media_type(content_type: str | None) -> tuple[str, str]:
    media_type, *parameters = (part.strip() for part in (content_type or "").lower().split(";"))
    values = dict(parameter.partition("=")[::2] for parameter in parameters)
    return media_type, values.get("charset", "").strip('"')


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "body", "is no UTF-8", cure="send UTF-8") from error
