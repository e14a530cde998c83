from __future__ import annotations

import json
import re
from typing import Any

import pytest
from evigraph.errors import DocumentError
from evigraph.graph.model import (
    KINDS,
    STATUSES,
    Claim,
    Document,
    DocumentEntity,
    Mention,
    Reading,
    Rejection,
    Time,
    Value,
)
from evigraph.graph.record import from_json, to_json
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Alibaba was established in Hangzhou in 1999."
READING = Reading(
    Document.of(TEXT, source="a.txt", title="A", date="2024-02-01", language="en"),
    (
        Mention("m1", 0, 7, "Alibaba", "Organization", "name", "e1"),
        Mention("m2", 27, 35, "Hangzhou", "Place", "name", "e2"),
    ),
    (DocumentEntity("e1", "Alibaba", "Organization", ("BABA",)), DocumentEntity("e2", "Hangzhou", "Place")),
    (
        Claim(
            "m1", "foundedIn", "m2", 0, 44, "established in", ((12, 26),), 0.93, "asserted", "m1", Time("1999"), "typed"
        ),
        Claim("m1", "foundedOn", Value("1999", "xsd:gYear", 39, 43), 0, 44),
    ),
    (Rejection("pronoun", 39, 43, "1999"),),
)


def changed(path: str, value: Any) -> str:
    record = json.loads(to_json(READING))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = record
    for step in way:
        place = place[step]
    place[last] = value
    return json.dumps(record)


texts = st.text(min_size=1, max_size=60)
names = st.text(max_size=8)
shares = st.floats(0, 1) | st.sampled_from([1e-05, 9.9e-05, 0.0001])


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


@st.composite
def values(draw: st.DrawFn, text: str) -> Value:
    start, end = draw(st.one_of(st.just((None, None)), spans(text)))
    return Value(draw(names), draw(names), start, end, draw(st.none() | names))


@st.composite
def claims(draw: st.DrawFn, text: str, mentions: list[str]) -> Claim:
    known = st.sampled_from(mentions)
    start, end = draw(spans(text))
    return Claim(
        draw(known),
        draw(names),
        draw(known | values(text)),
        start,
        end,
        draw(names),
        tuple(draw(st.lists(spans(text), max_size=2))),
        draw(shares),
        draw(st.sampled_from(STATUSES)),
        draw(st.none() | known),
        draw(st.none() | st.builds(Time, st.none() | names, st.none() | names)),
        draw(names),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    mentions = []
    for index, (start, end) in enumerate(draw(st.lists(spans(text), max_size=3))):
        kind, entity = draw(st.sampled_from(KINDS)), draw(st.sampled_from([None, "e1"]))
        mentions.append(Mention(f"m{index}", start, end, text[start:end], draw(names), kind, entity))
    ids = [mention.id for mention in mentions]
    stated = tuple(draw(st.lists(claims(text, ids), max_size=3))) if ids else ()
    entities = (DocumentEntity("e1", draw(names), draw(names), tuple(draw(st.lists(names, max_size=2)))),)
    rejected = tuple(
        Rejection(draw(names), s, e, text[s:e], draw(st.none() | names))
        for s, e in draw(st.lists(spans(text), max_size=2))
    )
    return Reading(Document.of(text, source=draw(names)), tuple(mentions), entities, stated, rejected)


@given(readings())
def test_round_trip(reading: Reading) -> None:
    """Whatever a reading holds, its line gives it back."""
    assert from_json(to_json(reading)) == reading


@given(readings())
def test_one_line(reading: Reading) -> None:
    """A record is one line for every reader of lines, and can be written as UTF-8."""
    line = to_json(reading)
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")


@given(readings())
def test_written_as_pythons_encoder_writes(reading: Reading) -> None:
    """A record is what the encoder of the standard library makes of it, but for the characters that are escaped."""
    line = to_json(reading)
    plain = json.dumps(json.loads(line), ensure_ascii=False)
    odd = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
    assert line == odd.sub(lambda match: f"\\u{ord(match.group()):04x}", plain)


def test_key_order() -> None:
    """Keys come in the order that the format gives."""
    record = json.loads(to_json(READING))
    assert list(record) == ["document", "mentions", "entities", "claims", "rejected"]
    assert list(record["document"]) == ["id", "source", "title", "date", "language", "text"]
    assert list(record["mentions"][0]) == ["id", "start", "end", "text", "type", "kind", "entity"]
    assert list(record["entities"][0]) == ["id", "label", "type", "aliases"]
    assert " ".join(record["claims"][0]) == (
        "subject predicate phrase phrase_spans object start end confidence status attributed_to time extractor"
    )
    assert list(record["claims"][1]["object"]) == ["value", "datatype", "start", "end"]


def test_no_phrase_spans() -> None:
    """A claim without cues has no key for them."""
    assert "phrase_spans" not in json.loads(to_json(READING))["claims"][1]


def test_characters_stay() -> None:
    """Chinese and emoji are written as they are, and offsets count code points."""
    reading = Reading(Document.of("阿里巴巴 🚀", source="z"), (Mention("m1", 5, 6, "🚀", "Product", "name"),))
    assert "阿里巴巴 🚀" in to_json(reading)
    assert from_json(to_json(reading)) == reading


@pytest.mark.parametrize("text", ["a\u2028b", "a\x85b", "a\ud800b", "a\r\nb", "a\0b"])
def test_odd_characters(text: str) -> None:
    """Characters that end lines or fit no encoding survive."""
    reading = Reading(Document.of(text, source="z"))
    assert from_json(to_json(reading)) == reading


def test_other_keys_are_passed_over() -> None:
    """A key of another tool does no harm."""
    assert from_json(changed("document.score", 3)) == READING


def test_rejected_may_lack() -> None:
    """A record of another tool need not say what was rejected."""
    record = json.loads(to_json(READING))
    del record["rejected"]
    assert from_json(json.dumps(record)).rejected == ()


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("document", [], "document: expected `object`, got `array`"),
        ("document.text", 3, "document.text: expected `str`, got `int`"),
        ("document.text", "other", "document.id: not the hash of the text"),
        ("mentions", {}, "mentions: expected `array`, got `object`"),
        ("mentions.0", 1, "mentions[0]: expected `object`, got `int`"),
        ("mentions.0.start", "0", "mentions[0].start: expected `int`, got `str`"),
        ("mentions.0.start", True, "mentions[0].start: expected `int`, got `bool`"),
        ("mentions.0.start", -1, "mentions[0].start: expected `int` >= 0"),
        ("mentions.0.end", 900, "mentions[0]: the span 0:900 does not lie in the text"),
        ("mentions.0.text", "Ali", "mentions[0].text: not the text at its offsets"),
        ("mentions.0.kind", "noun", "mentions[0].kind: invalid enum value 'noun'"),
        ("mentions.0.entity", "e9", "mentions[0].entity: no entity has the id 'e9'"),
        ("mentions.1.id", "m1", "mentions: two of them have one id"),
        ("entities.1.id", "e1", "entities: two of them have one id"),
        ("entities.0.aliases", [1], "entities[0].aliases[0]: expected `str`, got `int`"),
        ("claims.0.subject", "m7", "claims[0].subject: no mention has the id 'm7'"),
        ("claims.0.object", "m7", "claims[0].object: no mention has the id 'm7'"),
        ("claims.0.object", 7, "claims[0].object: expected `str | object`, got `int`"),
        ("claims.0.attributed_to", "e1", "claims[0].attributed_to: no mention has the id 'e1'"),
        ("claims.0.status", "true", "claims[0].status: invalid enum value 'true'"),
        ("claims.0.confidence", 1.5, "claims[0].confidence: expected `float` <= 1.0"),
        ("claims.0.confidence", True, "claims[0].confidence: expected `float`, got `bool`"),
        ("claims.0.end", 99, "claims[0]: the span 0:99 does not lie in the text"),
        ("claims.0.phrase_spans", [[1]], "claims[0].phrase_spans[0]: expected `array` of length 2"),
        ("claims.0.time", "1999", "claims[0].time: expected `object | null`, got `str`"),
        ("claims.1.object.end", 99, "claims[1]: the span 39:99 does not lie in the text"),
        ("rejected.0.text", "no", "rejected[0].text: not the text at its offsets"),
    ],
)
def test_bad_record(path: str, value: Any, message: str) -> None:
    """An error names the place in the record and what is wrong there."""
    with pytest.raises(DocumentError) as caught:
        from_json(changed(path, value))
    assert message in str(caught.value)


@pytest.mark.parametrize("line", ["", "{", "\x00", '{"document": {"a": NaN'])
def test_not_json(line: str) -> None:
    """What is no JSON is refused with the error of the house."""
    with pytest.raises(DocumentError, match="not JSON"):
        from_json(line)


def test_missing_key() -> None:
    """A key that lacks is named."""
    with pytest.raises(DocumentError, match=r"document\.id: missing"):
        from_json('{"document": {}}')


def test_no_infinite_confidence() -> None:
    """A confidence that JSON cannot hold is not written."""
    reading = Reading(
        READING.document, READING.mentions, READING.entities, (Claim("m1", "x", "m2", 0, 1, confidence=float("nan")),)
    )
    with pytest.raises(ValueError, match="JSON"):
        to_json(reading)
