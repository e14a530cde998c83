"""Literals in the canonical form of XML Schema 1.1, part 2 (https://www.w3.org/TR/xmlschema11-2/).

SPARQL engines normalise what they load; writing the canonical form keeps a value the same on both sides.
A value that does not fit its datatype stays what it was in the text: a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ..graph.model import Value
from .terms import LANG_STRING, XSD_STRING, Iri, Literal, standard

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DATE = re.compile(rf"-?(\d{{4,}}-\d\d-\d\d){_ZONE}")
_DATE_TIME = re.compile(rf"(-?\d{{4,}}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?({_ZONE})")
_YEAR = re.compile(rf"-?\d{{4,}}{_ZONE}")
_YEAR_MONTH = re.compile(rf"-?\d{{4,}}-(?:0[1-9]|1[0-2]){_ZONE}")
_TIME = re.compile(rf"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?{_ZONE}")
_DURATION = re.compile(r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_DOUBLE = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")


def text(value: str, language: str | None = None) -> Literal:
    """Return a text, in a language where a well-formed tag (BCP 47) is given.

    A lone surrogate, which no encoding can hold, becomes U+FFFD, so that offsets stay right.

    >>> text("Alibaba", "en-US").language
    'en-us'
    >>> text("Alibaba", "not a tag").language is None
    True
    """
    clean = value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if language is not None and _LANGUAGE.fullmatch(language):
        return Literal(clean, LANG_STRING, language.lower())
    return Literal(clean)


@lru_cache(maxsize=10_000)
def decimal(number: float) -> Literal:
    """Return a number as a canonical ``xsd:decimal`` of at most six decimal places.

    >>> decimal(0.900).value, decimal(1.0).value, decimal(0.0).value
    ('0.9', '1', '0')
    """
    return Literal(_decimal(f"{number:.6f}") or "0", standard("xsd:decimal"))


def integer(number: int) -> Literal:
    """Return a whole number as ``xsd:integer``."""
    return Literal(str(number), standard("xsd:integer"))


@lru_cache(maxsize=10_000)
def moment(iso: str) -> Literal:
    """Return an ISO 8601 date of any precision with the datatype of that precision.

    >>> [moment(when).datatype.rpartition("#")[2] for when in ("1999", "1999-06", "1999-06-28", "last year")]
    ['gYear', 'gYearMonth', 'date', 'string']
    """
    for name in ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "xsd:dateTime"):
        found = _CANONICAL[name](iso)
        if found is not None:
            return Literal(found, standard(name))
    return text(iso)


def literal(value: Value) -> Literal:
    """Return a value of the graph as a typed literal, or as a string when it does not fit its datatype.

    >>> literal(Value("007", "xsd:integer"))[:2]
    ('7', 'http://www.w3.org/2001/XMLSchema#integer')
    >>> literal(Value("soon", "xsd:date")).datatype == XSD_STRING
    True
    """
    canonical = _CANONICAL.get(value.datatype)
    found = canonical(value.value.strip()) if canonical else None
    return text(value.value) if found is None else Literal(found, _datatype(value.datatype))


def _datatype(name: str) -> Iri:
    return XSD_STRING if name == "xsd:string" else standard(name)


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda lexical: lexical if pattern.fullmatch(lexical) else None


def _integer(lexical: str) -> str | None:
    if not _INTEGER.fullmatch(lexical):
        return None
    sign = "-" if lexical.startswith("-") else ""
    digits = lexical.lstrip("+-").lstrip("0")
    return sign + digits if digits else "0"


def _decimal(lexical: str) -> str | None:
    if not _DECIMAL.fullmatch(lexical):
        return None
    plain = format(Decimal(lexical), "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def _boolean(lexical: str) -> str | None:
    return {"1": "true", "true": "true", "0": "false", "false": "false"}.get(lexical)


def _date(lexical: str) -> str | None:
    found = _DATE.fullmatch(lexical)
    return lexical if found and _on_calendar(found[1]) else None


def _date_time(lexical: str) -> str | None:
    found = _DATE_TIME.fullmatch(lexical)
    if not found or _date(found[1]) is None or not _TIME.fullmatch(found[2]):
        return None
    fraction = (found[3] or "").rstrip("0").rstrip(".")
    zone = "Z" if found[4] in {"+00:00", "-00:00"} else found[4]
    return f"{found[1]}T{found[2]}{fraction}{zone}"


def _on_calendar(day: str) -> bool:
    """Tell whether a month has the day; years past 9999 are checked by the year of the same place in the cycle."""
    year, month, monthday = (int(part) for part in day.split("-"))
    try:
        date(year % 400 + 400, month, monthday)
    except ValueError:
        return False
    return True


_CANONICAL: Mapping[str, Callable[[str], str | None]] = {
    "xsd:anyURI": _matching(_ADDRESS),
    "xsd:boolean": _boolean,
    "xsd:date": _date,
    "xsd:dateTime": _date_time,
    "xsd:decimal": _decimal,
    "xsd:double": _matching(_DOUBLE),
    "xsd:duration": _matching(_DURATION),
    "xsd:gYear": _matching(_YEAR),
    "xsd:gYearMonth": _matching(_YEAR_MONTH),
    "xsd:integer": _integer,
    "xsd:nonNegativeInteger": lambda lexical: None if lexical.startswith("-") else _integer(lexical),
    "xsd:time": _matching(_TIME),
}
