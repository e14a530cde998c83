"""Answers to questions in plain words: the SPARQL that was asked, and the sentences behind each answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from ..errors import QueryError
from ..export.terms import Names
from ..graph.fold import tokens
from ..graph.vocabulary import Vocabulary, bundled
from .question import Name, Reading, is_choice, named, readings
from .sparql import query
from .store import base
from .table import Table, printable
from .validate import Place

_MOST = 200  # rows of an answer; whoever wants more asks in SPARQL
_THINGS = """
SELECT DISTINCT ?thing ?name ?class WHERE {
  ?thing rdfs:label|skos:altLabel ?name ; a ?class . FILTER(STRSTARTS(STR(?thing), STR(entity:)))
}"""
_CURE = "ask as in: who founded Alibaba? where is it based? did Alibaba acquire Lazada? Or ask in SPARQL"


@dataclass(frozen=True, slots=True)
class Found:
    """One answer, how the texts put it (asserted, negated, possible …), and the sentences."""

    text: str
    statuses: tuple[str, ...]
    sentences: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to a question, and the query that found them."""

    question: str
    sparql: str
    found: tuple[Found, ...]

    def __str__(self) -> str:
        """Show each answer over its sentences, and the query."""
        lines: list[str] = []
        for each in self.found:
            doubt = "" if "asserted" in each.statuses else f" [{', '.join(each.statuses)}]"
            lines += [each.text + doubt]
            for place in each.sentences:
                lines += [f"    “{place.text}”", f"    {place.source} {place.start}–{place.end}"]
        return "\n".join((*map(printable, lines), "", *self.sparql.splitlines()))


def ask(store: ox.Store, question: str, vocabulary: Vocabulary | None = None) -> Answered:
    """Answer a question by the labels of the vocabulary and of the graph.

    Arguments:
        store: what `evigraph.query.store.load` gave.
        question: in English, as "Who founded Alibaba?" or "Did Alibaba acquire Lazada?".
        vocabulary: whose labels; without one those of the bundled vocabulary.

    Raises:
        QueryError: the question is not understood wholly, or the graph says nothing about it.
    """
    words = tokens(question)
    names = named(words, _things(store))
    understood = readings(words, names, vocabulary or bundled())
    choice = is_choice(words)
    if not understood or len(names) != 1 + choice:
        raise QueryError(question, _problem(names), cure=_CURE)
    sparql = _sparql(names, understood, choice=choice)
    found = _found(store, sparql, choice=choice)
    if not found:
        raise QueryError(question, "cannot be answered: no text says so", cure=_CURE)
    return Answered(question, sparql, found)


def _problem(names: list[Name]) -> str:
    return f"cannot be answered: {'not understood' if names else 'it names nothing that this graph knows'}"


def _things(store: ox.Store) -> dict[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the IRIs and classes of things by the words of their names."""
    own = Names(base(store)).term("")
    by_words: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    found = query(store, _THINGS)
    for thing, name, kind in found if isinstance(found, Table) else ():
        by_words[tokens(str(name))].add((str(thing), str(kind).removeprefix(own)))
    return {words: tuple(sorted(things)) for words, things in by_words.items()}


def _sparql(names: list[Name], understood: list[Reading], *, choice: bool) -> str:
    """Return the query: of asserted claims, or for yes and no of all."""
    patterns = " UNION\n  ".join(_pattern(names, reading) for reading in understood)
    asserted = "" if choice else " FILTER(?status = ev:asserted)"
    return f"""SELECT DISTINCT ?answer ?status ?text ?source ?start ?end WHERE {{
  {patterns}
  ?claim ev:status ?status ; prov:wasDerivedFrom ?passage .{asserted}
  ?passage oa:hasSource/dcterms:source ?source ; oa:hasSelector/oa:exact ?text ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?other rdfs:label ?label }}
  BIND(COALESCE(?label, STR(?other)) AS ?answer)
}} ORDER BY ?answer ?source ?start LIMIT {_MOST}"""


def _pattern(names: list[Name], reading: Reading) -> str:
    thing, other = ("subject", "object") if reading.forward else ("object", "subject")
    values = _values("thing", names[0]) + (_values("other", names[1]) if len(names) > 1 else "")
    return f"{{ {values}?claim rdf:predicate ev:{reading.predicate} ; rdf:{thing} ?thing ; rdf:{other} ?other }}"


def _values(variable: str, name: Name) -> str:
    iris = dict.fromkeys(str(ox.NamedNode(iri)) for iri, _ in name.things)
    return f"VALUES ?{variable} {{ {' '.join(iris)} }} "


def _found(store: ox.Store, sparql: str, *, choice: bool) -> tuple[Found, ...]:
    table = query(store, sparql)
    grouped: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for row in table if isinstance(table, Table) else ():
        answer, status, text, source, start, end = map(str, row)
        place = Place(text, source, int(start), int(end))
        grouped["" if choice else answer].append((status.rpartition("#")[2], place))
    return tuple(_one(answer, said) for answer, said in grouped.items())


def _one(answer: str, said: list[tuple[str, Place]]) -> Found:
    statuses = tuple(dict.fromkeys(status for status, _ in said))
    verdict = "yes" if "asserted" in statuses else "no" if statuses == ("negated",) else "perhaps"
    return Found(answer or verdict, statuses, tuple(dict.fromkeys(place for _, place in said)))
