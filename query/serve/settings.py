"""What a server may be told: where it listens, what it allows, and where it stops."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import QueryError

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an answer is written."""

    rows: int
    size: int

    def crossed(self, rows: int, size: int) -> str:
        """Say which limit an answer has crossed, if any.

        >>> Limits(rows=10, size=100).crossed(11, 50)
        '10 rows'
        """
        if rows > self.rows:
            return f"{self.rows} rows"
        return f"{self.size} bytes" if size > self.size else ""


LIMITS = Limits(rows=100_000, size=32_000_000)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server listens and where it stops.

    ``seconds``, ``limits`` and ``memory`` (bytes) bound each answer, ``body`` each request. ``origin``
    is a site whose pages may read answers. Updates need ``token``; without one there are none.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    seconds: float = 10.0
    limits: Limits = LIMITS
    memory: int = 4 * _GIB
    body: int = 1_000_000
    workers: int = 4
    patience: float = 60.0  # seconds that a request may wait for a worker
    origin: str | None = None
    token: str | None = None


class RefusedError(QueryError):
    """A request that is refused, with the status of HTTP that says so."""

    def __init__(self, status: int, subject: str, problem: str, *, cure: str) -> None:
        """Take the status, and what every error takes."""
        super().__init__(subject, problem, cure=cure)
        self.status = status
