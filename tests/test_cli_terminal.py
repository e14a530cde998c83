"""What the commands say cannot steer a terminal, and how they end is an exit code, never a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from evigraph.asking import sparql_of
from evigraph.errors import OutputError, QueryError
from evigraph.graph.model import Failure
from evigraph.intake import Step
from evigraph.terminal import Commands, counted, exit_for, printable, progress, write_json
from samples import PROFILE
from typer.testing import CliRunner


def ending_in(error: BaseException) -> typer.Typer:
    """Make an application with one command that fails."""
    app = typer.Typer(cls=Commands, rich_markup_mode=None)

    @app.callback()
    def common() -> None:
        """Make it a group."""

    @app.command()
    def fail() -> None:
        raise error

    return app


def test_our_errors_are_one_line_and_exit_code_three():
    """Subject, problem and cure, on standard error."""
    result = CliRunner().invoke(ending_in(OutputError("out", "cannot be written", cure="name another")), ["fail"])
    assert result.exit_code == 3
    assert result.stderr == "evigraph: out: cannot be written (name another)\n"


def test_ctrl_c_is_a_line_and_exit_code_130():
    """An interruption is no fault."""
    result = CliRunner().invoke(ending_in(KeyboardInterrupt()), ["fail"])
    assert result.exit_code == 130
    assert result.stderr.count("\n") == 1


def test_a_fault_of_ours_is_not_hidden():
    """An error that is none of ours is a bug, and shows itself."""
    assert isinstance(CliRunner().invoke(ending_in(ZeroDivisionError()), ["fail"]).exception, ZeroDivisionError)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_closed_pipe_ends_quietly():
    """``evigraph … | head`` leaves no complaint, and the exit code of a closed pipe."""
    code = (
        "import sys, typer\nfrom evigraph.terminal import guarded, write_line\n"
        "try:\n    with guarded():\n        while True: write_line('x' * 1000)\n"
        "except typer.Exit as left: sys.exit(left.exit_code)"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert (said, process.returncode) == (b"", 141)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – 阿里巴巴 🛒\u200d", "plain – 阿里巴巴 🛒\u200d"),
        ("\x1b[2J", "\\x1b[2J"),
        ("two\nlines\u2028", "two\\nlines\\u2028"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\ud800", "\\ud800"),
    ],
)
def test_names_cannot_steer_the_terminal(text, shown):
    """Control characters become escapes and all else is left alone."""
    assert printable(text) == shown


def test_failures_are_said_where_there_is_no_terminal(capsys):
    """Without a terminal there is no bar, and failures still show; nothing goes to standard output."""
    with progress(quiet=False) as tell:
        tell(Step(1, 1, Failure("a.txt", "the file is empty", "write it again")))
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "evigraph: a.txt: the file is empty (write it again)\n")


def test_skipped_input_is_exit_code_one_unless_asked_for():
    """``--skip-errors`` makes it 0."""
    with pytest.raises(typer.Exit) as left:
        exit_for(2, skip_errors=False)
    assert left.value.exit_code == 1
    exit_for(2, skip_errors=True)
    exit_for(0, skip_errors=False)


def test_counts_agree_with_their_nouns():
    """One entity, two entities."""
    assert [counted(number, "entity", "entities") for number in (0, 1, 2)] == ["0 entities", "1 entity", "2 entities"]


def test_json_is_written_as_utf8(capsys):
    """Characters are kept as they are."""
    write_json({"label": "阿里巴巴"})
    assert json.loads(capsys.readouterr().out) == {"label": "阿里巴巴"}


def test_a_query_may_lie_in_a_file(tmp_path):
    """A name that ends in .rq or .sparql is a file; anything else is the query."""
    file = tmp_path / "question.rq"
    file.write_text("\ufeffASK {}", encoding="utf-8")
    assert sparql_of(str(file)) == "ASK {}"
    assert sparql_of("SELECT * { ?s ?p ev:a.rq }") == "SELECT * { ?s ?p ev:a.rq }"


def test_a_query_file_that_is_not_there_is_said(tmp_path):
    """The file and the cure are named."""
    with pytest.raises(QueryError, match=r"question\.rq: cannot be read"):
        sparql_of(str(tmp_path / "question.rq"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_said():
    """Redirected output that cannot be kept is an error with a cure."""
    command = [sys.executable, "-m", "evigraph", "--version"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 - our own arguments
    assert done.returncode == 3
    assert done.stderr.startswith(b"evigraph: standard output: cannot be written: No space left on device")


def test_on_a_terminal_there_is_a_bar(monkeypatch):
    """Progress goes to standard error, and a failure is said above the bar without obeying its markup."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(quiet=False) as tell:
        tell(Step(1, 2, Failure("[red]a.txt", "the file is empty", "write it again")))
        tell(Step(2, 2, PROFILE))
    assert "[red]a.txt" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()
