"""The classes and properties that the reader knows, read from ``vocabulary.ttl``, their one source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType

from .turtle import Triple, triples

NAMESPACE = "https://evigraph.example/ontology#"
SOURCE = "vocabulary.ttl"

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WIKIDATA = "http://www.wikidata.org/entity/"
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A kind of things: its local name, what it is, the classes directly above it, and what others call it.

    ``datatypes`` are those that a mention of a class of values, such as ``Date``, can have as a literal.
    """

    name: str
    label: str
    comment: str
    parents: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    datatypes: tuple[str, ...] = ()
    wikidata: str | None = None
    schema_org: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A relation: its local name, what it says, and what it may hold between.

    ``domain`` and ``range`` are alternatives, any one of which is enough. A range is made of local names of classes or
    of datatypes such as ``xsd:date``. ``inverse`` is the property that says the same from the other end; that of a
    symmetric property is itself.
    """

    name: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    parents: tuple[str, ...] = ()
    inverse: str | None = None
    functional: bool = False
    symmetric: bool = False
    transitive: bool = False
    wikidata: str | None = None
    schema_org: str | None = None

    @property
    def literal(self) -> bool:
        """Tell whether its objects are values and not entities."""
        return self.range[0].startswith("xsd:")


@dataclass(frozen=True)
class Vocabulary:
    """Classes and properties by local name, in the order of their source.

    >>> vocabulary = bundled()
    >>> vocabulary.properties["foundedIn"].wikidata
    'P740'
    >>> vocabulary.allows("foundedIn", "Organization", "Place"), vocabulary.allows("foundedIn", "Place", "Person")
    (True, False)
    """

    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, Property]
    _ancestors: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _fitting: dict[tuple[str, tuple[str, ...]], bool] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def ancestors(self, name: str) -> frozenset[str]:
        """Return a class with all classes above it; a class that is not known has only itself.

        >>> sorted(bundled().ancestors("Company"))
        ['Agent', 'Company', 'Organization', 'Thing']
        """
        if name not in self._ancestors:
            found, waiting = {name}, [name]
            while waiting:  # and no recursion, which classes in a circle would not end
                above = self.classes.get(waiting.pop())
                new = set(above.parents) - found if above is not None else set()
                found |= new
                waiting.extend(new)
            self._ancestors[name] = frozenset(found)
        return self._ancestors[name]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Tell whether a class is another one or lies below it."""
        return ancestor in self.ancestors(name)

    def compatible(self, first: str, second: str) -> bool:
        """Tell whether one thing can be known under both classes, one as the finer name of the other.

        >>> bundled().compatible("Company", "Organization"), bundled().compatible("Person", "Organization")
        (True, False)
        """
        return self.is_a(first, second) or self.is_a(second, first)

    def allows(self, predicate: str, subject_type: str, object_type: str) -> bool:
        """Tell whether a property can hold between things of two classes.

        A class fits an alternative that it is, lies below or lies above: a text may not tell how fine a thing is.
        ``object_type`` is the name of a class, or of a datatype such as ``xsd:date``. Open predicates, and any other
        that the vocabulary does not know, hold between all.

        >>> bundled().allows("bornOn", "Person", "xsd:gYear"), bundled().allows("bornOn", "Person", "Place")
        (True, False)
        """
        known = self.properties.get(predicate)
        return known is None or (self._fits(subject_type, known.domain) and self._fits(object_type, known.range))

    def by_wikidata(self, wikidata: str) -> Property | None:
        """Return the property that matches one of Wikidata, as in ``P740``."""
        return self._by_wikidata.get(wikidata)

    @cached_property
    def _by_wikidata(self) -> dict[str, Property]:
        return {known.wikidata: known for known in self.properties.values() if known.wikidata is not None}

    def _fits(self, name: str, alternatives: tuple[str, ...]) -> bool:
        known = self._fitting.get((name, alternatives))
        if known is None:
            names = {name, *self.classes[name].datatypes} if name in self.classes else {name}
            known = any(self.compatible(each, alternative) for each in names for alternative in alternatives)
            self._fitting[name, alternatives] = known
        return known


@cache
def bundled() -> Vocabulary:
    """Return the vocabulary that comes with the package.

    >>> len(bundled().properties) > 120
    True
    """
    return parse(source())


def source() -> str:
    """Return the Turtle text of the bundled vocabulary, for whoever writes it beside the data."""
    return files(__package__).joinpath(SOURCE).read_text(encoding="utf-8")


def parse(turtle: str) -> Vocabulary:
    """Read a vocabulary from plain Turtle.

    Raises:
        ValueError: the text is no plain Turtle, or a term lacks its class, label, comment or range.
    """
    terms: dict[str, _Term] = {}
    for triple in triples(turtle):
        if triple.subject.startswith(NAMESPACE):
            terms.setdefault(triple.subject.removeprefix(NAMESPACE), _Term()).add(triple)
    classes = {name: _class(name, term) for name, term in terms.items() if term.is_a("Class")}
    properties = {name: _property(name, term) for name, term in terms.items() if not term.is_a("Class")}
    return Vocabulary(MappingProxyType(classes), MappingProxyType(properties))


class _Term:
    """What the source says of one term: the objects by predicate."""

    def __init__(self) -> None:
        self.objects: dict[str, list[str]] = {}

    def add(self, triple: Triple) -> None:
        self.objects.setdefault(triple.predicate, []).append(triple.object)

    def is_a(self, kind: str) -> bool:
        return _OWL + kind in self._all(_RDF + "type")

    def first(self, predicate: str) -> str:
        return self._all(predicate)[0]

    def _all(self, predicate: str) -> list[str]:
        if predicate not in self.objects:
            raise ValueError(f"a term of the vocabulary has no {predicate}")
        return self.objects[predicate]

    def names(self, *predicates: str) -> tuple[str, ...]:
        return tuple(_short(iri) for predicate in predicates for iri in self.objects.get(predicate, ()))

    def match(self, namespace: str, *relations: str) -> str | None:
        iris = [iri for relation in relations for iri in self.objects.get(_SKOS + relation, ())]
        return next((iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace)), None)


def _short(iri: str) -> str:
    return "xsd:" + iri.removeprefix(_XSD) if iri.startswith(_XSD) else iri.removeprefix(NAMESPACE)


def _class(name: str, term: _Term) -> OntologyClass:
    return OntologyClass(
        name,
        label=term.first(_RDFS + "label"),
        comment=term.first(_RDFS + "comment"),
        parents=term.names(_RDFS + "subClassOf"),
        disjoint=term.names(_OWL + "disjointWith"),
        datatypes=tuple(each for each in term.names(_SKOS + "closeMatch") if each.startswith("xsd:")),
        wikidata=term.match(_WIKIDATA, "exactMatch"),
        schema_org=term.match(_SCHEMA, "exactMatch", "closeMatch"),
    )


def _property(name: str, term: _Term) -> Property:
    symmetric = term.is_a("SymmetricProperty")
    inverses: Iterable[str] = term.names(_OWL + "inverseOf")
    range_ = term.names(_RDFS + "range", _SCHEMA + "rangeIncludes")
    if not range_:
        raise ValueError(f"the property {name} has no range")
    return Property(
        name,
        label=term.first(_RDFS + "label"),
        comment=term.first(_RDFS + "comment"),
        domain=term.names(_RDFS + "domain", _SCHEMA + "domainIncludes"),
        range=range_,
        parents=term.names(_RDFS + "subPropertyOf"),
        inverse=name if symmetric else next(iter(inverses), None),
        functional=term.is_a("FunctionalProperty"),
        symmetric=symmetric,
        transitive=term.is_a("TransitiveProperty"),
        wikidata=term.match(_WIKIDATA, "exactMatch"),
        schema_org=term.match(_SCHEMA, "exactMatch", "closeMatch"),
    )
