"""The terms evigraph adds to PROV and Web Annotation to say how a text makes a claim; every export defines them."""

from __future__ import annotations

from collections.abc import Iterator

from .literals import text
from .terms import Description, Fact, Iri, Names, standard

_PROPERTIES = (
    ("status", "status", "How the text puts the claim: as so, as not so, as possible, planned or conditional.", ""),
    ("confidence", "confidence", "How likely it is that the text makes this claim, from 0 to 1.", "xsd:decimal"),
    ("phrase", "phrase", "The words of the text that express the predicate.", "xsd:string"),
    ("unit", "unit", "The unit in which the value of the claim is given.", "xsd:string"),
    ("attributedTo", "attributed to", "Who makes the claim, according to the text.", ""),
    ("subjectAt", "subject at", "Where the text of the claim names its subject, as a span of the document.", ""),
    ("objectAt", "object at", "Where the text of the claim names its object, as a span of the document.", ""),
    ("cueAt", "cue at", "Where the text of the claim expresses the predicate, as a span of the document.", ""),
    ("validFrom", "valid from", "From when the claim holds, as precisely as the text says.", ""),
    ("validUntil", "valid until", "Until when the claim holds, as precisely as the text says.", ""),
)
_SPANS = (
    ("nameAt", "name at", "A span of a document that names the thing."),
    ("nominalAt", "nominal at", "A span of a document that describes the thing, as “the company” does."),
    ("pronounAt", "pronoun at", "A span of a document that points at the thing, as “it” does."),
)
_STATUSES = (
    ("asserted", "The text says that it is so."),
    ("negated", "The text says that it is not so."),
    ("possible", "The text says that it may be so."),
    ("planned", "The text says that it is meant to come about."),
    ("conditional", "The text says that it is so if something else is."),
)


def definitions(names: Names) -> Iterator[Description]:
    """Yield what each term means, with its domain and, where it has one, its range."""
    for local, label, comment, datatype in _PROPERTIES:
        within = [(standard("rdfs:domain"), standard("rdf:Statement"))]
        if datatype:
            within.append((standard("rdfs:range"), standard(datatype)))
        yield defined(names.term(local), standard("rdf:Property"), label, comment, *within)
    for local, label, comment in _SPANS:
        yield defined(names.term(local), standard("rdf:Property"), label, comment)
    status = names.term("Status")
    yield defined(status, standard("rdfs:Class"), "status of a claim", "The ways in which a text can put a claim.")
    yield Description(names.term("status"), [(standard("rdfs:range"), status)])
    for local, comment in _STATUSES:
        yield defined(names.term(local), status, local, comment)


def defined(term: Iri, kind: Iri, label: str, comment: str, *more: Fact) -> Description:
    """Define a term in English."""
    facts = ((standard("rdfs:label"), text(label, "en")), (standard("rdfs:comment"), text(comment, "en")))
    return Description(term, [(standard("rdf:type"), kind), *facts, *more])
