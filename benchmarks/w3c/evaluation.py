"""Evaluation and syntax: the suite's queries through `evigraph.query.sparql.solve`, its updates through `update`.

Numbers and truth values are compared as values: the engine keeps one form of each.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from ...errors import QueryError
from ...query.sparql import Scope, solve
from ...query.update import update
from .manifest import State, Test

_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")}
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


def judge(test: Test) -> str:
    """Run a test; return what is wrong, nothing if it passes."""
    base = test.text.resolve().as_uri()
    text = test.text.read_text(encoding="utf-8")
    if test.kind.endswith("SyntaxTest11"):
        return _syntax(test, text, base)
    try:
        return _updated(test, text, base) if test.kind == "UpdateEvaluationTest" else _answered(test, text, base)
    except QueryError as error:
        return f"is refused: {error}"


def _syntax(test: Test, text: str, base: str) -> str:
    store = ox.Store()
    try:
        if "Update" in test.kind:
            update(store, text, Scope(base=base))
        else:
            solve(store, text, lambda _: None, Scope(default=(base,), base=base))
    except QueryError as error:
        ran = "failed while it ran" in error.problem  # so its syntax was right
        return "" if ran or test.kind.startswith("Negative") else f"is refused: {error}"
    return "is accepted" if test.kind.startswith("Negative") else ""


def _answered(test: Test, text: str, base: str) -> str:
    store = ox.Store()
    default = [path.resolve().as_uri() for name, path in test.before.files if not name]
    for name, path in test.before.files:
        _load(store, path, name or path.resolve().as_uri())
    named = tuple(name for name, _ in test.before.files if name)
    # A query that names its own data set is asked without one of the request.
    own = " FROM" in f" {text.upper()}".replace("\n", " ")
    scope = Scope(base=base) if own else Scope(tuple(default) or (base,), named, base)
    wanted = _wanted(test.result)
    found = solve(store, text, lambda answer: _read(answer, test), scope)
    return "" if found == wanted else f"gives {str(found)[:100]}, not {str(wanted)[:100]}"


def _updated(test: Test, text: str, base: str) -> str:
    store = _stored(test.before)
    update(store, text, Scope(base=base))
    wanted = _stored(test.after)
    return "" if _canonical(store) == _canonical(wanted) else "leaves another data set"


def _stored(state: State) -> ox.Store:
    store = ox.Store()
    for name, path in state.files:
        _load(store, path, name)
    return store


def _load(store: ox.Store, path: Path, graph: str) -> None:
    home = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    syntax = ox.RdfFormat.from_extension(path.suffix[1:])
    store.load(input=path.read_bytes(), format=syntax, base_iri=path.resolve().as_uri(), to_graph=home)


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    data = ox.Dataset(quads)
    data.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(data)


Found = bool | set[ox.Quad] | Counter[frozenset[tuple[str, object]]]


def _read(answer: object, test: Test) -> Found:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return _canonical(ox.Quad(*triple) for triple in answer)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(answer)
    as_text = test.result is not None and test.result.suffix == ".csv"
    return _rows(answer, as_text=as_text)


def _wanted(path: Path | None) -> Found:
    if path is None:
        raise ValueError("an evaluation test has a result")
    if path.suffix == ".csv":
        return _csv_rows(path)
    if path.suffix in _RESULTS:
        answer = ox.parse_query_results(path.read_bytes(), format=_RESULTS[path.suffix])
        return bool(answer) if isinstance(answer, ox.QueryBoolean) else _rows(answer, as_text=False)
    store = ox.Store()
    _load(store, path, "")
    if next(store.quads_for_pattern(None, None, ox.NamedNode(f"{_RESULT_SET}ResultSet")), None) is not None:
        return _result_set(store)
    return _canonical(store)


def _csv_rows(path: Path) -> Found:
    """Read CSV, which tells neither terms apart nor what is unbound from an empty string."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    cells = (
        [(name, "_:" if cell.startswith("_:") else _cell(cell)) for name, cell in row.items() if cell] for row in rows
    )
    return Counter(frozenset(row) for row in cells)


def _result_set(store: ox.Store) -> Found:
    """Read an answer that is written as a graph."""
    binding = "OPTIONAL { ?s rs:binding [ rs:variable ?n ; rs:value ?v ] }"
    query = f"PREFIX rs: <{_RESULT_SET}> SELECT ?s ?n ?v {{ [] rs:solution ?s {binding} }}"
    rows: dict[str, set[tuple[str, object]]] = {}
    for solution, name, value in store.query(query):  # type: ignore[union-attr]  # a SELECT
        row = rows.setdefault(str(solution), set())
        if name is not None:
            row.add((name.value, _key(value, as_text=False)))
    return Counter(frozenset(row) for row in rows.values())


def _rows(solutions: ox.QuerySolutions, *, as_text: bool) -> Counter[frozenset[tuple[str, object]]]:
    """Count the rows; blank nodes are told apart by nothing but where they stand."""
    names = [variable.value for variable in solutions.variables]
    return Counter(
        frozenset(
            (name, _key(value, as_text=as_text)) for name, value in zip(names, row, strict=True) if value is not None
        )
        for row in solutions
    )


def _key(value: object, *, as_text: bool) -> object:
    if isinstance(value, ox.BlankNode):
        return "_:"
    if as_text:
        return _cell(value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value))
    if isinstance(value, ox.Literal) and value.datatype.value == _BOOLEAN:
        return value.datatype.value, value.value in {"1", "true"}
    if isinstance(value, ox.Literal) and value.datatype.value in _NUMBERS:
        try:
            return value.datatype.value, Decimal(value.value).normalize()
        except InvalidOperation:
            return str(value)
    return str(value)


def _cell(text: str) -> object:
    """Return a cell of CSV, a number by its value."""
    try:
        return Decimal(text).normalize()
    except InvalidOperation:
        return text
