"""What is copied from a file as it was before and what is written anew are together what is written from nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from evigraph.benchmarks.scale.made import documents
from evigraph.export.changes import NOTHING, Changes, Earlier
from evigraph.export.fingerprints import fingerprints
from evigraph.export.formats import OF_ANY_SIZE, pieces
from evigraph.export.renewal import Part, Shape
from evigraph.graph.assemble import assemble
from evigraph.graph.model import Document, Graph, Reading, Value
from fakes import FakeReader
from hypothesis import given, settings
from hypothesis import strategies as st

# Names whose ids come before, between and after those of values, and some that one text makes one thing of.
TYPES = {
    "Value": "Organization",
    "Valued": "Organization",
    "Ma": "Person",
    "Jack Ma": "Person",
    "América": "Place",
    "阿里巴巴": "Organization",
    "Alibaba Group": "Organization",
    "Alibaba": "Organization",
}
SHAPE = Shape(b"", b"", b" ")
texts = st.lists(st.sampled_from(sorted(TYPES)), min_size=2, max_size=5).map(" met ".join)
dates = st.sampled_from([None, "2024", "2024-05-01"])
languages = st.sampled_from([None, "en", "de"])
sources = st.sampled_from("abcdef")


def read(source: str, text: str, date: str | None, language: str | None) -> Reading:
    """Read a text by rule; who is first named in it also has as many employees as there are letters."""
    reading = FakeReader(types=TYPES).read(Document.of(text, source=source, date=date, language=language))
    number = Value(str(len(text)), "xsd:integer")
    numbers = (replace(each, predicate="employees", object=number) for each in reading.claims[:1])
    return replace(reading, claims=(*reading.claims, *numbers))


readings = st.dictionaries(sources, st.tuples(texts, dates, languages)).map(
    lambda found: [read(source, *rest) for source, rest in found.items()]
)


def difference(one: Graph, other: Graph) -> frozenset[str]:
    """Return the items that differ between two graphs."""
    before, now = fingerprints(one), fingerprints(other)
    return frozenset(item for item in before.keys() | now.keys() if before.get(item) != now.get(item))


def whole(graph: Graph, format_: str, earlier: Earlier = NOTHING) -> bytes:
    return b"".join(pieces(graph, format_, earlier))


@settings(max_examples=60)
@given(first=readings, second=readings, derive=st.booleans())
def test_what_has_changed_is_written_into_what_was_there(first: list[Reading], second: list[Reading], derive: bool):
    """Whatever documents come, go and change, a file made of that before is the one made from nothing."""
    before, now = assemble(first, derive=derive), assemble(second, derive=derive)
    changes = Changes(difference(before, now))
    for format_ in OF_ANY_SIZE:
        earlier = Earlier(whole(before, format_), changes)
        assert whole(now, format_, earlier) == whole(now, format_)


@pytest.mark.parametrize("format_", OF_ANY_SIZE)
def test_little_changes_with_one_document(format_):
    """Of a hundred documents and one more, most of the items are those of the hundred, and files come out the same."""
    made = [each.reading for each in documents(101)]
    before, now = assemble(made[:-1]), assemble(made)
    changed = difference(before, now)
    assert len(changed) * 10 < len(fingerprints(now))
    assert whole(now, format_, Earlier(whole(before, format_), Changes(changed))) == whole(now, format_)


def test_the_same_graph_differs_in_nothing():
    """A graph has the same numbers however it came about."""
    made = [each.reading for each in documents(20)]
    assert not difference(assemble(made), assemble(reversed(made)))


keys = st.sets(st.text("abc", min_size=1, max_size=3))


@given(old=keys, new=keys, cut=keys)
def test_chunks_are_cut_out_and_put_in_their_place(old: Collection[str], new: Collection[str], cut: Collection[str]):
    """What lies in the ranges is what is new there, and all else is as it was."""
    content = "".join(f"{key} old\n" for key in sorted(old)).encode()
    inside = sorted(new & cut)
    ranges = [*((key.encode(), key.encode() + b"\0") for key in sorted(cut)), (b"\xff", b"\xff")]
    found = Part(content, 0, len(content), SHAPE).renewed(ranges, (f"{key} new\n".encode() for key in inside))
    expected = sorted([f"{key} old\n" for key in old - cut] + [f"{key} new\n" for key in inside])
    assert b"".join(found).decode() == "".join(expected)


def test_everything_can_have_changed():
    """As where a folder of documents was moved: each chunk lies in a range of its own."""
    keys = [f"{number:06}".encode() for number in range(20_000)]
    content = b"".join(key + b" old\n" for key in keys)
    part = Part(content, 0, len(content), SHAPE)
    found = part.renewed([(key, key + b"\0") for key in keys], (key + b" new\n" for key in keys))
    assert b"".join(found) == content.replace(b"old", b"new")
