"""What is made of claims beside the graph, each a layer of its own: conflicts, and what follows by the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.conflicts import conflicts
from ..graph.model import Graph, Triple, Value, content_hash
from .changes import Changes, entity_item
from .literals import literal, text
from .terms import Iri, Names, Quad, standard

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


def conflict_quads(graph: Graph, names: Names) -> Iterator[Quad]:
    """Yield what is in conflict, with the claims of each side; nothing at all where there is none."""
    found = conflicts(graph)
    if found:
        yield from _definitions(_CONFLICTS, names)
    for conflict in found:
        subject = names.conflict(conflict.id)
        yield Quad(subject, standard("rdf:type"), names.term("Conflict"))
        yield Quad(subject, names.term("conflictAbout"), names.entity(conflict.entity))
        yield Quad(subject, names.term("conflictIn"), names.predicate(conflict.predicate))
        yield Quad(subject, names.term("conflictSort"), text(conflict.sort))
        for relation in conflict.relations:
            for evidence in relation.evidence:
                yield Quad(subject, names.term("conflictOf"), names.claim(evidence.id))


def inference_quads(graph: Graph, names: Names, changes: Changes) -> Iterator[Quad]:
    """Yield derived relations in a named graph of their own, each with its rule and its premises.

    The relations themselves are stated of entities that have changed only.
    """
    if not graph.derived:
        return
    home = names.claims_of("inferred")
    yield from _definitions(_INFERENCE, names)
    said = {(each.subject, each.predicate, each.object): each.evidence for each in graph.relations if each.asserted}
    for derived in graph.derived:
        subject, predicate, target = derived.triple
        found = literal(target) if isinstance(target, Value) else names.entity(target)
        if entity_item(subject) in changes:
            yield Quad(names.entity(subject), names.predicate(predicate), found, home)
        own = _inference(derived.triple, names)
        yield Quad(own, standard("rdf:type"), names.term("Inference"), home)
        yield Quad(own, standard("rdf:subject"), names.entity(subject), home)
        yield Quad(own, standard("rdf:predicate"), names.predicate(predicate), home)
        yield Quad(own, standard("rdf:object"), found, home)
        yield Quad(own, names.term("rule"), text(derived.rule), home)
        for premise in derived.premises:
            claims = [names.claim(each.id) for each in said.get(premise, ()) if each.status == "asserted"]
            for iri in claims or [_inference(premise, names)]:
                yield Quad(own, names.term("premise"), iri, home)


def _inference(triple: Triple, names: Names) -> Iri:
    return names.inference(content_hash(*map(repr, triple)))


def _definitions(terms: tuple[tuple[str, str, str, str], ...], names: Names) -> Iterator[Quad]:
    for local, kind, label, comment in terms:
        yield Quad(names.term(local), standard("rdf:type"), standard(kind))
        yield Quad(names.term(local), standard("rdfs:label"), text(label, "en"))
        yield Quad(names.term(local), standard("rdfs:comment"), text(comment, "en"))
