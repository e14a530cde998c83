"""PDF: the text layer, page after page, as pypdf reads it."""

from __future__ import annotations

from io import BytesIO

from ...errors import DocumentError
from .content import PARSER_FAULTS, Content, blank_to_none, quiet

_BETWEEN_PAGES = "\n\n"


def parse(data: bytes, source: str) -> Content:
    """Read the text of all pages, a blank line between two; words hyphenated at a line end stay as printed.

    Raises:
        DocumentError: if the file is encrypted, damaged, or holds pictures of text only.
    """
    from pypdf.errors import PyPdfError

    faults: tuple[type[Exception], ...] = (PyPdfError, *PARSER_FAULTS)
    with quiet("pypdf"):
        try:
            title, pages = _pages(data, source)
        except DocumentError:
            raise
        except faults as error:
            raise DocumentError(source, "broken PDF", cure="open it in a viewer and print it to a new PDF") from error
    return Content(_joined(pages, source), title, notes=_empty_pages(pages))


def _pages(data: bytes, source: str) -> tuple[str | None, list[str]]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(source, "encrypted PDF", cure="save a copy without a password")
    about = reader.metadata
    return blank_to_none(about.title if about else None), [page.extract_text() for page in reader.pages]


def _joined(pages: list[str], source: str) -> str:
    if not any(page.strip() for page in pages):
        raise DocumentError(source, "no text in the PDF, only pictures", cure="run it through OCR, as by ocrmypdf")
    return _BETWEEN_PAGES.join(pages)


def _empty_pages(pages: list[str]) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    return (f"no text on page {', '.join(empty)} of {len(pages)}",) if empty else ()
