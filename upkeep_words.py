"""What the commands that keep a graph say: what a change did, what differs, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .graph.model import Evidence, Graph
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
    graph, held, found = kept.built.graph, kept.built.summary, kept.difference
    relations = f"{counted(sum(each.now and not each.was for each in found.relations), 'relation')} came"
    gone = f"{counted(sum(each.was and not each.now for each in found.relations), 'relation')} went"
    lines = [
        f"Holds   {counted(held.documents, 'document')}, {counted(held.entities, 'entity', 'entities')}, "
        f"{counted(held.relations, 'relation')}",
        f"Changed {counted(len(found.entities), 'entity', 'entities')}; {relations}, {gone}",
    ]
    if graph.questions:
        lines.append(f"Open    {counted(len(graph.questions), 'question')} of who is who; see `evigraph review`")
    if graph.unheeded:
        lines.append(f"Unheard {counted(len(graph.unheeded), 'decision')} that others contradict")
    return lines


def changes(found: Difference, old: Graph, new: Graph) -> Iterator[str]:
    """Say what differs, each relation with the sentences that came (+) and went (-)."""
    sources = {document.id: document.source for graph in (old, new) for document in graph.documents}
    for change in found.entities:
        yield _entity(change)
    for relation in found.relations:
        yield f"{_mark(relation)} {relation.subject} – {relation.predicate} – {relation.object}"
        for sign, claims in (("+", relation.came), ("-", relation.went)):
            yield from (_quoted(sign, claim, sources) for claim in claims)
    if not found:
        yield "Nothing differs"


def _entity(change: EntityChange) -> str:
    was, now = (" and ".join(f"{each.label} ({each.type})" for each in side) for side in (change.was, change.now))
    if not was or not now:
        return f"+ {now}" if now else f"- {was}"
    if was != now:
        return f"~ {was} → {now}"
    before = {name for each in change.was for name in each.aliases}
    after = {name for each in change.now for name in each.aliases}
    names = [*(f"+{name}" for name in sorted(after - before)), *(f"-{name}" for name in sorted(before - after))]
    return f"~ {now}: {', '.join(names)}" if names else f"~ {now}"


def _mark(change: RelationChange) -> str:
    return {(False, True): "+", (True, False): "-"}.get((change.was, change.now), "~")


def _quoted(sign: str, claim: Evidence, sources: dict[str, str]) -> str:
    place = f"{sources[claim.document]} {claim.start}–{claim.end}, {claim.status}"
    return f"    {sign} “{' '.join(claim.quote.split())}” {place}"


def entries(journal: Iterable[Entry]) -> Iterator[str]:
    """Say what was decided, one line for each decision."""
    empty = True
    for entry in journal:
        empty = False
        said = entry.decision
        if said is None:
            yield f"{entry.number}  removed {', '.join(entry.removed)}"
        else:
            sides = " and ".join(f"{each.text} ({each.source})" for each in (said.one, said.other))
            yield f"{entry.number}  {said.verdict}: {sides}"
    if empty:
        yield "Nothing was decided"
