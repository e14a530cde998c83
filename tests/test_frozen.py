"""Frozen values are data classes in all but how they are made."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, asdict, field, replace

import pytest
from evigraph.frozen import frozen


@frozen
class Point:
    """A value with a default."""

    x: int
    y: tuple[int, ...] = (0,)


def test_arguments_go_by_place_and_by_name() -> None:
    """Both ways make the same value, and a field may be left to its default."""
    assert Point(1, (2,)) == Point(y=(2,), x=1)
    assert Point(1).y == (0,)


@pytest.mark.parametrize("arguments", [(), (1, 2, 3)])
def test_arguments_are_counted(arguments: tuple[int, ...]) -> None:
    """One too few or too many is the error that any function raises, with the name of the class."""
    with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
        Point(*arguments)


def test_a_value_is_of_its_class_and_cannot_change() -> None:
    """No trace is left of how it was made."""
    point = Point(1)
    assert type(point) is Point
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]  # that is what is tried
    with pytest.raises(FrozenInstanceError):
        del point.x  # type: ignore[misc]  # as above
    assert not hasattr(point, "__dict__")


def test_values_are_told_apart_copied_and_written() -> None:
    """Equality, hashes, copies, pickles and text are those of a data class."""
    point = Point(1)
    assert hash(point) == hash(Point(1)) != hash(Point(2))
    assert replace(point, x=2) == Point(2)
    assert asdict(point) == {"x": 1, "y": (0,)}
    assert pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - just made
    assert repr(point) == "Point(x=1, y=(0,))"


def test_what_would_be_passed_over_is_refused() -> None:
    """A default factory and a ``__post_init__`` are no part of it."""

    class Listed:
        items: list[int] = field(default_factory=list)

    class Checked:
        x: int

        def __post_init__(self) -> None:
            """Do nothing."""

    for each in (Listed, Checked):
        with pytest.raises(TypeError, match=each.__name__):
            frozen(each)
