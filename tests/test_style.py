"""The code is clean by the project's own rules."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str, folder: Path = ROOT) -> None:
    """Run a tool of this environment and show what it says if it is not content."""
    words = [sys.executable, "-m", *command]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_is_content(command: list[str]) -> None:
    """No lint and no formatting is left to do."""
    run("ruff", *command, ".")


@pytest.mark.slow
def test_types_hold(tmp_path: Path) -> None:
    """``mypy --strict`` is content with the package.

    mypy takes a package's name from its folder, and a clone may be called anything: it gets a copy of the right name.
    ``training``, and ``benchmarks/quality`` which reads its corpora, can only be judged where the extra ``train`` is.
    """
    untyped = (".*", "tests", "notebooks", "*.onnx", "*.out", "build", "__pycache__")
    without_torch = () if find_spec("torch") else ("training", "quality")
    package = shutil.copytree(ROOT, tmp_path / "evigraph", ignore=shutil.ignore_patterns(*untyped, *without_torch))
    run("mypy", "--config-file", str(package / "pyproject.toml"), "--package", "evigraph", folder=tmp_path)
