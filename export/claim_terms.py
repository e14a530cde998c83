"""The terms evigraph adds to PROV and Web Annotation to say how a text makes a claim; every export defines them."""

from __future__ import annotations

from collections.abc import Iterator

from .literals import text
from .terms import Iri, Names, Quad, standard

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


def definitions(names: Names) -> Iterator[Quad]:
    """Yield what each term means, with its domain and, where it has one, its range."""
    for local, label, comment, datatype in _PROPERTIES:
        subject = names.term(local)
        yield from _term(subject, "rdf:Property", label, comment)
        yield Quad(subject, standard("rdfs:domain"), standard("rdf:Statement"))
        if datatype:
            yield Quad(subject, standard("rdfs:range"), standard(datatype))
    for local, label, comment in _SPANS:
        yield from _term(names.term(local), "rdf:Property", label, comment)
    yield from _term(
        names.term("Status"), "rdfs:Class", "status of a claim", "The ways in which a text can put a claim."
    )
    yield Quad(names.term("status"), standard("rdfs:range"), names.term("Status"))
    for local, comment in _STATUSES:
        yield from _term(names.term(local), names.term("Status"), local, comment)


def _term(subject: Iri, kind: str, label: str, comment: str) -> Iterator[Quad]:
    kind_iri = kind if isinstance(kind, Iri) else standard(kind)
    yield Quad(subject, standard("rdf:type"), kind_iri)
    yield Quad(subject, standard("rdfs:label"), text(label, "en"))
    yield Quad(subject, standard("rdfs:comment"), text(comment, "en"))
