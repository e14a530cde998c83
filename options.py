"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Files or folders with .txt, .md, .html, .pdf, .docx or .jsonl in them; - is standard input.",
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
SkipErrors = Annotated[bool, typer.Option("--skip-errors", help="Exit with 0 even if some input was skipped.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary; errors are still said.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON on standard output, for a program to read.")]
