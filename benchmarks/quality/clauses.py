"""Claims as people write them down for a sentence: whole phrases, and one tuple for all that a verb says of a thing.

All of it is read off the tree of the sentence:

* an end is the whole phrase around its head, with articles, complements and participles but without relative clauses,
  appositions and what is coordinated with it;
* what else hangs on the verb, prepositional phrases and times, stands after the object; claims of one verb and one
  subject that differ only in which of these they name are one tuple, that of the one nearest to the verb;
* a passive stays one, "was bought by", and a verb keeps what comes before it: "was said to have made";
* a literal stands as the text has it;
* who says a claim is one more tuple, of the verb of saying and the clause said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from ...extract.claims.attribution import SAYING
from ...extract.claims.frames import preposition
from ...extract.claims.parsed import sentences as parsed
from ...extract.claims.tree import Sentence, Word
from ...graph.model import OPEN, Claim, Reading, Value
from .bundled import pipeline
from .measures import Span

SHOWN = {"be": "be", "have": "has"}  # verbs that an apposition or a possessive leaves out
BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
HAVE = frozenset({"have", "has", "had", "having"})
OUTSIDE = ("case", "cop", "nsubj", "mark", "cc", "conj", "punct", "parataxis", "aux", "advcl", "acl:relcl", "appos")
ASIDE = ("punct", "parataxis", "acl:relcl", "appos")
VALUE = (-1, -1)  # a literal without a place in the text
GROUP = ("aux", "cop", "advmod", "compound:prt")


@dataclass(frozen=True, slots=True)
class Tuple:
    """A relation, its first argument and the others as one text."""

    relation: str
    first: str
    others: str
    confidence: float = field(default=1.0, compare=False)

    @property
    def slots(self) -> tuple[str, str, str]:
        """Return the three slots that are compared."""
        return self.relation, self.first, self.others


def as_nodes(reading: Reading) -> list[Tuple]:
    """Return the claims of a reading with their ends as the graph has them."""
    texts = {mention.id: mention.text for mention in reading.mentions}
    return list(
        dict.fromkeys(
            Tuple(
                relation(claim),
                texts[claim.subject],
                claim.object.value if isinstance(claim.object, Value) else texts[claim.object],
                claim.confidence,
            )
            for claim in reading.claims
        )
    )


def relation(claim: Claim) -> str:
    """Return the phrase of a claim as its text has it; one said without a verb gets the verb of its predicate."""
    words = claim.predicate.removeprefix(OPEN).split()
    said = {word.lower() for word in claim.phrase.split()}
    verbs = {"be": BE | {"'s", "’s", "'re", "’re"}, "have": HAVE}.get(words[0])  # the curly apostrophe is meant
    if claim.predicate.startswith(OPEN) and verbs is not None and not verbs & said:
        return " ".join([SHOWN[words[0]], *words[1:]])
    return claim.phrase or "be in"  # only a place beside the one it lies in says a property without a word


def as_phrases(reading: Reading) -> list[Tuple]:
    """Return the claims of a reading as people write them down."""
    text = reading.document.text
    sentences = parsed(pipeline()(text))
    spans = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
    laid = [_Laid.of(claim, sentences, spans, text) for claim in reading.claims]
    said = [one for one in (_saying(each, spans) for each in laid) if one is not None]
    return list(dict.fromkeys([*(one.tuple for one in _merged(laid)), *said]))


@dataclass(frozen=True)
class _Laid:
    """A claim laid on the tree of its sentence, ``first`` and ``last`` in the order the sentence puts them."""

    claim: Claim
    text: str
    first: Span
    last: Span
    passive: bool
    sentence: Sentence | None
    event: Word | None

    @classmethod
    def of(cls, claim: Claim, sentences: Sequence[Sentence], spans: dict[str, Span], text: str) -> _Laid:
        first, last = spans[claim.subject], _span(claim.object, spans)
        sentence = next((s for s in sentences if s.start <= claim.start < s.end), None)
        event = None if sentence is None else _event(sentence, claim)
        passive = sentence is not None and event is not None and _acts(sentence, event, first)
        turned = sentence is not None and event is not None and _below_verb(sentence, event, first, last)
        ends = (last, first) if passive or turned else (first, last)
        return cls(claim, text, *ends, passive, sentence, event)

    @cached_property
    def tuple(self) -> Tuple:
        """Return the claim as people write it down."""
        first, last = (self.phrase(span) for span in (self.first, self.last))
        others = " ".join(filter(None, [self._before, last, *self._others]))
        return Tuple(self._relation, first, others, self.claim.confidence)

    def phrase(self, span: Span) -> str:
        """Return the whole phrase around an end, without what hangs on it and says the claim or holds the other end."""
        if span == VALUE:
            return self.claim.object.value if isinstance(self.claim.object, Value) else ""
        head = None if self.sentence is None else _head(self.sentence, span)
        if head is None or self.sentence is None:
            return self.text[slice(*span)]
        told = {self.first[0], self.last[0], *(start for start, _ in self.claim.cues)} - {span[0]}
        words = _run(self.sentence, head, OUTSIDE, told)
        return self.text[min(span[0], words[0].start) : max(span[1], words[-1].end)]

    @cached_property
    def _cases(self) -> list[Word]:
        """Return the prepositions among the words that say the claim."""
        if self.sentence is None:
            return []
        if self.claim.extractor == "typed":
            head = _head(self.sentence, self.last)
            hangs = head is not None and self.event is not None and head.head == self.event.index
            return list(self.sentence.children(head, "case")) if hangs and head is not None else []
        return [w for w in _inside(self.sentence, self.claim.cues) if w.is_a("case", "fixed")]

    @cached_property
    def _before(self) -> str:
        """Return the preposition that stands before the verb: "In 1990 he was …"."""
        event = self.event
        return " ".join(w.text for w in self._cases if event is not None and w.index < event.index)

    @cached_property
    def _relation(self) -> str:
        """Return the words that say a claim, with what comes before and after its verb."""
        event, sentence = self.event, self.sentence
        copula = None if sentence is None or event is None else sentence.child(event, "cop")
        if event is None or sentence is None or (event.pos != "VERB" and copula is None):
            return self._verbless
        if event.pos != "VERB" and copula is not None:
            told = [w.text for w in _inside(sentence, self.claim.cues) if w.index > copula.index]
            return " ".join([self._verb(sentence, event, copula), *told])
        particles = sentence.children(event, "compound:prt")
        verb = self._verb(sentence, event, max([event, *particles], key=lambda w: w.end))
        own = [w for w in _inside(sentence, self.claim.cues) if w.pos in ("NOUN", "ADJ") and w.index > event.index]
        cases = [w.text for w in self._cases if w.index > event.index]
        after = ["by"] if self.passive else cases
        bare = event.tag == "VBN" and event.rel == "acl" and not sentence.child(event, "aux")
        return " ".join([*(["be"] if bare else []), verb, *(w.text for w in own), *after])

    @property
    def _verbless(self) -> str:
        """Return the phrase of a claim without a verb of its own, in the tense of its sentence."""
        shown = relation(self.claim)
        return f"had{shown[3:]}" if shown.split()[0] == "has" and self._past else shown

    def _verb(self, sentence: Sentence, event: Word, last: Word) -> str:
        return self.text[_first(sentence, event, last).start : last.end]

    @property
    def _past(self) -> bool:
        """Tell whether the sentence is in the past."""
        return self.sentence is not None and any(w.tag == "VBD" for w in self.sentence.words)

    @cached_property
    def _others(self) -> list[str]:
        """Return what hangs on the verb and holds neither end."""
        event, sentence = self.event, self.sentence
        if event is None or sentence is None:
            return []
        below = [_run(sentence, w, ASIDE, set()) for w in sentence.children(event, "obl")]
        found = [(words[0].start, words[-1].end) for words in below]
        ends = (self.first, self.last)
        return [self.text[slice(*span)] for span in found if not any(span[0] <= e[0] < span[1] for e in ends)]

    @property
    def fronted(self) -> bool:
        """Tell whether the object stands before the verb."""
        return self.event is not None and self.last[0] < self.event.start

    @cached_property
    def rank(self) -> int:
        """Return how near to its verb the object of a claim stands: as its object, after a preposition, beyond it."""
        if self.claim.extractor == "typed":
            return 3
        if self._cases or self.passive:
            return 2 if any(w.pos in ("NOUN", "ADJ") for w in _inside(self.sentence, self.claim.cues)) else 1
        return 0


def _merged(laid: Sequence[_Laid]) -> Iterable[_Laid]:
    """Yield the claims that stand for all that a verb says of one thing: the nearest, with what is listed with it."""
    groups: dict[object, list[_Laid]] = {}
    for number, one in enumerate(laid):
        event = one.event
        key: object = (event.start, one.first) if event is not None else number
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        best = min(group, key=lambda one: (one.rank, one.fronted, one.last[0]))
        kept = [one for one in group if one.rank == best.rank and one.claim.cues == best.claim.cues]
        yield from kept


def _span(end: str | Value, spans: dict[str, Span]) -> Span:
    if isinstance(end, Value):
        return VALUE if end.start is None or end.end is None else (end.start, end.end)
    return spans[end]


def _inside(sentence: Sentence | None, spans: Sequence[Span]) -> list[Word]:
    words = () if sentence is None else sentence.words
    return [w for w in words if any(start <= w.start < end for start, end in spans)]


def _event(sentence: Sentence, claim: Claim) -> Word | None:
    """Return the word that says a claim: its verb, the noun or adjective that is said to be, or any other."""
    cues = _inside(sentence, claim.cues)
    copula = next((sentence.parent(w) for w in cues if w.is_a("cop")), None)
    verb = next((w for w in cues if w.pos == "VERB"), None)
    return verb or copula or next((w for pos in ("NOUN", "ADJ") for w in cues if w.pos == pos), None)


def _first(sentence: Sentence, event: Word, last: Word) -> Word:
    """Return the first word of a verb: an auxiliary, or that of the verb above it that has the same subject."""
    above = sentence.parent(event)
    shares = above is not None and event.is_a("xcomp") and not sentence.child(above, "obj", "iobj")
    if above is not None and shares and (above.pos == "VERB" or sentence.child(above, "cop")):
        return _first(sentence, above, sentence.child(above, "cop") or above)
    group = [w for w in sentence.children(event, *GROUP) if w.index < last.index]
    first = last
    for word in reversed(sentence.words[: last.index]):
        if word not in group:
            break
        first = word
    return first


def _below_verb(sentence: Sentence, event: Word, first: Span, last: Span) -> bool:
    """Tell whether a claim turns what its verb says: "Ann founded the firm" for a firm founded by Ann."""
    heads = [_first_conjunct(sentence, _head(sentence, end)) for end in (first, last)]
    hang = [head is not None and head.head == event.index and head.is_a("obj", "obl") for head in heads]
    return hang == [True, False]


def _first_conjunct(sentence: Sentence, head: Word | None) -> Word | None:
    """Return the first of the words that a word is coordinated with."""
    while head is not None and head.is_a("conj"):
        head = sentence.parent(head)
    return head


def _acts(sentence: Sentence, event: Word, subject: Span) -> bool:
    """Tell whether the subject of a claim is the agent of a passive: "Lazada was bought by Alibaba"."""
    head = _first_conjunct(sentence, _head(sentence, subject))
    agent = head is not None and head.head == event.index and head.is_a("obl")
    return agent and head is not None and preposition(sentence, head) == "by"


def _head(sentence: Sentence, span: Span) -> Word | None:
    """Return the one word of a span whose head lies outside it."""
    inside = _inside(sentence, [span])
    places = {word.index for word in inside}
    heads = [word for word in inside if word.head not in places]
    return heads[0] if len(heads) == 1 else None


def _run(sentence: Sentence, head: Word, outside_labels: Sequence[str], told: Set[int]) -> list[Word]:
    """Return a head and what hangs on it in one run, save what hangs by some labels or holds one of some starts."""
    outside = set[int]()
    for child in sentence.children(head):
        below = sentence.subtree(child)
        if child.is_a(*outside_labels) or any(word.start in told for word in below):
            outside |= {word.index for word in below}
    kept = {word.index for word in sentence.subtree(head)} - outside
    first = last = head.index
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return list(sentence.words[first : last + 1])


def _saying(laid: _Laid, spans: dict[str, Span]) -> Tuple | None:
    """Return who says a claim, the verb of saying, and the clause that is said."""
    by, sentence = laid.claim.attributed_to, laid.sentence
    if by is None or sentence is None:
        return None
    verb = next((sentence.parent(w) for w in _inside(sentence, [spans[by]]) if w.is_a("nsubj")), None)
    if verb is None or verb.lemma not in SAYING:
        return None
    below = sentence.child(verb, "ccomp")
    above = sentence.parent(verb) if below is None and verb.is_a("parataxis") else None
    clause = below or above
    if clause is None:
        return None
    own = {w.index for w in sentence.subtree(verb)} if above is not None else set()
    words = [w for w in sentence.subtree(clause) if w.index not in own and w.pos != "PUNCT"]
    shown = laid.text[words[0].start : words[-1].end]
    return Tuple(verb.text, laid.phrase(spans[by]), shown, laid.claim.confidence)
