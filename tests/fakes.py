"""A reader without a model: it finds the names it is given, and says that the first one works with each other one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evigraph.graph.model import Claim, Document, DocumentEntity, Mention, Reading

TYPES = {"Alibaba": "Organization", "Lazada": "Organization", "Hangzhou": "Place", "Jack Ma": "Person"}
NAMES = re.compile("|".join(TYPES))


class FakeReader:
    """Reads by a list of names, and keeps what it has read."""

    def __init__(self, fingerprint: str = "fake-1") -> None:
        self.fingerprint = fingerprint
        self.seen: list[str] = []

    def read(self, document: Document) -> Reading:
        """Find names; the first one of a document partners with each later one."""
        self.seen.append(document.source)
        found = list(NAMES.finditer(document.text))
        labels = sorted({match.group() for match in found})
        mentions = tuple(
            Mention(f"m{number}", *match.span(), match.group(), TYPES[match.group()], "name", f"e{match.group()}")
            for number, match in enumerate(found, 1)
        )
        claims = tuple(
            Claim("m1", "partnersWith", mention.id, mentions[0].start, mention.end, extractor="fake")
            for mention in mentions[1:]
            if mention.text != mentions[0].text
        )
        return Reading(
            document, mentions, tuple(DocumentEntity(f"e{label}", label, TYPES[label]) for label in labels), claims
        )

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in their order."""
        return map(self.read, documents)
