"""The rules of the vocabulary as queries: the same as its SHACL shapes, but fast on a full graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.model import STATUSES
from ..graph.rules import Rule, rules
from ..graph.vocabulary import Vocabulary, bundled


@dataclass(frozen=True, slots=True)
class Check:
    """A query that selects ``?s``, ``?p`` and ``?o`` of what breaks a rule, and what the rule asks."""

    name: str
    message: str
    severe: bool
    sparql: str


def checks(vocabulary: Vocabulary | None = None) -> tuple[Check, ...]:
    """Return the checks of a vocabulary, those of claims and passages first.

    >>> print(next(check for check in checks() if check.name == "bornOn-once").sparql)
    SELECT ?s ?p ?o { BIND(ev:bornOn AS ?p) ?s ev:bornOn ?o, ?other . FILTER(!sameTerm(?o, ?other)) }
    """
    found = rules(bundled() if vocabulary is None else vocabulary)
    return (*_of_claims(), *(Check(rule.name, rule.message, rule.severe, _sparql(rule)) for rule in found))


def _sparql(rule: Rule) -> str:
    start = f"SELECT ?s ?p ?o {{ BIND(ev:{rule.predicate} AS ?p) ?s ev:{rule.predicate} ?o"
    if rule.kind == "once":
        return f"{start}, ?other . FILTER(!sameTerm(?o, ?other)) }}"
    if rule.kind == "datatype":
        return f"{start} . FILTER(!isLiteral(?o) || DATATYPE(?o) NOT IN ({', '.join(rule.allowed)})) }}"
    end = "?s" if rule.kind == "subject" else "?o"
    allowed = f"{{ {end} a ?class . FILTER(?class IN ({', '.join(f'ev:{name}' for name in rule.allowed)})) }}"
    return f"{start} . FILTER NOT EXISTS {allowed} }}"


def _of_claims() -> Iterator[Check]:
    statuses = ", ".join(f"ev:{status}" for status in STATUSES)
    claims = "SELECT ?s ?p ?o { ?s a rdf:Statement . "
    for path in ("rdf:subject", "rdf:predicate", "rdf:object", "prov:wasDerivedFrom", "ev:status", "ev:confidence"):
        missing = f"FILTER NOT EXISTS {{ ?s {path} ?any }}"
        name, message = f"claim-{path.partition(':')[2]}", f"a claim has one {path}"
        yield Check(f"{name}-missing", message, True, f"{claims}BIND({path} AS ?p) {missing} }}")
        twice = f"?s {path} ?o, ?other . FILTER(!sameTerm(?o, ?other))"
        yield Check(f"{name}-twice", message, True, f"{claims}BIND({path} AS ?p) {twice} }}")
    unknown = f"{claims}BIND(ev:status AS ?p) ?s ev:status ?o . FILTER(?o NOT IN ({statuses})) }}"
    yield Check("claim-known-status", f"the status of a claim is one of {', '.join(STATUSES)}", True, unknown)
    beyond = f"{claims}BIND(ev:confidence AS ?p) ?s ev:confidence ?o . FILTER(!(?o >= 0 && ?o <= 1)) }}"
    yield Check("claim-probability", "the confidence of a claim lies between 0 and 1", True, beyond)
    passages = "SELECT ?s ?p ?o { ?s a oa:SpecificResource . "
    for path in ("oa:hasSource", "oa:hasSelector/oa:exact", "oa:hasSelector/oa:start", "oa:hasSelector/oa:end"):
        missing = f"{passages}BIND({path.rpartition('/')[2]} AS ?p) FILTER NOT EXISTS {{ ?s {path} ?any }} }}"
        yield Check(f"passage-{path.rpartition(':')[2]}", f"a passage has one {path}", True, missing)
    length = "?s oa:hasSelector/oa:exact ?o ; oa:hasSelector ?at . ?at oa:start ?start ; oa:end ?end ."
    wrong = f"{passages}BIND(oa:exact AS ?p) {length} FILTER(STRLEN(?o) != ?end - ?start) }}"
    yield Check("passage-length", "a quote is as long as its place in the text", True, wrong)
