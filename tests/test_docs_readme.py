"""The README tells the truth: its sessions, its Python, its queries, its links."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/**/*.md")))
README = ROOT / "README.md"


def fenced(language: str) -> list[str]:
    """Return the blocks of a language in the README."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_sessions_show_what_comes_out() -> None:
    """The README's sessions are run from the start, and show what they print, line for line."""
    done = subprocess.run([sys.executable, "docs/sessions.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_sessions_hold_the_questions_a_reader_asks_first() -> None:
    """The README builds, asks for a plain triple and asks for its sentence with offsets."""
    shown = "".join(fenced("console"))
    assert "$ evigraph build seeds" in shown
    assert "Hangzhou" in shown
    assert "Established on June 28, 1999, in Hangzhou, Zhejiang" in shown


def test_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's Python runs as it stands from the root of the repository."""
    monkeypatch.chdir(ROOT)
    for block in fenced("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own page


@pytest.mark.parametrize("name", ["main", "tests"])
def test_commands_are_marked_for_the_continuous_integration(name: str) -> None:
    """Both commands can be found by ``.ci/run`` and are one line."""
    found = re.search(rf"^<!-- run: {name} -->\n```sh\n(.*?)^```$", README.read_text(encoding="utf-8"), re.S | re.M)
    assert found is not None
    assert len(found[1].splitlines()) == 1
    assert found[1].startswith("python3 -m venv .venv && .venv/bin/pip install ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of the pages names a file that is there."""
    targets = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
