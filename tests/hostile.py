"""Files made to do harm, small where they are kept and large where they are opened: tests and benchmarks share them."""

from __future__ import annotations

import io
import zipfile

import docx
from hypothesis import strategies as st

DEEP = 100_000
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(10))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY k SYSTEM "file://{}">]>'


def word(paragraph: str = "Alibaba hires.") -> bytes:
    """Write a DOCX of one paragraph."""
    document = docx.Document()
    document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word_with(document: bytes, **parts: bytes) -> bytes:
    """Write a DOCX whose body is the given XML, with further parts under any names."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, document if part.filename == "word/document.xml" else old.read(part))
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def word_bomb(size: int) -> bytes:
    """Write a DOCX of a few kilobytes whose body is as large as told."""
    return word_with(b" " * size)


def word_xml(body: str, doctype: str = "") -> bytes:
    """Write the XML of a body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


def pdf(*objects: str) -> bytes:
    """Write a PDF of these objects, the first of which is its catalogue, with a correct table of where they are."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def _stream(content: str, entries: str = "") -> str:
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _page(content: str, resources: str) -> str:
    return f"<< /Type /Page /Parent 2 0 R /Contents {content} /Resources << /Font << /F1 3 0 R >> {resources} >> >>"


def pdf_page_loop() -> bytes:
    """Write a PDF whose tree of pages holds itself."""
    return pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")


def pdf_forms(depth: int) -> bytes:
    """Write a PDF whose page draws a form that draws another twice, and so on: 2 to the depth texts."""
    last = 5 + depth
    forms = [
        _stream(
            "/N Do /N Do",
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N {number + 1} 0 R >> >>",
        )
        for number in range(5, last)
    ]
    text = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >>"
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        _FONT,
        _page("5 0 R", "/XObject << /N 5 0 R >>"),
        *forms,
        _stream("BT /F1 12 Tf (Alibaba) Tj ET", text),
    )


def pdf_without_end() -> bytes:
    """Write a PDF of a megabyte whose thousand pages each show the same hundred thousand words: hours of honest work.

    None of it is an error or a loop, so that no parser can leave some out or stop before.
    """
    words = "(Alibaba) Tj\n" * 100_000
    pages = [_page("4 0 R", "")] * 1000
    kids = " ".join(f"{5 + number} 0 R" for number in range(len(pages)))
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        _FONT,
        _stream(f"BT /F1 12 Tf\n{words}ET"),
        *pages,
    )


def pdf_self_form() -> bytes:
    """Write a PDF whose page draws a form that draws itself."""
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        _FONT,
        _page("6 0 R", "/XObject << /N 5 0 R >>"),
        _stream("/N Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N 5 0 R >> >>"),
        _stream("BT /F1 12 Tf 72 720 Td (Alibaba hires.) Tj ET /N Do"),
    )


def pdf_reference_loop() -> bytes:
    """Write a PDF whose length of a stream is itself, and whose objects name each other in a circle."""
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "3 0 R",
        _page("5 0 R", ""),
        "<< /Length 5 0 R >>\nstream\nBT /F1 12 Tf (Alibaba) Tj ET\nendstream",
    )


def pdf_table_loop() -> bytes:
    """Write a PDF whose table of objects names itself as the one before it."""
    start = pdf_self_form()
    place = start.index(b"xref")
    return start.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return bytes with some of them changed, cut out, doubled or put in."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        put = [b'"', b"<", b"&#x0;", b"\0", b"\xff", b"\xfe\xff", b"\n", b"{" * 50, bytes(data[at : at + 40])]
        other = draw(st.binary(max_size=4) | st.sampled_from(put))
        data[at : at + draw(st.integers(0, 8))] = other
    return bytes(data)
