"""One reading as one line of JSON: what ``evigraph extract`` writes, the workspace keeps and any other tool reads.

Keys come in one order and characters are kept as they are, except those that a reader of lines could take for a line
end, so that the same reading is always the same line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..errors import DocumentError
from .fields import Fields, pair, refuse
from .integrity import check
from .model import KINDS, STATUSES, Claim, Document, DocumentEntity, Mention, Reading, Rejection, Time, Value

# C1 controls and the Unicode separators end a line for str.splitlines; lone surrogates cannot be written as UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HEAD = '{"document": '
_TAIL = ', "rejected": ['
_DECODER = json.JSONDecoder()


def to_json(reading: Reading) -> str:
    r"""Write a reading as one line of JSON without a line end.

    Raises:
        ValueError: a confidence is not a finite number.

    >>> to_json(Reading(Document.of("Hi", source="a.txt"))).partition('"mentions"')[2]
    ': [], "entities": [], "claims": [], "rejected": []}'
    """
    line = json.dumps(_reading(reading), ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def from_json(line: str) -> Reading:
    """Read the reading that a line of JSON holds, and check that it fits its own text.

    Spans must lie in the text, a mention must be the text at its span, and every id that is referred to must exist.
    Keys that are not known are passed over, so that other tools may add their own.

    Raises:
        DocumentError: the line is no such record; the message names the place in it, as in ``claims[2].status``.

    >>> reading = Reading(Document.of("IBM", source="a.txt"), (Mention("m1", 0, 3, "IBM", "Organization", "name"),))
    >>> from_json(to_json(reading)) == reading
    True
    >>> from_json('{"document": []}')  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    evigraph.errors.DocumentError: document: not an object (write the record as `evigraph extract` does)
    """
    record = Fields(_parse(line), "record")
    reading = Reading(
        _read_document(record.object("document")),
        tuple(map(_read_mention, record.objects("mentions"))),
        tuple(map(_read_entity, record.objects("entities"))),
        tuple(map(_read_claim, record.objects("claims"))),
        tuple(map(_read_rejection, record.objects("rejected", optional=True))),
    )
    check(reading)
    return reading


def document_from_json(line: str) -> Document:
    """Read the document of a record and nothing else of it, which is far quicker.

    Raises:
        DocumentError: there is none.

    >>> document_from_json(to_json(Reading(Document.of("IBM", source="a.txt")))).text
    'IBM'
    """
    if not line.startswith(_HEAD):  # written by another tool
        return from_json(line).document
    try:
        found, _ = _DECODER.raw_decode(line, len(_HEAD))
    except (ValueError, RecursionError) as error:
        raise DocumentError("document", f"not JSON: {error}", cure="give one JSON object a line") from error
    return _read_document(Fields(found, "document"))


def rejections_from_json(line: str) -> tuple[Rejection, ...]:
    """Read what a record rejects and nothing else of it, which is far quicker.

    Raises:
        DocumentError: what it rejects is not written as it should be.

    >>> rejected = (Rejection("date", 0, 4, "1999"),)
    >>> rejections_from_json(to_json(Reading(Document.of("1999", source="a"), rejected=rejected)))
    (Rejection(rule='date', start=0, end=4, text='1999', predicate=None),)
    """
    place = line.rfind(_TAIL)  # no text can hold it: there a quotation mark has a backslash before it
    if place < 0:
        return from_json(line).rejected
    return tuple(map(_read_rejection, Fields(_parse("{" + line[place + 2 :]), "record").objects("rejected")))


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "document": _document(reading.document),
        "mentions": [_mention(mention) for mention in reading.mentions],
        "entities": [_entity(entity) for entity in reading.entities],
        "claims": [_claim(claim) for claim in reading.claims],
        "rejected": [_rejection(rejection) for rejection in reading.rejected],
    }


def _document(document: Document) -> dict[str, Any]:
    names = ("id", "source", "title", "date", "language", "text")
    return {name: getattr(document, name) for name in names}


def _mention(mention: Mention) -> dict[str, Any]:
    names = ("id", "start", "end", "text", "type", "kind", "entity")
    return {name: getattr(mention, name) for name in names}


def _entity(entity: DocumentEntity) -> dict[str, Any]:
    return {"id": entity.id, "label": entity.label, "type": entity.type, "aliases": list(entity.aliases)}


def _rejection(rejection: Rejection) -> dict[str, Any]:
    predicate = {} if rejection.predicate is None else {"predicate": rejection.predicate}
    return {**{name: getattr(rejection, name) for name in ("rule", "start", "end", "text")}, **predicate}


def _claim(claim: Claim) -> dict[str, Any]:
    spans = {"phrase_spans": [list(span) for span in claim.cues]} if claim.cues else {}
    return {
        "subject": claim.subject,
        "predicate": claim.predicate,
        "phrase": claim.phrase,
        **spans,
        "object": _value(claim.object) if isinstance(claim.object, Value) else claim.object,
        "start": claim.start,
        "end": claim.end,
        "confidence": claim.confidence,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "time": None if claim.time is None else {"start": claim.time.start, "end": claim.time.end},
        "extractor": claim.extractor,
    }


def _value(value: Value) -> dict[str, Any]:
    unit = {} if value.unit is None else {"unit": value.unit}
    return {"value": value.value, "datatype": value.datatype, "start": value.start, "end": value.end, **unit}


def _parse(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError("record", f"not JSON: {error}", cure="give one JSON object a line") from error


def _read_document(record: Fields) -> Document:
    return Document(
        record.text("id"),
        record.text("text"),
        record.text("source"),
        record.text_or_none("title"),
        record.text_or_none("date"),
        record.text_or_none("language"),
    )


def _read_mention(record: Fields) -> Mention:
    return Mention(
        record.text("id"),
        record.offset("start"),
        record.offset("end"),
        record.text("text"),
        record.text("type"),
        record.choice("kind", KINDS),
        record.text_or_none("entity"),
    )


def _read_entity(record: Fields) -> DocumentEntity:
    return DocumentEntity(record.text("id"), record.text("label"), record.text("type"), _strings(record, "aliases"))


def _strings(record: Fields, key: str) -> tuple[str, ...]:
    items = record.list(key)
    if items and not all(isinstance(item, str) for item in items):
        refuse(record.at(key), "not a list of strings")
    return tuple(items)


def _read_rejection(record: Fields) -> Rejection:
    return Rejection(
        record.text("rule"),
        record.offset("start"),
        record.offset("end"),
        record.text("text"),
        record.text("predicate") if "predicate" in record.data else None,
    )


def _read_claim(record: Fields) -> Claim:
    return Claim(
        subject=record.text("subject"),
        predicate=record.text("predicate"),
        object=record.text("object") if isinstance(record.get("object"), str) else _read_value(record.object("object")),
        start=record.offset("start"),
        end=record.offset("end"),
        phrase=record.text("phrase"),
        cues=tuple(_spans(record, "phrase_spans")),
        confidence=record.share("confidence"),
        status=record.choice("status", STATUSES),
        attributed_to=record.text_or_none("attributed_to"),
        time=None if record.get("time") is None else _read_time(record.object("time")),
        extractor=record.text("extractor"),
    )


def _read_value(record: Fields) -> Value:
    return Value(
        record.text("value"),
        record.text("datatype"),
        record.offset_or_none("start"),
        record.offset_or_none("end"),
        record.text("unit") if "unit" in record.data else None,
    )


def _read_time(record: Fields) -> Time:
    return Time(record.text_or_none("start"), record.text_or_none("end"))


def _spans(record: Fields, key: str) -> Iterator[tuple[int, int]]:
    spans = record.list(key, optional=True)
    place = record.at(key) if spans else ""
    return (pair(span, f"{place}[{index}]") for index, span in enumerate(spans))
