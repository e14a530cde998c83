"""Apache Parquet (https://parquet.apache.org/docs/file-format/): a document per row, as in JSON lines.

The column ``text`` holds the texts; ``source``, ``title``, ``date`` and ``language`` are taken where they are. A table
can be larger than memory, so that what comes in is not its content but where a row of it lies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from typing import Any

from ...errors import DocumentError
from ..stores import Place
from .content import PARSER_FAULTS, Content, blank_to_none

TABLE = ".parquet"
_FIELDS = ("source", "title", "date", "language")
_ROWS = 32  # that are unpacked at once
_CURE = 'write it again, with a column "text" of strings'


def address(place: Place, row: int | None) -> bytes:
    """Return where a row lies, as `parse` takes it; without a row it is asked how many there are."""
    return json.dumps([place.path, place.store, row]).encode()


def parse(data: bytes, name: str) -> Content:
    """Return the document of a row, or the number of rows as its text.

    Raises:
        DocumentError: pyarrow is not installed, or the file is no table of texts.
    """
    path, store, row = json.loads(data)
    try:
        table = _opened(Place(path, store))
        return Content(str(table.rows)) if row is None else _content(table.row(row))
    except ImportError as error:
        raise DocumentError(name, "pyarrow is not installed", cure='pip install "evigraph[parquet]"') from error
    except DocumentError as error:
        raise DocumentError(name, error.problem, cure=error.cure) from error
    except PARSER_FAULTS as error:
        raise DocumentError(name, f"is no table of texts: {error}", cure=_CURE) from error


@lru_cache(maxsize=1)
def _opened(place: Place) -> _Table:
    return _Table(place)


class _Table:
    """An open file of Parquet, whose rows are mostly asked for in their order."""

    def __init__(self, place: Place) -> None:
        import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # as above

        pa.set_memory_pool(pa.system_memory_pool())  # the others ask for more than they need, and may not have it
        with ExitStack() as opened:
            self._file = pq.ParquetFile(opened.enter_context(place.open()))
            schema = self._file.schema_arrow
            if "text" not in schema.names or not _is_text(pa, schema.field("text").type):
                raise DocumentError(place.path, 'has no column "text" of strings', cure=_CURE)
            opened.pop_all()  # it stays open if it is one
        self._fields = [field for field in ("text", *_FIELDS) if field in schema.names]
        self.rows: int = self._file.metadata.num_rows
        self._turn = 0
        self._waiting = self._from(0)

    def row(self, number: int) -> dict[str, Any]:
        """Return a row by its number, from 0."""
        if number != self._turn:
            self._waiting = self._from(number)
        self._turn = number + 1
        return next(self._waiting)

    def _from(self, number: int) -> Iterator[dict[str, Any]]:
        metadata, group = self._file.metadata, 0
        while group < metadata.num_row_groups and number >= metadata.row_group(group).num_rows:
            number -= metadata.row_group(group).num_rows
            group += 1
        groups = range(group, metadata.num_row_groups)
        for batch in self._file.iter_batches(_ROWS, row_groups=groups, columns=self._fields, use_threads=False):
            if number < batch.num_rows:
                yield from _written(batch.slice(number))
            number = max(0, number - batch.num_rows)
        raise EOFError("it ends before its last row")


def _is_text(pa: Any, kind: Any) -> bool:  # noqa: ANN401 - the library comes without types
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _written(batch: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as above
    """Yield rows in which everything is text; a moment becomes its day."""
    import pyarrow as pa

    columns = {
        name: (column.cast(pa.date32()) if pa.types.is_timestamp(column.type) else column).cast(pa.string())
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    }
    for number in range(batch.num_rows):
        yield {name: column[number].as_py() for name, column in columns.items()}


def _content(row: dict[str, Any]) -> Content:
    source, title, date, language = (blank_to_none(row.get(name)) for name in _FIELDS)
    return Content(row["text"] or "", title, date, language, source=source)
