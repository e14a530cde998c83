r"""The command line: ``evigraph COMMAND``, a thin face over the library.

Exit codes: 0 all went well; 1 some input was skipped, each with a line that says why (``--skip-errors`` makes it 0);
2 the command line is wrong; 3 nothing could be done, as the line says; 130 interrupted; 141 the reader of the output
went away.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from . import __version__, upkeep_commands
from .options import (
    AsJson,
    Authorities,
    Folder,
    Infer,
    Paths,
    Pipeline,
    Quiet,
    Reconcile,
    SkipErrors,
    Threshold,
    WholeDocument,
)
from .terminal import (
    Commands,
    exit_for,
    progress,
    show,
    summarise,
    utf8,
    write_bytes,
    write_json,
    write_line,
)

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Table(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


def _version(asked: bool) -> None:
    if asked:
        write_line(f"evigraph {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[  # noqa: ARG001 - the callback acts on it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn documents into a knowledge graph in which every edge shows the sentence that says it.

    Exit codes: 0 all went well; 1 some input was skipped, and said; 2 the command line is wrong; 3 it failed, as the
    message says; 130 interrupted; 141 the reader of the output went away.

    Example:

    \b
        evigraph build seeds -o graph.out
    """
    utf8()


@app.command()
def build(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    paths: Paths,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write into.", show_default=False)
    ],
    pipeline: Pipeline = None,
    threshold: Threshold = None,
    whole_document: WholeDocument = False,
    authority: Authorities = None,
    reconcile: Reconcile = None,
    infer: Infer = False,
    skip_errors: SkipErrors = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read documents and write their graph into a folder.

    The folder gets workspace.db, graph.ttl, graph.nq, graph.html, graph.graphml and report.json, and holds the graph
    of just these documents. A second build into it reads only the documents that changed.

    Example:

    \b
        evigraph build seeds -o graph.out
    """
    from .api import reader_for
    from .building import Options, build_into

    with progress(quiet=quiet) as tell:
        load = reader_for(pipeline, threshold, whole_document=whole_document)
        built = build_into(output, paths, load, tell, Options(tuple(authority or ()), reconcile, infer))
    if as_json:
        write_json({"output": output.as_posix(), **built.account()})
    elif not quiet:
        summarise(built, output)
    exit_for(len(built.graph.failures), skip_errors=skip_errors)


@app.command()
def extract(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    paths: Paths,
    pipeline: Pipeline = None,
    threshold: Threshold = None,
    whole_document: WholeDocument = False,
    skip_errors: SkipErrors = False,
    quiet: Quiet = False,
) -> None:
    """Write what each document says as a line of JSON.

    Lines come on standard output, in the order of the input.

    Example:

    \b
        evigraph extract seeds/alibaba.txt
    """
    from .api import reader_for
    from .graph.record import to_json
    from .intake import Intake

    # A bar would run into the records if both go to one terminal.
    with progress(quiet=quiet or sys.stdout.isatty()) as tell:
        intake = Intake(paths, progress=tell)
        for reading in intake.readings(reader_for(pipeline, threshold, whole_document=whole_document)):
            write_line(to_json(reading))
    exit_for(len(intake.failures), skip_errors=skip_errors)


@app.command()
def query(
    folder: Folder,
    sparql: Annotated[
        str,
        typer.Argument(
            metavar="SPARQL", help="A query, a file that holds one (.rq or .sparql), or - for standard input."
        ),
    ],
    shape: Annotated[
        Table, typer.Option("--format", "-f", metavar="table|csv|json|ttl", help="How to write the answer.")
    ] = Table.TABLE,
) -> None:
    """Answer a SPARQL query about the graph of a folder.

    Prefixes such as ev, rdfs, rdf, skos, prov and oa need no declaration. CONSTRUCT and DESCRIBE answer in Turtle.

    Example:

    \b
        evigraph query graph.out 'SELECT ?where WHERE { ?c rdfs:label "Alibaba" ; ev:foundedIn/rdfs:label ?where }'
    """
    from .asking import ask, sparql_of

    write_bytes(ask(folder, sparql_of(sparql), shape.value))


@app.command()
def explain(
    folder: Folder,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A label or an alias of a thing.")],
    as_json: AsJson = False,
) -> None:
    """Show what is known of a thing, with the sentences.

    Example:

    \b
        evigraph explain graph.out Alibaba
    """
    from .api import load

    found = load(folder).explain(name)
    show(found, as_json=as_json)


@app.command()
def path(
    folder: Folder,
    start: Annotated[str, typer.Argument(metavar="A", help="A label or an alias of one thing.")],
    end: Annotated[str, typer.Argument(metavar="B", help="A label or an alias of the other.")],
    as_json: AsJson = False,
) -> None:
    """Show how two things connect, with the sentences.

    Example:

    \b
        evigraph path graph.out Alibaba China
    """
    from .api import load

    found = load(folder).path(start, end)
    show(found, as_json=as_json)


@app.command()
def export(
    folder: Folder,
    format: Annotated[  # noqa: A002 - the option's name
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="ttl, nt, nq, trig, jsonld, rdfxml, graphml, gexf, json, csv or html; without it the suffix of FILE.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write; else standard output.")
    ] = None,
) -> None:
    """Write the graph of a folder in another format.

    Example:

    \b
        evigraph export graph.out --format csv -o claims.csv
    """
    from .api import load
    from .export.formats import dumps, write

    if output is None and format is None:
        raise typer.BadParameter("say the format, as in --format csv, or a file with -o")
    graph = load(folder).graph
    if output is None:
        write_bytes(dumps(graph, str(format)))
    else:
        write(graph, output, format)


for _command in upkeep_commands.COMMANDS:
    app.command()(_command)


def main() -> None:
    """Run the command line."""
    app(prog_name="evigraph")


if __name__ == "__main__":
    main()
