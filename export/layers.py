"""What is made of claims beside the graph, each a layer of its own: conflicts, and what follows by the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.conflicts import conflicts
from ..graph.model import Graph, Triple, Value, content_hash
from .changes import Changes, entity_item
from .claim_terms import defined
from .literals import literal, text
from .terms import Description, Fact, Iri, Names, standard

_CONFLICTS = (
    ("Conflict", "rdfs:Class", "conflict", "Asserted relations that cannot all hold."),
    ("conflictAbout", "rdf:Property", "conflict about", "What the relations in conflict are about."),
    ("conflictIn", "rdf:Property", "conflict in", "The property that cannot hold as it is said to."),
    ("conflictSort", "rdf:Property", "sort of conflict", "Two values, a circle, or two classes."),
    ("conflictOf", "rdf:Property", "conflict of", "A claim that is part of the conflict."),
)
_INFERENCE = (
    ("Inference", "rdfs:Class", "inference", "A relation that follows from others and that no text says."),
    ("rule", "rdf:Property", "rule", "The rule by which a relation follows."),
    ("premise", "rdf:Property", "premise", "A claim or an inference from which a relation follows."),
)


def conflict_layer(graph: Graph, names: Names) -> Iterator[Description]:
    """Yield what is in conflict, with the claims of each side; nothing at all where there is none."""
    found = conflicts(graph)
    if found:
        yield from _definitions(_CONFLICTS, names)
    for conflict in found:
        claims = (names.claim(evidence.id) for relation in conflict.relations for evidence in relation.evidence)
        facts: list[Fact] = [
            (standard("rdf:type"), names.term("Conflict")),
            (names.term("conflictAbout"), names.entity(conflict.entity)),
            (names.term("conflictIn"), names.predicate(conflict.predicate)),
            (names.term("conflictSort"), text(conflict.sort)),
            *((names.term("conflictOf"), claim) for claim in claims),
        ]
        yield Description(names.conflict(conflict.id), facts)


def inference_layer(graph: Graph, names: Names, changes: Changes) -> Iterator[Description]:
    """Yield derived relations in a named graph of their own, each with its rule and its premises.

    The relations themselves are stated of entities that have changed only.
    """
    if not graph.derived:
        return
    home = names.claims_of("inferred")
    yield from _definitions(_INFERENCE, names)
    said = {(each.subject, each.predicate, each.object): each.evidence for each in graph.relations if each.asserted}
    for derived in graph.derived:
        subject, predicate = names.entity(derived.triple[0]), names.predicate(derived.triple[1])
        target = derived.triple[2]
        found = literal(target) if isinstance(target, Value) else names.entity(target)
        if entity_item(derived.triple[0]) in changes:
            yield Description(subject, [(predicate, found)], home)
        facts: list[Fact] = [
            (standard("rdf:type"), names.term("Inference")),
            (standard("rdf:subject"), subject),
            (standard("rdf:predicate"), predicate),
            (standard("rdf:object"), found),
            (names.term("rule"), text(derived.rule)),
        ]
        for premise in derived.premises:
            claims = [names.claim(each.id) for each in said.get(premise, ()) if each.status == "asserted"]
            facts.extend((names.term("premise"), iri) for iri in claims or [_inference(premise, names)])
        yield Description(_inference(derived.triple, names), facts, home)


def _inference(triple: Triple, names: Names) -> Iri:
    return names.inference(content_hash(*map(repr, triple)))


def _definitions(terms: tuple[tuple[str, str, str, str], ...], names: Names) -> Iterator[Description]:
    return (defined(names.term(local), standard(kind), label, comment) for local, kind, label, comment in terms)
