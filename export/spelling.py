r"""Terms as canonical N-Triples writes them (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples)."""

from __future__ import annotations

import re

from .terms import XSD_STRING, Iri, Object

_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def term(found: Object) -> str:
    """Return an IRI or a literal as N-Triples writes it."""
    if type(found) is Iri:
        return "<" + found + ">"  # which with a kind of string takes half as long as to format it
    value, datatype, language = found
    if language is not None:
        return f"{quoted(value)}@{language}"
    return quoted(value) if datatype is XSD_STRING or datatype == XSD_STRING else f"{quoted(value)}^^<{datatype}>"


def quoted(value: str) -> str:
    """Return a string in quotes, escaped where it has to be and nowhere else.

    >>> print(quoted('say "hi"'))
    "say \\"hi\\""
    """
    if value.isprintable() and '"' not in value and "\\" not in value:  # as most are
        return f'"{value}"'
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _SHORT.get(character, f"\\u{ord(character):04X}")
