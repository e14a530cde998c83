"""What of a graph breaks the rules of its vocabulary, each with the sentences that say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ..export.terms import Names
from ..graph.vocabulary import Vocabulary
from .checks import Check, checks
from .deep import deep
from .store import base
from .table import printable

_SENTENCES = """
SELECT ?s ?p ?o ?text ?source ?start ?end WHERE {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?passage .
  ?passage oa:hasSource/dcterms:source ?source ; oa:hasSelector/oa:exact ?text ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end
} ORDER BY ?source ?start ?claim"""

# What is bound from outside has to be selected (SPARQL-dev SEP-0007).
_LABELS = "SELECT ?x ?l { ?x rdfs:label ?l } ORDER BY ?l"


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence and where it stands, in code points."""

    text: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Violation:
    """What breaks a rule: its three parts by label, the rule, whether that is an error, and the sentences."""

    rule: str
    message: str
    severe: bool
    subject: str
    predicate: str
    object: str
    sentences: tuple[Place, ...]

    def __str__(self) -> str:
        """Say what is wrong with what, over the sentences."""
        kind = "error" if self.severe else "warning"
        triple = " – ".join(filter(None, (self.subject, self.predicate, self.object)))
        lines = [f"{kind}: {triple}: {self.message}"]
        for place in self.sentences:
            lines += [f"    “{place.text}”", f"    {place.source} {place.start}–{place.end}"]
        return "\n".join(map(printable, lines))


def validate(store: ox.Store, vocabulary: Vocabulary | None = None) -> tuple[Violation, ...]:
    """Return everything in a store that breaks a rule, in the order of the rules.

    Arguments:
        store: what `evigraph.query.store.load` gave.
        vocabulary: whose rules; without one those of the bundled vocabulary.

    >>> from ..graph.model import Graph
    >>> from .store import load
    >>> validate(load(Graph()))
    ()
    """
    return deep(lambda: tuple(_Judge(store).violations(checks(vocabulary))))


class _Judge:
    """Runs checks on one store."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._prefixes = Names(base(store)).prefixes()

    def violations(self, wanted: tuple[Check, ...]) -> Iterator[Violation]:
        for check in wanted:
            found = {tuple(row) for row in self._rows(check.sparql)}
            for s, p, o in sorted(found, key=str):
                subject, predicate, target = (self._label(part) for part in (s, p, o))
                sentences = tuple(self._sentences(s, p, o))
                yield Violation(check.name, check.message, check.severe, subject, predicate, target, sentences)

    def _rows(self, sparql: str, **bound: object) -> Iterator[tuple[object, ...]]:
        substitutions = {ox.Variable(name): value for name, value in bound.items()}
        found = self._store.query(
            sparql,
            prefixes=self._prefixes,
            use_default_graph_as_union=True,
            substitutions=substitutions,  # type: ignore[arg-type]  # the values come from the store
        )
        if isinstance(found, ox.QuerySolutions):
            yield from (tuple(row) for row in found)

    def _sentences(self, s: object, p: object, o: object) -> Iterator[Place]:
        if o is None:
            return
        for *_, text, source, start, end in self._rows(_SENTENCES, s=s, p=p, o=o):
            yield Place(_text(text), _text(source), int(_text(start)), int(_text(end)))

    def _label(self, part: object) -> str:
        rows = self._rows(_LABELS, x=part) if isinstance(part, ox.NamedNode) else ()
        return next((_text(label) for _, label in rows), _text(part))


def _text(value: object) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.Literal | ox.BlankNode) else ""
