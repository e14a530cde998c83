"""Pages for people: a thing with the sentences that speak of it, and the vocabulary term by term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ...export.terms import Names, standard
from ..table import printable
from .ready import ready

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_LABEL, _ALIAS = (ox.NamedNode(standard(name)) for name in ("rdfs:label", "skos:altLabel"))
# A page shows these in its own way.
_SHOWN = frozenset({_LABEL, _ALIAS, ox.NamedNode(standard("skos:prefLabel"))})

_NAMED_BY = ("rdfs:label", "dcterms:title", "dcterms:source")

Found = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Link:
    """A text, and where it leads if it leads anywhere."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as a page shows it."""

    link: Link
    subject: Link
    predicate: Link
    object: Link
    status: str
    confidence: str
    by: Link | None
    sentence: str
    source: Link | None
    start: str
    end: str


class Shelf:
    """Finds the texts of a page in a store, and says where each leads on this server."""

    def __init__(self, store: ox.Store, names: Names) -> None:
        """Take the store and the names of its data."""
        self._store, self._names = store, names

    def values(self, node: Found | None, *predicates: str) -> list[Found]:
        """Return what a chain of predicates leads to, in order."""
        nodes: list[Found] = [] if node is None else [node]
        for name in predicates:
            predicate = ox.NamedNode(standard(name) if ":" in name else self._names.term(name))
            found = {
                str(quad.object): quad.object
                for node in nodes
                if isinstance(node, ox.NamedNode)
                for quad in self._store.quads_for_pattern(node, predicate, None, None)
            }
            nodes = [found[key] for key in sorted(found)]
        return nodes

    def first(self, node: Found | None, *predicates: str) -> Found | None:
        """Return the first of the values, if there are any."""
        return next(iter(self.values(node, *predicates)), None)

    def text(self, node: Found | None, *predicates: str) -> str:
        """Return the first of the values as a text, else an empty one."""
        found = self.first(node, *predicates)
        return "" if found is None else _plain(found)

    def link(self, found: Found) -> Link:
        """Return a value with its label; a name of this data leads to its page here, a web address out."""
        if not isinstance(found, ox.NamedNode):
            return Link(printable(_plain(found)))
        label = next(filter(None, (self.text(found, name) for name in _NAMED_BY)), self._short(found.value))
        return Link(printable(label), self.href(found.value))

    def href(self, iri: str) -> str | None:
        """Return where an IRI leads: a path of this server, a web address, or nowhere."""
        if iri.startswith(self._names.base) and not iri.startswith("/", len(self._names.base)):
            return "/" + iri.removeprefix(self._names.base)
        return iri if iri.startswith(("https://", "http://")) else None

    def said(self, claim: ox.NamedNode) -> Said:
        """Return a claim with its sentence."""
        passage = self.first(claim, "prov:wasDerivedFrom")
        source = self.first(passage, "oa:hasSource")
        by = self.first(claim, "attributedTo")
        subject, predicate, target = (
            self.link(self.first(claim, name) or claim) for name in ("rdf:subject", "rdf:predicate", "rdf:object")
        )
        return Said(
            Link("claim", self.href(claim.value)),
            subject,
            predicate,
            target,
            self.text(claim, "status").rpartition("#")[2],
            self.text(claim, "confidence"),
            None if by is None else self.link(by),
            printable(self.text(passage, "oa:hasSelector", "oa:exact")),
            None if source is None else Link(printable(self.text(source, "dcterms:source")), self.link(source).href),
            self.text(passage, "oa:hasSelector", "oa:start"),
            self.text(passage, "oa:hasSelector", "oa:end"),
        )

    def _short(self, iri: str) -> str:
        for prefix, space in self._names.prefixes().items():
            if iri.startswith(space) and len(iri) > len(space):
                return f"{prefix}:{iri.removeprefix(space)}"
        return iri


def thing_page(
    shelf: Shelf, node: ox.NamedNode, own: Iterable[ox.Triple], claims: Sequence[ox.NamedNode], cut: str
) -> str:
    """Return the page of a thing.

    Arguments:
        shelf: where the texts of the page are.
        node: the thing.
        own: the triples it is the subject of.
        claims: the claims about it.
        cut: the limit that left claims out, if any did.
    """
    own = list(own)
    facts = [
        (shelf.link(triple.predicate), shelf.link(triple.object)) for triple in own if triple.predicate not in _SHOWN
    ]
    return _template("thing.html").render(
        iri=node.value,
        title=shelf.link(node).text,
        aliases=[printable(_plain(triple.object)) for triple in own if triple.predicate == _ALIAS],
        facts=facts,
        claims=[shelf.said(claim) for claim in claims],
        cut=cut,
    )


def vocabulary_page(shelf: Shelf, nodes: Sequence[ox.NamedNode]) -> str:
    """Return the page of the vocabulary, with an anchor for each term."""
    terms = [
        {
            "anchor": node.value.rpartition("#")[2],
            "label": shelf.text(node, "rdfs:label"),
            "comment": shelf.text(node, "rdfs:comment"),
            "kinds": [shelf.link(kind) for kind in shelf.values(node, "rdf:type")],
        }
        for node in nodes
        if "#" in node.value
    ]
    return _template("terms.html").render(terms=terms)


def console_page() -> str:
    """Return the page on which queries are asked."""
    return _template("console.html").render(queries=ready())


def _plain(found: Found) -> str:
    return str(found) if isinstance(found, ox.Triple) else found.value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader(__name__.rpartition(".")[0], "assets")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _template(name: str) -> Template:
    return _environment().get_template(name)
