"""What became of the input, counted: for ``report.json`` and the summary of a build."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .conflicts import Conflict, conflicts
from .kept import rejections
from .model import STATUSES, Anchor, Graph, Link, Question, Record, Rejection, Value
from .refusals import explained
from .tally import tally
from .written import json_line

MOST_ROWS = 100  # of what was refused in one document; `evigraph explain DIR --rejected` shows all of it
_Rejected = Mapping[str, Sequence[Rejection]]  # by document


def report(graph: Graph) -> dict[str, Any]:
    """Count what a graph holds and what it could not take, ready for JSON; the same graph has the same report.

    >>> report(Graph())["counts"]
    {'documents': 0, 'entities': 0, 'relations': 0, 'claims': 0, 'failures': 0}
    """
    told = tally(graph)
    statuses = _summed(told.claims, 0)
    rejected = {id_: found for id_, found in rejections(graph.readings) if found}
    return {
        "counts": {
            "documents": len(graph.documents),
            "entities": len(graph.entities),
            "relations": told.relations.total(),
            "claims": told.claims.total(),
            "failures": len(graph.failures),
        },
        "entities_by_type": _counted(entity.type for entity in graph.entities),
        "relations_by_predicate": _ranked(told.relations),
        "claims_by_status": {status: statuses[status] for status in STATUSES},
        "claims_by_extractor": _ranked(_summed(told.claims, 1)),
        "claims_dropped": _counted(each.rule for each in graph.dropped),
        "rejected": _counted(each.rule for found in rejected.values() for each in found),
        "rules": _rules(graph, rejected),
        "conflicts": [_conflict(conflict) for conflict in conflicts(graph)],
        "links": [_link(link) for link in graph.links],
        "questions": [_question(question) for question in graph.questions],
        "unheeded": [
            {"verdict": each.verdict, "one": _side(each.one), "other": _side(each.other)} for each in graph.unheeded
        ],
        "documents": _documents(graph, rejected),
        "failures": [
            {"source": failure.source, "error": failure.error, "cure": failure.cure} for failure in graph.failures
        ],
    }


def lines_of(account: Mapping[str, Any]) -> Iterator[str]:
    """Yield JSON with a line for each item of what it holds, so that it can be compared and read by the line.

    >>> account = {"counts": {"documents": 2}, "failures": [], "links": [{"iri": None}, {"iri": "a"}]}
    >>> print("".join(lines_of(account)), end="")
    {
      "counts": {
        "documents": 2
      },
      "failures": [],
      "links": [
        {"iri": null},
        {"iri": "a"}
      ]
    }
    """
    mark = "{"
    for name, value in account.items():
        yield f"{mark}\n  {json_line(name)}: "
        yield from _lines(value)
        mark = ","
    yield "\n}\n"


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, dict) and value:
        start, end = "{}"
        items = (f"{json_line(key)}: {json_line(each)}" for key, each in value.items())
    elif isinstance(value, list) and value:
        start, end = "[]"
        items = (json_line(each) for each in value)
    else:
        yield json_line(value)
        return
    yield from (f"{',' if place else start}\n    {item}" for place, item in enumerate(items))
    yield f"\n  {end}"


def _counted(names: Iterable[str]) -> dict[str, int]:
    """Count names, the most frequent first."""
    return _ranked(Counter(names))


def _ranked(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in sorted(counts, key=lambda name: (-counts[name], name))}


def _summed(counts: Mapping[tuple[str, str], int], place: int) -> Counter[str]:
    """Return the sums of counts by one of the two things that they are of."""
    sums: Counter[str] = Counter()
    for names, number in counts.items():
        sums[names[place]] += number
    return sums


def _conflict(conflict: Conflict) -> dict[str, Any]:
    claims = [
        {"relation": place, "document": each.document, "start": each.start, "end": each.end, "quote": each.quote}
        for place, relation in enumerate(conflict.relations)
        for each in relation.evidence
        if each.status == "asserted"
    ]
    relations = [
        [each.subject, each.predicate, each.object.value if isinstance(each.object, Value) else each.object]
        for each in conflict.relations
    ]
    return {"sort": conflict.sort, "entity": conflict.entity, "relations": relations, "claims": claims}


def _link(link: Link) -> dict[str, Any]:
    candidates = [{"iri": each.iri, "label": each.label, "score": each.score} for each in link.candidates]
    return {"entity": link.entity, "iri": link.iri, "candidates": candidates}


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "taken_as": "same" if question.joined else "different",
        "score": question.score,
        "reason": question.reason,
        "one": _side(question.one),
        "other": _side(question.other),
    }


def _side(anchor: Anchor | Record) -> dict[str, Any]:
    if isinstance(anchor, Record):
        return {"record": anchor.iri, "label": anchor.label}
    return {
        "text": anchor.text,
        "type": anchor.type,
        "document": anchor.document,
        "start": anchor.start,
        "end": anchor.end,
    }


def _documents(graph: Graph, rejected: _Rejected) -> list[dict[str, Any]]:
    """Say of each document what it gave and what was seen in it and not taken, with the rule and the text."""
    supported = tally(graph).documents
    mentions = Counter(mention.document for entity in graph.entities for mention in entity.mentions)
    dropped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in graph.dropped:
        dropped[each.document].append({"rule": each.rule, "start": each.start, "end": each.end, "text": each.text})
    rows = [
        {
            "id": document.id,
            "source": document.source,
            "title": document.title,
            "language": document.language,
            "characters": len(document.text),
            "mentions": mentions[document.id],
            "claims": supported[document.id],
            "dropped": dropped.get(document.id, []),
            **_ledger(rejected.get(document.id, ())),
        }
        for document in graph.documents
    ]
    return sorted(rows, key=lambda row: (row["source"], row["id"]))


def _ledger(rejected: Sequence[Rejection]) -> dict[str, Any]:
    """Count what was refused by its rule, and show the first of it; how much more there is stands beside it."""
    return {
        "rejected": _counted(each.rule for each in rejected) if rejected else {},
        "rejections": [_row(each) for each in rejected[:MOST_ROWS]],
        "rejections_not_shown": max(0, len(rejected) - MOST_ROWS),
    }


def _row(rejection: Rejection) -> dict[str, Any]:
    names = ("rule", "start", "end", "text", "predicate")
    return {name: getattr(rejection, name) for name in names if getattr(rejection, name) is not None}


def _rules(graph: Graph, rejected: _Rejected) -> dict[str, str]:
    """Say what each rule that refused something means."""
    applied = {each.rule for found in rejected.values() for each in found}
    applied.update(each.rule for each in graph.dropped)
    return {rule: explained(rule) for rule in sorted(applied)}
