"""DOCX: paragraphs, headings and tables in the order of the document, as python-docx reads them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from ...errors import DocumentError
from ..limits import Limits
from .content import PARSER_FAULTS, Content, blank_to_none, quiet

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def parse(data: bytes, source: str, *, unpacked: int = Limits().size) -> Content:
    """Read the body: a line per paragraph, and a line per table row with tabs between its cells.

    Headers, footers, footnotes and comments are not part of the body.

    Arguments:
        data: the bytes of the file.
        source: what to call it.
        unpacked: the most bytes that it may unpack to.

    Raises:
        DocumentError: if the file is no DOCX, is damaged, has a password or unpacks to too much.
    """
    with quiet("docx"):
        try:
            if _size(data) <= unpacked:
                return _read(data)
        except PARSER_FAULTS as error:
            raise DocumentError(source, "broken DOCX", cure="open it in a word processor and save it again") from error
    raise Limits(size=unpacked).too_large(source, "unpacks to something")


def _size(data: bytes) -> int:
    """Return how large all parts are together; no part gives more than its head says."""
    with ZipFile(BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _read(data: bytes) -> Content:
    import docx

    word = docx.Document(BytesIO(data))
    return Content("\n".join(_lines(word.element.body)), blank_to_none(word.core_properties.title))


def _lines(element: BaseOxmlElement) -> Iterator[str]:
    """Yield the lines below an element; content controls (``w:sdt``) and the like are looked into."""
    from docx.oxml.table import CT_Tbl
    from docx.oxml.text.paragraph import CT_P

    for child in element.iterchildren():
        if isinstance(child, CT_P):
            yield child.text
        elif isinstance(child, CT_Tbl):
            yield from ("\t".join(" ".join(_lines(cell)) for cell in row.tc_lst) for row in child.tr_lst)
        else:
            yield from _lines(child)
