"""An amount said in a text: what money and quantities share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...graph.model import Value
from .numerals import canonical

DECIMAL = "xsd:decimal"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its span in the document.

    ``upto`` is the upper end of a range, and ``bound`` tells whether the text says ``about``, ``over`` or ``under`` it.
    """

    start: int
    end: int
    amount: Decimal
    unit: str
    text: str = ""
    upto: Decimal | None = None
    bound: str = ""

    @property
    def value(self) -> str:
        """Return the amount in canonical form, both ends of a range joined by a slash."""
        return canonical(self.amount) + ("" if self.upto is None else f"/{canonical(self.upto)}")

    @property
    def datatype(self) -> str:
        """Return the datatype: a range is no number."""
        return DECIMAL if self.upto is None else "xsd:string"

    def as_value(self) -> Value:
        """Return the amount as a literal.

        >>> Amount(0, 4, Decimal("5"), "USD").as_value()
        Value(value='5', datatype='xsd:decimal', start=0, end=4, unit='USD')
        """
        return Value(self.value, self.datatype, self.start, self.end, self.unit)
