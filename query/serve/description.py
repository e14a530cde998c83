"""What the endpoint says of itself (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import pyoxigraph as ox

from ...export.terms import STANDARD_PREFIXES
from .answers import GRAPHS
from .negotiate import choose
from .settings import RefusedError

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)


def description(accept: str | None, endpoint: str, base: str, *, writable: bool) -> tuple[bytes, str]:
    """Return the description of the service and its media type.

    Arguments:
        accept: the forms that the client takes.
        endpoint: the address of the service.
        base: the base IRI of the data.
        writable: whether it takes updates.

    Raises:
        RefusedError: the client takes no RDF.
    """
    media_type = choose(accept, list(GRAPHS))
    if media_type is None:
        raise RefusedError(406, "Accept", "names no form of a description", cure=f"take one of {', '.join(GRAPHS)}")
    triples = _triples(endpoint, base, writable=writable)
    return ox.serialize(triples, format=GRAPHS[media_type]) or b"", media_type


def _triples(endpoint: str, base: str, *, writable: bool) -> list[ox.Triple]:
    service, dataset, default = (ox.NamedNode(iri) for iri in (endpoint, base + "dataset", endpoint + "#default"))
    kind = ox.NamedNode(STANDARD_PREFIXES["rdf"] + "type")
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if writable else [])]
    return [
        ox.Triple(service, kind, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), service),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        *(ox.Triple(service, _sd("supportedLanguage"), _sd(language)) for language in languages),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        *(
            ox.Triple(service, _sd("resultFormat"), ox.NamedNode(f"http://www.w3.org/ns/formats/{name}"))
            for name in _FORMATS
        ),
        ox.Triple(dataset, kind, _sd("Dataset")),
        ox.Triple(dataset, _sd("defaultGraph"), default),
        ox.Triple(default, kind, _sd("Graph")),
    ]


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
