"""Frozen values that are made as quickly as open ones.

The ``__init__`` of a frozen data class calls ``object.__setattr__`` for each field, which takes three times as long as
setting them; of some values a large graph makes millions. Here an instance is one of an open twin of the same layout
until its fields are set.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar, dataclass_transform

_Value = TypeVar("_Value")
_BECOME = object.__dict__["__class__"].__set__  # what assigns to ``__class__``, past the guard of a frozen class


@dataclass_transform(frozen_default=True)
def frozen(cls: type[_Value]) -> type[_Value]:
    """Make a frozen data class with slots; fields may have defaults, and neither factories nor a ``__post_init__``.

    Raises:
        TypeError: it has one of these.

    >>> @frozen
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(x=1, y=0)
    (Point(x=1, y=0), True)
    >>> Point(1).x = 2
    Traceback (most recent call last):
    dataclasses.FrozenInstanceError: cannot assign to field 'x'
    """
    made = dataclass(frozen=True, slots=True)(cls)
    given = fields(made)  # type: ignore[arg-type]  # it is a data class now
    if hasattr(made, "__post_init__") or any(each.default_factory is not MISSING for each in given):
        raise TypeError(f"{made.__name__} has a default factory or a __post_init__, which are passed over here")
    names = [each.name for each in given]
    twin = type(f"Open{made.__name__}", made.__bases__, {"__slots__": names})
    known = {"made_": made, "twin_": twin, "become_": _BECOME, **{f"{each.name}_": each.default for each in given}}
    heads = [each.name if each.default is MISSING else f"{each.name}={each.name}_" for each in given]
    lines = ["become_(self, twin_)", *(f"self.{name} = {name}" for name in names), "become_(self, made_)"]
    # What is run is made of the names of fields, as dataclass does it.
    exec(f"def __init__(self, {', '.join(heads)}):\n    " + "\n    ".join(lines), known)  # noqa: S102 - as said
    init: Any = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    made.__init__ = init  # type: ignore[method-assign]  # that is what this is for
    return made
