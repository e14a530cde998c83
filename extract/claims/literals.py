"""Objects of properties that take a literal: the first date, amount or quantity that fits what the property asks."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.model import Value
from ...graph.vocabulary import bundled
from ..values.dates import dates
from ..values.quantities import amounts
from .measures import KINDS, kind_of

_YEARLESS = frozenset({"bornOn", "diedOn"})  # "born on June 28" is a birthday, whatever the year of the document


def literal(predicate: str, text: str, *, start: int = 0, today: str | None = None) -> Value | None:
    """Return what a text gives a property as its literal, nothing where it gives none that fits.

    Arguments:
        predicate: a property of the vocabulary with literals as its range.
        text: the object as the document has it.
        start: offset of the text in its document.
        today: ISO 8601 date of the document.

    >>> literal("bornOn", "June 28, 1999").value, literal("revenue", "$5 million").unit, literal("area", "20%")
    ('1999-06-28', 'USD', None)
    """
    allowed = bundled().properties[predicate].range
    return next((v for v in _values(predicate, text, start, today) if v.datatype in allowed), None)


def _values(predicate: str, text: str, start: int, today: str | None) -> Iterator[Value]:
    found = dates(text, start=start, today=today)
    yield from (d.as_value() for d in found if predicate not in _YEARLESS or d.anchor != "nearest")
    said = amounts(text, start=start) if predicate in KINDS else ()
    yield from (v for v in (a.as_value() for a in said) if kind_of(v) in KINDS[predicate])
