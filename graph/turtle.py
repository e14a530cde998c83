"""A reader of the plain Turtle that the bundled vocabulary is written in, fast enough to run at every start.

It knows prefixes, prefixed names, IRIs, ``a``, strings on one line, and ``;`` and ``,`` (https://www.w3.org/TR/turtle/);
loading an RDF library for one small file would take longer than the rest of the start. Any other Turtle is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#.*)|(?P<mark>[.;,])(?=\s|$)|<(?P<iri>[^<>"{}|^`\\\s]*)>
    |"(?P<text>[^"\\\n]*)"(?:@[A-Za-z-]+)?|(?P<name>@prefix|[A-Za-z][\w-]*:[\w-]*|a(?=\s))""",
    re.VERBOSE,
)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Triple(NamedTuple):
    """Subject and predicate as IRIs, the object as an IRI or as the text of a literal."""

    subject: str
    predicate: str
    object: str


def triples(text: str) -> Iterator[Triple]:
    """Read the triples of a text in plain Turtle, in their order.

    Raises:
        ValueError: the text holds something else.

    >>> list(triples('@prefix ex: <http://ex/> . ex:a ex:b "c" , ex:d .'))[1]
    Triple(subject='http://ex/a', predicate='http://ex/b', object='http://ex/d')
    """
    prefixes: dict[str, str] = {}
    for statement in _statements(text):
        if statement[:1] == [("name", "@prefix")]:
            prefixes.update([_prefix(statement)])
        else:
            yield from _block([_resolve(token, prefixes) for token in statement])


def _prefix(statement: list[tuple[str, str]]) -> tuple[str, str]:
    match statement[1:]:
        case [("name", prefix), ("iri", iri)] if prefix.endswith(":"):
            return prefix, iri
    raise ValueError("a prefix is declared with a name and an IRI")


def _statements(text: str) -> Iterator[list[tuple[str, str]]]:
    statement: list[tuple[str, str]] = []
    for token in _tokens(text):
        if token == ("mark", "."):
            yield statement
            statement = []
        else:
            statement.append(token)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise ValueError(f"not plain Turtle in line {text.count(chr(10), 0, position) + 1}")
        position = match.end()
        if match.lastgroup != "skip":
            yield match.lastgroup, match[match.lastgroup]


def _resolve(token: tuple[str, str], prefixes: dict[str, str]) -> tuple[str, str]:
    kind, text = token
    if kind != "name":
        return token
    if text == "a":
        return "iri", _TYPE
    prefix, _, local = text.partition(":")
    if prefix + ":" not in prefixes:
        raise ValueError(f"the prefix {prefix} is not declared")
    return "iri", prefixes[prefix + ":"] + local


def _block(tokens: list[tuple[str, str]]) -> Iterator[Triple]:
    if not tokens or tokens[0][0] != "iri":
        raise ValueError("a statement begins with what it is about")
    subject, predicate = tokens[0][1], ""
    follows = ";"
    for kind, text in tokens[1:]:
        if kind == "mark":
            follows = text
        elif follows == ";":
            predicate, follows = text, ","
        else:
            yield Triple(subject, predicate, text)
