"""The graph as RDF statements: what is so in the default graph, what each document says in a graph of its own.

Follows PROV-O (https://www.w3.org/TR/prov-o/), the Web Annotation vocabulary (https://www.w3.org/TR/annotation-vocab/),
SKOS, schema.org, VoID and DCAT. Nothing is a blank node, so everything can be cited.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..graph.kept import ById, by_id
from ..graph.model import OPEN, Document, Entity, Evidence, Graph, Relation, Value
from ..graph.once import once
from .changes import EVERYTHING, Changes, claim_item, document_item, entity_item
from .claim_terms import definitions
from .layers import conflict_quads, inference_quads
from .literals import decimal, integer, literal, moment, text
from .terms import DEFAULT_BASE, Iri, Literal, Names, Object, Quad, link, standard

CONTEXT = 32
"""Code points of text kept on either side of a quote, as the Web Annotation model advises for finding it again."""

Languages = Mapping[str, str | None]
"""The languages of documents by their ids."""

_TYPE = standard("rdf:type")
_LABEL = standard("rdfs:label")


def quads(graph: Graph, *, base: str = DEFAULT_BASE, changes: Changes = EVERYTHING) -> Iterator[Quad]:
    """Yield every statement of a graph, in no particular order and possibly more than once.

    Arguments:
        graph: the graph to state.
        base: the IRI all names lie under.
        changes: the documents, entities and claims to state; what is about none of these is stated in any case.

    Raises:
        FormatError: ``base`` makes no valid IRIs.
    """
    names = Names.under(base)
    yield from _description(graph, names)
    yield from definitions(names)
    documents = by_id(graph.documents)
    languages = {document.id: document.language for document in graph.documents}
    for document in graph.documents:
        if document_item(document.id) in changes:
            yield from _document(document, names)
    for entity in graph.entities:
        if entity_item(entity.id) in changes:
            yield from _entity(entity, languages, names)
    for relation in graph.relations:
        yield from _relation(relation, documents, names, changes)
    yield from conflict_quads(graph, names)
    yield from inference_quads(graph, names, changes)
    yield from _open_predicates(graph, names)
    yield from _agents(graph, names)


def _facts(subject: Iri, facts: Iterable[tuple[str, Object | None]], graph: Iri | None = None) -> list[Quad]:
    """Return one statement per fact that has an object."""
    return [Quad(subject, standard(name), found, graph) for name, found in facts if found is not None]


def _document(document: Document, names: Names) -> Iterator[Quad]:
    subject = names.document(document.id)
    title = document.title
    yield from _facts(
        subject,
        (
            ("rdf:type", standard("schema:CreativeWork")),
            ("rdf:type", standard("prov:Entity")),
            ("rdfs:label", None if title is None else text(title)),
            ("schema:name", None if title is None else text(title, document.language)),
            ("schema:datePublished", None if document.date is None else moment(document.date)),
            ("schema:inLanguage", None if document.language is None else text(document.language)),
            ("dcterms:source", text(document.source)),
            ("schema:url", link(document.source)),
            ("schema:text", text(document.text)),
        ),
    )


def _entity(entity: Entity, languages: Languages, names: Names) -> Iterator[Quad]:
    """Yield type and labels: the plain ``rdfs:label`` that a query finds by name, and one per language beside it."""
    subject = names.entity(entity.id)
    yield Quad(subject, _TYPE, names.term(entity.type))
    yield Quad(subject, _LABEL, text(entity.label))
    for language in languages_of(entity, languages):
        yield Quad(subject, standard("skos:prefLabel"), text(entity.label, language))
    for alias in entity.aliases:
        if alias != entity.label:
            yield Quad(subject, standard("skos:altLabel"), text(alias))
    for mention in entity.mentions:
        place = names.span(mention.document, mention.start, mention.end)
        yield Quad(subject, names.term(f"{mention.kind}At"), place)
    for other in entity.same_as:
        address = link(other)
        name, found = ("schema:identifier", text(other)) if address is None else ("schema:sameAs", address)
        yield Quad(subject, standard(name), found)


def languages_of(entity: Entity, languages: Languages) -> list[str]:
    """Return the languages of the documents that use the label of an entity as it stands."""
    using = {mention.document for mention in entity.mentions if mention.text == entity.label}
    found = {languages.get(document) for document in using}
    return sorted(language for language in found if language is not None and text("", language).language)


def _relation(relation: Relation, documents: ById, names: Names, changes: Changes) -> Iterator[Quad]:
    stated = relation.asserted and entity_item(relation.subject) in changes
    claims = [evidence for evidence in relation.evidence if claim_item(evidence.id) in changes]
    if not stated and not claims:
        return
    target = relation.object
    ends = Quad(
        names.entity(relation.subject),
        names.predicate(relation.predicate),
        literal(target) if isinstance(target, Value) else names.entity(target),
    )
    if stated:
        yield ends
    unit = target.unit if isinstance(target, Value) else None
    for evidence in claims:
        yield from _claim(evidence, ends, unit, names)
        yield from _passage(evidence, documents(evidence.document), names)


def _claim(evidence: Evidence, ends: Quad, unit: str | None, names: Names) -> Iterator[Quad]:
    """Yield a claim as a reified statement: said, whether or not it is so."""
    subject, home = names.claim(evidence.id), names.claims_of(evidence.document)
    yield from _facts(
        subject,
        (
            ("rdf:type", standard("rdf:Statement")),
            ("rdf:subject", ends.subject),
            ("rdf:predicate", ends.predicate),
            ("rdf:object", ends.object),
            ("prov:wasDerivedFrom", names.evidence(evidence.id)),
            ("prov:wasAttributedTo", names.agent(evidence.extractor)),
        ),
        home,
    )
    for local, found in _qualifiers(evidence, unit, names):
        if found is not None:
            yield Quad(subject, names.term(local), found, home)


def _qualifiers(evidence: Evidence, unit: str | None, names: Names) -> Iterator[tuple[str, Object | None]]:
    said_by, time = evidence.attributed_to, evidence.time
    yield "status", names.term(evidence.status)
    yield "confidence", decimal(evidence.confidence)
    yield "phrase", text(evidence.phrase) if evidence.phrase else None
    yield "unit", None if unit is None else text(unit)
    yield "attributedTo", None if said_by is None else names.entity(said_by)
    yield "subjectAt", names.span(evidence.document, *evidence.subject_span)
    yield "objectAt", None if evidence.object_span is None else names.span(evidence.document, *evidence.object_span)
    for cue in evidence.cues:
        yield "cueAt", names.span(evidence.document, *cue)
    if time is not None:
        yield "validFrom", None if time.start is None else moment(time.start)
        yield "validUntil", None if time.end is None else moment(time.end)


def _passage(evidence: Evidence, document: Document | None, names: Names) -> Iterator[Quad]:
    """Yield the passage of a claim with its two selectors, by quote and by position in code points."""
    home = names.claims_of(evidence.document)
    passage = names.evidence(evidence.id)
    by_quote, by_position = (names.selector(evidence.id, kind) for kind in ("quote", "position"))
    around = document.text if document is not None else ""
    before = around[max(0, evidence.start - CONTEXT) : evidence.start]
    after = around[evidence.end : evidence.end + CONTEXT]
    yield from _facts(
        passage,
        (
            ("rdf:type", standard("oa:SpecificResource")),
            ("oa:hasSource", names.document(evidence.document)),
            ("oa:hasSelector", by_quote),
            ("oa:hasSelector", by_position),
        ),
        home,
    )
    yield from _facts(
        by_quote,
        (
            ("rdf:type", standard("oa:TextQuoteSelector")),
            ("oa:exact", text(evidence.quote)),
            ("oa:prefix", text(before)),
            ("oa:suffix", text(after)),
        ),
        home,
    )
    yield from _facts(
        by_position,
        (
            ("rdf:type", standard("oa:TextPositionSelector")),
            ("oa:start", _position(evidence.start)),
            ("oa:end", _position(evidence.end)),
        ),
        home,
    )


def _position(offset: int) -> Object:
    return Literal(str(offset), standard("xsd:nonNegativeInteger"))


def _open_predicates(graph: Graph, names: Names) -> Iterator[Quad]:
    for predicate in _predicates(graph):
        if predicate.startswith(OPEN):
            subject = names.predicate(predicate)
            yield Quad(subject, _TYPE, standard("rdf:Property"))
            yield Quad(subject, _LABEL, text(predicate.removeprefix(OPEN)))


@once
def _predicates(graph: Graph) -> list[str]:
    return sorted({relation.predicate for relation in graph.relations})


def _agents(graph: Graph, names: Names) -> Iterator[Quad]:
    for extractor in _extractors(graph):
        subject = names.agent(extractor)
        yield Quad(subject, _TYPE, standard("prov:SoftwareAgent"))
        yield Quad(subject, _LABEL, text(extractor))


@once
def _extractors(graph: Graph) -> list[str]:
    return sorted({evidence.extractor for relation in graph.relations for evidence in relation.evidence})


def _description(graph: Graph, names: Names) -> Iterator[Quad]:
    """Yield what the data set is (VoID, DCAT); without a date, so that the same input gives the same bytes."""
    own = names.dataset
    yield from _facts(
        own,
        (
            ("rdf:type", standard("void:Dataset")),
            ("rdf:type", standard("dcat:Dataset")),
            ("dcterms:title", text("evigraph knowledge graph", "en")),
            ("void:uriSpace", text(names.base)),
            ("void:entities", integer(len(graph.entities))),
            ("void:documents", integer(len(graph.documents))),
            *(("void:vocabulary", standard(f"{prefix}:")) for prefix in ("oa", "prov", "rdfs", "schema", "skos")),
            ("void:vocabulary", names.term("")),
        ),
    )
    yield from _class_partitions(graph, names)
    yield from _property_partitions(graph, names)


def _class_partitions(graph: Graph, names: Names) -> Iterator[Quad]:
    for name, size in sorted(Counter(entity.type for entity in graph.entities).items()):
        part = names.partition("class", name)
        yield Quad(names.dataset, standard("void:classPartition"), part)
        yield Quad(part, standard("void:class"), names.term(name))
        yield Quad(part, standard("void:entities"), integer(size))


def _property_partitions(graph: Graph, names: Names) -> Iterator[Quad]:
    """Yield how many plain triples each predicate has."""
    for predicate, size in _sizes(graph).items():
        part = names.partition("property", predicate)
        yield Quad(names.dataset, standard("void:propertyPartition"), part)
        yield Quad(part, standard("void:property"), names.predicate(predicate))
        yield Quad(part, standard("void:triples"), integer(size))


@once
def _sizes(graph: Graph) -> dict[str, int]:
    """Count the plain triples that each predicate has as a store would: once each."""
    triples: dict[str, set[tuple[str, Object | str]]] = defaultdict(set)
    for relation in graph.relations:
        if relation.asserted:
            target = literal(relation.object) if isinstance(relation.object, Value) else relation.object
            triples[relation.predicate].add((relation.subject, target))
    return {predicate: len(triples[predicate]) for predicate in sorted(triples)}
