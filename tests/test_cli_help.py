"""Help is complete, ends with something to run, and the page made from it is up to date."""

from __future__ import annotations

import shlex
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path

import pytest
import typer
from evigraph.cli import app
from typer.testing import CliRunner

ROOT = Path(__file__).parents[1]
GROUP = typer.main.get_command(app)
COMMANDS = {
    *("build", "add", "remove", "diff", "review", "undo", "extract", "export", "publish"),
    *("query", "explain", "path", "ask", "validate", "serve"),
}
ALL = [GROUP, *GROUP.commands.values()]


def example(command) -> str:
    """Return the last line of a command's help."""
    return cleandoc(command.help).splitlines()[-1].strip()


def test_the_commands_are_those_we_promise():
    """A command that comes or goes is a decision, not an accident."""
    assert set(GROUP.commands) == COMMANDS


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_every_parameter_has_help(command):
    """Nobody has to guess what an option does."""
    assert [parameter.name for parameter in command.params if not parameter.help] == []


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_help_is_a_sentence_and_ends_with_an_example(command):
    """Help opens with one short line and closes with a command line of its own."""
    first = cleandoc(command.help).splitlines()[0]
    assert first.endswith(".")
    assert len(first) < 100
    words = shlex.split(example(command))
    assert words[0] == "evigraph"
    assert command is GROUP or words[1] == command.name


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_the_example_is_a_command_line_that_parses(command):
    """The example has every argument it needs, and no option that does not exist."""
    _, name, *words = shlex.split(example(command))
    context = GROUP.commands[name].make_context(name, words)
    assert context.args == []


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], *([name, "-h"] for name in sorted(COMMANDS))])
def test_help_is_shown(arguments):
    """Help is plain text on standard output."""
    result = CliRunner().invoke(app, arguments)
    assert "Example:" in result.output
    assert "\x1b" not in result.output


def test_the_page_of_commands_is_up_to_date():
    """docs/cli.md says what the commands say."""
    command = [sys.executable, str(ROOT / "docs" / "commands.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stdout + done.stderr
