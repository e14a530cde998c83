"""How much one document may cost, so that a hostile one costs itself only."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import DocumentError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may take.

    Arguments:
        size: bytes of a file, of a line of JSON lines and of what a DOCX unpacks to, and characters of its text.
        seconds: time in which its text has to be found.
        memory: bytes that a parser may use, where the system can refuse it more.

    >>> Limits(size=2_000_000).too_large("a.txt").problem
    'is larger than 2 MB'
    """

    size: int = 100 * MEGABYTE
    seconds: float = 60.0
    memory: int = 2000 * MEGABYTE

    def too_large(self, name: str, what: str = "is") -> DocumentError:
        """Make the error that says so of a document, or of its text."""
        problem = f"{what} larger than {self.size / MEGABYTE:g} MB"
        return DocumentError(name, problem, cure="split it, or allow more with --max-size")

    def too_slow(self, name: str) -> DocumentError:
        """Make the error that says that the time was over."""
        problem = f"its text was not found in {self.seconds:g} s"
        return DocumentError(name, problem, cure="save it as plain text, or allow more with --max-seconds")

    def too_greedy(self, name: str) -> DocumentError:
        """Make the error that says that the memory was not enough."""
        problem = f"needs more than {self.memory / MEGABYTE:g} MB of memory"
        return DocumentError(name, problem, cure="save it as plain text, or allow more with --max-memory")
