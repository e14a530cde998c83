"""The commands that keep a graph over time: add, remove, diff, review and undo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .intake import Engine
from .options import (
    MAX_MEMORY,
    MAX_SECONDS,
    MAX_SIZE,
    AsJson,
    ByEngine,
    Folder,
    MaxMemory,
    MaxSeconds,
    MaxSize,
    Paths,
    Pipeline,
    Quiet,
    SkipErrors,
    Threshold,
    WholeDocument,
    Workers,
    limits,
)
from .terminal import counted, exit_for, printable, progress, write_json, write_line
from .upkeep_words import account, changes, entries, summary


def add(  # noqa: PLR0913, PLR0917 - a parameter is an option here
    folder: Folder,
    paths: Paths,
    pipeline: Pipeline = None,
    threshold: Threshold = None,
    whole_document: WholeDocument = False,
    workers: Workers = 1,
    engine: ByEngine = Engine.LOCAL,
    max_size: MaxSize = MAX_SIZE,
    max_seconds: MaxSeconds = MAX_SECONDS,
    max_memory: MaxMemory = MAX_MEMORY,
    skip_errors: SkipErrors = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Add documents to the graph of a folder.

    Those that it has stay. A document that is already there is not read again; one with new content replaces the old.
    Identifiers to link to and whether to infer stay as the last build had them.

    Example:

    \b
        evigraph add graph.out seeds/baidu.txt
    """
    from .api import reader_for
    from .upkeep import add_to

    with progress(quiet=quiet) as tell:
        load = reader_for(pipeline, threshold, whole_document=whole_document)
        within = limits(max_size, max_seconds, max_memory)
        kept = add_to(folder, paths, load, tell, workers=workers, limits=within, engine=engine)
    _say(account(kept), summary(kept), quiet=quiet, as_json=as_json)
    exit_for(len(kept.failures), skip_errors=skip_errors)


def remove(
    folder: Folder,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Documents by the source that the graph gives, or folders of them.",
            show_default=False,
        ),
    ],
    for_good: Annotated[
        bool, typer.Option("--for-good", help="Erase what was read as well, so that undo cannot bring it back.")
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Take documents out of the graph of a folder.

    The graph is then the one that the other documents give by themselves. `evigraph undo` brings them back.

    Example:

    \b
        evigraph remove graph.out seeds/baidu.txt
    """
    from .upkeep import remove_from

    kept = remove_from(folder, names, for_good=for_good)
    _say(account(kept), summary(kept), quiet=quiet, as_json=as_json)


def diff(
    folder: Folder,
    other: Annotated[
        Path | None,
        typer.Argument(metavar="NEW", help="The folder to compare it with, as the newer one.", show_default=False),
    ] = None,
    before: Annotated[
        int | None,
        typer.Option(
            "--before", metavar="N", help="Compare with the same graph before decision N; see `evigraph undo --list`."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what came, went and changed, with the sentences.

    Compares the graphs of two folders, or that of one with itself before a decision.

    Example:

    \b
        evigraph diff graph.old graph.out
    """
    from .api import load
    from .graph.difference import difference
    from .upkeep import before as graph_before

    if (other is None) == (before is None):
        raise typer.BadParameter("say either the other folder or --before N")
    now = load(folder if other is None else other).graph
    old = load(folder).graph if before is None else graph_before(folder, before)
    found = difference(old, now)
    if as_json:
        write_json(found.to_json())
    else:
        for line in changes(found, old, now):
            write_line(printable(line))


def review(
    folder: Folder,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write the questions as a table to fill in.")
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about",
            metavar="NAME",
            help="Ask whether a thing is one in all documents, whatever is sure; named twice, whether two are one.",
        ),
    ] = None,
    apply: Annotated[
        Path | None, typer.Option("--apply", metavar="FILE", help="Take the verdicts of a table that was filled in.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Decide who is who where the texts leave it open.

    Shows each pair of names that may or may not be one thing, and each join that is not sure, with both sentences, and
    asks: same, different or skip. Decisions hold over later builds; `evigraph undo` takes them back.

    Example:

    \b
        evigraph review graph.out --csv questions.csv
        evigraph review graph.out --about "Jack Ma" --about "Pony Ma"
    """
    from . import reviewing
    from .api import load
    from .upkeep import decide_in, decisions_in

    if csv is not None and apply is not None:
        raise typer.BadParameter("write a table with --csv or take one with --apply, not both")
    graph = load(folder).graph
    if about:
        graph = reviewing.about(graph, about)
    if as_json:
        write_json(reviewing.to_json(graph))
    elif csv is not None:
        reviewing.write(csv, reviewing.to_csv(graph))
        write_line(f"Wrote {counted(len(graph.questions), 'question')} to {printable(str(csv))}")
    elif apply is not None:
        content = reviewing.read(apply)
        decisions = reviewing.from_csv(content, graph, decisions_in(folder), name=apply.as_posix())
        _say({}, [f"Took    {counted(len(decisions), 'decision')}", *summary(decide_in(folder, decisions))])
    elif not graph.questions:
        write_line("There is nothing to ask" if about else "Nothing is open")
    else:
        _say({}, summary(decide_in(folder, reviewing.ask(graph, _prompt))))


def undo(
    folder: Folder,
    number: Annotated[
        int | None,
        typer.Argument(metavar="[N]", help="The decision to take back; the last one unless told.", show_default=False),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show the decisions and take none back.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Take back a decision: a verdict of review, or a removal.

    Example:

    \b
        evigraph undo graph.out --list
    """
    from .upkeep import entries_in, undo_in

    if listed:
        for line in entries(entries_in(folder)):
            write_line(printable(line))
        return
    kept = undo_in(folder, number)
    _say(account(kept), summary(kept), quiet=quiet, as_json=as_json)


COMMANDS = (add, remove, diff, review, undo)


def _prompt(text: str) -> str:
    """Show a question and return what is answered; the end of the input ends the review."""
    for line in text.splitlines():
        write_line(printable(line))
    try:
        said = typer.prompt("same, different, skip or quit [s/d/k/q]", default="k", show_default=False)
    except typer.Abort:
        write_line("")  # whatever comes next shall not stand behind the question
        return "quit"
    return str(said)


def _say(counts: dict[str, object], lines: list[str], *, quiet: bool = False, as_json: bool = False) -> None:
    if as_json:
        write_json(counts)
    elif not quiet:
        for line in lines:
            write_line(printable(line))
