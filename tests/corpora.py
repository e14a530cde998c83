"""Readings made by hand, and decisions about them: what tests of identity share, with no model in sight."""

from __future__ import annotations

from evigraph.graph.model import (
    Anchor,
    Claim,
    Decision,
    Document,
    DocumentEntity,
    Mention,
    Reading,
    Status,
    Value,
    Verdict,
)

Named = tuple[str, str, tuple[str, ...]]


def reading(source: str, names: list[Named], *claims: tuple[int, str, int | Value, Status], note: str = "") -> Reading:
    """Make a document that lists names, and the claims between them by their place in the list."""
    text, mentions, entities = note, [], []
    for index, (label, type_, aliases) in enumerate(names):
        start = len(text)
        text += label + " "
        mentions.append(Mention(f"m{index}", start, start + len(label), label, type_, "name", f"e{index}"))
        entities.append(DocumentEntity(f"e{index}", label, type_, aliases))
    said = [
        Claim(
            f"m{subject}", predicate, f"m{target}" if isinstance(target, int) else target, 0, len(text), status=status
        )
        for subject, predicate, target, status in claims
    ]
    return Reading(Document.of(text, source=source), tuple(mentions), tuple(entities), tuple(said))


def organization(label: str, *aliases: str) -> Named:
    """Name an organisation."""
    return label, "Organization", aliases


def place(label: str, *aliases: str) -> Named:
    """Name a place."""
    return label, "Place", aliases


def person(label: str, *aliases: str) -> Named:
    """Name a person."""
    return label, "Person", aliases


def anchor(said: Reading, number: int = 0) -> Anchor:
    """Point at one of the mentions of a reading."""
    mention, document = said.mentions[number], said.document
    return Anchor(document.id, mention.start, mention.end, mention.text, mention.type, document.source)


def decide(verdict: Verdict, one: Reading, other: Reading) -> Decision:
    """Say whether the first mentions of two readings are of one thing."""
    return Decision(anchor(one), anchor(other), verdict)
