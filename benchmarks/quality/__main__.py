"""Measure the quality of the bundled reader on public data, and write it into RESULTS.md.

From a clone, with the corpora laid out as ``docs/training.md`` tells::

    python -m evigraph.benchmarks.quality --corpora DIR --date 2026-01-31

Without ``--date`` the results are only printed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from ..results import RESULTS, machine, replaced, section, text_of
from . import calibration, carb, gap, knowledgenet, mine, names, redocred, syntax, written
from .report import Choice, Report

BENCHMARKS: dict[str, Callable[[Path, Choice], Report]] = {
    "knowledgenet": knowledgenet.report,
    "redocred": redocred.report,
    "syntax": syntax.report,
    "names": names.report,
    "gap": gap.report,
    "written": written.report,
    "calibration": calibration.report,
    "carb": carb.report,
    "mine": mine.report,
}

PLACES = {"corpora": "DIR", "judge": "FILE"}


def main(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    corpora: Annotated[Path, typer.Option(help="Folder of the corpora.", exists=True, file_okay=False)],
    date: Annotated[str | None, typer.Option(help="The day, as it shall stand in the results.")] = None,
    only: Annotated[str | None, typer.Option(help=f"One of {', '.join(BENCHMARKS)}.")] = None,
    first: Annotated[int | None, typer.Option(help="Start at this document instead of the first one kept.")] = None,
    limit: Annotated[int | None, typer.Option(help="Only so many documents.")] = None,
    judge: Annotated[Path | None, typer.Option(help="The judge of MINE, which is left out without one.")] = None,
    results: Annotated[Path, typer.Option(help="The file to write to.")] = RESULTS,
) -> None:
    """Measure the bundled reader."""
    if only is not None and only not in BENCHMARKS:
        raise typer.BadParameter(f"{only} is none of {', '.join(BENCHMARKS)}", param_hint="--only")
    for name in [only] if only else [name for name in BENCHMARKS if name != "mine" or judge is not None]:
        report = str(BENCHMARKS[name](corpora, Choice(first, limit, judge)))
        print(report, end="\n\n")
        if date is not None:  # after each, so that what is done stays when a later one fails
            results.write_text(with_report(text_of(results), name, report, date), encoding="utf-8")


def with_report(text: str, name: str, report: str, date: str) -> str:
    """Return the results with one report in their quality section, and when, where and how it was measured."""
    title, _, rest = report.partition("\n")
    how = f"{date}, {machine()}\n\n    {_command()}"
    quality = replaced(section(text, "quality"), f"quality {name}", f"{title}\n\n{how}\n{rest}")
    return replaced(text, "quality", quality)


def _command() -> str:
    """Return the command as another may give it, whatever the folders were called here."""
    words = re.sub(r"--(corpora|judge)[ =]\S+", lambda m: f"--{m[1]} {PLACES[m[1]]}", " ".join(sys.argv[1:]))
    return f"python -m evigraph.benchmarks.quality {words}"


if __name__ == "__main__":
    typer.run(main)
