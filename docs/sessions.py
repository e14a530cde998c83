"""Run the sessions shown in the documentation and compare what they show with what really comes out.

A session is a fenced ``console`` block: lines that start with ``$ evigraph`` are commands, the lines below one are its
output. A line that is only ``…`` stands for any number of lines left out. Commands run without a shell in a folder
that holds ``seeds/`` and what earlier commands made. ``python docs/sessions.py`` shows the differences and fails if
there are any; ``--write`` puts the real output in, cutting it where a ``…`` was.

Processors round differently in the network's 8-bit arithmetic, so a count of hundreds or a confidence that is off by a
little is no difference.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDED = re.compile(r"(?<=, )0\.\d\d\b|\d+(?= (?:entities|relations|of them)\b)")
SHARE, CONFIDENCE = 0.02, 0.03  # counts may be off by a share of them, confidences by so much
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CUT = "…"
MORE = "> "


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a session and the lines shown below it."""

    command: str
    shown: tuple[str, ...]


def main() -> None:
    """Check or rewrite the sessions of the given pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path, nargs="*", default=[ROOT / "README.md"])
    parser.add_argument("--write", action="store_true", help="put the real output into the pages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        differences = [line for page in options.pages for line in refresh(page, Path(folder), write=options.write)]
    sys.stdout.writelines(differences)
    sys.exit(1 if differences and not options.write else 0)


def refresh(page: Path, folder: Path, *, write: bool) -> list[str]:
    """Run the sessions of a page in a folder; return the differences as lines of a unified diff."""
    old = page.read_text(encoding="utf-8")
    new = BLOCK.sub(lambda block: f"```console\n{_replayed(block[1], folder)}```", old)
    if write:
        page.write_text(new, encoding="utf-8")
    shown, real = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(shown) == len(real):
        real = [one if near(one, other) else other for one, other in zip(shown, real, strict=True)]
    return list(difflib.unified_diff(shown, real, f"{page.name} (shown)", f"{page.name} (real)"))


def near(shown: str, real: str) -> bool:
    """Tell whether two lines differ in no more than what processors round differently.

    >>> near("335 relations, 301 of them", "336 relations, 302 of them"), near("9 documents", "8 documents")
    (True, False)
    >>> near("asserted, 0.77", "asserted, 0.78"), near("asserted, 0.77", "negated, 0.77")
    (True, False)
    """
    pairs = list(zip(ROUNDED.findall(shown), ROUNDED.findall(real), strict=False))
    apart = [(abs(float(one) - float(other)), float(one)) for one, other in pairs]
    close = all(gap <= (CONFIDENCE if value < 1 else SHARE * value) + 1e-9 for gap, value in apart)
    return close and ROUNDED.sub("#", shown) == ROUNDED.sub("#", real)


def _replayed(session: str, folder: Path) -> str:
    parts = [f"$ {step.command}\n{_kept(step.shown, run(step.command, folder))}" for step in steps(session)]
    return "".join(parts)


def steps(session: str) -> list[Step]:
    """Split a session into its commands; a command goes on over lines that start with ``> ``, as a shell shows it."""
    found: list[Step] = []
    for block in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        first, *lines = block.splitlines()
        further = list(takewhile(lambda line: line.startswith(MORE), lines))
        found.append(Step("\n".join([first, *further]), tuple(lines[len(further) :])))
    return found


def run(command: str, folder: Path) -> list[str]:
    """Run one ``evigraph`` command and return the lines of both its streams."""
    words = shlex.split(command.replace(f"\n{MORE}", "\n"))
    if words[0] != "evigraph":
        raise SystemExit(f"{words[0]}: sessions run evigraph only")
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    arguments = [sys.executable, "-m", "evigraph", *words[1:]]
    done = subprocess.run(  # noqa: S603 - a command of our own pages, without a shell
        arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]


def _kept(shown: tuple[str, ...], real: list[str]) -> str:
    """Return the real lines, cut where the shown ones are cut: as many before and after the cut as were shown."""
    if CUT in shown:
        before = shown.index(CUT)
        after = len(shown) - before - 1
        real = [*real[:before], CUT, *real[len(real) - after :]] if len(real) > before + after else real
    return "".join(f"{line}\n" for line in real)


if __name__ == "__main__":
    main()
