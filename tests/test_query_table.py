"""Answers as tables: CSV, JSON and text that any program, and any terminal, can take."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from evigraph.query.results import XSD_STRING, Term
from evigraph.query.table import SHOWN, Table, printable
from hypothesis import given
from hypothesis import strategies as st

HTML = ("table", "thead", "tbody", "tr", "th", "td", "p")
CELLS = st.none() | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\n\x00"), min_size=1)


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_csv_can_be_read_back(rows):
    """Every value comes back from CSV as it was, what is unbound as an empty cell."""
    table = Table(("a", "b"), tuple(tuple(None if c is None else Term("literal", c) for c in row) for row in rows))
    read = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert read == [["a", "b"], *([cell or "" for cell in row] for row in rows)]


def test_csv_names_blank_nodes():
    """A blank node is not taken for a text."""
    assert Table(("x",), ((Term("bnode", "b0"),),)).to_csv() == "x\n_:b0\n"


def test_text_aligns_wide_characters():
    """Columns stand under each other, CJK and all."""
    rows = ((Term("literal", "杭州"), Term("literal", "1")), (Term("literal", "abcd"), Term("literal", "2")))
    assert Table(("a", "b"), rows).to_text() == "a     b\n----  -\n杭州  1\nabcd  2\n"


def test_text_of_an_empty_answer():
    """No rows is a header, no variables an empty line."""
    assert Table(("a",), ()).to_text() == "a\n-\n"
    assert Table((), ((),)).to_text() == "\n\n\n"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\u202eevil", "\x07", "\x00"])
def test_text_steers_no_terminal(hostile):
    """Nothing in an answer is an instruction to a terminal."""
    assert hostile not in Table(("a",), ((Term("literal", hostile),),)).to_text()


@given(st.text())
def test_printable_is_one_line_as_long(value):
    """Printable text has one line and keeps its length."""
    found = printable(value)
    assert len(found) == len(value)
    assert len(found.splitlines()) <= 1


def test_json_leaves_out_the_datatype_of_strings():
    """A plain string is a plain string in JSON."""
    assert "datatype" not in Table(("a",), ((Term("literal", "x", XSD_STRING),),)).to_json()


def test_tables_count_and_iterate():
    """A table is a sequence of rows to whoever goes through it."""
    table = Table(("a",), ((None,), (Term("uri", "http://a"),)))
    assert len(table) == 2
    assert [None if term is None else str(term) for (term,) in table] == [None, "http://a"]


@given(st.lists(st.tuples(CELLS), max_size=5))
def test_html_holds_text_only(rows):
    """In a notebook every value is shown as text: no value becomes markup, and none is lost."""
    table = Table(("<b>",), tuple((None if c is None else Term("literal", c),) for (c,) in rows))
    page = table._repr_html_()
    cells = re.findall("<t[hd]>(.*?)</t[hd]>", page)
    assert [html.unescape(cell) for cell in cells] == ["<b>", *("" if c is None else printable(c) for (c,) in rows)]
    assert set(re.findall("<[^>]*>", page)) <= {f"<{end}{tag}>" for end in ("", "/") for tag in HTML}


def test_html_of_many_rows_is_small():
    """A notebook shows the first rows, and how many there are besides."""
    page = Table(("n",), ((Term("literal", "x"),),) * (SHOWN + 1234))._repr_html_()
    assert page.count("<td>") == SHOWN
    assert "1,234 more rows" in page


def test_tsv_writes_terms_as_turtle_does():
    """TSV tells IRIs, strings, languages and numbers apart, each on one line."""
    row = (
        Term("uri", "http://a/b"),
        Term("literal", "two\nlines\t"),
        Term("literal", "chat", None, "fr"),
        Term("literal", "1", "http://www.w3.org/2001/XMLSchema#integer"),
        None,
    )
    assert Table(("a", "b", "c", "d", "e"), (row,)).to_tsv() == (
        '?a\t?b\t?c\t?d\t?e\n<http://a/b>\t"two\\nlines\\t"\t"chat"@fr\t"1"^^<http://www.w3.org/2001/XMLSchema#integer>\t\n'
    )
