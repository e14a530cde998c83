"""How far a noun phrase reaches: its core, and the whole that tells which thing is meant.

The core is the head with the modifiers that belong to its name or kind. The whole has the possessor before them as
well, and after them, while nothing stands in between, what completes the noun: "Oja's predecessor", "the museum of
local crafts", "plans to build a second dam". A clause with a comma before it tells nothing apart and stays outside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..values.dates import is_date_word
from .draft import NamedSpan
from .frames import NOT_ROLES, preposition
from .lexicon import listed
from .nominals import (
    COLLECTIVES,
    MEANINGLESS,
    MEASURED,
    NEEDY,
    PARTITIVES,
    POINTING,
    SHARES,
    SOMEBODYS,
    SORTS,
    nominal_class,
)
from .subjects import is_noun, is_verb
from .tree import Found, Sentence, Word, nothing_found, remembered

NEAR = 5  # words from a noun to the activity that completes it
LONGEST = 14  # words: what is longer is a sentence and no label
TITLE = 8  # code points between a noun and the name after it, with a title in between
CLAUSE = 9  # words of a clause that tells a noun apart
_LEFT = ("amod", "compound", "nummod", "flat", "nmod:desc", "goeswith")
_RIGHT = ("flat", "goeswith", "fixed")
_HYPHENS = ("-", "–", "/", "'", "’")  # the en dash and the curly apostrophe are meant
_EMPTY_MODIFIERS = listed(
    """
    such other same own certain various several many more only very much last next further additional
    less former then latter latest multiple numerous total entire whole different particular aforementioned said
    respective substantial significant considerable sizeable sizable huge enormous immense massive vast
    """
)
GRADING = listed("most least more less")
_BOUNDS = listed("; : ( ) [ ] — –") | {","}  # the dashes are meant
_QUOTES = listed("\" “ ” `` ''")  # curly quotes are meant
_OF_DATES = listed("in by since from during until before after on")
_SCANT = listed("less fewer few little")
_PERIODS = listed("year month season decade century tournament match game week day")
_OWNED_BY_WHOM = ("PRP$", "PRP", "WP$")


def idle(word: Word) -> bool:
    """Tell whether a word at the left edge of a phrase says nothing about what its head is."""
    quantity = word.lemma.lower() in _EMPTY_MODIFIERS or word.text.lower() in _EMPTY_MODIFIERS
    function = word.pos in ("DET", "PUNCT", "CCONJ", "ADV", "SCONJ", "ADP", "PRON")
    return function or word.is_a("det") or quantity


@dataclass(frozen=True, slots=True)
class Extents:
    """Where the noun phrases of a sentence begin and end, in the light of its names by the index of their words."""

    sentence: Sentence
    names: Mapping[int, NamedSpan]
    _found: Found = field(default_factory=nothing_found, init=False, repr=False, compare=False)

    @remembered
    def core(self, head: Word) -> tuple[int, int]:
        """Return the span of a head with what belongs to its kind."""
        words = self.kept(head)
        end = self._completed(head, words[-1]).end if self.own_kind(head) else words[-1].end
        return self._hyphenated(words[0].start, end)

    @remembered
    def whole(self, head: Word) -> tuple[int, int]:
        """Return the span of a head with its possessor and what completes it."""
        words = self.kept(head)
        first = self._owner(head, words[0])
        last = self._completed(head, words[-1])
        return self._hyphenated(first.start, last.end)

    @remembered
    def own_kind(self, head: Word) -> bool:
        """Tell whether a noun says more than what follows it: "an elected form of government", "a sense of unity"."""
        lemma = head.lemma.lower()
        if lemma in NEEDY or lemma in PARTITIVES or head.pos == "NUM":
            return any(preposition(self.sentence, w) == "of" for w in self.sentence.children(head, "nmod"))
        return lemma in SORTS and bool(self.sentence.children(head, "amod", "compound"))

    @remembered
    def kept(self, head: Word) -> Sequence[Word]:
        """Return the words of the core: one unbroken run around the head."""
        sentence = self.sentence
        keep = {head.index}
        left = (*_LEFT, "nsubj") if head.pos == "VERB" else _LEFT  # "the talent drain", the noun taken for a verb
        for child in sentence.children(head):
            if (child.index < head.index and child.is_a(*left)) or child.is_a(*_RIGHT):
                before = child.index < head.index  # "as much power as they have": what follows the head is no modifier
                if before and self._when(child):
                    continue
                keep.update(w.index for w in sentence.subtree(child) if (w.index < head.index) == before)
        first = last = head.index
        while first - 1 in keep or (first > 1 and self._glue(first - 1) and first - 2 in keep):
            first -= 1
        while last + 1 in keep:
            last += 1
        while first < head.index and idle(sentence.words[first]) and not self._grades(head, sentence.words[first]):
            first += 1
        return sentence.words[first : last + 1]

    def _when(self, child: Word) -> bool:
        """Tell whether a number before a noun is a date of the clause: "In 1903 workers found a boat"."""
        case = self.sentence.child(child, "case") if child.pos == "NUM" else None
        return case is not None and case.text.lower() in _OF_DATES and is_date_word(child.text)

    def _grades(self, head: Word, word: Word) -> bool:
        """Tell whether a word changes what a number or quality in a phrase says: "at least six", "most powerful"."""
        if word.lemma.lower() == "former":
            return nominal_class(head) != "Person"  # of people it is told as the time of a claim
        if word.head == head.index and word.text.lower() in _SCANT:  # "less skin", not "a few towns"
            return word.index == 0 or self.sentence.words[word.index - 1].text.lower() != "a"
        after = self.sentence.words[word.index + 1] if word.text.lower() == "at" else word
        if after is not word and after.text.lower() in ("least", "most"):
            return True
        above = self.sentence.parent(word)
        graded = above is not None and above is not head and above.pos in ("NUM", "ADJ")
        return graded and (above.pos == "NUM" or word.lemma.lower() in GRADING) if above is not None else False

    def activity(self, gerund: Word) -> list[Word]:
        """Return the words of an activity, the verb with its object close by: "folding paper"."""
        held = self.sentence.child(gerund, "obj")
        near = held is not None and 0 < held.index - gerund.index <= NEAR
        last = self.kept(held)[-1] if held is not None and near else gerund
        return list(self.sentence.words[gerund.index : last.index + 1])

    def _glue(self, index: int) -> bool:
        return self.sentence.words[index].text in _HYPHENS

    def _hyphenated(self, start: int, end: int) -> tuple[int, int]:
        """Widen a span to whole words, where a tokeniser took "business-to-business" apart."""
        text, base = self.sentence.text, self.sentence.start
        before = re.search(r"(?:[^\W_]+-)+$", text[: start - base]) if text[: start - base].endswith("-") else None
        after = re.match(r"(?:-[^\W_]+)+", text[end - base :]) if text.startswith("-", end - base) else None
        return start - len(before[0]) if before else start, end + len(after[0]) if after else end

    def _owner(self, head: Word, first: Word) -> Word:
        """Return the first word of a phrase with its possessor: "his sons", "the Finnish firm's founder"."""
        owner = self.sentence.child(head, "nmod:poss")
        if owner is None or owner.index > first.index:
            return first
        whole = self.sentence.subtree(owner)
        telling = next((w for w in whole if not idle(w) or w.tag in _OWNED_BY_WHOM), owner)
        return telling if 0 < first.index - telling.index < LONGEST - NEAR else first

    def _completed(self, head: Word, last: Word) -> Word:
        """Return the last word of a phrase with what completes it, one complement right after the other."""
        first = last.index
        for part in self.sentence.children(head):
            if part.index <= last.index or not self._follows(part, last):
                continue
            end = self._end(head, part)
            if end is None or end.index - first > LONGEST - 2 or self._opens_quote(last, end):
                break
            last = end
        return last

    def _follows(self, part: Word, last: Word) -> bool:
        """Tell whether a phrase begins right after a word, with no comma or bracket in between."""
        first, _ = self.sentence.edges(part)
        return first == last.index + 1 and self.sentence.words[first].text not in _BOUNDS

    def _opens_quote(self, last: Word, end: Word) -> bool:
        """Tell whether a quotation between two words is open at the end of the second."""
        return sum(w.text in _QUOTES for w in self.sentence.words[last.index + 1 : end.index + 1]) % 2 > 0

    def _end(self, head: Word, part: Word) -> Word | None:
        """Return the last word of what completes a noun, ``None`` where it does not."""
        if part.is_a("nmod"):
            return self._complement_end(head, part)
        if part.rel == "acl" and part.tag == "VBG" and self._marks(part) == ["of"]:
            return self.activity(part)[-1] if part.index - head.index <= NEAR else None
        infinitive = part.rel == "acl" and part.tag == "VB" and "to" in self._marks(part)
        tells = infinitive or (part.is_a("acl") and len(self.kept(head)) == 1)
        return self._clause_end(part) if tells else None

    def _complement_end(self, head: Word, inner: Word) -> Word | None:
        """Return the last word of a prepositional complement; dates and amounts are the business of other claims."""
        link = preposition(self.sentence, inner)
        plain = bool(link) and link.replace(" ", "_") not in NOT_ROLES and link != "as"
        number = inner.tag == "CD" and not self.own_kind(head)  # "died at the age of 84"
        dated = any(is_date_word(w.text) for w in self.kept(inner)) and not self._of_the_year(inner, link)
        value = inner.pos == "SYM" or number or dated
        named = self.names.get(inner.index)
        if not plain or value or (named is None and self._says_nothing(inner) and not self._of_the_year(inner, link)):
            return None
        if named is not None:
            return self._coordinated(inner, self._last_of(named))
        if link != "of" and self.only_points(inner) and len(self.kept(head)) > 1 and not self._ranked(head):
            return None  # "work on the bridge" is no work without it, nor the best player without the squad
        return self._coordinated(inner, self._introduced(inner, self._completed(inner, self.kept(inner)[-1])))

    def _of_the_year(self, inner: Word, link: str) -> bool:
        """Tell whether a noun is one of a period, and no date: "player of the year", "the end of the month"."""
        alone = len(self.kept(inner)) == 1 and inner.tag == "NN" and inner.lemma.lower() in _PERIODS
        return link == "of" and alone and any(w.text.lower() == "the" for w in self.sentence.children(inner, "det"))

    def _coordinated(self, inner: Word, end: Word) -> Word:
        """Return the last word of a complement with what is coordinated with it: "of physics and chemistry"."""
        found = end
        for other in self.sentence.children(inner, "conj"):
            between = self.sentence.words[found.index + 1 : other.index]
            if not is_noun(other) or any(is_verb(w) for w in between) or self.sentence.child(other, "case"):
                return end
            named = self.names.get(other.index)
            found = self.kept(other)[-1] if named is None else self._last_of(named)
        return found if found.index - inner.index < LONGEST else end

    def _introduced(self, inner: Word, end: Word) -> Word:
        """Return the last word of the name right after a noun that introduces it: "heirs of the brewer Ann Lee"."""
        beside = self.sentence.children(inner, "appos", "flat", "nmod:desc", "nmod:unmarked")
        name = next((self.names[w.index] for w in beside if w.index in self.names), None)
        return end if name is None or not 0 < name.start - end.end < TITLE else self._last_of(name)

    def _last_of(self, name: NamedSpan) -> Word:
        return next(w for w in reversed(self.sentence.words) if w.start < name.end)

    def _says_nothing(self, inner: Word) -> bool:
        return inner.lemma.lower() in MEANINGLESS and not self.own_kind(inner) and len(self.kept(inner)) == 1

    def untold(self, head: Word) -> bool:
        """Tell whether a phrase says of no thing which one is meant: "the man", "net profit"."""
        if self.only_points(head):
            return True
        if head.lemma.lower() not in MEASURED or self.sentence.child(head, "nmod:poss", "nmod"):
            return False
        return not any(w.index in self.names for w in self.kept(head))

    def any_one(self, head: Word) -> bool:
        """Tell whether a phrase means somebody of whom no more is said: "a man", "a company"."""
        indefinite = any(w.text.lower() in ("a", "an") for w in self.sentence.children(head, "det"))
        return indefinite and self._bare(head)

    @remembered
    def incomplete(self, head: Word) -> bool:
        """Tell whether a phrase leaves out what its noun needs: "a small stake", "a team", "mother", "one of them"."""
        if head.index in self.names:
            return False
        lemma = head.lemma.lower()
        if lemma in SHARES or lemma in PARTITIVES:
            beside = self.sentence.children(head, "nmod", "acl")
            if lemma in SHARES and head.tag == "NN" and not beside:  # shares are traded
                return True
            if lemma in PARTITIVES and any(w.pos == "PRON" and preposition(self.sentence, w) == "of" for w in beside):
                return True
        if lemma not in SOMEBODYS and lemma not in COLLECTIVES:
            return False
        alone = self._bare(head) and not self.sentence.children(head, "nmod:poss", "appos", "flat")
        return alone and (lemma in SOMEBODYS or self.any_one(head))

    def unranked(self, head: Word) -> bool:
        """Tell whether a phrase ranks its noun and leaves out among what: "the largest mill"."""
        return self._ranked(head) and self.whole(head) == self.core(head)

    def _ranked(self, head: Word) -> bool:
        before = self.sentence.children(head, "amod")
        return any(w.tag == "JJS" or w.lemma.lower() in ("first", "last", "only") for w in before)

    def _bare(self, head: Word) -> bool:
        """Tell whether a phrase is its head alone."""
        return self.whole(head) == (head.start, head.end)

    def only_points(self, head: Word) -> bool:
        """Tell whether a phrase is a noun alone that is meant to be known: "the sector", "those firms"."""
        determiners = self.sentence.children(head, "det")
        pointing = bool(determiners) and any(w.text.lower() in POINTING for w in determiners)
        return pointing and len(self.kept(head)) == 1 and not self.sentence.children(head, "nmod", "acl")

    def _clause_end(self, clause: Word) -> Word | None:
        """Return the last word of a short clause that no comma cuts off."""
        first, last = self.sentence.edges(clause)
        if last - first >= CLAUSE or not is_verb(clause):
            return None
        words = self.sentence.subtree(clause)
        return None if any(w.text in _BOUNDS for w in words) else words[-1]

    def _marks(self, clause: Word) -> list[str]:
        return [w.text.lower() for w in self.sentence.children(clause, "mark")]
