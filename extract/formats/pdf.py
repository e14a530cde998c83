"""PDF: the text layer, page after page, as pypdf reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, islice
from typing import TYPE_CHECKING

from ...errors import DocumentError
from .content import PARSER_FAULTS, Content, blank_to_none, quiet
from .heard import heard

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_BETWEEN_PAGES = "\n\n"
_MOST_WARNINGS = 5


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a page, and what pypdf warned of while it took it."""

    text: str
    warnings: tuple[str, ...]


def parse(data: bytes, source: str) -> Content:
    """Read the text of all pages, a blank line between two; words hyphenated at a line end stay as printed.

    Raises:
        DocumentError: if the file is encrypted, damaged, or holds pictures of text only.
    """
    from pypdf.errors import PyPdfError

    faults: tuple[type[Exception], ...] = (PyPdfError, *PARSER_FAULTS)
    with quiet("pypdf"):  # what it mends when it opens a file loses no text
        try:
            reader = _opened(data, source)
            title = blank_to_none(reader.metadata.title if reader.metadata else None)
            with heard("pypdf") as warnings:
                found = list(reader.pages)
            pages = [_read(page) for page in found]
        except DocumentError:
            raise
        except faults as error:
            raise DocumentError(source, "broken PDF", cure="open it in a viewer and print it to a new PDF") from error
    return Content(
        _joined(pages, source), title, notes=(*_empty_pages(pages), *_lost_pages([*warnings]), *_cut_pages(pages))
    )


def _opened(data: bytes, source: str) -> PdfReader:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(source, "encrypted PDF", cure="save a copy without a password")
    return reader


def _read(page: PageObject) -> _Page:
    with heard("pypdf") as warnings:
        text = page.extract_text()
    return _Page(text, tuple(warnings))


def _joined(pages: list[_Page], source: str) -> str:
    if not any(page.text.strip() for page in pages):
        raise DocumentError(source, "no text in the PDF, only pictures", cure="run it through OCR, as by ocrmypdf")
    return _BETWEEN_PAGES.join(page.text for page in pages)


def _empty_pages(pages: list[_Page]) -> Iterator[str]:
    empty = [number for number, page in enumerate(pages, 1) if not page.text.strip()]
    if empty:
        yield f"no text on page {_numbers(empty)} of {len(pages)}"


def _lost_pages(warnings: list[str]) -> Iterator[str]:
    yield from (f"pages may be missing: {warning}" for warning in warnings[:_MOST_WARNINGS])
    if len(warnings) > _MOST_WARNINGS:
        yield "pages may be missing for other reasons"


def _cut_pages(pages: list[_Page]) -> Iterator[str]:
    """Say where pypdf warned of something, for it leaves out what it cannot read and what is too much."""
    warned: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        for warning in page.warnings:
            warned.setdefault(warning, []).append(number)
    for warning, numbers in islice(warned.items(), _MOST_WARNINGS):
        yield f"text may be missing on page {_numbers(numbers)} of {len(pages)}: {warning}"
    rest = sorted({number for numbers in islice(warned.values(), _MOST_WARNINGS, None) for number in numbers})
    if rest:
        yield f"text may be missing on page {_numbers(rest)} of {len(pages)} for other reasons"


def _numbers(ascending: Sequence[int]) -> str:
    """Write 1, 2, 3, 5 as 1–3, 5."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(ascending), lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
