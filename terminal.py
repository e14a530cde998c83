"""What the commands say: one clean line per problem, a progress bar on a terminal, and exit codes.

Names of files and things come from anyone, so control characters are shown as escapes: they never steer a terminal.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from .errors import EvigraphError, OutputError
from .graph.model import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from .building import Built
    from .intake import Step
    from .query.ask import Answered
    from .query.explain import Explanation
    from .query.explain import Path as Connection
    from .query.ledger import Ledger
    from .query.validate import Violation

SKIPPED = 1
FAILED = 3
INTERRUPTED = 130  # 128 + SIGINT
BROKEN_PIPE = 141  # 128 + SIGPIPE
# Control characters, line ends of every kind, lone surrogates, and what turns the direction of writing around.
_STEERING = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Commands(TyperGroup):
    """A group of commands in which no error of ours and no interruption ends in a traceback."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as below
        """Read the command line, which may already write, as ``--version`` does."""
        with guarded():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer 0.25 moved click's Context, so it has no one name
        """Run the chosen command."""
        with guarded():
            return super().invoke(ctx)


@contextmanager
def guarded() -> Iterator[None]:
    """Turn our errors, Ctrl-C and a closed pipe into a line and an exit code."""
    try:
        yield
    except EvigraphError as error:
        complain(error.subject, error.problem, error.cure)
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        complain("interrupted", "stopped by the keyboard", "run it again; a build goes on where it was")
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        _discard_output()
        raise typer.Exit(BROKEN_PIPE) from error


def complain(subject: str, problem: str, cure: str) -> None:
    """Say on standard error what is wrong with what, and what to do."""
    typer.echo(printable(f"evigraph: {subject}: {problem} ({cure})"), err=True)


def say(failure: Failure) -> None:
    """Complain of a file that could not be read."""
    complain(failure.source, failure.error, failure.cure)


def printable(text: str) -> str:
    r"""Return the text on one line, with control characters shown as escapes.

    >>> print(printable("a\x1b[2Jb\nc"))
    a\x1b[2Jb\nc
    """
    return _STEERING.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def exit_for(skipped: int, *, skip_errors: bool) -> None:
    """Leave with 1 if anything was skipped, unless that was asked for."""
    if skipped and not skip_errors:
        raise typer.Exit(SKIPPED)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Give a function that shows each step: failures as lines, the rest as a bar if standard error is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield _only_failures
    else:
        with _bar() as advance:
            yield advance


def _only_failures(step: Step) -> None:
    if isinstance(step.item, Failure):
        say(step.item)


@contextmanager
def _bar() -> Iterator[Callable[[Step], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=None, rate="")

        def advance(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f} documents/s" if speed is not None else "")
            if isinstance(step.item, Failure):
                item = step.item
                console.print(
                    printable(f"evigraph: {item.source}: {item.error} ({item.cure})"), markup=False, highlight=False
                )

        yield advance


def summarise(built: Built, folder: Path) -> None:
    """Say what was built and where to look next."""
    from .publishing import REPORT, VIEW

    graph = built.summary
    known = f" ({built.unchanged} unchanged)" if built.unchanged else ""
    write_line(f"Read      {counted(built.read + built.unchanged, 'document')}{known}")
    write_line(f"Found     {counted(graph.entities, 'entity', 'entities')}")
    write_line(f"          {counted(graph.relations, 'relation')}, {graph.asserted} of them asserted")
    if built.failures:
        write_line(f"Skipped   {counted(len(built.failures), 'input')}; {folder / REPORT} says why")
    if built.notices:
        write_line(f"Noticed   {counted(len(built.notices), 'thing')}; {folder / REPORT} says what")
    write_line(f"Look at   {folder / VIEW} in a browser")
    if graph.best_known is not None:
        write_line(f"Ask       evigraph explain {shlex.quote(str(folder))} {shlex.quote(graph.best_known)}")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "entity", "entities"), counted(0, "document")
    ('1 entity', '0 documents')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def judged(found: Sequence[Violation], *, as_json: bool) -> None:
    """Write what breaks a rule, and how much of it there is."""
    if as_json:
        write_json([asdict(violation) for violation in found])
        return
    for violation in found:
        write_line(str(violation))
    severe = sum(violation.severe for violation in found)
    write_line(f"{counted(severe, 'error')}, {counted(len(found) - severe, 'warning')}")


def serving(address: str, token: str | None) -> None:
    """Say where a server listens, and what its updates have to bear."""
    write_line(f"Look at   {address}")
    write_line(f"Ask       {address}sparql")
    if token is not None:
        write_line(f"Update    with the header Authorization: Bearer {token}")


def show(found: Explanation | Connection | Answered | Ledger, *, as_json: bool) -> None:
    """Write what was found as text, or as JSON for a program."""
    if as_json:
        write_json(asdict(found))
    else:
        write_line(str(found).rstrip("\n"))


def write_line(line: str) -> None:
    """Write a line on standard output at once, so that the next program in a pipe need not wait."""
    write_bytes(f"{line}\n".encode("utf-8", "backslashreplace"))


def write_json(value: object) -> None:
    """Write a value as JSON on standard output, for a program to read."""
    write_line(json.dumps(value, ensure_ascii=False, indent=2))


def write_bytes(content: bytes) -> None:
    """Write bytes on standard output as they are.

    Raises:
        OutputError: they cannot be written, as to a full disk; a closed pipe is left to `guarded`.
    """
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _discard_output()
        problem = f"cannot be written: {error.strerror or error}"
        raise OutputError("standard output", problem, cure="make room on the disk, or name another file") from error


def _discard_output() -> None:
    """Send what is left of standard output nowhere: Python would complain once more when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def utf8() -> None:
    """Write UTF-8 whatever the locale says, as pipes on Windows would not; line ends are left alone."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
