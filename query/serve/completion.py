"""The words a query may use: prefixes, and the terms of the vocabulary with what they mean."""

from __future__ import annotations

from ...export.terms import Names
from ...graph.vocabulary import OntologyClass, Property, bundled


def completions(base: str) -> dict[str, object]:
    """Return the prefixes of the exports under a base, and the terms of the vocabulary.

    >>> [term for term in completions("http://a/")["terms"] if term["name"] == "ev:foundedIn"][0]["label"]
    'founded in'
    """
    vocabulary = bundled()
    known: list[OntologyClass | Property] = [*vocabulary.classes.values(), *vocabulary.properties.values()]
    return {
        "prefixes": Names(base).prefixes(),
        "terms": [{"name": f"ev:{term.name}", "label": term.label, "comment": term.comment} for term in known],
    }
