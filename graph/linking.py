"""Which names and descriptions of one document are of one thing, by their words alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import nominals, tickers
from .clusters import Clusters
from .countries import bundled as countries
from .fold import article_free, clean, tokens
from .model import Mention
from .names import Words, abbreviates, acronym, identity, initials, kind, looks_like_acronym, shortens

Node = tuple[str, Words]
"""A class that decides identity, and words: what equal mentions share."""

_BESIDE = re.compile(r"['’]?s?\s*+(?:,\s*+)?(?:and|or|&|as\s++well\s++as|versus|vs\.?)\s++(?:the\s++)?")
_APPOSED = re.compile(r"\s*\(\s*(?:the\s+)?[\"“”']?")
_WHO = re.compile(r"\s*+(?:,\s*+)?whom?\b")
_NOT_WHO = frozenset(("Organization", "Place", "Product", "Thing"))
_MAJORITY = 2 / 3
_UNKNOWN = "Thing"
# A people is none of these, whatever a reader of names takes its name for.
_NOT_A_PEOPLE = frozenset(("Organization", "Person", "Place", "Technology", _UNKNOWN))


@dataclass(frozen=True, slots=True)
class Linked:
    """The node of each mention by its id, and which nodes are one thing."""

    nodes: Mapping[str, Node]
    clusters: Clusters[Node]
    symbols: Mapping[str, Words]

    def find(self, mention: str) -> Node:
        """Return the node that stands for the thing a mention is of."""
        return self.clusters.find(self.nodes[mention])


def link(text: str, names: Sequence[Mention], phrases: Sequence[Mention]) -> Linked:
    """Link the names of a document, and the phrases that describe things in it.

    Arguments:
        text: the document.
        names: mentions that name, in any order.
        phrases: mentions that describe and stand for themselves.
    """
    symbols = tickers.symbols(text, names)
    bases = {name.id: tickers.split(name.text, symbols)[0] for name in names}
    kinds = _kinds(text, names, bases)
    nodes: dict[str, Node] = {id_: (own, identity(bases[id_], own)) for id_, own in kinds.items()}
    nodes |= {phrase.id: (kind(phrase.type), nominals.words(phrase.text)) for phrase in phrases}
    forms: dict[Node, set[str]] = defaultdict(set)
    for mention in (*names, *phrases):
        forms[nodes[mention.id]].add(clean(bases.get(mention.id, mention.text)))
    linked = Linked(nodes, Clusters(sorted(forms)), symbols)
    _Linker(linked, forms, _apart(text, names, nodes)).run(_apposed(text, (*names, *phrases), nodes))
    return linked


def _kinds(text: str, names: Sequence[Mention], bases: Mapping[str, str]) -> dict[str, str]:
    """Settle the class of each name: that of most of its mentions, if they are two thirds of those that have one."""
    told = {name.id: (identity(bases[name.id], "Organization"), _told(text, name)) for name in names}
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    for words, own in told.values():
        votes[words][own] += 1
    return {name: _settled(words, own, votes[words]) for name, (words, own) in told.items()}


def _told(text: str, name: Mention) -> str:
    """Return the class of a mention; what is spoken of as "who" is no place and no organisation."""
    own = kind(name.type)
    return "Person" if own in _NOT_WHO and _WHO.match(text, name.end) else own


def _settled(words: Words, own: str, votes: Mapping[str, int]) -> str:
    if own in _NOT_A_PEOPLE and words in countries().demonyms:
        return "Group"
    if len(votes) == 1:  # as of nearly all
        return own
    known = {name: count for name, count in votes.items() if name != _UNKNOWN}
    first = min(known, key=lambda name: (-known[name], name))
    return first if own == _UNKNOWN or known[first] >= _MAJORITY * sum(known.values()) else own


def _apart(text: str, names: Iterable[Mention], nodes: Mapping[str, Node]) -> Mapping[Node, set[Node]]:
    """Return what a text names beside each node: two names that are joined by "and" are of two things."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for first, second in beside(text, names):
        found[nodes[first.id]].add(nodes[second.id])
        found[nodes[second.id]].add(nodes[first.id])
    return found


def beside(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions that a text puts side by side, joined by "and" or what means the same."""
    for first, second in pairwise(sorted(mentions, key=lambda mention: (mention.start, mention.end))):
        if _BESIDE.fullmatch(text, first.end, max(first.end, second.start)):
            yield first, second


def _apposed(text: str, mentions: Iterable[Mention], nodes: Mapping[str, Node]) -> Iterator[tuple[Node, Node]]:
    """Yield a phrase and the acronym that follows it in brackets."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    starts = {mention.start: mention for mention in ordered}
    for long in ordered:
        gap = _APPOSED.match(text, long.end)
        short = starts.get(gap.end()) if gap else None
        if short and abbreviates(clean(short.text), tokens(clean(long.text))):
            yield nodes[short.id], nodes[long.id]


class _Linker:
    """Joins nodes, surest evidence first, never two that the text names side by side."""

    def __init__(self, linked: Linked, forms: Mapping[Node, set[str]], apart: Mapping[Node, set[Node]]) -> None:
        self._clusters = linked.clusters
        self._symbols = linked.symbols
        self._forms = forms
        self._apart = {node: set(apart.get(node, ())) for node in forms}
        self._initials: dict[tuple[str, str], list[Node]] = defaultdict(list)
        self._outer: dict[tuple[str, str], set[Node]] = defaultdict(set)
        self._ordered = sorted(forms)
        for node in self._ordered:
            self._index(node)

    def _index(self, node: Node) -> None:
        name, words = node
        for letters in frozenset().union(*(initials(tokens(form)) for form in self._forms[node])):
            self._initials[name, letters].append(node)
        for word in {words[0], words[-1]}:
            self._outer[name, word].add(node)

    def run(self, apposed: Iterable[tuple[Node, Node]]) -> None:
        """Join what is apposed, then each name, the longest first, with what it can be short for."""
        for short, long in sorted(set(apposed)):
            self._join(short, long)
        for short in sorted(self._ordered, key=lambda node: -len(node[1])):  # of as many words in their own order
            for candidates in (self._owners, self._spelled_out, self._longer):
                self._join_the_only(short, candidates(short))

    def _owners(self, short: Node) -> set[Node]:
        owners = {("Organization", self._symbols[form]) for form in self._forms[short] if form in self._symbols}
        return owners & self._forms.keys()

    def _spelled_out(self, short: Node) -> set[Node]:
        letters = {acronym(form) for form in self._forms[short] if looks_like_acronym(form)}
        return {node for each in letters for node in self._initials.get((short[0], each), ())}

    def _longer(self, short: Node) -> set[Node]:
        name, words = short
        near = self._outer[name, words[0]] | self._outer[name, words[-1]]
        return {node for node in near if shortens(words, node[1], name)}

    def _join_the_only(self, node: Node, others: set[Node]) -> None:
        """Join a node with others if they are one thing; of several that could be meant none is."""
        if others and len({self._clusters.find(other) for other in others}) == 1:
            self._join(node, min(others))

    def _join(self, node: Node, other: Node) -> None:
        one, two = self._clusters.find(node), self._clusters.find(other)
        if one != two and two not in map(self._clusters.find, self._apart[one]):
            self._clusters.join(one, two)
            self._apart[self._clusters.find(one)] = self._apart[one] | self._apart[two]


def surface(mention: Mention, symbols: Mapping[str, Words]) -> str:
    """Return a name as it is written, without article and without a ticker symbol behind it."""
    return article_free(tickers.split(mention.text, symbols)[0])
