"""What a text claims, as RDF: a statement that is cited, and the passage that it is derived from.

Most of what an export states is said of claims, so the terms that all of them share are looked up once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..graph.kept import ById
from ..graph.model import Evidence, Time
from .literals import decimal, moment, text
from .terms import Description, Fact, Iri, Literal, Names, standard

CONTEXT = 32
"""Code points of text kept on either side of a quote, as the Web Annotation model advises for finding it again."""

_STATEMENT, _PASSAGE, _BY_QUOTE, _BY_POSITION = (
    (standard("rdf:type"), standard(kind))
    for kind in ("rdf:Statement", "oa:SpecificResource", "oa:TextQuoteSelector", "oa:TextPositionSelector")
)
_DERIVED_FROM, _ATTRIBUTED_TO = standard("prov:wasDerivedFrom"), standard("prov:wasAttributedTo")
_SOURCE, _SELECTOR = standard("oa:hasSource"), standard("oa:hasSelector")
_EXACT, _PREFIX, _SUFFIX = standard("oa:exact"), standard("oa:prefix"), standard("oa:suffix")
_START, _END = standard("oa:start"), standard("oa:end")
_OFFSET = standard("xsd:nonNegativeInteger")
_ALWAYS = Time()


class Claims:
    """States the claims of a graph, each in the named graph of its document."""

    def __init__(self, documents: ById, names: Names) -> None:
        """Look up the terms.

        Arguments:
            documents: the documents of the graph, by their ids.
            names: the names of the data set.
        """
        self._documents = documents
        self._names = names
        self._status, self._confidence, self._phrase = map(names.term, ("status", "confidence", "phrase"))
        self._said_by, self._subject_at = map(names.term, ("attributedTo", "subjectAt"))
        self._object_at, self._cue_at = map(names.term, ("objectAt", "cueAt"))
        self._since, self._until = map(names.term, ("validFrom", "validUntil"))

    def stated(self, evidence: Evidence, content: Iterable[Fact]) -> Iterator[Description]:
        """Yield a claim as a reified statement, said whether or not it is so, and its passage.

        Arguments:
            evidence: the claim.
            content: the subject, predicate and object of its relation.
        """
        home, passage = self._names.claims_of(evidence.document), self._names.evidence(evidence.id)
        facts = [_STATEMENT, *content, (_DERIVED_FROM, passage), *self._told(evidence), *self._where(evidence)]
        yield Description(self._names.claim(evidence.id), facts, home)
        yield from self._passage(evidence, passage, home)

    def _told(self, evidence: Evidence) -> list[Fact]:
        """Return how and when the claim is so, and who says it."""
        names, time = self._names, evidence.time or _ALWAYS
        facts: list[Fact] = [
            (_ATTRIBUTED_TO, names.agent(evidence.extractor)),
            (self._status, names.term(evidence.status)),
            (self._confidence, decimal(evidence.confidence)),
        ]
        if evidence.phrase:
            facts.append((self._phrase, text(evidence.phrase)))
        if evidence.attributed_to is not None:
            facts.append((self._said_by, names.entity(evidence.attributed_to)))
        if time.start is not None:
            facts.append((self._since, moment(time.start)))
        if time.end is not None:
            facts.append((self._until, moment(time.end)))
        return facts

    def _where(self, evidence: Evidence) -> list[Fact]:
        """Return where the text names the ends of the claim and expresses its predicate."""
        document, span = evidence.document, self._names.span
        facts: list[Fact] = [(self._cue_at, span(document, *cue)) for cue in evidence.cues]
        facts.append((self._subject_at, span(document, *evidence.subject_span)))
        if evidence.object_span is not None:
            facts.append((self._object_at, span(document, *evidence.object_span)))
        return facts

    def _passage(self, evidence: Evidence, passage: Iri, home: Iri) -> Iterator[Description]:
        """Yield a passage with its two selectors, by quote and by position in code points."""
        names, start, end = self._names, evidence.start, evidence.end
        by_quote, by_position = names.selector(evidence.id, "quote"), names.selector(evidence.id, "position")
        document = self._documents(evidence.document)
        around = "" if document is None else document.text
        before, after = around[max(0, start - CONTEXT) : start], around[end : end + CONTEXT]
        source = names.document(evidence.document)
        yield Description(passage, [_PASSAGE, (_SOURCE, source), (_SELECTOR, by_quote), (_SELECTOR, by_position)], home)
        quote: list[Fact] = [_BY_QUOTE, (_EXACT, text(evidence.quote)), (_PREFIX, text(before)), (_SUFFIX, text(after))]
        yield Description(by_quote, quote, home)
        yield Description(by_position, [_BY_POSITION, (_START, _offset(start)), (_END, _offset(end))], home)


@lru_cache(maxsize=10_000)
def _offset(offset: int) -> Literal:
    return Literal(str(offset), _OFFSET)
