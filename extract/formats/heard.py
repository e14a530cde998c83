"""What a third-party parser warns of, kept for the report, since it goes on where it cannot read something."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from .content import PARSER_FAULTS

_LONGEST = 200
_ADDRESS = re.compile(r"0x[0-9a-f]+|\d{9,}", re.IGNORECASE)  # where an object lies in memory: other each time


@contextmanager
def heard(logger: str) -> Iterator[dict[str, None]]:
    """Give a dictionary whose keys become the different things that a parser warns of while the block runs, in order.

    Nothing of it goes to the logs. What the warnings say is not looked at, as parsers word them anew.

    >>> with heard("parser") as warnings:
    ...     logging.getLogger("parser.pages").warning("%s is skipped.", "page 2")
    >>> list(warnings)
    ['page 2 is skipped']
    """
    named, ear = logging.getLogger(logger), _Ear(logging.WARNING)
    level, propagate, handlers = named.level, named.propagate, named.handlers
    named.setLevel(logging.WARNING)
    named.propagate, named.handlers = False, [ear]
    try:
        yield ear.messages
    finally:
        named.setLevel(level)
        named.propagate, named.handlers = propagate, handlers


class _Ear(logging.Handler):
    """Keeps messages, each once, on one line and of a length to be read."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        try:
            message = record.getMessage()
        except PARSER_FAULTS:  # what is told of may be as damaged as the file
            message = str(record.msg)
        self.messages[" ".join(_ADDRESS.sub("…", message).split()).rstrip(".")[:_LONGEST]] = None
