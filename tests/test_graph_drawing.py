"""A drawing is the same whoever makes it, and is made here where nobody else can."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from evigraph.benchmarks.large import made
from evigraph.graph.drawing import begin, draw
from evigraph.graph.regions import WHOLE_LIMIT
from evigraph.graph.sketch import Sketch, sketch


@pytest.fixture(scope="module")
def large() -> Sketch:
    """Return the sketch of a graph that is drawn by a process of its own."""
    found = sketch(made(WHOLE_LIMIT + 100))
    assert len(found.labels) > WHOLE_LIMIT
    return found


def test_another_process_draws_the_same(large: Sketch) -> None:
    """Communities and places are those that are found here."""
    assert begin(large)() == draw(large)


@pytest.mark.parametrize("executable", ["", sys.executable + "-of-nobody"])
def test_without_another_process_it_is_drawn_here(
    large: Sketch, executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interpreter that is not known, or is not there, costs nothing but time."""
    monkeypatch.setattr(sys, "executable", executable)
    assert begin(large)() == draw(large)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_process_that_fails_costs_nothing(large: Sketch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that ends with an error is not waited for any longer."""
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    failing.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(failing))
    assert begin(large)() == draw(large)


def test_a_sketch_knows_who_is_beside_whom() -> None:
    """Neighbours are those of either direction, without oneself and without values."""
    pairs = {(0, 1): 2, (1, 2): 1, (2, 2): 1}
    assert Sketch(("A", "B", "C"), (True, True, False), pairs).near() == [[1], [0, 2], [1]]
