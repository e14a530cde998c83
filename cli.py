r"""The command line: ``evigraph COMMAND``, a thin face over the library.

Exit codes: 0 all went well; 1 some input was skipped, each with a line that says why (``--skip-errors`` makes it 0),
or a graph breaks a rule;
2 the command line is wrong; 3 nothing could be done, as the line says; 130 interrupted; 141 the reader of the output
went away.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from . import __version__, upkeep_commands
from .intake import Engine
from .options import (
    MAX_MEMORY,
    MAX_SECONDS,
    MAX_SIZE,
    AsJson,
    Authorities,
    ByEngine,
    Folder,
    Infer,
    MaxMemory,
    MaxSeconds,
    MaxSize,
    Paths,
    Pipeline,
    Quiet,
    Reconcile,
    SkipErrors,
    Threshold,
    WholeDocument,
    Workers,
    limits,
)
from .terminal import (
    Commands,
    counted,
    exit_for,
    judged,
    progress,
    serving,
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
    TSV = "tsv"
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

    Exit codes: 0 all went well; 1 some input was skipped, or a graph breaks a rule, and said; 2 the command line is
    wrong; 3 it failed, as the message says; 130 interrupted; 141 the reader of the output went away.

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
    workers: Workers = 1,
    engine: ByEngine = Engine.LOCAL,
    max_size: MaxSize = MAX_SIZE,
    max_seconds: MaxSeconds = MAX_SECONDS,
    max_memory: MaxMemory = MAX_MEMORY,
    skip_errors: SkipErrors = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Read documents and write their graph into a folder.

    The folder gets workspace.db, graph.ttl, graph.nq, graph.html, graph.graphml, vocabulary.ttl, shapes.ttl,
    report.json and dataset.ttl, which describes the others, and holds the graph of just these documents. A second build
    into it reads only the documents that changed. A graph of more than 20,000 documents is not drawn: there is no
    graph.html.

    Example:

    \b
        evigraph build seeds -o graph.out
    """
    from .api import reader_for
    from .building import Options, build_into

    with progress(quiet=quiet) as tell:
        load = reader_for(pipeline, threshold, whole_document=whole_document)
        within = limits(max_size, max_seconds, max_memory)
        options = Options(tuple(authority or ()), reconcile, infer, workers, within, engine)
        built = build_into(output, paths, load, tell, options)
    if as_json:
        write_json({"output": output.as_posix(), **built.account()})
    elif not quiet:
        summarise(built, output)
    exit_for(len(built.failures), skip_errors=skip_errors)


@app.command()
def extract(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    paths: Paths,
    pipeline: Pipeline = None,
    threshold: Threshold = None,
    whole_document: WholeDocument = False,
    workers: Workers = 1,
    engine: ByEngine = Engine.LOCAL,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="FILE", help="Write them as Parquet into a file instead.")
    ] = None,
    max_size: MaxSize = MAX_SIZE,
    max_seconds: MaxSeconds = MAX_SECONDS,
    max_memory: MaxMemory = MAX_MEMORY,
    skip_errors: SkipErrors = False,
    quiet: Quiet = False,
) -> None:
    """Write what each document says as a line of JSON.

    Lines come on standard output, in the order of the input.

    Example:

    \b
        evigraph extract seeds/alibaba.txt
        evigraph extract seeds --parquet readings.parquet
    """
    from .api import reader_for
    from .export.parquet import write_readings
    from .graph.record import to_json
    from .intake import Intake

    # A bar would run into the records if both go to one terminal.
    with progress(quiet=quiet or sys.stdout.isatty()) as tell:
        within = limits(max_size, max_seconds, max_memory)
        intake = Intake(paths, progress=tell, workers=workers, limits=within, engine=engine)
        readings = intake.readings(reader_for(pipeline, threshold, whole_document=whole_document))
        if parquet is not None:
            write_readings(readings, parquet)
        else:
            for reading in readings:
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
        Table, typer.Option("--format", "-f", metavar="table|csv|tsv|json|ttl", help="How to write the answer.")
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
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A label or an alias of a thing.", show_default=False)
    ] = None,
    rejected: Annotated[
        bool,
        typer.Option("--rejected", help="Show what was seen and not taken, and why; without NAME in all documents."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a thing, with the sentences.

    With --rejected: what was seen in its sentences and gave no claim, each with the rule that refused it.

    Example:

    \b
        evigraph explain graph.out Alibaba
        evigraph explain graph.out Alibaba --rejected
    """
    from .opening import opened
    from .query.explain import explain as known
    from .query.ledger import rejected as refused

    if name is None and not rejected:
        raise typer.BadParameter("say the NAME of a thing, or --rejected")
    with opened(folder) as graph:
        show(known(graph, name) if name is not None and not rejected else refused(graph, name), as_json=as_json)


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
    from .opening import opened
    from .query.explain import path as way

    with opened(folder) as graph:
        show(way(graph, start, end), as_json=as_json)


@app.command()
def ask(
    folder: Folder,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question in English about one thing or two.")],
    as_json: AsJson = False,
) -> None:
    """Answer a question in plain words, with the sentences and the SPARQL.

    Questions are matched to the labels of the vocabulary, without a language model. What is not understood wholly is
    not answered.

    Example:

    \b
        evigraph ask graph.out "Who founded Alibaba?"
    """
    from .asking import store_of
    from .query.ask import ask as answer

    show(answer(store_of(folder), question), as_json=as_json)


@app.command()
def validate(
    folder: Folder,
    shacl: Annotated[
        bool, typer.Option("--shacl", help="Write pyshacl's own report of a sample instead, as Turtle (slow).")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what of a graph breaks the rules of its vocabulary.

    Each violation comes with the sentences behind it; shapes.ttl, which the build writes, has the rules in SHACL.
    Two values where there is one are a warning, since texts may contradict each other; with an error the exit code
    is 1.

    Example:

    \b
        evigraph validate graph.out
    """
    from .asking import store_of

    store = store_of(folder)
    if shacl:
        from .query.shacl import report

        write_line(report(store).turtle)
        return
    from .query.validate import validate as violations

    found = violations(store)
    judged(found, as_json=as_json)
    raise typer.Exit(any(violation.severe for violation in found))


@app.command()
def serve(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    folder: Folder,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="Where to listen; others can reach 0.0.0.0.")] = (
        "127.0.0.1"
    ),
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="0 is any that is free.")
    ] = 8000,
    seconds: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="How long a query may take.")
    ] = 10.0,
    rows: Annotated[
        int, typer.Option("--rows", metavar="N", min=1, help="How many rows an answer may have.")
    ] = 100_000,
    origin: Annotated[
        str | None,
        typer.Option("--cors", metavar="ORIGIN", help="A site whose pages may ask, as in https://yasgui.org."),
    ] = None,
    writable: Annotated[
        bool,
        typer.Option(
            "--writable", help="Take SPARQL updates that bear the token it prints; they last until the server stops."
        ),
    ] = False,
) -> None:
    """Serve the graph of a folder on this machine.

    There is a page for queries, the explorer, a page for each thing at its IRI, and a SPARQL endpoint at /sparql.
    Where graph.html holds only a part of a very large graph, the explorer brings the rest as it is asked for.
    A build into the folder while it runs is taken up once it is whole.

    Example:

    \b
        evigraph serve graph.out
    """
    from .query.serve.run import serve as run
    from .query.serve.run import with_token
    from .query.serve.settings import Limits, Settings

    limits = Limits(rows, Settings().limits.size)
    settings = Settings(host=host, port=port, seconds=seconds, limits=limits, origin=origin)
    run(folder, with_token(settings) if writable else settings, serving)


@app.command()
def publish(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    folder: Folder,
    endpoint: Annotated[
        str, typer.Option("--endpoint", metavar="URL", help="Where the store takes updates.", show_default=False)
    ],
    graph_store: Annotated[
        bool, typer.Option("--graph-store", help="URL speaks the Graph Store Protocol rather than SPARQL Update.")
    ] = False,
    query_endpoint: Annotated[
        str | None,
        typer.Option("--query-endpoint", metavar="URL", help="Where the store is asked; else beside the endpoint."),
    ] = None,
    size: Annotated[int, typer.Option("--batch", metavar="N", min=1, help="Statements in one request.")] = 10_000,
    replace: Annotated[bool, typer.Option("--replace", help="Empty the graphs first that are sent.")] = False,
    quiet: Quiet = False,
) -> None:
    """Send the graph of a folder to a SPARQL 1.1 store.

    It goes in batches, and on where it was if it is run again after a failure; at the end the statements are counted
    there. What EVIGRAPH_AUTHORIZATION holds is sent as the Authorization header.

    Example:

    \b
        evigraph publish graph.out --endpoint http://127.0.0.1:7878/update
    """
    from .asking import QUADS
    from .query.publish import Target
    from .query.publish import publish as send

    target = Target(endpoint, graph_store, query_endpoint, os.environ.get("EVIGRAPH_AUTHORIZATION"))
    number = send(folder / QUADS, target, size=size, replace=replace)
    if not quiet:
        write_line(f"Published {counted(number, 'statement')}; the store holds them")


@app.command()
def export(
    folder: Folder,
    format: Annotated[  # noqa: A002 - the option's name
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="ttl, ttl12, nt, nq, trig, jsonld, rdfxml, graphml, gexf, json, csv, cyjs or html; parquet or neo4j,"
            " which are folders; else the suffix of FILE.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file or folder to write; else standard output."),
    ] = None,
) -> None:
    """Write the graph of a folder in another format.

    Example:

    \b
        evigraph export graph.out --format csv -o claims.csv
    """
    from .export.formats import pieces, write
    from .opening import opened

    if output is None and format is None:
        raise typer.BadParameter("say the format, as in --format csv, or a file with -o")
    with opened(folder) as graph:
        if output is not None:
            write(graph, output, format)
            return
        for piece in pieces(graph, str(format)):
            write_bytes(piece)


for _command in upkeep_commands.COMMANDS:
    app.command()(_command)


def main() -> None:
    """Run the command line."""
    app(prog_name="evigraph")


if __name__ == "__main__":
    main()
