"""The graph as RDF statements: what is so in the default graph, what each document says in a graph of its own.

Follows PROV-O (https://www.w3.org/TR/prov-o/), the Web Annotation vocabulary (https://www.w3.org/TR/annotation-vocab/),
SKOS, schema.org, VoID and DCAT. Nothing is a blank node, so everything can be cited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..graph.kept import by_id
from ..graph.model import OPEN, Document, Entity, Graph, Relation, Value
from ..graph.tally import tally
from .changes import EVERYTHING, Changes, claim_item, document_item, edges_item, entity_item
from .claim_terms import definitions
from .claims import Claims
from .layers import conflict_layer, inference_layer
from .literals import integer, literal, moment, text
from .terms import DEFAULT_BASE, Description, Fact, Iri, Literal, Names, Object, Quad, link, standard

Languages = Mapping[str, str | None]
"""The languages of documents by their ids."""


def quads(graph: Graph, *, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield every statement of a graph, in no particular order and possibly more than once.

    Arguments:
        graph: the graph to state.
        base: the IRI all names lie under.

    Raises:
        FormatError: ``base`` makes no valid IRIs.
    """
    for subject, facts, home in descriptions(graph, base=base):
        for predicate, found in facts:
            yield Quad(subject, predicate, found, home)


def descriptions(graph: Graph, *, base: str = DEFAULT_BASE, changes: Changes = EVERYTHING) -> Iterator[Description]:
    """Yield the statements of a graph by what they are about; of a subject there may be several descriptions.

    Arguments:
        graph: the graph to state.
        base: the IRI all names lie under.
        changes: the documents, entities and claims to state; what is about none of these is stated in any case.

    Raises:
        FormatError: ``base`` makes no valid IRIs.
    """
    names = Names.under(base)
    yield from _data_set(graph, names)
    yield from definitions(names)
    languages: dict[str, str | None] = {}
    for document in graph.documents:
        languages[document.id] = document.language
        if document_item(document.id) in changes:
            yield _document(document, names)
    for entity in graph.entities:
        if entity_item(entity.id) in changes:
            yield _entity(entity, languages, names)
    yield from _relations(graph, names, changes)
    yield from conflict_layer(graph, names)
    yield from inference_layer(graph, names, changes)
    yield from _open_predicates(graph, names)
    yield from _agents(graph, names)


def _known(facts: Iterable[tuple[Iri, Object | None]]) -> list[Fact]:
    """Return the facts that have an object."""
    return [(predicate, found) for predicate, found in facts if found is not None]


def _document(document: Document, names: Names) -> Description:
    title, language = document.title, document.language
    facts = _known(
        (
            (standard("rdf:type"), standard("schema:CreativeWork")),
            (standard("rdf:type"), standard("prov:Entity")),
            (standard("rdfs:label"), None if title is None else text(title)),
            (standard("schema:name"), None if title is None else text(title, language)),
            (standard("schema:datePublished"), None if document.date is None else moment(document.date)),
            (standard("schema:inLanguage"), None if language is None else text(language)),
            (standard("dcterms:source"), text(document.source)),
            (standard("schema:url"), link(document.source)),
            (standard("schema:text"), text(document.text)),
        )
    )
    return Description(names.document(document.id), facts)


def _entity(entity: Entity, languages: Languages, names: Names) -> Description:
    """Return type and labels: the plain ``rdfs:label`` that a query finds by name, and one per language beside it."""
    facts: list[Fact] = [
        (standard("rdf:type"), names.term(entity.type)),
        (standard("rdfs:label"), text(entity.label)),
        *((standard("skos:prefLabel"), text(entity.label, language)) for language in languages_of(entity, languages)),
        *((standard("skos:altLabel"), text(alias)) for alias in entity.aliases if alias != entity.label),
        *((names.term(f"{each.kind}At"), names.span(each.document, each.start, each.end)) for each in entity.mentions),
        *map(_same_as, entity.same_as),
    ]
    return Description(names.entity(entity.id), facts)


def _same_as(other: str) -> Fact:
    address = link(other)
    return (standard("schema:identifier"), text(other)) if address is None else (standard("schema:sameAs"), address)


def languages_of(entity: Entity, languages: Languages) -> list[str]:
    """Return the languages of the documents that use the label of an entity as it stands."""
    using = {mention.document for mention in entity.mentions if mention.text == entity.label}
    found = {languages.get(document) for document in using}
    return sorted(language for language in found if language is not None and text("", language).language)


def _relations(graph: Graph, names: Names, changes: Changes) -> Iterator[Description]:
    claims, triples = Claims(by_id(graph.documents), names), _Triples()
    for relation in graph.relations:
        triples.count(relation)
        if entity_item(relation.subject) in changes or edges_item(relation.subject) in changes:
            yield from _relation(relation, claims, names, changes)
    yield from _property_partitions(triples.by_predicate, names)


def _relation(relation: Relation, claims: Claims, names: Names, changes: Changes) -> Iterator[Description]:
    stated = relation.asserted and entity_item(relation.subject) in changes
    changed = [evidence for evidence in relation.evidence if claim_item(evidence.id) in changes]
    if not stated and not changed:
        return
    target = relation.object
    subject, predicate = names.entity(relation.subject), names.predicate(relation.predicate)
    found = literal(target) if isinstance(target, Value) else names.entity(target)
    if stated:
        yield Description(subject, [(predicate, found)])
    unit = target.unit if isinstance(target, Value) else None
    content = _known(
        (
            (standard("rdf:subject"), subject),
            (standard("rdf:predicate"), predicate),
            (standard("rdf:object"), found),
            (names.term("unit"), None if unit is None else text(unit)),
        )
    )
    for evidence in changed:
        yield from claims.stated(evidence, content)


def _open_predicates(graph: Graph, names: Names) -> Iterator[Description]:
    for predicate in sorted(tally(graph).relations):
        if predicate.startswith(OPEN):
            label = text(predicate.removeprefix(OPEN))
            yield _labelled(names.predicate(predicate), standard("rdf:Property"), label)


def _labelled(subject: Iri, kind: Iri, label: Literal) -> Description:
    return Description(subject, [(standard("rdf:type"), kind), (standard("rdfs:label"), label)])


def _agents(graph: Graph, names: Names) -> Iterator[Description]:
    for extractor in sorted({extractor for _, extractor in tally(graph).claims}):
        yield _labelled(names.agent(extractor), standard("prov:SoftwareAgent"), text(extractor))


def _data_set(graph: Graph, names: Names) -> Iterator[Description]:
    """Yield what the data set is (VoID, DCAT); without a date, so that the same input gives the same bytes."""
    facts: list[Fact] = [
        (standard("rdf:type"), standard("void:Dataset")),
        (standard("rdf:type"), standard("dcat:Dataset")),
        (standard("dcterms:title"), text("evigraph knowledge graph", "en")),
        (standard("void:uriSpace"), text(names.base)),
        (standard("void:entities"), integer(len(graph.entities))),
        (standard("void:documents"), integer(len(graph.documents))),
        *((standard("void:vocabulary"), standard(f"{prefix}:")) for prefix in ("oa", "prov", "rdfs", "schema", "skos")),
        (standard("void:vocabulary"), names.term("")),
    ]
    yield Description(names.dataset, facts)
    yield from _class_partitions(graph, names)


def _class_partitions(graph: Graph, names: Names) -> Iterator[Description]:
    for name, size in sorted(Counter(entity.type for entity in graph.entities).items()):
        part = names.partition("class", name)
        yield Description(names.dataset, [(standard("void:classPartition"), part)])
        yield Description(
            part, [(standard("void:class"), names.term(name)), (standard("void:entities"), integer(size))]
        )


def _property_partitions(sizes: Mapping[str, int], names: Names) -> Iterator[Description]:
    """Yield how many plain triples each predicate has."""
    for predicate, size in sorted(sizes.items()):
        part = names.partition("property", predicate)
        yield Description(names.dataset, [(standard("void:propertyPartition"), part)])
        facts: list[Fact] = [
            (standard("void:property"), names.predicate(predicate)),
            (standard("void:triples"), integer(size)),
        ]
        yield Description(part, facts)


class _Triples:
    """Counts the plain triples of each predicate as a store would, once each, of relations in the order of a graph."""

    def __init__(self) -> None:
        self.by_predicate: Counter[str] = Counter()
        self._ends: tuple[str, str] | None = None
        self._values: set[Literal] = set()

    def count(self, relation: Relation) -> None:
        if relation.asserted and (isinstance(relation.object, str) or self._new(relation, literal(relation.object))):
            self.by_predicate[relation.predicate] += 1

    def _new(self, relation: Relation, value: Literal) -> bool:
        """Tell whether a value has not come before: values that a graph tells apart can be one in RDF."""
        ends = relation.subject, relation.predicate
        if ends != self._ends:
            self._ends, self._values = ends, set()
        size = len(self._values)
        self._values.add(value)
        return len(self._values) > size
