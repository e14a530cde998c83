"""Checked access to parsed JSON: each value is of the kind expected, or the error names its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn, TypeVar

from ..errors import DocumentError

_Choice = TypeVar("_Choice", bound=str)


def refuse(place: str, problem: str) -> NoReturn:
    """Raise the error that says what is wrong at a place of a record."""
    raise DocumentError(place, problem, cure="write the record as `evigraph extract` does")


def offset(value: object, place: str) -> int:
    """Return the value if it is a whole number from 0 on, as offsets into a text are."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        refuse(place, "not an offset")
    return value


def pair(value: object, place: str) -> tuple[int, int]:
    """Return the two offsets of a span written as a list."""
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - a span has two ends
        refuse(place, "not a pair of offsets")
    return offset(value[0], place), offset(value[1], place)


class Fields:
    """A JSON object and its place in the record.

    >>> Fields({"start": "7"}, "mentions[0]").offset("start")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    evigraph.errors.DocumentError: mentions[0].start: not an offset (write the record as `evigraph extract` does)
    """

    def __init__(self, data: object, place: str) -> None:
        """Take an object of parsed JSON."""
        if not isinstance(data, dict):
            refuse(place, "not an object")
        self.data: dict[str, Any] = data
        self.place = place

    def at(self, key: str) -> str:
        """Name the place of a key."""
        return key if self.place == "record" else f"{self.place}.{key}"

    def get(self, key: str) -> Any:  # noqa: ANN401 - a JSON value can be anything until it is checked
        """Return what is there, which must be something, be it null."""
        if key not in self.data:
            refuse(self.at(key), "missing")
        return self.data[key]

    def text(self, key: str) -> str:
        """Return a string."""
        value = self.get(key)
        return value if isinstance(value, str) else refuse(self.at(key), "not a string")

    def text_or_none(self, key: str) -> str | None:
        """Return a string or null."""
        return None if self.get(key) is None else self.text(key)

    def offset(self, key: str) -> int:
        """Return an offset."""
        return offset(self.get(key), self.at(key))

    def offset_or_none(self, key: str) -> int | None:
        """Return an offset or null."""
        return None if self.get(key) is None else self.offset(key)

    def share(self, key: str) -> float:
        """Return a number from 0 to 1."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            refuse(self.at(key), "not a number from 0 to 1")
        return float(value)

    def choice(self, key: str, choices: tuple[_Choice, ...]) -> _Choice:
        """Return one of the choices."""
        value = self.text(key)
        found = [choice for choice in choices if choice == value]
        return found[0] if found else refuse(self.at(key), f"{value!r} is not one of {', '.join(choices)}")

    def list(self, key: str, *, optional: bool = False) -> list[Any]:
        """Return a list; one that is optional is empty when missing."""
        value = [] if optional and key not in self.data else self.get(key)
        return value if isinstance(value, list) else refuse(self.at(key), "not a list")

    def object(self, key: str) -> Fields:
        """Return an object."""
        return Fields(self.get(key), self.at(key))

    def objects(self, key: str, *, optional: bool = False) -> Iterator[Fields]:
        """Return the objects of a list."""
        items = enumerate(self.list(key, optional=optional))
        return (Fields(item, f"{self.at(key)}[{index}]") for index, item in items)
