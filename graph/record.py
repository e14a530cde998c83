"""One reading as one line of JSON: what ``evigraph extract`` writes, the workspace keeps and any other tool reads.

Keys come in one order and characters are kept as they are, except those that a reader of lines could take for a line
end, so that the same reading is always the same line.
"""

from __future__ import annotations

import json
import re
from typing import Any

from msgspec import Struct
from msgspec.json import Decoder

from . import wire
from .checked import decoded
from .integrity import check
from .model import Claim, Document, DocumentEntity, Mention, Reading, Rejection, Value
from .written import json_line

# C1 controls and the Unicode separators end a line for str.splitlines; lone surrogates cannot be written as UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LEAST = 1e-4  # smaller floats, and those of many digits before the point, msgspec writes in another way than Python


class _WithDocument(Struct):
    document: wire.Document


class _WithRejected(Struct):
    rejected: tuple[wire.Rejection, ...] = ()


_READING = Decoder(wire.Reading)
_DOCUMENT = Decoder(_WithDocument)
_REJECTED = Decoder(_WithRejected)


def to_json(reading: Reading) -> str:
    r"""Write a reading as one line of JSON without a line end.

    Raises:
        ValueError: a confidence is not a finite number.

    >>> to_json(Reading(Document.of("Hi", source="a.txt"))).partition('"mentions"')[2]
    ': [], "entities": [], "claims": [], "rejected": []}'
    """
    line = _line(reading)
    if line.isprintable():  # as none of those characters is
        return line
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
    >>> from_json("[]")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    evigraph.errors.DocumentError: record: expected `object`, got `array` (write the record as `evigraph extract` does)
    """
    reading = decoded(line, _READING).read()
    check(reading)
    return reading


def document_from_json(line: str) -> Document:
    """Read the document of a record and nothing else of it, which is quicker.

    Raises:
        DocumentError: there is none.

    >>> document_from_json(to_json(Reading(Document.of("IBM", source="a.txt")))).text
    'IBM'
    """
    return decoded(line, _DOCUMENT).document.read()


def rejections_from_json(line: str) -> tuple[Rejection, ...]:
    """Read what a record rejects and nothing else of it, which is quicker.

    Raises:
        DocumentError: what it rejects is not written as it should be.

    >>> rejected = (Rejection("date", 0, 4, "1999"),)
    >>> rejections_from_json(to_json(Reading(Document.of("1999", source="a"), rejected=rejected)))
    (Rejection(rule='date', start=0, end=4, text='1999', predicate=None),)
    """
    return tuple(each.read() for each in decoded(line, _REJECTED).rejected)


def _line(reading: Reading) -> str:
    """Write a reading as Python's own encoder does, by msgspec, which is several times as quick, where it can."""
    record = _reading(reading)
    if all(_LEAST <= claim.confidence <= 1 for claim in reading.claims):
        return json_line(record)
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


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
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "kind": mention.kind,
        "entity": mention.entity,
    }


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
