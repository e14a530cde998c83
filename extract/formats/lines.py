"""JSON lines: a document per line, ``{"text", "source"?, "title"?, "date"?, "language"?}``, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...errors import DocumentError
from ...graph.model import Document
from .content import blank_to_none

_FIELDS = ("source", "title", "date", "language")


def parse(lines: Iterable[bytes], source: str) -> Iterator[Document | DocumentError]:
    """Read one document per line; a bad line costs itself only and comes as the error that says why.

    Blank lines are passed over. ``source`` of a document is what the line gives, else ``FILE#line``, counted from 1.

    >>> [document.source for document in parse([b'{"text": "Alibaba"}'], "news.jsonl")]
    ['news.jsonl#1']
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{source}#{number}"
        try:
            yield _document(_record(line.removeprefix(b"\xef\xbb\xbf"), place), place)
        except DocumentError as error:
            yield error


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(place, "not a line of JSON in UTF-8", cure="write one JSON object per line") from error
    if not isinstance(record, dict):
        raise DocumentError(place, "a JSON value but no object", cure='write {"text": "…"}')
    return record


def _document(record: dict[str, Any], place: str) -> Document:
    text = record.get("text")
    if not isinstance(text, str):
        raise DocumentError(place, 'no string "text"', cure='write {"text": "…"}')
    for name in _FIELDS:
        if not isinstance(record.get(name), str | None):
            raise DocumentError(place, f'"{name}" is not a string', cure="quote it or leave it out")
    return Document.of(
        text,
        source=blank_to_none(record.get("source")) or place,
        title=blank_to_none(record.get("title")),
        date=blank_to_none(record.get("date")),
        language=blank_to_none(record.get("language")),
    )
