"""Make docs/cli.md out of the commands: ``python docs/commands.py --write``; without it, show the differences."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer
from evigraph.cli import app

PAGE = Path(__file__).with_name("cli.md")
TITLE = "# Commands\n\nMade from the help of the commands by `docs/commands.py`; change it there.\n"


def main() -> None:
    """Check or rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the page")
    options = parser.parse_args()
    new = page()
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if options.write:
        PAGE.write_text(new, encoding="utf-8", newline="\n")
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    differences = list(difflib.unified_diff(*lines, "cli.md", "the help"))
    sys.stdout.writelines(differences)
    sys.exit(1 if differences and not options.write else 0)


def page() -> str:
    """Return the page as Markdown."""
    group: Any = typer.main.get_command(app)
    sections = [TITLE, "## evigraph\n", *_body(group)]
    for name, command in group.commands.items():
        sections += [f"\n## evigraph {name}\n", *_body(command)]
    return "\n".join(sections) + "\n"


def _body(command: Any) -> Iterator[str]:  # noqa: ANN401 - a click command, whose home depends on typer's version
    text, _, example = cleandoc(command.help).replace("\b\n", "").partition("Example:\n\n")
    yield text.rstrip() + "\n"
    yield from map(_line, (parameter for parameter in command.params if not parameter.hidden))
    yield f"\n```sh\n{cleandoc(example)}\n```"


def _line(parameter: Any) -> str:  # noqa: ANN401 - as above
    if parameter.param_type_name == "argument":
        names = parameter.metavar
    else:
        names = " ".join((", ".join(parameter.opts), *filter(None, [parameter.metavar])))
    return f"- `{names}`: {parameter.help}"


if __name__ == "__main__":
    main()
