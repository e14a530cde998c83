"""Word lists as they are written in this room: one string, read once."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Return the words of a list written as a text.

    >>> sorted(listed("may might"))
    ['may', 'might']
    """
    return frozenset(words.split())
