"""What of a graph has to be written anew: everything, or what differs from the graph that a file was written of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from mmap import mmap

from .terms import Iri, Names

Content = bytes | mmap
"""A file as it lies on the disk, or in memory."""

Range = tuple[bytes, bytes]
"""A first key, and the first one beyond."""

# What is few and stated anew each time, by what its names begin with.
_ALWAYS = ("agent/", "conflict/", "dataset", "inference/", "ontology#", "predicate/")
_BEYOND = b"\xff"  # comes after all text


def document_item(identifier: str) -> str:
    """Name a document among the items that a graph is compared by."""
    return f"document {identifier}"


def entity_item(identifier: str) -> str:
    """Name what is so of an entity: its names, its mentions, and the relations that it is the subject of."""
    return f"entity {identifier}"


def claim_item(identifier: str) -> str:
    """Name a claim with its passage."""
    return f"claim {identifier}"


def value_item(identifier: str) -> str:
    """Name a value that a relation ends in."""
    return f"value {identifier}"


def edges_item(subject: str) -> str:
    """Name the relations that an entity is the subject of, with all their claims."""
    return f"edges {subject}"


@dataclass(frozen=True, slots=True)
class Changes:
    """The items that differ between two graphs: new, gone, or of other content; ``None`` stands for all there are.

    >>> entity_item("a") in Changes(frozenset([entity_item("a")])), entity_item("b") in Changes(frozenset())
    (True, False)
    """

    items: frozenset[str] | None = None

    def __contains__(self, item: str) -> bool:
        """Tell whether an item has to be written."""
        return self.items is None or item in self.items

    def named(self, kind: str) -> Iterator[str]:
        """Yield the ids of the items of a kind, as "entity", that are not all there are."""
        for item in self.items or ():
            found, _, identifier = item.partition(" ")
            if found == kind:
                yield identifier


EVERYTHING = Changes()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A file as it was written of the graph before, and what has changed since."""

    content: Content = field(default=b"", repr=False)
    changes: Changes = EVERYTHING


NOTHING = Earlier()


def stated_anew(changes: Changes, names: Names, *, brackets: bool) -> list[Range]:
    """Return the ranges in which the IRIs lie of all that is stated anew, in the order in which they are written.

    Arguments:
        changes: what has changed.
        names: what things are called.
        brackets: whether IRIs are written in angle brackets.
    """
    if changes.items is None:
        return [(b"", _BEYOND)]
    start, end = (b"<", b">") if brackets else (b"", b"")
    spaces = [start + f"{names.base}{space}".encode() for space in _ALWAYS]
    keys = [start + iri.encode() + end for iri in _subjects(changes, names)]
    return sorted([*((space, space + _BEYOND) for space in spaces), *((key, key + b"\0") for key in keys)])


def ranges(changes: Changes, kinds: Iterable[str]) -> list[Range]:
    """Return the ranges in which the ids lie of changed items of some kinds, in order, and one beyond them."""
    if changes.items is None:
        return [(b"", _BEYOND)]
    keys = sorted(identifier.encode() for kind in kinds for identifier in changes.named(kind))
    return [*((key, key + b"\0") for key in keys), (_BEYOND, _BEYOND)]


def _subjects(changes: Changes, names: Names) -> Iterator[Iri]:
    yield from map(names.document, changes.named("document"))
    yield from map(names.entity, changes.named("entity"))
    for claim in changes.named("claim"):
        yield from (names.claim(claim), names.evidence(claim))
        yield from (names.selector(claim, kind) for kind in ("quote", "position"))
