"""The manifests of the suite, read into plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import rdflib
from rdflib.collection import Collection

Node = rdflib.term.Node
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")


@dataclass(frozen=True, slots=True)
class State:
    """Files by the graph they fill: the default one by an empty name."""

    files: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    """A test of evaluation or syntax: its kind, what is asked of what, and what has to come out."""

    name: str
    kind: str
    text: Path
    before: State
    result: Path | None
    after: State


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and what has to come back."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[str, ...]
    truth: bool | None
    form: str
    graph: str | None
    location: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """A test of a protocol: exchanges in their order, over some graphs."""

    name: str
    graphs: State
    exchanges: tuple[Exchange, ...]


def tests(folder: Path) -> Iterator[Test]:
    """Yield the tests of evaluation, result formats and syntax, without entailment and federation."""
    for path in sorted(folder.glob("*/manifest.ttl")):
        if path.parent.name in {"entailment", "service", "syntax-fed"}:
            continue
        graph = _graph(path)
        for node in _entries(graph):
            kind = _kind(graph, node)
            if kind.endswith(("EvaluationTest", "FormatTest", "SyntaxTest11")):
                yield _test(graph, node, path.parent.name, kind)


def conversations(path: Path) -> Iterator[Conversation]:
    """Yield the tests of a protocol."""
    graph = _graph(path)
    for node in _entries(graph):
        connection = graph.value(graph.value(node, MF.action), HT.requests)
        exchanges = tuple(_exchange(graph, each) for each in Collection(graph, connection or rdflib.RDF.nil))
        yield Conversation(str(graph.value(node, MF.name)), _labelled(graph, node), exchanges)


def file_of(node: Node | None) -> Path:
    """Return the file that a node of a manifest names."""
    return Path(unquote(urlsplit(str(node)).path))


def _graph(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path, format="turtle", publicID=path.resolve().as_uri())


def _entries(graph: rdflib.Graph) -> Iterator[Node]:
    for first in graph.objects(None, MF.entries):
        yield from Collection(graph, first)


def _kind(graph: rdflib.Graph, node: Node) -> str:
    return str(graph.value(node, rdflib.RDF.type)).rpartition("#")[2]


def _test(graph: rdflib.Graph, node: Node, group: str, kind: str) -> Test:
    action, result = graph.value(node, MF.action), graph.value(node, MF.result)
    text = graph.value(action, QT.query) or graph.value(action, UT.request) or action
    update = kind == "UpdateEvaluationTest"
    return Test(
        f"{group}/{str(node).rpartition('#')[2]}",
        kind,
        file_of(text),
        _labelled(graph, action) if update else _named(graph, action),
        None if update or result is None else file_of(result),
        _labelled(graph, result) if update else State(),
    )


def _named(graph: rdflib.Graph, node: Node | None) -> State:
    default = [("", file_of(each)) for each in graph.objects(node, QT.data)]
    return State((*default, *((str(each), file_of(each)) for each in graph.objects(node, QT.graphData))))


def _labelled(graph: rdflib.Graph, node: Node | None) -> State:
    default = [("", file_of(each)) for each in graph.objects(node, UT.data)]
    graphs = graph.objects(node, UT.graphData)
    named = [(str(graph.value(each, rdflib.RDFS.label)), file_of(graph.value(each, UT.graph))) for each in graphs]
    return State((*default, *named))


def _exchange(graph: rdflib.Graph, node: Node) -> Exchange:
    response = graph.value(node, HT.resp)
    truth = graph.value(response, MF.expectedBoolean)
    return Exchange(
        str(graph.value(node, HT.methodName)),
        str(graph.value(node, HT.absolutePath)),
        _headers(graph, node),
        (_body(graph, node) or "").encode(_encoding(graph, node)),
        tuple(str(each).rpartition("#")[2] for each in graph.objects(response, MF.expectedStatus)),
        None if truth is None else str(truth) == "true",
        str(graph.value(response, MF.expectedFormat) or ""),
        _body(graph, response),
        graph.value(response, MF.expectedLocation) is not None,
    )


def _headers(graph: rdflib.Graph, node: Node) -> tuple[tuple[str, str], ...]:
    first = graph.value(node, HT.headers)
    fields = () if first is None else Collection(graph, first)
    return tuple((str(graph.value(each, HT.fieldName)), str(graph.value(each, HT.fieldValue))) for each in fields)


def _body(graph: rdflib.Graph, node: Node | None) -> str | None:
    body = graph.value(node, HT.body)
    return None if body is None else str(graph.value(body, CNT.chars))


def _encoding(graph: rdflib.Graph, node: Node) -> str:
    return str(graph.value(graph.value(node, HT.body), CNT.characterEncoding) or "UTF-8")
