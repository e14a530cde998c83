"""Texts with their mentions marked, for tests of who is who."""

from __future__ import annotations

import re

from evigraph.graph.model import Kind, Mention

TYPES = {
    "O": "Organization",
    "P": "Person",
    "L": "Place",
    "G": "Group",
    "T": "Technology",
    "W": "Work",
    "E": "Event",
    "C": "Concept",
    "D": "Date",
    "U": "Thing",
}
MARK = re.compile(r"\{(\w|\?) ([^{}]*)\}")


def marked(source: str) -> tuple[str, list[Mention]]:
    """Read a text in which {O Alibaba} is a name, {o the firm} a description and {? it} a pronoun."""
    text, mentions, last = "", [], 0
    for match in MARK.finditer(source):
        text += source[last : match.start()]
        code, words = match.groups()
        kind: Kind = "pronoun" if code == "?" else "name" if code.isupper() else "nominal"
        type_ = TYPES.get(code.upper(), "Thing")
        mentions.append(Mention(f"m{len(mentions)}", len(text), len(text) + len(words), words, type_, kind))
        text, last = text + words, match.end()
    return text + source[last:], mentions
