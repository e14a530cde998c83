"""Commands on a graph that counts as large, and so stays on disk: they say what they say of any other."""

from __future__ import annotations

import evigraph
import pytest
from evigraph import building, opening
from evigraph.benchmarks.scale.made import MadeReader, documents
from evigraph.cli import app
from evigraph.graph import assemble, kept
from folders import texts_in
from typer.testing import CliRunner

FACT = next(fact for made in documents(20) for fact in made.facts if fact.predicate == "bornIn")
LABEL = FACT.subject
COMMANDS = [
    ["export", "out", "--format", "csv"],
    ["export", "out", "--format", "nt"],
    ["export", "out", "--format", "cyjs"],
    ["explain", "out", LABEL],
    ["explain", "out", LABEL, "--rejected"],
    ["explain", "out", "--rejected", "--json"],
    ["path", "out", LABEL, FACT.object],
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Build a graph of made documents, and be where it is."""
    monkeypatch.chdir(tmp_path)
    texts_in(tmp_path, {made.document.source: made.document.text for made in documents(20)})
    evigraph.build("texts", output="out", reader=MadeReader(20))
    return tmp_path


def said(arguments: list[str]) -> tuple[int, bytes]:
    """Run a command, and return its exit code and what it wrote."""
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout_bytes


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_says_the_same_of_a_large_graph(folder, monkeypatch, command):
    """Left on disk or not, the answer is the same."""
    small = said(command)
    assert small[1]
    used, leave = [], assemble.assemble_kept
    monkeypatch.setattr(building, "LARGE", 10)
    monkeypatch.setattr(assemble, "assemble_kept", lambda *of, **how: used.append(1) or leave(*of, **how))
    assert said(command) == small
    assert used


def test_no_text_is_held_for_an_export(folder, monkeypatch):
    """Documents and relations are gone through as they are written."""
    monkeypatch.setattr(building, "LARGE", 10)
    with opening.opened(folder / "out") as graph:
        assert isinstance(graph.documents, kept.Documents)
        assert isinstance(graph.relations, kept.Relations)
