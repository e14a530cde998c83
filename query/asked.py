"""A query as far as it has to be read before the engine gets it, and what is refused of it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from types import MappingProxyType

from ..errors import QueryError
from .tokens import Token, decoded, federates, tokens

LONGEST = 20_000
"""Characters a query may have; the engine recurses over its parts, and the stack is made for as many."""
DEEPEST = 200
"""Brackets that may be open at once, for the same reason."""

_FORMS = {"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"}
_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
_OPEN, _CLOSED = {"{", "(", "["}, {"}", ")", "]"}
# What the engine recurses over has a bracket, an operator or a separator. The worst that can be made of so few of them
# takes less than half of the smallest stack that threads have (1 MB).
_MARKS, _FEW = re.compile(r"[({\[!^/|;.,&*+-]"), 32
_PREFIX = re.compile(r"(?<![\w.-])([\w.-]*):")  # wherever it stands, in a string too
_REMEMBERED = 2_000  # characters of a query that is kept as read; longer ones would fill the memory


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its tokens, and what is looked for among them.

    Its keyword (``SELECT`` …), the prefixes it declares, what may be a prefix in it, its prefixed names, the graphs it
    names by FROM, and whether it is small enough for any stack.
    """

    text: str
    words: tuple[Token, ...]
    form: str
    declared: Mapping[str, str]
    prefixes: frozenset[str]
    names: tuple[Token, ...]
    graphs: tuple[Token, ...]
    small: bool


def asked(text: str) -> Asked:
    """Read a query; a short one that was read before is remembered.

    Raises:
        QueryError: it would change data or ask another server, or is longer or deeper than the engine can take.

    >>> asked("PREFIX a: <http://a/> ASK FROM a:b { ?s ?p ?o }").form
    'ASK'
    """
    return _remembered(text) if len(text) <= _REMEMBERED else _read(text)


def depths(words: Iterable[Token]) -> Iterator[int]:
    """Yield after each token how many brackets are open."""
    return accumulate((word.text in _OPEN) - (word.text in _CLOSED) for word in words)


def declarations(words: tuple[Token, ...]) -> dict[str, str]:
    """Return the prefixes that a query or an update declares itself."""
    triples = zip(words, words[1:], words[2:], strict=False)  # the second and third start later, so they are shorter
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for keyword, name, iri in triples
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }


def _read(text: str) -> Asked:
    if len(text) > LONGEST:
        raise QueryError("query", f"is longer than {LONGEST:,} characters", cure="ask in several queries")
    words = tuple(tokens(text))
    if max(depths(words), default=0) > DEEPEST:
        raise QueryError("query", f"opens more than {DEEPEST} brackets at once", cure="nest it less deeply")
    if federates(text):
        raise QueryError("query", "SERVICE would ask another server", cure="ask this graph alone, without SERVICE")
    form = _form(words)
    if form in _UPDATES:
        cure = "ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise QueryError("query", f"{form} would change the graph, which can only be read here", cure=cure)
    names = tuple(word for word in words if word.kind == "name")
    prefixes = frozenset(_PREFIX.findall(decoded(text)))
    small = len(_MARKS.findall(text)) <= _FEW
    declared = MappingProxyType(declarations(words))
    return Asked(text, words, form, declared, prefixes, names, tuple(_graphs(words)), small)


_remembered = lru_cache(maxsize=128)(_read)


def _form(words: tuple[Token, ...]) -> str:
    """Return the keyword that follows the prologue."""
    keywords = (word.text.upper() for word in words if word.kind == "word")
    return next((keyword for keyword in keywords if keyword in _FORMS | _UPDATES), "")


def _graphs(words: tuple[Token, ...]) -> Iterator[Token]:
    outside = [word for word, depth in zip(words, depths(words), strict=True) if depth == 0]
    for before, after in pairwise(outside):
        if before.text.upper() in {"FROM", "NAMED"} and after.text.upper() != "NAMED":
            yield after
