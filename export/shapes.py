"""SHACL shapes (https://www.w3.org/TR/shacl/) for a graph: what the vocabulary asks, and what a claim has to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..graph.model import STATUSES
from ..graph.rules import Rule, rules
from ..graph.vocabulary import Vocabulary, bundled
from .spelling import quoted
from .terms import DEFAULT_BASE, Names

_SHACL = "http://www.w3.org/ns/shacl#"


def shapes(vocabulary: Vocabulary | None = None, *, base: str = DEFAULT_BASE) -> bytes:
    """Return the shapes as Turtle.

    Arguments:
        vocabulary: what the graph is written in; without one the bundled vocabulary.
        base: the IRI all names of the graph lie under.

    Raises:
        FormatError: ``base`` makes no valid IRIs.

    >>> b"shape:bornOn-once a sh:NodeShape" in shapes()
    True
    """
    names = Names.under(base)
    prefixes = {**names.prefixes(), "sh": _SHACL, "shape": f"{base}shape/"}
    header = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(prefixes.items()))
    found = rules(bundled() if vocabulary is None else vocabulary)
    return (header + "".join(map(_shape, found)) + _CLAIM).encode()


def _shape(rule: Rule) -> str:
    """Return the shape of one rule, aimed at the subjects or the objects of its property."""
    target = "sh:targetObjectsOf" if rule.kind == "object" else "sh:targetSubjectsOf"
    severity = "sh:Violation" if rule.severe else "sh:Warning"
    return (
        f"\nshape:{rule.name} a sh:NodeShape ;\n    {target} ev:{rule.predicate} ;\n    sh:property [\n"
        f"        {_constraint(rule)} ;\n        sh:severity {severity} ;\n"
        f"        sh:message {quoted(rule.message)}@en ] .\n"
    )


def _constraint(rule: Rule) -> str:
    if rule.kind == "once":
        return f"sh:path ev:{rule.predicate} ; sh:maxCount 1"
    if rule.kind == "datatype":
        alternatives = _joined(f"[ sh:datatype {name} ]" for name in rule.allowed)
        return f"sh:path ev:{rule.predicate} ; sh:or ( {alternatives} )"
    classes = _joined(f"ev:{name}" for name in rule.allowed)
    return f"sh:path rdf:type ; sh:minCount 1 ; sh:in ( {classes} )"


def _joined(parts: Iterable[str]) -> str:
    return " ".join(parts)


def _parts() -> Iterator[str]:
    """Yield what a claim and its passage have to have."""
    statuses = _joined(f"ev:{status}" for status in STATUSES)
    one = "sh:minCount 1 ; sh:maxCount 1"
    yield "\nshape:claim a sh:NodeShape ;\n    sh:targetClass rdf:Statement"
    for path in ("rdf:subject", "rdf:predicate", "rdf:object", "prov:wasDerivedFrom"):
        yield f" ;\n    sh:property [ sh:path {path} ; {one} ]"
    yield f" ;\n    sh:property [ sh:path ev:status ; {one} ; sh:in ( {statuses} ) ]"
    bounds = "sh:datatype xsd:decimal ; sh:minInclusive 0.0 ; sh:maxInclusive 1.0"
    yield f" ;\n    sh:property [ sh:path ev:confidence ; {one} ; {bounds} ] .\n"
    yield "\nshape:passage a sh:NodeShape ;\n    sh:targetClass oa:SpecificResource"
    yield f" ;\n    sh:property [ sh:path oa:hasSource ; {one} ]"
    for part in ("exact", "start", "end"):
        yield f" ;\n    sh:property [ sh:path ( oa:hasSelector oa:{part} ) ; {one} ]"
    yield " .\n"


_CLAIM = "".join(_parts())
