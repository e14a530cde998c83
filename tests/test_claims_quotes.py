"""Who says a claim, in its sentence and across sentences, read out of plain text by the bundled reader."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from evigraph.extract.claims.quotes import quotes
from evigraph.graph.model import Document, Value
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from evigraph.extract.reading import Reader

BUILT = "Airbus built the engine"
SAID_IN_ONE = [
    f"{BUILT}, Anna Holm said.",
    f"Anna Holm said that {BUILT}.",
    f"Anna Holm told Reuters that {BUILT}.",
    f"Anna Holm announced that {BUILT}.",
    f"Anna Holm added that {BUILT}.",
    f"According to Anna Holm, {BUILT}.",
    f"{BUILT}, according to Anna Holm.",
    f"According to a report by Anna Holm, {BUILT}.",
    f"A statement by Anna Holm said that {BUILT}.",
    f"As Anna Holm noted, {BUILT}.",
    f"In the view of Anna Holm, {BUILT}.",
    f"Anna Holm's claim that {BUILT} surprised Paul Renner.",
    f'"{BUILT}," said Anna Holm, the head of NASA.',
    f"“{BUILT},” Anna Holm said.",
    f'Anna Holm added: "{BUILT}."',
    f"Anna Holm was quoted as saying that {BUILT}.",
    f"Anna Holm runs NASA. {BUILT}, she said.",
]
SAID_ACROSS = [
    f'"Boeing delivered the capsule," Anna Holm said. "{BUILT}."',
    f"“Boeing delivered the capsule,” Anna Holm said. “{BUILT}.”",
    f'Anna Holm runs NASA. "Boeing delivered the capsule," she said. "{BUILT}."',
    f'"{BUILT}. Boeing delivered the capsule," Anna Holm told Reuters.',
    f'Anna Holm added: "Boeing delivered the capsule. {BUILT}."',
    f'Anna Holm praised the partners. "{BUILT}." She added: "Boeing delivered the capsule."',
]
NOBODY_KNOWN = [
    f"{BUILT}.",
    f'Anna Holm read a book. "{BUILT}."',
    f'"Boeing delivered the capsule," Anna Holm said. {BUILT}.',
    f'"Boeing delivered the capsule," Anna Holm said.\n\n"{BUILT}."',
    f"{BUILT}, it is said.",
]


def speakers(reader: Reader, text: str) -> set[str | None]:
    """Return the entities that are said to say what Airbus built, ``None`` for the text itself."""
    found = reader.read(Document.of(text, source="text"))
    mentions = {mention.id: mention for mention in found.mentions}
    labels = {entity.id: entity.label for entity in found.entities}
    return {
        None if claim.attributed_to is None else labels.get(mentions[claim.attributed_to].entity or "")
        for claim in found.claims
        if mentions[claim.subject].text == "Airbus"
        and not isinstance(claim.object, Value)
        and "engine" in mentions[claim.object].text
    }


@pytest.mark.parametrize("text", SAID_IN_ONE)
def test_the_speaker_of_a_sentence_is_an_entity(reader: Reader, text: str) -> None:
    """Every way of saying who says so leads to the one who does, pronouns and statements to whoever is behind them."""
    assert speakers(reader, text) == {"Anna Holm"}


@pytest.mark.parametrize("text", SAID_ACROSS)
def test_a_quote_belongs_to_whom_the_sentence_beside_it_names(reader: Reader, text: str) -> None:
    """A quoted sentence is said by the one named in the sentence before or after."""
    assert speakers(reader, text) == {"Anna Holm"}


@pytest.mark.parametrize("text", NOBODY_KNOWN)
def test_nobody_speaks_where_none_is_named(reader: Reader, text: str) -> None:
    """A person nearby who says nothing is no source, nor the speaker of another paragraph."""
    assert speakers(reader, text) == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"A," he said. "B."', ['"A,"', '"B."']),
        ("“A”\n\n“B", ["“A”", "“B"]),
        ('5" wide', []),
        ('“A "B" C”', ['“A "B" C”']),
        ("", []),
    ],
)
def test_quotes_end_with_their_block(text: str, expected: list[str]) -> None:
    """A mark without its partner opens nothing, or reaches to the end of the paragraph if it is curly."""
    assert [text[start:end] for start, end in quotes(text)] == expected


@given(st.text(alphabet='ab “”"\n', max_size=60))
def test_quotes_lie_in_order_and_begin_with_a_mark(text: str) -> None:
    """Quotes never overlap, whatever the marks of a text."""
    found = quotes(text)
    assert all(text[start] in '“"' for start, _ in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
