"""JSON checked against types while it is parsed, by msgspec; what does not fit is refused with its place."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, NoReturn, TypeVar

import msgspec

from ..errors import DocumentError

Offset = Annotated[int, msgspec.Meta(ge=0)]
"""A place in a text, in code points."""

Span = tuple[Offset, Offset]
"""The two ends of a part of a text, half-open."""

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""A number from 0 to 1."""

_Wanted = TypeVar("_Wanted")
_MISSING = re.compile(r"Object missing required field `(.*)`")
_PLACED = re.compile(r"(?P<problem>.*?)(?: - at `\$\.?(?P<place>.*)`)?", re.DOTALL)


def refuse(place: str, problem: str) -> NoReturn:
    """Raise the error that says what is wrong at a place of a record."""
    raise DocumentError(place, problem, cure="write the record as `evigraph extract` does")


def decoded(line: str | bytes, decoder: msgspec.json.Decoder[_Wanted]) -> _Wanted:
    """Parse JSON of the type that a decoder is for; keys that the type does not have are passed over.

    Raises:
        DocumentError: it is no JSON, or not of that type; the message names the place.

    >>> decoder = msgspec.json.Decoder(list[int])
    >>> decoded("[1, 2]", decoder)
    [1, 2]
    >>> decoded('[1, "2"]', decoder)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    evigraph.errors.DocumentError: [1]: expected `int`, got `str` (write the record as `evigraph extract` does)
    """
    try:
        return decoder.decode(line)
    except msgspec.ValidationError as error:
        _refuse(error)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        # It is no JSON, or it holds a surrogate that stands alone, which msgspec does not take.
        return converted(parsed(line), decoder.type)


def parsed(line: str | bytes) -> Any:  # noqa: ANN401 - a JSON value can be anything until it is checked
    """Parse any JSON.

    Raises:
        DocumentError: it is none.
    """
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError("record", f"not JSON: {error}", cure="give one JSON object a line") from error


def converted(value: object, wanted: type[_Wanted]) -> _Wanted:
    """Return what was parsed as a value of a type.

    Raises:
        DocumentError: it is not of that type.
    """
    try:
        return msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        _refuse(error)
    except UnicodeEncodeError:
        refuse("record", "the name of a key holds a surrogate that stands alone")


def _refuse(error: msgspec.ValidationError) -> NoReturn:
    """Say where something is wrong and what, as in ``claims[2].status``."""
    found = _PLACED.fullmatch(str(error))
    problem, place = (str(error), None) if found is None else found.group("problem", "place")
    missing = _MISSING.fullmatch(problem)
    if missing:
        refuse(".".join(part for part in (place, missing[1]) if part), "missing")
    refuse(place or "record", problem[0].lower() + problem[1:])
