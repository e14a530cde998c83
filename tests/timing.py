"""How the time that work takes grows with its size, judged so that other work of the machine is no failure."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

_TRIES = 5


def grows_less(work: Callable[[int], object], small: int, large: int, *, than: float) -> bool:
    """Tell whether a unit of large work takes less than so many times one of small work: once in five tries.

    The time is that of the processor, and the least of what was measured so far: what else runs can only add to it.
    """
    short = long = float("inf")
    for _ in range(_TRIES):
        short, long = min(short, _unit(work, small)), min(long, _unit(work, large))
        if long < than * short:
            return True
    return False


def _unit(work: Callable[[int], object], size: int) -> float:
    before = process_time()
    work(size)
    return (process_time() - before) / size
