"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .extract.limits import MEGABYTE, Limits
from .intake import Engine

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Files or folders with .txt, .md, .html, .pdf, .docx, .jsonl or .parquet in them, or such in a store of "
        "objects, as in s3://bucket/texts; - is standard input.",
        show_default=False,
    ),
]
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder that `evigraph build` wrote.", show_default=False)
]
Pipeline = Annotated[
    str | None,
    typer.Option("--pipeline", metavar="NAME", help="A spaCy pipeline to read with, in place of the bundled one."),
]
Threshold = Annotated[
    float | None,
    typer.Option(
        "--threshold",
        metavar="P",
        min=0,
        max=1,
        help="Least probability of a relation that the network finds; .8 unless told. Higher: fewer and surer.",
    ),
]
WholeDocument = Annotated[
    bool,
    typer.Option(
        "--whole-document",
        help="Also relations that no sentence says but the document as a whole suggests; they are less often right.",
    ),
]
Authorities = Annotated[
    list[Path] | None,
    typer.Option(
        "--authority",
        metavar="FILE",
        help="Link entities to the identifiers of a file: CSV with the columns id and label, SKOS or other RDF; or say "
        "bundled for countries, large cities and languages.",
    ),
]
Reconcile = Annotated[
    str | None,
    typer.Option(
        "--reconcile",
        metavar="URL",
        help="Link entities by a W3C reconciliation service such as Wikidata's, which is sent their labels.",
    ),
]
Infer = Annotated[
    bool,
    typer.Option("--infer", help="Also derive what follows by the vocabulary, such as inverses, in a graph apart."),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="How many processes read at once; as many as there are cores is best, if each may have 400 MB.",
    ),
]
ByEngine = Annotated[
    Engine,
    typer.Option(
        "--engine",
        metavar="local|ray",
        help="Who reads: processes of this machine, or actors on the Ray cluster that RAY_ADDRESS names; without one, "
        "on one that is started here. Needs evigraph[ray].",
        show_default=False,
    ),
]
MaxSize = Annotated[
    float,
    typer.Option(
        "--max-size",
        metavar="MB",
        min=0.001,
        help="How large a file or a line of .jsonl may be, and its text; 100 unless told.",
        show_default=False,
    ),
]
MaxSeconds = Annotated[
    float,
    typer.Option(
        "--max-seconds",
        metavar="S",
        min=0.1,
        help="How long it may take to find the text of a file; 60 unless told.",
        show_default=False,
    ),
]
MaxMemory = Annotated[
    float,
    typer.Option(
        "--max-memory",
        metavar="MB",
        min=200,
        help="How much memory that may take, where the system can tell; 2000 unless told.",
        show_default=False,
    ),
]
SkipErrors = Annotated[bool, typer.Option("--skip-errors", help="Exit with 0 even if some input was skipped.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary; errors are still said.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON on standard output, for a program to read.")]
MAX_SIZE, MAX_SECONDS, MAX_MEMORY = Limits().size / MEGABYTE, Limits().seconds, Limits().memory / MEGABYTE


def limits(max_size: float, max_seconds: float, max_memory: float) -> Limits:
    """Return what one document may cost, as the options say it.

    >>> limits(MAX_SIZE, MAX_SECONDS, MAX_MEMORY) == Limits()
    True
    """
    return Limits(round(max_size * MEGABYTE), max_seconds, round(max_memory * MEGABYTE))
