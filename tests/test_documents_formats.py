"""Each format gives its text, and an error with a cure when it has none to give."""

from __future__ import annotations

import contextlib
import logging
from io import BytesIO

import docx
import hostile
import pytest
from evigraph.errors import DocumentError
from evigraph.extract.formats import lines, markdown, pdf, plain, web, word
from evigraph.extract.formats.content import Content
from pypdf import PdfReader, PdfWriter


def make_pdf(*pages: str, title: str | None = None, password: str | None = None) -> bytes:
    """Write a PDF by hand, a line of Helvetica per page."""
    kids = " ".join(f"{3 * number + 4} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({page}) Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {3 * number + 5} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            "null",
        ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    plain_pdf = body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()
    return plain_pdf if title is None and password is None else _rewritten(plain_pdf, title, password)


def _rewritten(data: bytes, title: str | None, password: str | None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    if title is not None:
        writer.add_metadata({"/Title": title})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def make_docx() -> bytes:
    """Write a DOCX with a heading, a paragraph, a table with a merged cell, and a title."""
    document = docx.Document()
    document.core_properties.title = "Talent"
    document.add_heading("Founders", 1)
    document.add_paragraph("Jack Ma founded Alibaba.")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Alibaba"
    table.cell(0, 1).text = "Hangzhou"
    table.cell(1, 1).text = "1999"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_plain_text_keeps_its_first_line_when_it_is_the_title():
    """The title is given besides the text, which is not cut."""
    content = plain.parse(b"Talent drain\r\n\r\nAlibaba hires.", "a.txt")
    assert (content.title, content.text) == ("Talent drain", "Talent drain\r\n\r\nAlibaba hires.")


@pytest.mark.parametrize(
    "text", ["Alibaba hires.\nMore of it.", "- item\nmore", "one line only", "x" * 200 + "\nmore text"]
)
def test_a_sentence_is_no_title(text):
    """Sentences, list items, long lines and lonely lines are not titles."""
    assert plain.parse(text.encode(), "a.txt").title is None


def test_markdown_loses_markup_and_no_word():
    """Emphasis, links, code, lists, quotes and tables leave their words; snake_case is left alone."""
    source = "## A *b*\n\n- **Alibaba** hires\n- [Hangzhou](x.example)\n\n> said `some_code`\n\n|a|b|\n|-|-|\n|1|2|\n"
    content = markdown.parse(source.encode(), "a.md")
    assert content.text == "A b\n\nAlibaba hires\n\nHangzhou\n\nsaid some_code\n\na\tb\t\n1\t2"
    assert content.title == "A b"


def test_markdown_front_matter_names_title_and_date():
    """Front matter is about the text and not part of it."""
    content = markdown.parse(b'---\ntitle: "Talent: a drain"\ndate: 2024-05-01T10:00\n---\n\nText here.\n', "a.md")
    assert (content.title, content.date, content.text) == ("Talent: a drain", "2024-05-01", "Text here.")


def test_markdown_keeps_words_inside_html():
    """HTML inside Markdown loses its tags only."""
    assert markdown.parse(b"<p align=center>Alibaba <b>Group</b></p>\n\nIt<br>hires", "a.md").text == (
        "Alibaba Group\n\nIt\nhires"
    )


def test_html_gives_text_title_date_and_language():
    """What the page says about itself is taken from its head."""
    page = b"""<!doctype html><html lang="en-GB"><head><title>Talent</title>
    <meta property="article:published_time" content="2024-05-01"></head>
    <body><nav>Home</nav><article><p>Alibaba was founded in Hangzhou.</p><p>Jack Ma left.</p></article></body></html>"""
    content = web.parse(page, "a.html")
    assert "Alibaba was founded in Hangzhou.\nJack Ma left." in content.text
    assert (content.title, content.date, content.language) == ("Talent", "2024-05-01", "en-GB")


def test_html_is_decoded_as_it_declares():
    """The charset of the page counts, and Latin-1 means Windows-1252 as in browsers."""
    page = '<html><meta charset="iso-8859-1"><p>Alibaba’s café is in Köln and it is large.</p></html>'
    assert "Alibaba’s café is in Köln" in web.parse(page.encode("cp1252"), "a.html").text


@pytest.mark.parametrize("page", [b"<html><body></body></html>", b"<<<>>>", b"<script>alert(1)</script>"])
def test_html_without_words_is_refused(page):
    """A page with no text is an error, not an empty document."""
    with pytest.raises(DocumentError, match=r"a\.html: "):
        web.parse(page, "a.html")


def test_broken_html_gives_its_words():
    """Unclosed and misnested tags are what HTML parsers are for."""
    assert "Alibaba hires people" in web.parse(b"<html><p><b>Alibaba hires people<div></i>in Hangzhou", "a.html").text


def test_pdf_pages_are_joined():
    """All pages are read, a blank line between two; the title comes from the metadata."""
    content = pdf.parse(make_pdf("Alibaba hires.", "Jack Ma left.", title="Talent"), "a.pdf")
    assert (content.text, content.title) == ("Alibaba hires.\n\nJack Ma left.", "Talent")


def test_pdf_pages_without_text_are_noted():
    """A picture between pages of text is said, for its words are missing."""
    assert pdf.parse(make_pdf("Alibaba hires.", ""), "a.pdf").notes == ("no text on page 2 of 2",)
    notes = pdf.parse(make_pdf("", "", "", "Alibaba hires.", ""), "a.pdf").notes
    assert notes == ("no text on page 1–3, 5 of 5",)


def test_what_a_pdf_parser_skips_is_noted():
    """A form that draws itself has no end: it is left out, which is said with the page."""
    (note,) = pdf.parse(hostile.pdf_self_form(), "a.pdf").notes
    assert note.startswith("text may be missing on page 1 of 1: ")
    assert "/N" in note


def test_forms_are_all_read_or_some_are_noted():
    """Of eight thousand drawings of a form each one is in the text, or the page is said to lack some."""
    content = pdf.parse(hostile.pdf_forms(13), "a.pdf")
    assert content.text.count("Alibaba") >= 2**13 or "text may be missing on page 1 of 1" in content.notes[0]


def test_warnings_of_a_pdf_parser_are_told_by_page(monkeypatch):
    """Whatever its words, a warning is told once with its pages; of many kinds, five by their words."""
    say = logging.getLogger("pypdf._page").warning
    worded = {1: ["Bad form %(name)s.", "b"], 2: ["Bad form %(name)s."], 3: [f"kind {kind}" for kind in "123456"]}

    def read(page):
        for words in worded[page.page_number + 1]:
            say(words, {"name": "/N at 140646842486288"})
        return "Alibaba hires."

    monkeypatch.setattr("pypdf.PageObject.extract_text", read)
    assert pdf.parse(make_pdf("One", "Two", "Three"), "a.pdf").notes == (
        "text may be missing on page 1–2 of 3: Bad form /N at …",
        "text may be missing on page 1 of 3: b",
        *(f"text may be missing on page 3 of 3: kind {kind}" for kind in "123"),
        "text may be missing on page 3 of 3 for other reasons",
    )


def test_a_warning_that_cannot_be_written_is_kept_as_it_is(monkeypatch):
    """A damaged object that has no name for itself does not make the file unreadable."""
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda _: logging.getLogger("pypdf").error("%d", "x") or "A")
    assert pdf.parse(make_pdf("Alibaba"), "a.pdf").notes == ("text may be missing on page 1 of 1: %d",)


def test_pages_left_out_of_a_pdf_are_noted():
    """What stands among the pages and is none is told, if it can be passed over at all."""
    data = make_pdf("Alibaba hires.", "Jack Ma left.").replace(b"/Kids [4 0 R 7 0 R]", b"/Kids [4 0 R 7    ]")
    with contextlib.suppress(DocumentError):
        assert any(note.startswith("pages may be missing: ") for note in pdf.parse(data, "a.pdf").notes)


def test_pdf_with_an_empty_password_is_read():
    """A file that any viewer opens is no secret."""
    assert pdf.parse(make_pdf("Alibaba hires.", password=""), "a.pdf").text == "Alibaba hires."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.4\ngarbage", "broken PDF"),
        (b"no PDF at all", "broken PDF"),
        (make_pdf("Alibaba hires.")[:200], "broken PDF"),
        (make_pdf(""), "only pictures"),
        (make_pdf("Alibaba hires.", password="secret"), "encrypted PDF"),  # noqa: S106 - a password made for the test
    ],
)
def test_pdf_that_cannot_be_read_says_why(data, problem):
    """Broken, scanned and encrypted files each have their own cure."""
    with pytest.raises(DocumentError, match=problem):
        pdf.parse(data, "a.pdf")


def test_parsers_leave_the_logs_alone(caplog):
    """A parser's complaints do not reach the user's log, which is as it was before."""
    logger = logging.getLogger("pypdf")
    before = logger.level, logger.propagate, list(logger.handlers)
    with pytest.raises(DocumentError):
        pdf.parse(b"%PDF-1.4\ngarbage", "a.pdf")
    pdf.parse(hostile.pdf_self_form(), "a.pdf")
    assert (caplog.records, (logger.level, logger.propagate, logger.handlers)) == ([], before)


def test_docx_gives_paragraphs_and_tables_in_order():
    """A merged cell is said once, cells are parted by tabs."""
    content = word.parse(make_docx(), "a.docx")
    assert content.text == "Founders\nJack Ma founded Alibaba.\nAlibaba\tHangzhou\n\t1999"
    assert content.title == "Talent"


@pytest.mark.parametrize("data", [b"no zip", make_docx()[:500], b"PK\x03\x04rest"])
def test_broken_docx_is_refused(data):
    """A damaged or foreign file is an error with a cure."""
    with pytest.raises(DocumentError, match=r"a\.docx: broken DOCX"):
        word.parse(data, "a.docx")


def test_json_lines_carry_what_the_line_gives():
    """A line may name source, title, date and language, and need not."""
    given = b'{"text": "One", "source": "s", "title": "t", "date": "2024", "language": "fr"}\n'
    assert lines.parse(given, "n.jsonl#1") == Content("One", "t", "2024", "fr", source="s")
    assert lines.parse(b'{"text": "Two"}\n', "n.jsonl#3") == Content("Two")


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"{}", b'{"text": 1}', b'{"text": "a", "date": 2024}', b'{"text": "\xff"}', b"[" * 100_000]
)
def test_a_line_that_is_no_document_is_refused(line):
    """The place of the line is named."""
    with pytest.raises(DocumentError, match=r"n\.jsonl#2: "):
        lines.parse(line, "n.jsonl#2")


def test_html_beyond_the_limits_of_the_parser_keeps_its_words():
    """Fifty thousand nested elements, or a text of ten million letters, lose nothing."""
    assert web.parse(b"<div>" * 50_000 + b"<p>Alibaba hires.", "a.html").text == "Alibaba hires."
    assert len(web.parse(b"<p>" + b"word " * 2_200_000, "a.html").text) == 10_999_999


def test_markdown_nested_too_deep_is_read_as_plain_text():
    """Markup that no person wrote is kept as it is, and that is said."""
    content = markdown.parse(b">" * 50_000 + b"text", "a.md")
    assert content.text.endswith(">text")
    assert "plain text" in content.notes[0]


def test_markdown_keeps_words_of_deep_lists():
    """Thirty levels of quotation are within the limits."""
    assert markdown.parse(b"> " * 30 + b"text", "a.md").text == "text"
