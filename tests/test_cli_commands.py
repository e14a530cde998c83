"""The commands: what they write, what they say, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest
from evigraph.cli import app
from evigraph.graph.record import from_json
from fakes import FakeReader
from typer.testing import CliRunner

FOUNDED = 'SELECT ?l { ?c rdfs:label "Alibaba" ; ev:partnersWith/rdfs:label ?l }'


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of two documents, with a reader that needs no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("evigraph.api._reader", lambda *_: FakeReader())
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Alibaba is in Hangzhou.")
    (tmp_path / "texts" / "b.txt").write_text("Alibaba hired Jack Ma.")
    return lambda *arguments, **options: CliRunner().invoke(app, list(arguments), **options)


@pytest.fixture
def built(run):
    """Build first."""
    assert run("build", "texts", "-o", "out", "--quiet").exit_code == 0
    return run


def test_build_says_what_it_made_and_where_to_look(run):
    """Counts, the view, and a command to go on with."""
    result = run("build", "texts", "-o", "out")
    assert result.exit_code == 0
    assert "2 documents" in result.stdout
    assert "graph.html" in result.stdout
    assert "evigraph explain out Alibaba" in result.stdout


def test_quiet_is_silent(run):
    """Nothing to say is said with nothing."""
    result = run("build", "texts", "-o", "out", "--quiet")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)


def test_build_as_json_is_for_programs(run):
    """Counts and failures come as one object."""
    account = json.loads(run("build", "texts", "-o", "out", "--json").stdout)
    assert (account["output"], account["read"], account["unchanged"], account["failures"]) == ("out", 2, 0, [])


def test_skipped_input_is_said_and_shows_in_the_exit_code(run):
    """A line for each on standard error, exit code 1, and 0 where that is asked for."""
    arguments = ("build", "texts", "missing.txt", "-o", "out")
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr == "evigraph: missing.txt: no such file or folder (check the path)\n"
    assert "1 input" in result.stdout
    assert run(*arguments, "--skip-errors").exit_code == 0


def test_an_output_that_cannot_be_written_is_exit_code_three(run, tmp_path):
    """One line with the cure, no traceback."""
    (tmp_path / "out").write_text("a file")
    result = run("build", "texts", "-o", "out")
    assert result.exit_code == 3
    assert result.stderr.startswith("evigraph: out: cannot be written: ")
    assert result.stderr.count("\n") == 1


def test_extract_writes_a_record_per_document(run):
    """Records come in the order of the input, and can be read back."""
    result = run("extract", "texts/b.txt", "texts/a.txt")
    assert [from_json(line).document.source for line in result.stdout.splitlines()] == ["texts/b.txt", "texts/a.txt"]


def test_extract_goes_on_after_a_bad_line(run, tmp_path):
    """The bad line is named on standard error, the others are records on standard output."""
    (tmp_path / "n.jsonl").write_text('{"text": "Alibaba"}\nbad\n{"text": "Lazada"}\n')
    result = run("extract", "n.jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.startswith("evigraph: n.jsonl#2: not a line of JSON")


def test_extract_reads_standard_input(run):
    """A dash is the text that is piped in."""
    record = json.loads(run("extract", "-", input="Alibaba hires.").stdout)
    assert record["document"]["source"] == "stdin"


@pytest.mark.parametrize(
    ("shape", "read"),
    [
        ("table", lambda out: sorted(line.strip() for line in out.splitlines()[2:])),
        ("csv", lambda out: sorted(row[0] for row in list(csv.reader(io.StringIO(out)))[1:])),
        ("tsv", lambda out: sorted(line.strip('"') for line in out.splitlines()[1:])),
        ("json", lambda out: sorted(row["l"]["value"] for row in json.loads(out)["results"]["bindings"])),
    ],
)
def test_query_answers_in_each_format(built, shape, read):
    """The same answer, for people and for programs."""
    assert read(built("query", "out", FOUNDED, "--format", shape).stdout) == ["Hangzhou", "Jack Ma"]


@pytest.mark.parametrize(("shape", "answer"), [("table", "true\n"), ("csv", "true\n")])
def test_ask_is_a_word(built, shape, answer):
    """A truth value is written as one."""
    assert built("query", "out", "ASK { ?s ?p ?o }", "--format", shape).stdout == answer


def test_ask_as_json_is_as_the_standard_has_it(built):
    """SPARQL 1.1 Query Results JSON."""
    assert json.loads(built("query", "out", "ASK { ?s ?p ?o }", "-f", "json").stdout) == {"head": {}, "boolean": True}


def test_construct_is_turtle(built):
    """A graph is answered as a graph, and has no table."""
    construct = "CONSTRUCT { ?c a ev:Seen } WHERE { ?c a ev:Place }"
    assert "Seen" in built("query", "out", construct).stdout
    assert built("query", "out", construct, "-f", "csv").exit_code == 3


@pytest.mark.parametrize("query", ["SELECT ?", "SELECT * { SERVICE <http://x> {} }", "gone.rq"])
def test_a_wrong_query_is_one_line(built, query):
    """Exit code 3 and what to change, no traceback."""
    result = built("query", "out", query)
    assert result.exit_code == 3
    assert result.stderr.startswith("evigraph: ")
    assert result.stderr.count("\n") == 1


def test_explain_shows_the_sentence(built):
    """Each fact with the words that say it; as JSON for a program."""
    assert "Alibaba is in Hangzhou" in built("explain", "out", "Alibaba").stdout
    explained = json.loads(built("explain", "out", "Alibaba", "--json").stdout)
    assert explained["entity"]["label"] == "Alibaba"


def test_explain_shows_what_was_refused(built):
    """With --rejected the ledger, of one thing or of all; as JSON for a program."""
    assert "refused" in built("explain", "out", "--rejected").stdout
    ledger = json.loads(built("explain", "out", "Alibaba", "--rejected", "--json").stdout)
    assert ledger["entity"]["label"] == "Alibaba"


def test_path_shows_each_hop(built):
    """Two things that Alibaba connects."""
    hops = json.loads(built("path", "out", "Hangzhou", "Jack Ma", "--json").stdout)["hops"]
    assert len(hops) == 2
    assert "Alibaba is in Hangzhou" in built("path", "out", "Hangzhou", "Jack Ma").stdout


def test_an_unknown_name_gets_a_hint(built):
    """A near miss is answered with what was probably meant."""
    result = built("explain", "out", "Alibabba")
    assert result.exit_code == 3
    assert "did you mean Alibaba" in result.stderr


def test_export_writes_a_file_or_standard_output(built, tmp_path):
    """The bytes are the same either way."""
    assert built("export", "out", "-o", "claims.csv").exit_code == 0
    shown = built("export", "out", "--format", "csv")
    assert shown.stdout_bytes == (tmp_path / "claims.csv").read_bytes()


def test_export_of_the_folder_is_the_file_of_the_build(built, tmp_path):
    """The workspace gives the same graph as the build that wrote it."""
    assert built("export", "out", "--format", "nq").stdout_bytes == (tmp_path / "out" / "graph.nq").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export", "out"], 2),
        (["export", "out", "--format", "tutle"], 3),
        (["build", "texts"], 2),
        (["nonsense"], 2),
        (["query", "out", "ASK {}", "--format", "nonsense"], 2),
        (["explain", "out"], 2),
        (["explain", "nowhere", "Alibaba"], 3),
        (["query", "nowhere", "ASK {}"], 3),
    ],
)
def test_exit_codes_tell_a_wrong_command_line_from_a_failure(built, arguments, code):
    """2 is for the one who types, 3 for what lies on the disk."""
    result = built(*arguments)
    assert result.exit_code == code
    assert "Traceback" not in result.stderr


def test_version_is_shown(run):
    """The version and nothing else."""
    assert run("--version").stdout.startswith("evigraph ")


def test_output_is_utf8_on_any_locale():
    """A pipe on Windows would use the code page of the locale."""
    command = [sys.executable, "-m", "evigraph", "query", "阿里巴巴", "ASK {}"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603 - our own arguments
    assert done.returncode == 3
    assert done.stderr.decode("utf-8").startswith("evigraph: 阿里巴巴: holds no graph.nq")


def test_ask_answers_in_plain_words(built):
    """The answer, the sentence and the SPARQL; what is not understood ends in one line."""
    answer = built("ask", "out", "Who does Alibaba partner with?")
    assert "Jack Ma\n" in answer.stdout
    assert "SELECT DISTINCT ?answer" in answer.stdout
    odd = built("ask", "out", "Why is the sky blue?")
    assert odd.exit_code == 3
    assert "cannot be answered" in odd.stderr


def test_validate_counts_what_breaks_a_rule(built):
    """Nothing to say is said too; a program gets a list."""
    found = built("validate", "out")
    assert (found.exit_code == 1) == (not found.stdout.splitlines()[-1].startswith("0 errors"))
    assert isinstance(json.loads(built("validate", "out", "--json").stdout), list)


def test_publish_needs_a_store(built):
    """A store that is not there is named, with the cure."""
    result = built("publish", "out", "--endpoint", "http://127.0.0.1:1/update")
    assert result.exit_code == 3
    assert "cannot be reached" in result.stderr
