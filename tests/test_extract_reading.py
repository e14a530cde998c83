"""A document to a reading: exact to the character, complete, and the same each time."""

from __future__ import annotations

from itertools import chain

import pytest
from evigraph.errors import ModelError
from evigraph.extract import encoder, models, output, reading
from evigraph.extract.reading import Reader
from evigraph.graph.model import Document, Value
from evigraph.graph.record import from_json, to_json
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SENTENCES = (
    "Alibaba was founded in Hangzhou in 1999 by Jack Ma.",
    "The company, which is based in Hangzhou, offers cloud services.",
    "“They may acquire Lazada,” said Joe Tsai on 3 May 2016.",
    "Chinese employers court top talents 🙂 abroad.",
    "阿里巴巴 is what Alibaba is called in China.",
    "BABA never left New York\u00a0City.",
    "TOP TALENTS MIGRATE TO THE UNITED STATES!",
    "About us",
    "- It isn't e-mail",
    "and then and then and then",
)
JOINS = (" ", "\n", "\r\n", "\n\n", "  \n\t", "\u2028", "\f", "")
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(JOINS)), max_size=6).map(
    lambda parts: "".join(chain.from_iterable(parts))
)
slowly = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def document(text: str, **known: str) -> Document:
    """Make a document."""
    return Document.of(text, source="text", **known)


def said(found) -> set[tuple]:
    """List the claims of a reading by the places and texts of their ends."""
    mentions = {mention.id: (mention.start, mention.text) for mention in found.mentions}
    return {
        (
            mentions[claim.subject],
            claim.predicate,
            claim.object.value if isinstance(claim.object, Value) else mentions[claim.object],
            claim.start,
            claim.end,
            claim.status,
        )
        for claim in found.claims
    }


@slowly
@given(TEXTS)
def test_every_quote_is_exact(reader, text):
    """Mentions, rejections, values, cues and evidence stand in the text where they say, in any script and layout."""
    found = reader.read(document(text))
    assert all(text[one.start : one.end] == one.text for one in (*found.mentions, *found.rejected))
    for claim in found.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert all(claim.start <= start < end <= claim.end for start, end in claim.cues)
        assert not text[claim.start : claim.end].isspace()
        if isinstance(claim.object, Value) and claim.object.start is not None:
            assert claim.start <= claim.object.start < claim.object.end <= claim.end


@slowly
@given(TEXTS)
def test_every_reference_has_its_end(reader, text):
    """Claims speak of mentions of the reading, inside their evidence; mentions of its entities."""
    found = reader.read(document(text))
    mentions = {mention.id: mention for mention in found.mentions}
    entities = {entity.id for entity in found.entities}
    assert len(mentions) == len(found.mentions)
    assert {mention.entity for mention in found.mentions} <= entities | {None}
    for claim in found.claims:
        ends = [claim.subject, *([] if isinstance(claim.object, Value) else [claim.object])]
        assert all(claim.start <= mentions[end].start and mentions[end].end <= claim.end for end in ends)
        assert claim.attributed_to is None or claim.attributed_to in mentions
        assert 0 <= claim.confidence <= 1


@slowly
@given(TEXTS)
def test_a_reading_survives_its_record(reader, text):
    """What is written as a line of JSON comes back as it was, checked offset by offset."""
    found = reader.read(document(text))
    assert from_json(to_json(found)) == found


def test_a_reading_is_a_function_of_its_document(reader):
    """What has been read before does not change what is read."""
    texts = [" ".join(SENTENCES), SENTENCES[0], "", SENTENCES[1]]
    first = [to_json(reader.read(document(text))) for text in texts]
    again = Reader.load()
    assert [to_json(again.read(document(text))) for text in reversed(texts)] == first[::-1]


def test_many_documents_are_read_in_order(reader):
    """Reading a stream is reading one after the other."""
    documents = [document(sentence) for sentence in SENTENCES]
    assert list(reader.read_many(iter(documents))) == [reader.read(one) for one in documents]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u200b", "...", "?!", "🙂", "\x00"])
def test_texts_that_say_nothing(reader, text):
    """Nothing is found where nothing is said."""
    found = reader.read(document(text))
    assert (found.document.text, found.claims) == (text, ())


def test_chunks_read_as_their_sum(reader, monkeypatch):
    """A text longer than is parsed at once gives what its parts give, each at its place."""
    paragraphs = [f"{' '.join(SENTENCES[start : start + 2])}\n\n" for start in (0, 3, 5)]
    monkeypatch.setattr(reading, "CHUNK", max(map(len, paragraphs)))
    whole = reader.read(document("".join(paragraphs)))
    mentions, claims, place = set(), set(), 0
    for paragraph in paragraphs:
        part = reader.read(document(paragraph))
        mentions |= {(place + m.start, place + m.end, m.kind) for m in part.mentions}
        claims |= {(place + claim.start, place + claim.end, claim.predicate, claim.status) for claim in part.claims}
        place += len(paragraph)
    assert {(m.start, m.end, m.kind) for m in whole.mentions} == mentions
    assert {(claim.start, claim.end, claim.predicate, claim.status) for claim in whole.claims} == claims
    assert {start for start, *_ in claims} >= {0, len(paragraphs[0])}


def test_names_are_one_thing_across_chunks(reader, monkeypatch):
    """Entities are those of the document, however it was cut."""
    monkeypatch.setattr(reading, "CHUNK", 60)
    found = reader.read(document("Alibaba was founded in Hangzhou.\n\n" * 6))
    assert len({mention.entity for mention in found.mentions if mention.text == "Alibaba"}) == 1
    assert len([mention for mention in found.mentions if mention.text == "Alibaba"]) == 6


def test_a_long_text_is_read_to_its_end(reader):
    """The last sentence of a text of several chunks is read like the first."""
    text = f"{SENTENCES[0]}\n\n" + "Nothing much happened that day. " * (reading.CHUNK // 30) + f"\n\n{SENTENCES[0]}"
    found = said(reader.read(document(text)))
    moved = {(claim[3] - text.rindex(SENTENCES[0]), claim[1]) for claim in found if claim[3]}
    first = {(0, claim[1]) for claim in found if not claim[3]}
    assert (0, "foundedIn") in first & moved


def test_white_space_in_front_only_moves_offsets(reader):
    """Blank lines before a text change where things stand, and nothing else."""
    plain, moved = (said(reader.read(document(before + SENTENCES[0]))) for before in ("", "\r\n\r\n  "))
    assert len(plain) > 0
    assert {(c[0][0] - 6, c[0][1], c[1], c[3] - 6, c[4] - 6) for c in moved} == {
        (c[0][0], c[0][1], c[1], c[3], c[4]) for c in plain
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_hard_wrapped_text_reads_alike_with_any_line_ends(reader, ends):
    """A sentence broken over two lines is one sentence, on any system."""
    text = f"Alibaba Group was established in June 1999 by Jack Ma and others in the city{ends}of Hangzhou, China."
    found = reader.read(document(text))
    assert {(claim.start, claim.end) for claim in found.claims} == {(0, len(text))}


def test_headings_claim_nothing(reader):
    """A heading is kept as a rejection, with the rule that refused it."""
    found = reader.read(document(f"Alibaba Buys Lazada\n\n{SENTENCES[0]}"))
    assert [(one.rule, one.text) for one in found.rejected if one.start == 0] == [("heading", "Alibaba Buys Lazada")]
    assert all(claim.start > 0 for claim in found.claims)


def test_damaged_weights_are_said_when_they_are_needed(monkeypatch, tmp_path):
    """Weights that are not what was shipped stop the first reading with an error that names them."""
    monkeypatch.setattr(output, "encoder", lambda: encoder.Encoder(tmp_path))
    with pytest.raises(ModelError, match="weights are missing"):
        Reader(models.Model()).read(document("Alibaba"))
