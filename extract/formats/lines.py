"""JSON lines: a document per line, ``{"text", "source"?, "title"?, "date"?, "language"?}``."""

from __future__ import annotations

import json
from typing import Any

from ...errors import DocumentError
from .content import Content, blank_to_none

_FIELDS = ("source", "title", "date", "language")


def parse(data: bytes, place: str) -> Content:
    """Read the document of one line.

    Raises:
        DocumentError: the line is no object of JSON in UTF-8, or one of its parts is not a string.

    >>> parse(b'{"text": "Alibaba", "date": "2024"}', "news.jsonl#1").date
    '2024'
    """
    record = _record(data.removeprefix(b"\xef\xbb\xbf"), place)
    text = record.get("text")
    if not isinstance(text, str):
        raise DocumentError(place, 'no string "text"', cure='write {"text": "…"}')
    for name in _FIELDS:
        if not isinstance(record.get(name), str | None):
            raise DocumentError(place, f'"{name}" is not a string', cure="quote it or leave it out")
    source, title, date, language = (blank_to_none(record.get(name)) for name in _FIELDS)
    return Content(text, title, date, language, source=source)


def _record(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(place, "not a line of JSON in UTF-8", cure="write one JSON object per line") from error
    if not isinstance(record, dict):
        raise DocumentError(place, "a JSON value but no object", cure='write {"text": "…"}')
    return record
