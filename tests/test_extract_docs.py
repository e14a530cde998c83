"""The page on reading tells the truth."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from evigraph.extract.names import CLASSES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reading.md"


def test_examples_run():
    """Every example of the page gives what it shows."""
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 0) == (0, True)


def test_every_file_is_named():
    """The page names each file of the room, and none that is neither there nor among the claims."""
    named = set(re.findall(r"`(\w+\.py)`", PAGE.read_text(encoding="utf-8")))
    room = {path.name for path in (ROOT / "extract").glob("*.py")} - {"__init__.py"}
    assert room <= named <= room | {path.name for path in (ROOT / "extract" / "claims").glob("*.py")}


def test_labels_have_classes():
    """Every label the page names is one that mentions know the class of."""
    line = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("Names are"))
    assert set(re.findall(r"`(\w+)`", line)) <= set(CLASSES)
