"""What every format gives back, and how a third-party parser is kept quiet and its faults named."""

from __future__ import annotations

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from zipfile import BadZipFile

# Parsers of formats that anyone may have written raise nearly any of these on a damaged file. They are listed, not
# caught as Exception, so that a fault of ours (a NameError, a failed import) still shows itself.
PARSER_FAULTS: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    BadZipFile,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one file, what its format says about it, and what had to be assumed to read it.

    ``date`` is ISO 8601, ``language`` BCP 47, ``source`` what it wants to be called; ``None`` where the file does not
    say. ``notes`` are whole sentences without a full stop, for the report.
    """

    text: str
    title: str | None = None
    date: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    source: str | None = None


@contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Hold back the warnings and log lines of a third-party parser for as long as the block runs.

    Levels are put back as they were found, also after an error.
    """
    named = [logging.getLogger(name) for name in loggers]
    levels = [logger.level for logger in named]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            for logger in named:
                logger.setLevel(logging.CRITICAL + 1)
            yield
        finally:
            for logger, level in zip(named, levels, strict=True):
                logger.setLevel(level)


def blank_to_none(text: str | None) -> str | None:
    """Return the text on one line, or ``None`` where nothing but white space is left.

    >>> blank_to_none("  AI\\n talent "), blank_to_none(" "), blank_to_none(None)
    ('AI talent', None, None)
    """
    return " ".join(text.split()) or None if text is not None else None
