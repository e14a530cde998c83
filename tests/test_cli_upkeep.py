"""The commands that keep a graph: what they say, what they leave, and how they end."""

from __future__ import annotations

import json

import pytest
from evigraph.cli import app
from fakes import FakeReader
from typer.testing import CliRunner


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder where a graph of two documents was built, with a reader that needs no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("evigraph.api._reader", lambda *_: FakeReader())
    (tmp_path / "a.txt").write_text("Alibaba is in Hangzhou.")
    (tmp_path / "b.txt").write_text("Alibaba hired Jack Ma.")
    (tmp_path / "c.txt").write_text("Lazada is in Hangzhou.")

    def invoke(*arguments, **options):
        return CliRunner().invoke(app, list(arguments), **options)

    assert invoke("build", "a.txt", "b.txt", "-o", "out", "--quiet").exit_code == 0
    return invoke


def test_add_says_what_came(run):
    """Counts of the graph and of the change."""
    result = run("add", "out", "c.txt")
    assert result.exit_code == 0
    assert "3 documents" in result.stdout
    assert "1 relation came" in result.stdout


def test_add_as_json_holds_the_difference(run):
    """A program learns which sentence made each relation."""
    found = json.loads(run("add", "out", "c.txt", "--json").stdout)
    assert found["difference"]["relations"][0]["came"][0]["quote"] == "Lazada is in Hangzhou"


def test_skipped_input_shows_in_the_exit_code(run):
    """As with build."""
    assert run("add", "out", "c.txt", "missing.txt").exit_code == 1
    assert run("add", "out", "c.txt", "missing.txt", "--skip-errors").exit_code == 0


def test_remove_and_undo(run):
    """A document goes, is listed, and comes back."""
    assert "1 document" in run("remove", "out", "b.txt").stdout
    assert run("undo", "out", "--list").stdout == "1  removed b.txt\n"
    assert "2 documents" in run("undo", "out").stdout
    assert run("undo", "out", "--list").stdout == "Nothing was decided\n"
    assert run("undo", "out").exit_code == 3


def test_diff_of_two_folders_shows_the_sentence(run):
    """What came has a plus, what went a minus, each with its sentence."""
    run("build", "a.txt", "c.txt", "-o", "new", "--quiet")
    shown = run("diff", "out", "new").stdout
    assert shown.startswith("1 entity came, 1 went, 0 changed; 1 relation came, 1 went, 0 changed\n")
    assert "+ Lazada – partnersWith – Hangzhou" in shown
    assert "    + “Lazada is in Hangzhou” c.txt 0–21, asserted" in shown
    assert "- Alibaba – partnersWith – Jack Ma" in shown
    assert run("diff", "out", "out").stdout == "Nothing differs\n"


def test_diff_before_a_decision(run):
    """What a removal took is shown."""
    run("remove", "out", "b.txt")
    assert (
        "- Jack Ma (Person)\n    - “Alibaba hired Jack Ma.” b.txt 0–22\n" in run("diff", "out", "--before", "1").stdout
    )
    assert len(json.loads(run("diff", "out", "--before", "1", "--json").stdout)["relations"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["diff", "out"], 2),
        (["diff", "out", "out", "--before", "1"], 2),
        (["diff", "out", "--before", "1"], 3),
        (["review", "out", "--csv", "a", "--apply", "b"], 2),
        (["review", "out", "--apply", "gone.csv"], 3),
        (["review", "out", "--csv", "no/such/folder.csv"], 3),
        (["remove", "out", "z.txt"], 3),
        (["remove", "nowhere", "z.txt"], 3),
        (["undo", "out", "7"], 3),
        (["add", "out", "missing.txt"], 3),
    ],
)
def test_exit_codes(run, arguments, code):
    """2 is for the one who types, 3 for what lies on the disk, and neither is a traceback."""
    result = run(*arguments)
    assert result.exit_code == code
    assert "Traceback" not in result.stderr


def test_diff_names_the_records_that_came_and_went(run, tmp_path):
    """A link to an authority is a change like any other."""
    (tmp_path / "k.csv").write_text("id,label\nhttp://x/1,Alibaba\n", encoding="utf-8")
    run("build", "a.txt", "b.txt", "-o", "new", "--authority", "k.csv", "--quiet")
    assert "~ Alibaba (Organization): now the record http://x/1\n" in run("diff", "out", "new").stdout
    assert "~ Alibaba (Organization): no longer the record http://x/1\n" in run("diff", "new", "out").stdout


def test_nothing_is_open(run):
    """A graph without doubt has nothing to ask."""
    assert run("review", "out").stdout == "Nothing is open\n"
    assert json.loads(run("review", "out", "--json").stdout) == []
    assert "0 questions" in run("review", "out", "--csv", "q.csv").stdout


@pytest.fixture
def asked(run, tmp_path):
    """Three people of one name, two of which are told apart: two questions are open."""
    import evigraph
    from evigraph.graph.model import Anchor, Decision
    from evigraph.upkeep import decide_in

    for name, text in (("d.txt", "He is Jack Ma."), ("e.txt", "Who is Jack Ma?")):
        (tmp_path / name).write_text(text)
    run("add", "out", "d.txt", "e.txt", "--quiet")
    sides = [
        Anchor(said.document.id, each.start, each.end, each.text, each.type, said.document.source)
        for said in evigraph.load("out").graph.readings
        for each in said.mentions
        if each.text == "Jack Ma"
    ]
    decide_in(tmp_path / "out", [Decision(sides[0], sides[1], "different")])
    return run


def test_review_asks_and_takes_the_answer(asked):
    """Both sentences are shown; the end of the input ends the review; what was said is kept."""
    result = asked("review", "out", input="same\n")
    assert result.exit_code == 0
    assert "[Jack Ma]" in result.stdout
    assert "0 relations" in result.stdout
    assert asked("undo", "out", "--list").stdout.splitlines()[1].startswith("2  same: Jack Ma (")
    assert asked("review", "out").stdout == "Nothing is open\n"


def test_review_as_a_table(asked, tmp_path):
    """The table is written, filled in and taken."""
    assert asked("review", "out", "--csv", "q.csv").stdout == "Wrote 2 questions to q.csv\n"
    table = (tmp_path / "q.csv").read_text(encoding="utf-8")
    (tmp_path / "q.csv").write_text(table.replace(",,different", ",different,different"), encoding="utf-8")
    assert "Took    2 decisions" in asked("review", "out", "--apply", "q.csv").stdout
    assert asked("review", "out").stdout == "Nothing is open\n"


def test_review_of_what_was_taken_for_granted(run):
    """A wrong join that nobody doubted is parted, and two things that nobody joined are brought together."""
    assert run("review", "out", "--about", "Jack Ma").stdout == "There is nothing to ask\n"
    shown = run("review", "out", "--about", "Alibaba", input="different\n").stdout
    assert "1 of 1: one thing in two documents; taken as same, 1.00" in shown
    assert "2 documents, 4 entities" in shown
    assert "2 documents, 3 entities" in run("undo", "out").stdout
    shown = run("review", "out", "--about", "Jack Ma", "--about", "Hangzhou", input="same\n").stdout
    assert "1 of 1: two things; taken as different, 0.00" in shown
    assert "2 documents, 2 entities" in shown


def test_review_of_what_is_not_there(run):
    """Close names are offered."""
    result = run("review", "out", "--about", "Alibab")
    assert (result.exit_code, "Alibaba" in result.stderr) == (3, True)


def test_review_of_what_was_taken_for_granted_as_a_table(run, tmp_path):
    """The table of it is taken with the same names."""
    run("review", "out", "--about", "Alibaba", "--csv", "q.csv")
    table = (tmp_path / "q.csv").read_text(encoding="utf-8")
    (tmp_path / "q.csv").write_text(table.replace(",,same", ",different,same"), encoding="utf-8")
    assert run("review", "out", "--apply", "q.csv").exit_code == 3
    assert "Took    1 decision" in run("review", "out", "--about", "Alibaba", "--apply", "q.csv").stdout
