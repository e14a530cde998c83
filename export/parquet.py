"""Apache Parquet (https://parquet.apache.org/docs/file-format/): a graph as five files, and readings as one.

Any reader of Parquet takes them: pandas, Polars, DuckDB, Spark. A graph and a reading come back as they were.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import FormatError, OutputError, WorkspaceError
from ..graph.model import Graph, Reading
from ..graph.record import from_json, to_json
from .tables import TABLES, graph_of, rows

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
    from _typeshed import ReadableBuffer

SUFFIX = ".parquet"
_ROWS = 10_000  # in a group of rows, which is what is held in memory at a time
_DOCUMENTS = 1_000  # the same, of rows with whole texts
_READINGS = 500
_CURE = "export it again"


def _arrow() -> Any:  # noqa: ANN401 - the library comes without types
    try:
        import pyarrow as pa
        import pyarrow.parquet  # type: ignore[import-untyped]  # so that pa.parquet is there
    except ImportError as error:
        raise FormatError("parquet", "pyarrow is not installed", cure='pip install "evigraph[parquet]"') from error
    return pa


def parquet(graph: Graph) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the name of each of the five files of a graph of any size, and its content in pieces.

    Raises:
        FormatError: pyarrow is not installed.
    """
    pa = _arrow()
    for table in TABLES:
        size = _DOCUMENTS if table == "documents" else _ROWS
        yield f"{table}{SUFFIX}", _pieces(pa, rows(graph, table), schema(table), size)


def schema(table: str) -> pa.Schema:
    """Return the schema of one of the tables of a graph."""
    pa = _arrow()
    return pa.schema([_field(pa, name, kind) for name, kind in TABLES[table].items()])


def _field(pa: Any, name: str, kind: str) -> Any:  # noqa: ANN401 - as above
    types = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    types |= {"strings": pa.list_(pa.string()), "spans": pa.list_(_span(pa))}
    return pa.field(name, types[kind.removesuffix("?")], nullable=kind.endswith("?"))


def _span(pa: Any) -> Any:  # noqa: ANN401 - as above
    return pa.struct([pa.field("start", pa.int64(), nullable=False), pa.field("end", pa.int64(), nullable=False)])


def _pieces(pa: Any, found: Iterable[Mapping[str, Any]], kind: Any, size: int) -> Iterator[bytes]:  # noqa: ANN401
    """Yield a file of rows, a group of rows at a time."""
    waiting, sink = iter(found), _Sink()
    with pa.parquet.ParquetWriter(sink, kind, compression="zstd") as writer:
        while batch := list(islice(waiting, size)):
            writer.write_batch(pa.RecordBatch.from_pylist(batch, schema=kind), row_group_size=size)
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """A file of which whatever has been written can be taken away."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: ReadableBuffer) -> int:
        self._pieces.append(bytes(piece))
        self._length += len(self._pieces[-1])
        return len(self._pieces[-1])

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def load(folder: Path) -> Graph:
    """Return the graph of a folder of five files.

    Raises:
        FormatError: pyarrow is not installed.
        WorkspaceError: one of the files is missing, or is not one of ours.
    """
    pa = _arrow()
    found = {table: _read(pa, folder / f"{table}{SUFFIX}", schema(table)) for table in TABLES}
    try:
        return graph_of(found)
    except KeyError as error:
        raise WorkspaceError(folder.as_posix(), f"has a claim of no relation: {error}", cure=_CURE) from error


def _read(pa: Any, path: Path, kind: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as above
    try:
        read: list[dict[str, Any]] = (
            pa.parquet.read_table(path, partitioning=None).select(kind.names).cast(kind).to_pylist()
        )
    except (pa.ArrowException, OSError, KeyError, ValueError) as error:
        raise WorkspaceError(path.as_posix(), f"is no table of a graph: {error}", cure=_CURE) from error
    return read


def write_readings(readings: Iterable[Reading], path: str | os.PathLike[str]) -> None:
    """Write readings into one file, a row each, as they come.

    Raises:
        FormatError: pyarrow is not installed.
        OutputError: the file cannot be written.
    """
    pa = _arrow()
    target = Path(path)
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.writelines(_pieces(pa, map(_row, readings), readings_schema(), _READINGS))
        unfinished.replace(target)
    except OSError as error:
        cure = "name a file in a folder that exists and that you may write, on a disk with space"
        raise OutputError(str(target), f"cannot be written: {error.strerror or error}", cure=cure) from error
    finally:
        unfinished.unlink(missing_ok=True)


def read_readings(path: str | os.PathLike[str]) -> Iterator[Reading]:
    """Yield the readings of a file in their order, each checked against its own text.

    Raises:
        FormatError: pyarrow is not installed.
        WorkspaceError: the file is not one of ours.
        DocumentError: a reading does not fit its text.
    """
    pa = _arrow()
    try:
        with pa.parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_READINGS):
                for row in batch.cast(readings_schema()).to_pylist():
                    yield from_json(json.dumps(_record(row)))
    except (pa.ArrowException, OSError, KeyError) as error:
        raise WorkspaceError(str(path), f"is no file of readings: {error}", cure="extract them again") from error


def readings_schema() -> pa.Schema:
    """Return the schema of a file of readings: the record of `evigraph extract`, value and mention apart."""
    pa = _arrow()
    text, whole = pa.string(), pa.int64()

    def struct(**fields: Any) -> Any:  # noqa: ANN401 - as above
        return pa.struct([pa.field(name, kind) for name, kind in fields.items()])

    place = {"start": whole, "end": whole}
    value = struct(value=text, datatype=text, **place, unit=text)
    claim = struct(
        subject=text,
        predicate=text,
        phrase=text,
        phrase_spans=pa.list_(_span(pa)),
        **{"object": text, "value": value, **place, "confidence": pa.float64(), "status": text},
        attributed_to=text,
        time=struct(start=text, end=text),
        extractor=text,
    )
    columns = {
        **dict.fromkeys(("id", "source", "title", "date", "language", "text"), text),
        "mentions": pa.list_(struct(id=text, **place, text=text, type=text, kind=text, entity=text)),
        "entities": pa.list_(struct(id=text, label=text, type=text, aliases=pa.list_(text))),
        "claims": pa.list_(claim),
        "rejected": pa.list_(struct(rule=text, **place, text=text, predicate=text)),
    }
    return pa.schema(list(columns.items()))


def _row(reading: Reading) -> dict[str, Any]:
    record = json.loads(to_json(reading))
    return {**record.pop("document"), **record, "claims": list(map(_claim_row, record["claims"]))}


def _claim_row(claim: dict[str, Any]) -> dict[str, Any]:
    spans = [{"start": start, "end": end} for start, end in claim.get("phrase_spans", ())]
    value = isinstance(claim["object"], dict)
    ends = {"object": None if value else claim["object"], "value": claim["object"] if value else None}
    return {**claim, "phrase_spans": spans, **ends}


def _record(row: dict[str, Any]) -> dict[str, Any]:
    names = ("id", "source", "title", "date", "language", "text")
    return {
        "document": {name: row[name] for name in names},
        "mentions": row["mentions"],
        "entities": row["entities"],
        "claims": list(map(_claim_record, row["claims"])),
        "rejected": [_known(rejection, "predicate") for rejection in row["rejected"]],
    }


def _claim_record(row: dict[str, Any]) -> dict[str, Any]:
    value = row.pop("value")
    target = row["object"] if value is None else _known(value, "unit")
    return {**row, "object": target, "phrase_spans": [[span["start"], span["end"]] for span in row["phrase_spans"]]}


def _known(found: dict[str, Any], key: str) -> dict[str, Any]:
    """Leave out a key without a value, as the record does."""
    return {name: value for name, value in found.items() if name != key or value is not None}
