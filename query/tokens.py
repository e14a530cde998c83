"""The words of a SPARQL query (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), and what may hide among them.

The engine parses queries; this only looks for what it would not tell us. Two views are kept apart: `tokens` reads a
query as its author means it, for messages; `federates` reads it every way a parser could, for safety.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# Nothing is read twice that cannot match otherwise ("*+", "{0,99}"): a query could be made to take hours.
_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|'
    + r"'''(?:[^'\\]|\\.|'(?!''))*+'''|"
    + (r'"(?:[^"\\\n\r]|\\.)*+"|' + r"'(?:[^'\\\n\r]|\\.)*+'")
)
_IRI = r"<[^<>\"{}|^`\x00-\x20]*>"
_NAME = r"(?:[^\W\d_][\w.-]{0,99})?:(?:[\w:%.-]*[\w:%-])?"
_TOKEN = re.compile(
    rf"(?P<skip>\s+|\#[^\n\r]*)|(?P<string>{_STRING})|(?P<iri>{_IRI})|(?P<variable>[?$]\w+)|(?P<language>@[\w-]+)"
    rf"|(?P<name>{_NAME})|(?P<word>[^\W\d]\w*)|(?P<other>.)",
    re.DOTALL,
)

_GAP = r"(?:\s|#[^\n\r]*+[\n\r])*+"
_PREFIX = r"[^\s<>{}?$#:]*+:"
_SERVICE = re.compile(rf"service{_GAP}(?:silent{_GAP})?(?:{_IRI}|[?$]\w++|{_PREFIX}[^\s{{}}#]*+){_GAP}\{{", re.I)
_LOAD = re.compile(rf"(?<![\w:.-])load{_GAP}(?:silent{_GAP})?(?:{_IRI}|{_PREFIX})", re.I)
_VARIABLE = re.compile(r"[?$]\w+")
_COMMENT = re.compile(r"#[^\n\r]*")
_STRINGS = re.compile(_STRING, re.DOTALL)
_IRIS = re.compile(_IRI)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class Token(NamedTuple):
    """A token, its kind (string, iri, variable, language, name, word, other), and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, without space and comments.

    >>> [token.text for token in tokens("ASK { ?a ev:foundedIn <http://b#c> } # why")]
    ['ASK', '{', '?a', 'ev:foundedIn', '<http://b#c>', '}']
    """
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup
        if kind is not None and kind != "skip":
            yield Token(kind, found[0], found.start())


def expanded(word: Token, prefixes: Mapping[str, str]) -> str | None:
    """Return the IRI that a token stands for, if it stands for one.

    >>> expanded(Token("name", "ev:foundedIn", 0), {"ev": "http://a/#"})
    'http://a/#foundedIn'
    """
    if word.kind == "iri":
        return word.text[1:-1]
    prefix, _, local = word.text.partition(":")
    return prefixes[prefix] + local if word.kind == "name" and prefix in prefixes else None


def federates(query: str) -> bool:
    r"""Tell whether any reading of a query asks another server (``SERVICE``).

    Whether ``<`` opens an IRI or compares, and so where strings and comments begin, depends on the grammar. Every
    choice is followed, so that a call can hide behind none of them, nor behind escaped code points.

    >>> federates("SELECT * { SERVICE <http://a> { ?s ?p ?o } }")
    True
    >>> federates('ASK { ?s ?p "SERVICE <http://a> { }" } # SERVICE <http://a> { }')
    False
    >>> federates("SELECT * { \\u0053ERVICE <http://a> { ?s ?p ?o } }")
    True
    """
    return any("service" in text.lower() and _found(_SERVICE, text) for text in (query, decoded(query)))


def loads(update: str) -> bool:
    r"""Tell whether any reading of an update fetches a file (``LOAD``), as `federates` tells of a call.

    >>> loads("CLEAR ALL ; L\\u004fAD SILENT <http://a>"), loads("INSERT DATA { <http://a> ev:load <http://b> }")
    (True, False)
    """
    return any("load" in text.lower() and _found(_LOAD, text) for text in (update, decoded(update)))


def decoded(query: str) -> str:
    r"""Replace code point escapes, as SPARQL 1.1 section 19.2 does before anything is read.

    >>> decoded("\\u0041SK")
    'ASK'
    """
    return _CODE_POINT.sub(lambda found: _character(int(found[1] or found[2], 16)), query)


def _character(code: int) -> str:
    return chr(code) if code <= sys.maxunicode else "\ufffd"


def _found(wanted: re.Pattern[str], text: str) -> bool:
    """Walk every position at which a token may begin, and look for what is wanted at each."""
    reached = bytearray(len(text) + 1)
    reached[0] = 1
    for position in range(len(text)):
        if not reached[position]:
            continue
        if wanted.match(text, position):
            return True
        for end in _ends(text, position):
            reached[end] = 1
    return False


def _ends(text: str, position: int) -> Iterator[int]:
    """Yield where the token at a position may end, one position per reading of it."""
    character = text[position]
    if character == "#":
        yield _COMMENT.match(text, position).end()  # type: ignore[union-attr]  # the pattern matches any "#"
        return
    if character in "\"'" and (string := _STRINGS.match(text, position)):
        yield string.end()
        return
    if character in "?$" and (variable := _VARIABLE.match(text, position)):
        yield variable.end()
        return
    if character == "<" and (iri := _IRIS.match(text, position)):
        yield iri.end()
    if character == "\\":
        yield min(position + 2, len(text))
    yield position + 1
