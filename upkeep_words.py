"""What the commands that keep a graph say: what a change did, what differs, and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from .graph.model import Anchor, Document, Entity, Evidence, Graph, Record
from .graph.sentences import Sentences
from .terminal import counted

if TYPE_CHECKING:
    from .graph.difference import Difference, EntityChange, RelationChange
    from .graph.journal import Entry
    from .upkeep import Kept


def account(kept: Kept) -> dict[str, object]:
    """Return the counts of the graph and all that changed, ready for JSON."""
    return {**kept.built.account(), "difference": kept.difference.to_json()}


def summary(kept: Kept) -> list[str]:
    """Say in a few lines what the graph holds now and how much changed."""
    graph = kept.built.graph
    lines = [
        f"Holds   {counted(len(graph.documents), 'document')}, {counted(len(graph.entities), 'entity', 'entities')}, "
        f"{counted(len(graph.relations), 'relation')}",
        f"Changed {totals(kept.difference) if kept.difference else 'nothing'}",
    ]
    if graph.questions:
        lines.append(f"Open    {counted(len(graph.questions), 'question')} of who is who; see `evigraph review`")
    if graph.unheeded:
        lines.append(f"Unheard {counted(len(graph.unheeded), 'decision')} that others contradict")
    return lines


def totals(found: Difference) -> str:
    """Say in one line how many entities and relations came, went and changed.

    >>> from evigraph.graph.difference import Difference
    >>> totals(Difference((), ()))
    '0 entities came, 0 went, 0 changed; 0 relations came, 0 went, 0 changed'
    """
    entities = Counter((bool(each.was), bool(each.now)) for each in found.entities)
    relations = Counter((each.was, each.now) for each in found.relations)
    parts = []
    for counts, one, many in ((entities, "entity", "entities"), (relations, "relation", "relations")):
        came, went = counts[False, True], counts[True, False]
        parts.append(f"{counted(came, one, many)} came, {went} went, {counts.total() - came - went} changed")
    return "; ".join(parts)


def changes(found: Difference, old: Graph, new: Graph) -> Iterator[str]:
    """Say what differs, entities with a sentence that names them, relations with the sentences that came and went."""
    if not found:
        yield "Nothing differs"
        return
    yield totals(found)
    documents = {document.id: document for graph in (old, new) for document in graph.documents}
    sources = {id_: document.source for id_, document in documents.items()}
    for change in found.entities:
        yield _entity(change)
        if (len(change.was), len(change.now)) != (1, 1):
            yield from (_named_in("+", each, documents) for each in change.now)
            yield from (_named_in("-", each, documents) for each in change.was)
    for relation in found.relations:
        yield f"{_mark(relation)} {relation.subject} – {relation.predicate} – {relation.object}"
        for sign, claims in (("+", relation.came), ("-", relation.went)):
            yield from (_quoted(sign, claim, sources) for claim in claims)


def _entity(change: EntityChange) -> str:
    was, now = (" and ".join(f"{each.label} ({each.type})" for each in side) for side in (change.was, change.now))
    if not was or not now:
        return f"+ {now}" if now else f"- {was}"
    if was != now:
        return f"~ {was} → {now}"
    return f"~ {now}: {'; '.join(_details(change))}"


def _details(change: EntityChange) -> Iterator[str]:
    """Say which other names and records came and went."""
    for word, of in (("also", attrgetter("aliases")), ("the record", attrgetter("same_as"))):
        before, after = ({name for each in side for name in of(each)} for side in (change.was, change.now))
        yield from (f"now {word} {name}" for name in sorted(after - before))
        yield from (f"no longer {word} {name}" for name in sorted(before - after))


def _named_in(sign: str, entity: Entity, documents: Mapping[str, Document]) -> str:
    """Show the first sentence that mentions a thing, by name if any does."""
    mentions = ((each.kind != "name", documents[each.document].source, each.start, each) for each in entity.mentions)
    *_, first = min(mentions, key=lambda ranked: ranked[:3])
    document = documents[first.document]
    start, end = Sentences(document.text).around(first.start, first.end)
    return f"    {sign} “{' '.join(document.text[start:end].split())}” {document.source} {start}–{end}"


def _mark(change: RelationChange) -> str:
    return {(False, True): "+", (True, False): "-"}.get((change.was, change.now), "~")


def _quoted(sign: str, claim: Evidence, sources: dict[str, str]) -> str:
    place = f"{sources[claim.document]} {claim.start}–{claim.end}, {claim.status}"
    return f"    {sign} “{' '.join(claim.quote.split())}” {place}"


def _side(side: Anchor | Record) -> str:
    return f"record {side.label} ({side.iri})" if isinstance(side, Record) else f"{side.text} ({side.source})"


def entries(journal: Iterable[Entry]) -> Iterator[str]:
    """Say what was decided, one line for each decision."""
    empty = True
    for entry in journal:
        empty = False
        said = entry.decision
        if said is None:
            yield f"{entry.number}  removed {', '.join(entry.removed)}"
        else:
            sides = " and ".join(_side(each) for each in (said.one, said.other))
            yield f"{entry.number}  {said.verdict}: {sides}"
    if empty:
        yield "Nothing was decided"
