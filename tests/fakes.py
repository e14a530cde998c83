"""A reader without a model: it finds the names it is given, and says that the first one works with each other one."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from evigraph.errors import ModelError
from evigraph.graph.model import Claim, Document, DocumentEntity, Mention, Reading

TYPES = {"Alibaba": "Organization", "Lazada": "Organization", "Hangzhou": "Place", "Jack Ma": "Person"}


class FakeReader:
    """Reads by a list of names with their types, and keeps what it has read."""

    def __init__(self, fingerprint: str = "fake-1", types: Mapping[str, str] = TYPES) -> None:
        self.fingerprint = fingerprint
        self.seen: list[str] = []
        self._types = types
        self._names = re.compile("|".join(map(re.escape, sorted(types, key=len, reverse=True))))

    def read(self, document: Document) -> Reading:
        """Find names; the first one of a document partners with each later one, or never does."""
        self.seen.append(document.source)
        found = list(self._names.finditer(document.text))
        labels = sorted({match.group() for match in found})
        mentions = tuple(
            Mention(f"m{number}", *match.span(), match.group(), self._types[match.group()], "name", f"e{match.group()}")
            for number, match in enumerate(found, 1)
        )
        entities = tuple(DocumentEntity(f"e{label}", label, self._types[label]) for label in labels)
        return Reading(document, mentions, entities, tuple(_claims(document.text, mentions)))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in their order."""
        return map(self.read, documents)


class FragileReader(FakeReader):
    """A reader whose process dies of some documents; a text can also make it refuse, or wait for a file to come."""

    def read(self, document: Document) -> Reading:
        """Read a document, unless its text says what is to happen."""
        what, _, argument = document.text.strip().partition(": ")
        if what == "die":
            os._exit(int(argument))
        if what == "be killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "kill parent" and not Path(argument).exists():
            if argument != "always":
                Path(argument).touch()
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)  # it ends with its parent
        if what == "refuse":
            raise ModelError("weights", "are damaged", cure="install again")
        if what == "wait for":
            while not Path(argument).exists():
                time.sleep(0.01)
        return super().read(document)


def dead_on_arrival() -> FakeReader:
    """Die where a reader would be loaded."""
    os._exit(3)


def _claims(text: str, mentions: tuple[Mention, ...]) -> Iterator[Claim]:
    for mention in mentions[1:]:
        if mention.text != mentions[0].text:
            said = text[mentions[0].start : mention.end]
            status = "negated" if "never" in said else "asserted"
            yield Claim(
                "m1", "partnersWith", mention.id, mentions[0].start, mention.end, status=status, extractor="fake"
            )
