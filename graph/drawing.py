"""Where all that a page shows lies; of a large graph it is found by a process of its own, beside what else is done.

That takes a second or two with ten thousand entities and asks for nothing but a sketch of them. The process is a new
one on every system, since a fork would take along threads and open files.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from ..bounds import same_modules
from ..frozen import frozen
from .communities import Community, communities
from .regions import WHOLE_LIMIT, Plan, plan
from .sketch import Sketch

_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows


@frozen
class Drawing:
    """The communities of a graph, and the places of these and of its entities."""

    tree: tuple[Community, ...]
    plan: Plan


def draw(sketch: Sketch) -> Drawing:
    """Find the communities of a graph, and place them and its entities.

    >>> draw(Sketch(("A",), (True,), {})).plan.entities
    ((0, 0),)
    """
    tree = communities(sketch)
    return Drawing(tree, plan(sketch, tree))


def begin(sketch: Sketch) -> Callable[[], Drawing]:
    """Begin to draw in a process of its own, if that is worth it, and return what waits for the drawing.

    It is drawn here where there is but one processor, or where the process fails.
    """
    alone = (os.cpu_count() or 1) == 1 or not sys.executable or hasattr(sys, "frozen")  # then it is no Python
    if alone or len(sketch.labels) <= WHOLE_LIMIT:
        return lambda: draw(sketch)
    with_thread = ThreadPoolExecutor(1)
    begun = with_thread.submit(_elsewhere, pickle.dumps(sketch))
    with_thread.shutdown(wait=False)
    return lambda: _drawn(begun, sketch)


def _elsewhere(sketch: bytes) -> bytes:
    command = [sys.executable, "-P", "-c", f"from {__name__} import answer; answer()"]
    done = subprocess.run(  # noqa: S603 - our own module
        command, input=sketch, env=same_modules(), check=True, capture_output=True, creationflags=_NO_WINDOW
    )
    return done.stdout


def _drawn(begun: Future[bytes], sketch: Sketch) -> Drawing:
    try:
        found: Drawing = pickle.loads(begun.result())  # noqa: S301 - from the process that was started for it
    except (OSError, subprocess.SubprocessError, EOFError, pickle.UnpicklingError):
        return draw(sketch)
    return found


def answer() -> None:
    """Draw the sketch that comes in; the body of the process."""
    sketch: Sketch = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    sys.stdout.buffer.write(pickle.dumps(draw(sketch)))
