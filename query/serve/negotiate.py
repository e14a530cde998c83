"""Content negotiation by the Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


class Range(NamedTuple):
    """A media range and how much it is wanted, from 0 to 1."""

    kind: str
    subtype: str
    quality: float

    def closeness(self, media_type: str) -> int:
        """Tell how closely the range names a media type: 3 wholly, 2 by its kind, 1 as anything, 0 not at all."""
        kind, _, subtype = media_type.partition(";")[0].strip().partition("/")
        if self.kind == self.subtype == "*":
            return 1
        return 0 if self.kind != kind else 2 if self.subtype == "*" else 3 * (self.subtype == subtype)


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type a client wants most, the first of those it wants as much, or none that it would take.

    >>> choose("text/html;q=0.5, application/*;q=0.8", ["text/html", "application/json"])
    'application/json'
    >>> choose(None, ["text/html"]), choose("image/png", ["text/html"])
    ('text/html', None)
    """
    if accept is None or not accept.strip():
        return offers[0]
    ranges = list(_ranges(accept))
    wanted = [(_quality(ranges, offer), -place) for place, offer in enumerate(offers)]
    quality, place = max(wanted)
    return offers[-place] if quality > 0 else None


def _ranges(accept: str) -> Iterator[Range]:
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, subtype = media.partition("/")
        if slash:
            values = dict(parameter.partition("=")[::2] for parameter in parameters)
            quality = values.get("q", "1").strip()
            yield Range(kind, subtype, float(quality) if _QUALITY.fullmatch(quality) else 0.0)


def _quality(ranges: Sequence[Range], offer: str) -> float:
    """Return how much an offer is wanted: the range that names it most closely decides."""
    fitting = [(found.closeness(offer), found.quality) for found in ranges if found.closeness(offer)]
    return max(fitting)[1] if fitting else 0.0
