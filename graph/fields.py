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

    __slots__ = ("_number", "_place", "data")

    def __init__(self, data: object, place: str, number: int | None = None) -> None:
        """Take an object of parsed JSON, and its number if the place is that of a list."""
        if not isinstance(data, dict):
            refuse(place if number is None else f"{place}[{number}]", "not an object")
        self.data: dict[str, Any] = data
        self._place = place
        self._number = number

    @property
    def place(self) -> str:
        """Where the object is in the record; only somebody who refuses what is there asks for it."""
        return self._place if self._number is None else f"{self._place}[{self._number}]"

    def at(self, key: str) -> str:
        """Name the place of a key."""
        return key if self.place == "record" else f"{self.place}.{key}"

    def get(self, key: str) -> Any:  # noqa: ANN401 - a JSON value can be anything until it is checked
        """Return what is there, which must be something, be it null."""
        try:
            return self.data[key]
        except KeyError:
            refuse(self.at(key), "missing")

    def text(self, key: str) -> str:
        """Return a string."""
        value = self.data.get(key)
        return value if isinstance(value, str) else self._refuse(key, "not a string")

    def text_or_none(self, key: str) -> str | None:
        """Return a string or null."""
        value = self.get(key)
        return value if value is None or isinstance(value, str) else self._refuse(key, "not a string")

    def offset(self, key: str) -> int:
        """Return an offset."""
        value = self.data.get(key)
        if type(value) is int and value >= 0:
            return value
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
        try:
            return choices[choices.index(value)]
        except ValueError:
            refuse(self.at(key), f"{value!r} is not one of {', '.join(choices)}")

    def list(self, key: str, *, optional: bool = False) -> list[Any]:
        """Return a list; one that is optional is empty when missing."""
        value = [] if optional and key not in self.data else self.get(key)
        return value if isinstance(value, list) else refuse(self.at(key), "not a list")

    def object(self, key: str) -> Fields:
        """Return an object."""
        return Fields(self.get(key), self.at(key))

    def objects(self, key: str, *, optional: bool = False) -> Iterator[Fields]:
        """Return the objects of a list."""
        place = self.at(key)
        return (Fields(item, place, index) for index, item in enumerate(self.list(key, optional=optional)))

    def _refuse(self, key: str, problem: str) -> NoReturn:
        self.get(key)  # which says so if there is nothing
        refuse(self.at(key), problem)
