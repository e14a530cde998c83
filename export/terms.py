"""RDF terms as plain values, and the names everything in an export goes by.

They follow RDF 1.1 Concepts (https://www.w3.org/TR/rdf11-concepts/). No RDF library is needed to make, order or
write them, which keeps the exports fast and their bytes our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from ..errors import FormatError
from ..graph.model import OPEN, content_hash

DEFAULT_BASE = "https://evigraph.example/"

STANDARD_PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# The letters RFC 3987 adds to those of a URI; private and unassigned code points are not among them.
_LETTERS = r"\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    rf"\U{plane:04x}0000-\U{plane:04x}fffd" for plane in range(1, 14)
)
_NOT_IN_IRI = re.compile(rf"[^!$&-;=?@A-Z_a-z~%{_LETTERS}]|%(?![0-9A-Fa-f]{{2}})")
_BASE = re.compile(r"(?:https?://[^/?#]+|urn:[^?#]+:)[^?#]*")
_LINK = re.compile(rf"(?:https?://[\w.{_LETTERS}-]+(?::\d+)?(?=[/?#]|\Z)|urn:[A-Za-z0-9]+:(?=.))", re.ASCII | re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
_SLUG_GAP = re.compile(r"[^a-z0-9]+")


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()


class Literal(NamedTuple):
    """A literal: lexical form, datatype IRI, and language tag if it is text in a language.

    >>> Literal("Alibaba").datatype == XSD_STRING
    True
    """

    value: str
    datatype: Iri = Iri(STANDARD_PREFIXES["xsd"] + "string")
    language: str | None = None


XSD_STRING = Iri(STANDARD_PREFIXES["xsd"] + "string")
LANG_STRING = Iri(STANDARD_PREFIXES["rdf"] + "langString")

Object: TypeAlias = Iri | Literal


class Quad(NamedTuple):
    """A triple and the named graph it lies in; ``None`` is the default graph."""

    subject: Iri
    predicate: Iri
    object: Object
    graph: Iri | None = None


Fact = tuple[Iri, Object]
"""What is said of something: a predicate and an object."""


class Description(NamedTuple):
    """Facts about a subject, and the named graph they lie in; ``None`` is the default graph."""

    subject: Iri
    facts: Sequence[Fact]
    graph: Iri | None = None


@cache
def standard(name: str) -> Iri:
    """Return the IRI of a prefixed name of a public vocabulary.

    >>> standard("rdfs:label")
    'http://www.w3.org/2000/01/rdf-schema#label'
    """
    prefix, _, local = name.partition(":")
    return Iri(STANDARD_PREFIXES[prefix] + local)


def link(text: str) -> Iri | None:
    """Return a web address or URN as a valid IRI, or ``None`` when the text is neither.

    >>> link("https://www.wikidata.org/wiki/Q1359568"), link("Q1359568")
    ('https://www.wikidata.org/wiki/Q1359568', None)
    >>> link("http://a.example/with space")
    'http://a.example/with%20space'
    """
    if not _LINK.match(text):
        return None
    return Iri("#".join(_NOT_IN_IRI.sub(lambda found: _percent(found[0]), part) for part in text.split("#", 1)))


class Names(NamedTuple):
    """The IRIs of one data set, all under its base.

    >>> names = Names.under("https://kg.example/")
    >>> names.entity("zürich-0f3a"), names.term("foundedIn")
    ('https://kg.example/entity/z%C3%BCrich-0f3a', 'https://kg.example/ontology#foundedIn')
    """

    base: str

    @classmethod
    def under(cls, base: str) -> Names:
        """Check the base, an absolute http, https or urn IRI that ends in ``/`` or ``:``.

        Raises:
            FormatError: the base would not make valid IRIs.
        """
        if not _BASE.fullmatch(base) or _NOT_IN_IRI.search(base) or not base.endswith(("/", ":")):
            raise FormatError(base, "is no usable base IRI", cure=f"give one like {DEFAULT_BASE}, ending in /")
        return cls(base)

    def entity(self, identifier: str) -> Iri:
        """Name an entity."""
        return _named(self.base, "entity/", identifier)

    def claim(self, identifier: str) -> Iri:
        """Name a claim: one statement of one document."""
        return Iri(f"{self.base}claim/{_percent(identifier)}")

    def evidence(self, identifier: str) -> Iri:
        """Name the passage a claim is derived from."""
        return Iri(f"{self.base}evidence/{_percent(identifier)}")

    def selector(self, identifier: str, kind: str) -> Iri:
        """Name the quote or position selector of a passage."""
        return Iri(f"{self.base}selector/{_percent(identifier)}-{kind}")

    def document(self, identifier: str) -> Iri:
        """Name a document."""
        return _named(self.base, "document/", identifier)

    def span(self, identifier: str, start: int, end: int) -> Iri:
        """Name a span of a document by its code points, as RFC 5147 does.

        >>> Names(DEFAULT_BASE).span("0f3a", 7, 12)
        'https://evigraph.example/document/0f3a#char=7,12'
        """
        return Iri(f"{self.document(identifier)}#char={start},{end}")

    def claims_of(self, identifier: str) -> Iri:
        """Name the graph that holds the claims of a document."""
        return _named(self.base, "graph/", identifier)

    def conflict(self, identifier: str) -> Iri:
        """Name a conflict."""
        return _named(self.base, "conflict/", identifier)

    def inference(self, identifier: str) -> Iri:
        """Name a derived relation."""
        return _named(self.base, "inference/", identifier)

    def agent(self, extractor: str) -> Iri:
        """Name an extractor."""
        return _named(self.base, "agent/", extractor)

    def term(self, local: str) -> Iri:
        """Name a class or property of the vocabulary."""
        return _named(self.base, "ontology#", local)

    def partition(self, kind: str, local: str) -> Iri:
        """Name the part of the data set that holds one class or property."""
        return _named(self.base, "dataset#", f"{kind}-{local}")

    @property
    def dataset(self) -> Iri:
        """The data set itself."""
        return Iri(self.base + "dataset")

    def predicate(self, predicate: str) -> Iri:
        """Name a predicate: a term of the vocabulary, or an open one by its phrase and the hash of its phrase.

        >>> Names(DEFAULT_BASE).predicate("open:struggle with")
        'https://evigraph.example/predicate/struggle-with-3c5c19bc'
        """
        if not predicate.startswith(OPEN):
            return self.term(predicate)
        return _open(self.base, predicate.removeprefix(OPEN))

    def prefixes(self) -> dict[str, str]:
        """Return every prefix of the exports, those under the base included, sorted."""
        own = {name: f"{self.base}{name}/" for name in ("agent", "claim", "document", "entity", "evidence", "graph")}
        own |= {"ev": self.base + "ontology#", "predicate": self.base + "predicate/"}
        own |= {"selector": self.base + "selector/"}
        return dict(sorted({**STANDARD_PREFIXES, **own}.items()))


# Names of what is told of again and again; those of claims are not among them.
@lru_cache(maxsize=10_000)
def _named(base: str, path: str, identifier: str) -> Iri:
    return Iri(f"{base}{path}{_percent(identifier)}")


@lru_cache(maxsize=10_000)
def _open(base: str, phrase: str) -> Iri:
    # RDF/XML writes a predicate as an element name, so the last step has to begin with a letter.
    slug = _SLUG_GAP.sub("-", phrase.lower()).strip("-0123456789")[:48].strip("-") or "open"
    return Iri(f"{base}predicate/{slug}-{content_hash(phrase, length=8)}")


def _percent(text: str) -> str:
    if (text.isalnum() and text.isascii()) or _PLAIN.fullmatch(text):  # as nearly all are
        return text
    return quote(text, safe="", errors="surrogatepass")
