"""The bundled pipeline, loaded once for all that is measured on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ...extract.pipeline import load

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def pipeline() -> Language:
    """Return the bundled pipeline."""
    return load()
