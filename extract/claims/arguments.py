"""Clean noun phrases: what may stand at either end of a claim.

An argument is a name or the whole of a noun phrase that tells which thing is meant (`extents`); determiners,
appositions and what only adds to it are other claims' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from ...graph.vocabulary import bundled
from .compounds import CompoundList, compound_lists
from .draft import Argument, NamedSpan
from .extents import Extents, idle
from .names import head_of, names_over
from .nominals import FIELDS, GENERIC, MEANINGLESS, PARTITIVES, PERSONAL, QUANTITIES, WEAK, nominal_class
from .subjects import is_noun, is_verb
from .tree import Found, Sentence, Word, nothing_found, remembered

KIND_CLASSES = ("Service", "Product", "Industry", "Technology")
EXAMPLE_CASES = ("such", "like", "including")
RELATIVE = ("who", "whom", "which", "that", "whose")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A word that cannot head an argument, with the rule that says so."""

    rule: str
    word: Word


@dataclass(frozen=True, slots=True)
class Phrases:
    """Read noun phrases of one sentence in the light of the names found in it.

    ``extents`` are where they begin and end, ``_over`` the names by the words that they cover, and ``_lists`` the
    coordinated compounds.
    """

    sentence: Sentence
    names: tuple[NamedSpan, ...] = ()
    extents: Extents = field(init=False, repr=False, compare=False)
    _over: dict[int, NamedSpan] = field(init=False, repr=False, compare=False)
    _lists: tuple[CompoundList, ...] = field(init=False, repr=False, compare=False)
    _found: Found = field(default_factory=nothing_found, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay the names over the words."""
        object.__setattr__(self, "_over", names_over(self.sentence, self.names))
        object.__setattr__(self, "extents", Extents(self.sentence, self._over))
        object.__setattr__(self, "_lists", compound_lists(self.sentence))

    def name_at(self, word: Word) -> NamedSpan | None:
        """Return the longest named mention that covers a word, or that a ticker symbol directly follows."""
        return self._over.get(word.index)

    @staticmethod
    def is_a(name: NamedSpan, ancestor: str) -> bool:
        """Tell whether a name is of a class of the vocabulary or of one below it."""
        return bundled().is_a(name.type, ancestor)

    @remembered
    def argument(self, head: Word) -> Argument | Refusal:
        """Return the noun phrase a word heads, or why it is none."""
        name = self.name_at(head)
        if name is not None and self.is_a(name, "Value"):
            return Refusal("value", head)
        if name is not None:
            return Argument(name.start, name.end, head.index, "name", name.type)
        if head.tag == "VBG" and head.is_a("csubj"):
            words = self.extents.activity(head)
            return Argument(head.start, words[-1].end, head.index, "nominal", "Concept")
        rule = self._refusal(head)
        if rule is not None:
            return Refusal(rule, head)
        if head.pos == "PRON":
            return Argument(head.start, head.end, head.index, "pronoun", nominal_class(head))
        return self._phrase(head)

    def _phrase(self, head: Word) -> Argument:
        """Return the phrase of a noun: as it stands where it may be a name, else the whole of it."""
        start, end = self.extents.core(head)
        compounded = start < head.start and self.sentence.quote(head.start - 1, head.start) == "-"
        found = None if compounded and end == head.end else nominal_class(self._counted(head))
        if found is None:
            return Argument(start, end, head.index, "name")
        return Argument(*self.extents.whole(head), head.index, "nominal", found, self.extents.untold(head))

    def core(self, argument: Argument) -> Argument:
        """Return an argument without its possessor and what completes it."""
        if argument.kind != "nominal":
            return argument
        start, end = self.extents.core(self.sentence.words[argument.head])
        return replace(argument, start=start, end=end)

    def _counted(self, head: Word) -> Word:
        """Return what a part or number is of, which is of the same class: "most of the workers"."""
        if head.lemma.lower() not in PARTITIVES and head.pos != "NUM":
            return head
        return next((w for w in self.sentence.children(head, "nmod") if self._case(w) == "of"), head)

    @remembered
    def expand(self, head: Word) -> list[tuple[Word, Argument | Refusal]]:
        """Return every argument a phrase stands for: its conjuncts, its coordinated kinds, its examples.

        "a number of firms" stands for its firms; "tech giants like Alibaba" for both; "search engine and cloud
        services" for two kinds of service.
        """
        listed_kinds = next((each for each in self._lists if each.covers(head)), None) if self._lists else None
        if listed_kinds is not None:
            return self._compounds(listed_kinds)
        heads = [meant for conjunct in self.conjuncts(head) for meant in self._meant(conjunct)]
        last = self.argument(heads[-1][0])
        shared = last.type if isinstance(last, Argument) and len(heads) > 1 else None
        return [(w, _of_kind(a, kind, shared)) for head, kind in heads for w, a in self._kinds(head)]

    def _compounds(self, kinds: CompoundList) -> list[tuple[Word, Argument | Refusal]]:
        """Return one argument for each compound, the last with the noun, and what is coordinated with the noun."""
        noun = kinds.noun
        *others, (start, _) = kinds.spans
        shared = nominal_class(noun)
        parts = [*others, (start, noun.end)]
        found = [(noun, Argument(start, end, noun.index, "nominal", shared)) for start, end in parts]
        after = [w for w in self.conjuncts(noun)[1:] if not kinds.covers(w)]
        return [*found, *(part for word in after for part in self._kinds(word))]

    def conjuncts(self, head: Word) -> list[Word]:
        """Return a noun and the nouns coordinated with it."""
        beside = self.sentence.children(head, "conj")
        if not beside:  # as of most nouns
            return [head]
        return [head, *(w for w in beside if _nominal(w) and not self._clausal(w) and not self._across(head, w))]

    def _across(self, head: Word, conjunct: Word) -> bool:
        """Tell whether a verb that is no part of the phrase stands between two conjuncts, as only a slip puts it."""
        between = self.sentence.words[head.index + 1 : conjunct.index]
        return any(is_verb(w) and head not in self.sentence.ancestors(w) for w in between)

    def examples(self, head: Word) -> list[Word]:
        """Return what "such as", "like" or "including" names as examples of a noun."""
        beside = self.sentence.children(head, "nmod")
        if not beside:
            return []
        return [each for word in beside if self._case(word) in EXAMPLE_CASES for each in self.conjuncts(word)]

    def _case(self, word: Word) -> str | None:
        case = self.sentence.child(word, "case")
        return None if case is None else case.text.lower()

    def _clausal(self, word: Word) -> bool:
        return self.sentence.child(word, "nsubj", "cop") is not None

    def _meant(self, head: Word, kind: str | None = None) -> list[tuple[Word, str | None]]:
        """Follow "a number of companies" to companies, "the field of law" to law, and a noun to its examples as well.

        What stands in a field is an `Industry`, whatever the word means elsewhere.
        """
        lemma = head.lemma.lower()
        if (lemma in QUANTITIES or lemma in FIELDS) and self.name_at(head) is None and not self.extents.own_kind(head):
            inner = [w for w in self.sentence.children(head, "nmod", "compound") if self._case(w) == "of"]
            within = "Industry" if lemma in FIELDS else kind
            if inner:
                return [meant for conjunct in self.conjuncts(inner[0]) for meant in self._meant(conjunct, within)]
        examples = self.examples(head)
        if lemma in FIELDS and examples:
            return [(w, "Industry") for w in examples]
        return [(w, kind) for w in (*self._listed(head), *examples)]

    def _listed(self, head: Word) -> list[Word]:
        """Return the names that a noun introduces, of a plural all that are listed: "two sons, Karl and Olof"."""
        found = self._introduced(head)
        if found is head or not found.is_a("appos") or found.head != head.index or head.tag not in ("NNS", "NNPS"):
            return [found]
        names = self.conjuncts(found)
        return names if len(names) > 1 else [head]

    def _introduced(self, head: Word) -> Word:
        """Return the name that a noun only introduces: "the founder, Jack Ma", "his wife Marie"."""
        if self.name_at(head) is not None:
            return head
        twin = self._twin(head)
        if twin is not None:
            return twin
        above = self.sentence.parent(head) if head.is_a("appos") else None
        if above is not None and self.name_at(above) is not None:
            return above
        beside = self.sentence.children(head, "appos", "flat", "nmod:desc", "nmod:unmarked")
        after = [w for w in beside if w.index > head.index]
        if not after:
            return head
        described = (self._introduced(w) for w in after if w.is_a("appos"))
        return next((w for w in chain(after, described) if self.name_at(w) is not None), head)

    def _twin(self, head: Word) -> Word | None:
        """Return a name right after a noun to which a parser gave the same part in the clause: "her successor Ann"."""
        if not head.is_a("nsubj", "obj", "obl"):
            return None
        after = self.sentence.words[head.index + 1 : head.index + 2]
        name = self.name_at(after[0]) if after else None
        top = None if name is None else head_of(self.sentence, name)
        return top if top is not None and (top.head, top.rel) == (head.head, head.rel) else None

    def _kinds(self, head: Word) -> list[tuple[Word, Argument | Refusal]]:
        whole = self.argument(head)
        if isinstance(whole, Refusal) or whole.kind != "nominal" or whole.type not in KIND_CLASSES:
            return [(head, whole)]
        for modifier in self.sentence.children(head, "compound", "amod"):
            others = [w for w in self.sentence.children(modifier, "conj") if w.index < head.index]
            if others and all(_names_a_kind(w) for w in (modifier, *others)) and self._plural_or_long(head, others):
                return self._split(head, whole, [modifier, *others])
        return [(head, whole)]

    @staticmethod
    def _plural_or_long(head: Word, others: Sequence[Word]) -> bool:
        return head.tag in ("NNS", "NNPS") or len(others) > 1

    def _split(self, head: Word, whole: Argument, kinds: Sequence[Word]) -> list[tuple[Word, Argument | Refusal]]:
        spans = [self.extents.core(word) for word in kinds]
        spans[-1] = (spans[-1][0], whole.end)
        parts = [(w, replace(whole, start=s, end=e, head=w.index)) for w, (s, e) in zip(kinds, spans, strict=True)]
        return [*parts[:-1], (head, replace(parts[-1][1], head=head.index))]

    def _refusal(self, head: Word) -> str | None:
        """Return the rule that refuses a head, ``None`` where it may stand."""
        lemma, text = head.lemma.lower(), head.text.lower()
        if head.pos == "PRON":
            return _pronoun_refusal(head)
        if self._share(head):
            return None
        if not (_nominal(head) or self._named_quality(head)) or not any(c.isalpha() for c in head.text):
            return "no noun"
        if (head.pos == "NUM" or head.tag == "CD") and not self.extents.own_kind(head):
            return "bare number"
        if lemma in FIELDS and not self.sentence.children(head, "amod", "compound", "nmod"):
            return "field without a name"
        empty = lemma in MEANINGLESS or text in MEANINGLESS
        return "meaningless head" if empty and not self.extents.own_kind(head) and not self._told_apart(head) else None

    def _share(self, head: Word) -> bool:
        """Tell whether a sign stands for a part of what follows it: "12 % of the nurses"."""
        return head.text == "%" and self.extents.own_kind(head)

    def _told_apart(self, head: Word) -> bool:
        """Tell whether its modifiers give a weak head its meaning: "economic issues", "ancient times"."""
        before = self.sentence.children(head, "amod", "compound") if head.lemma.lower() in WEAK else []
        return any(not idle(word) and word.tag not in ("JJR", "JJS") for word in before)

    def _named_quality(self, head: Word) -> bool:
        """Tell whether an adjective stands for a thing: "the color red", "the unknown"."""
        thing = head.pos == "ADJ" and head.is_a("nsubj", "obj", "obl", "nmod") and head.tag in ("JJ", "NN")
        return thing and bool(self.sentence.children(head, "det", "compound"))


def _pronoun_refusal(head: Word) -> str | None:
    text = head.text.lower()
    if text in GENERIC:
        return "generic pronoun"
    return None if text in PERSONAL and not head.is_a("expl") else "pronoun without an antecedent"


def _nominal(word: Word) -> bool:
    tagged = word.pos in ("PRON", "NUM", "SYM", "X") or word.tag in ("NN", "NNS", "NNP", "NNPS")
    return tagged or is_noun(word)


def _names_a_kind(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN") or "-" in word.text


def _of_kind(argument: Argument | Refusal, kind: str | None, shared: str | None) -> Argument | Refusal:
    """Give an argument the class its field implies, or a vague conjunct the class of the last one.

    "payment, search and cloud services" are all services.
    """
    if isinstance(argument, Refusal) or argument.kind == "pronoun":
        return argument
    if kind is not None and argument.type in (None, "Concept", "Technology"):
        return replace(argument, type=kind)
    vague = argument.kind == "nominal" and argument.type == "Concept"
    return replace(argument, type=shared) if vague and shared in KIND_CLASSES else argument
