"""Whether the words between two ends say what the network thinks they say.

A network that learned from passages picked for their relations is too sure of ordinary text, where things merely stand
together. So a claim below `SURE` needs support: a word of its relation on the path through the tree or hanging from it
(`cues.LOCAL`), and no other person in between. On KnowledgeNet's folds 1 and 2, which it was trained on, a claim below
it that lacks the word was wrong 80 times in 117, one above 11 times in 399.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .cues import KINSHIP, STUDY, local_cue
from .draft import Argument, NamedSpan
from .lexicon import listed
from .nominals import nominal_class
from .tree import Sentence, Word

SURE = 0.7
_CHILD = listed("son daughter child father mother parent dad mom mum stepson stepdaughter bear birth heir")
KIN = {
    "spouse": listed(
        "husband wife spouse marry marriage wed wedding widow widower fiance fiancee partner divorce bride"
    ),
    "sibling": listed("brother sister sibling twin"),
    **dict.fromkeys(("child", "father", "mother"), _CHILD),
}
_KIN = frozenset().union(*KIN.values())
_ASIDE = ("advcl", "parataxis", "ccomp")
_CARRIERS = ("conj", "xcomp", "obj", "obl", "appos", "nmod")  # what may hold the telling word one step further down
_CARRIED = ("conj", "appos", "compound", "nmod", "amod", "xcomp", "obj")


@dataclass(frozen=True, slots=True)
class Path:
    """The way between two words of a tree: up from either to where they meet, each end first on its side."""

    left: tuple[Word, ...]
    meeting: Word
    right: tuple[Word, ...]

    @classmethod
    def between(cls, sentence: Sentence, subject: Word, target: Word) -> Path | None:
        """Find the way between two words, ``None`` in a broken tree where they do not meet."""
        left, right = [subject, *sentence.ancestors(subject)], [target, *sentence.ancestors(target)]
        above = {word.index: place for place, word in enumerate(left)}
        meeting = next((place for place, word in enumerate(right) if word.index in above), None)
        if meeting is None:
            return None
        return cls(tuple(left[: above[right[meeting].index]]), right[meeting], tuple(right[:meeting]))

    @property
    def words(self) -> tuple[Word, ...]:
        """Return all its words, the ends among them."""
        return (*self.left, self.meeting, *self.right)


def supported(
    predicate: str, sentence: Sentence, subject: Argument, target: Argument, names: Sequence[NamedSpan]
) -> bool:
    """Tell whether the tree of a sentence supports a relation between two of its phrases.

    Arguments:
        predicate: a property of the vocabulary.
        sentence: the sentence.
        subject: one end.
        target: the other.
        names: the named mentions of the document.
    """
    path = Path.between(sentence, sentence.words[subject.head], sentence.words[target.head])
    if path is None:
        return False
    if _only_owned(path.left, target) or _only_owned(path.right, subject):
        return False
    if subject.type == "Person" and target.type != "Person" and _of_another(sentence, path, (subject, target), names):
        return False
    ends = (sentence.quote(end.start, end.end) for end in (subject, target))
    return local_cue(predicate, " ".join((*(word.text for word in _near(sentence, path)), *ends)))


def at_school(sentence: Sentence, subject: Argument, target: Argument) -> bool:
    """Tell whether the second phrase is where somebody studies, and not where the first works."""
    path = Path.between(sentence, sentence.words[subject.head], sentence.words[target.head])
    return path is not None and len(path.right) > 0 and (*path.right, path.meeting)[1].lemma.lower() in STUDY


def other_kin(predicate: str, sentence: Sentence, subject: Argument, target: Argument) -> bool:
    """Tell whether one of two people is named as what makes for another kinship: "survived by a sister, Ann".

    Arguments:
        predicate: a property of the vocabulary; only those of kinship are asked.
        sentence: the sentence.
        subject: one of the two.
        target: the other.
    """
    path = Path.between(sentence, sentence.words[subject.head], sentence.words[target.head])
    if predicate not in KIN or path is None:
        return False
    kin = _KIN - KIN[predicate]
    if all(_relative_of_another(sentence, sentence.words[end.head]) for end in (subject, target)):
        return True
    named_as = (side[1] if len(side) > 1 else path.meeting for side in (path.left, path.right) if _names(side))
    return any(word.lemma.lower() in kin for word in named_as)


def _relative_of_another(sentence: Sentence, word: Word) -> bool:
    """Tell whether a name is that of somebody's relative: "her daughters, Efua and Ruth".

    Two of them need not be kin of each other as they are of the third: "her daughter, Ruth, and her sister, Ann".
    """
    while word.is_a("conj") or _names([word]):
        above = sentence.parent(word)
        if above is None:
            return False
        word = above
        if word.lemma.lower() in _KIN and sentence.child(word, "nmod:poss") is not None:
            return True
    return False


def _names(side: Sequence[Word]) -> bool:
    """Tell whether an end gives the name of the noun above it: "a sister, Ann"."""
    return bool(side) and side[0].is_a("appos", "flat", "nmod:desc", "nmod:unmarked")


def _only_owned(side: Sequence[Word], other: Argument) -> bool:
    """Tell whether an end only owns a person that the rest is said of: "her father worked for", "its founder moved".

    "I live there with my husband" is said of both, and of another person it may well be said by what the owned one is:
    "Mozilla's chief, John Lilly".
    """
    if other.type == "Person" or len(side) < 2 or not side[0].is_a("nmod:poss"):  # noqa: PLR2004  # owner and owned
        return False
    return side[1].is_a("nsubj", "obj", "obl:agent") and _is_person(side[1])


def _is_person(word: Word) -> bool:
    return word.pos == "NOUN" and (word.lemma.lower() in KINSHIP or nominal_class(word) == "Person")


def _of_another(sentence: Sentence, path: Path, ends: tuple[Argument, Argument], names: Sequence[NamedSpan]) -> bool:
    """Tell whether the target belongs to another person: "worked with the chemist Lars Ek of Chalmers"."""
    others = [name for name in names if name.type == "Person" and not any(_overlap(name, end) for end in ends)]

    def named(word: Word) -> bool:
        return any(name.start <= word.start < name.end for name in others)

    return any(
        below.is_a("nmod", "acl")
        and not below.is_a("nmod:poss", "nmod:desc", "nmod:unmarked")
        and (named(word) or any(map(named, sentence.children(word, "appos", "flat", "nmod:desc", "nmod:unmarked"))))
        for below, word in pairwise(path.right)
    )


def _overlap(name: NamedSpan, end: Argument) -> bool:
    return name.start < end.end and end.start < name.end


def _near(sentence: Sentence, path: Path) -> list[Word]:
    """Return the words of a path with those that hang from them, in reading order."""
    found = {word.index for word in path.words}
    for word in path.words:
        for child in sentence.children(word):
            if not child.is_a(*_ASIDE):
                found.add(child.index)
                if child.is_a(*_CARRIERS):
                    found.update(below.index for below in sentence.children(child, *_CARRIED))
    return [sentence.words[index] for index in sorted(found)]
