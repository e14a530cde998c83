"""A hand-made story as a graph, for the tests of the view: 4 documents, 70 entities, claims of every status."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from evigraph.graph.model import Document, Entity, EntityMention, Evidence, Graph, Relation, Value, content_hash

STORY = Path(__file__).parent / "stories" / "laboratories.json"


def story() -> Graph:
    """Build the graph of a hand-made story: 4 documents, 70 entities, claims of every status."""
    told = json.loads(STORY.read_text(encoding="utf-8"))
    teller = _Teller(told["entities"])
    for part in told["documents"]:
        teller.read(part)
    return teller.graph()


class _Teller:
    """Turns lines "subject|predicate|object|cue|confidence|status" into claims; "=text:datatype" is a value."""

    def __init__(self, entities: dict[str, list[str]]) -> None:
        listed = [(kind, *names.split("|")) for kind, group in entities.items() for names in group]
        self.entities = {name: entity for entity in listed for name in entity[1:]}
        self.documents: list[Document] = []
        self.mentions: dict[str, set[EntityMention]] = defaultdict(set)
        self.claims: dict[Any, list[Evidence]] = defaultdict(list)

    def read(self, part: dict[str, Any]) -> None:
        text = "\n\n".join(sentence for sentence, _ in part["sentences"])
        document = Document.of(text, source=part["source"], title=part["title"], date=part["date"], language="en")
        self.documents.append(document)
        for sentence, lines in part["sentences"]:
            for line in lines:
                self._tell(line.split("|"), document, text.index(sentence), sentence)

    def _tell(self, line: list[str], document: Document, start: int, sentence: str) -> None:
        subject, predicate, target, cue, *rest = line

        def span(part: str) -> tuple[int, int]:
            at = start + sentence.index(part)
            return at, at + len(part)

        for name in {subject, target} & self.entities.keys():
            self.mentions[self.entities[name][1]].add(EntityMention(document.id, *span(name), name, "name"))
        value, _, datatype = target.removeprefix("=").partition(":")
        evidence = Evidence(
            content_hash(document.id, str(start), *line),
            document.id,
            start,
            start + len(sentence),
            sentence,
            span(subject),
            span(target) if target in self.entities else None,
            cue,
            (span(cue),),
            float(rest[0]) if rest else 0.9,
            rest[1] if len(rest) > 1 else "asserted",
        )
        end = _id(self.entities[target][1]) if target in self.entities else Value(value, datatype)
        self.claims[_id(self.entities[subject][1]), predicate, end].append(evidence)

    def graph(self) -> Graph:
        return Graph(
            documents=tuple(sorted(self.documents, key=lambda document: document.id)),
            entities=tuple(
                sorted({self._entity(*entity) for entity in self.entities.values()}, key=lambda one: one.id)
            ),
            relations=tuple(Relation(*key, tuple(self.claims[key])) for key in sorted(self.claims, key=str)),
        )

    def _entity(self, kind: str, label: str, *aliases: str) -> Entity:
        found = tuple(sorted(self.mentions[label], key=lambda mention: (mention.document, mention.start)))
        links = ("https://www.wikidata.org/wiki/Q1359568", "urn:x:1") if label == "Alibaba" else ()
        return Entity(_id(label), label, kind, aliases, found, links)


def _id(label: str) -> str:
    return f"{label.lower().replace(' ', '-')}-{content_hash(label, length=6)}"
