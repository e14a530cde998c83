"""Whether the words between two ends say what the network thinks they say.

A network that learned from passages picked for their relations is too sure of ordinary text, where things merely stand
together. So a claim below `SURE` needs support: a word of its relation on the path through the tree or hanging from it
(`cues.LOCAL`), and no other person in between. On KnowledgeNet's folds 1 and 2, which it was trained on, a claim below
it that lacks the word was wrong 80 times in 117, one above 11 times in 399.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...frozen import frozen
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


@frozen
class Path:
    """The way between two words of a tree: up from either to where they meet, each end first on its side.

    In a broken tree they may not meet: then ``meets`` is false and the way leads from root to root by the first word.
    """

    sentence: Sentence
    ends: tuple[Word, Word]
    left: tuple[Word, ...]
    meeting: Word
    right: tuple[Word, ...]
    meets: bool = True

    @classmethod
    def between(cls, sentence: Sentence, subject: Word, target: Word) -> Path:
        """Find the way between two words."""
        left, right = [subject, *sentence.ancestors(subject)], [target, *sentence.ancestors(target)]
        above = {word.index: place for place, word in enumerate(left)}
        meeting = next((place for place, word in enumerate(right) if word.index in above), None)
        if meeting is None:
            return cls(sentence, (subject, target), tuple(left), sentence.words[0], tuple(right), meets=False)
        left = left[: above[right[meeting].index]]
        return cls(sentence, (subject, target), tuple(left), right[meeting], tuple(right[:meeting]))

    @property
    def words(self) -> tuple[Word, ...]:
        """Return all its words, the ends among them."""
        return (*self.left, self.meeting, *reversed(self.right))

    @property
    def inner(self) -> list[Word]:
        """Return its words without the ends, unless one governs the other."""
        ends = {word.index for word in self.ends}
        return [word for word in self.words if word.index not in ends] or [self.meeting]


def supported(predicate: str, path: Path, subject: Argument, target: Argument, names: Sequence[NamedSpan]) -> bool:
    """Tell whether the tree of a sentence supports a relation between two of its phrases.

    Arguments:
        predicate: a property of the vocabulary.
        path: the way between the two.
        subject: one end.
        target: the other.
        names: the named mentions of the document.
    """
    if not path.meets or _only_owned(path.left, target) or _only_owned(path.right, subject):
        return False
    if subject.type == "Person" and target.type != "Person" and _of_another(path, (subject, target), names):
        return False
    ends = (path.sentence.quote(end.start, end.end) for end in (subject, target))
    return local_cue(predicate, " ".join((*(word.text for word in _near(path)), *ends)))


def at_school(path: Path) -> bool:
    """Tell whether the second phrase is where somebody studies, and not where the first works."""
    return path.meets and len(path.right) > 0 and (*path.right, path.meeting)[1].lemma.lower() in STUDY


def other_kin(predicate: str, path: Path) -> bool:
    """Tell whether one of two people is named as what makes for another kinship: "survived by a sister, Ann".

    Arguments:
        predicate: a property of the vocabulary; only those of kinship are asked.
        path: the way between the two.
    """
    if predicate not in KIN or not path.meets:
        return False
    if all(_relative_of_another(path.sentence, end) for end in path.ends):
        return True
    named_as = (side[1] if len(side) > 1 else path.meeting for side in (path.left, path.right) if _names(side))
    return any(word.lemma.lower() in _KIN and word.lemma.lower() not in KIN[predicate] for word in named_as)


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


def _of_another(path: Path, ends: tuple[Argument, Argument], names: Sequence[NamedSpan]) -> bool:
    """Tell whether the target belongs to another person: "worked with the chemist Lars Ek of Chalmers"."""
    steps = [
        word
        for below, word in pairwise(path.right)
        if below.is_a("nmod", "acl") and not below.is_a("nmod:poss", "nmod:desc", "nmod:unmarked")
    ]
    called = [
        name for word in steps for name in path.sentence.children(word, "appos", "flat", "nmod:desc", "nmod:unmarked")
    ]
    return any(
        name.type == "Person" and name.start <= word.start < name.end and not any(_overlap(name, end) for end in ends)
        for word in (*steps, *called)
        for name in names
    )


def _overlap(name: NamedSpan, end: Argument) -> bool:
    return name.start < end.end and end.start < name.end


def _near(path: Path) -> list[Word]:
    """Return the words of a path with those that hang from them, in reading order."""
    found = set(path.words)
    for word in path.words:
        for child in path.sentence.children(word):
            if not child.is_a(*_ASIDE):
                found.add(child)
                if child.is_a(*_CARRIERS):
                    found.update(path.sentence.children(child, *_CARRIED))
    return sorted(found)
