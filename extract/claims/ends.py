"""How the phrases at the ends of a claim doubt it: "has no stake in Arm", "will meet one or the other"."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.model import Status
from .complements import strongest
from .denials import denied
from .frames import preposition
from .governors import FOR_NOUNS, MINDING, bare, governed, of_noun
from .status import HEDGES, described, status
from .subjects import clause_of
from .tree import Sentence, Word, remembered

_OR = frozenset({"or"})


def named_status(sentence: Sentence, noun: Word) -> Status:
    """Return how a noun that only names something puts it: "allegedly an agent of", "the future president of"."""
    return strongest(end_status(sentence, noun), described(sentence, noun))


@remembered
def end_status(sentence: Sentence, word: Word) -> Status:
    """Return how a phrase at the end of a claim doubts it: "no company", "but not Google", "perhaps in Prague"."""
    if denied(sentence, word):
        return "negated"
    hedged = [w for w in sentence.children(word, "advmod") if w.lemma.lower() in HEDGES] or _either(sentence, word)
    clauses = [w for w in sentence.children(word, "acl") if w.tag == "VBG" and sentence.child(w, "mark")]
    meant = governed(sentence, word) if clauses else None  # "on the verge of buying Arm"
    return "possible" if hedged else "asserted" if meant in (None, "negated") else meant or "asserted"


def ends_status(sentence: Sentence, words: Sequence[Word], event: Word) -> Status:
    """Return how the phrases of a claim doubt it, with those they belong to below its event: "has no stake in Arm"."""
    found: list[Status] = []
    for word in words:
        each: Word | None = word
        found.append(end_status(sentence, word))
        if (clause := clause_of(sentence, event, word)) is not event:
            found.append(status(sentence, clause))
        while each is not None and each is not event:
            above = sentence.parent(each)
            if each is not word:
                found.append(end_status(sentence, each))
                if above is event and each.is_a("obj") and bare(sentence, event, MINDING):
                    found.append(governed(sentence, event) or "asserted")
            if not each.is_a("nmod"):
                break
            if above is not None and above.pos == "NOUN":
                found.append(_of_noun(sentence, each, above))
            each = above
    return strongest(*found)


def _of_noun(sentence: Sentence, noun: Word, above: Word) -> Status:
    """Return what the noun above makes of what it is for, or of an event that is named by what it happens to."""
    link = preposition(sentence, noun)
    wanted = link == "for" and above.lemma.lower() in FOR_NOUNS
    return (of_noun(above, link) if wanted or _labelled(sentence, noun) else None) or "asserted"


def _labelled(sentence: Sentence, noun: Word) -> bool:
    """Tell whether a noun is called by what happens to it: "plans for a takeover of Arm"."""
    return noun.pos == "NOUN" and any(preposition(sentence, w) == "of" for w in sentence.children(noun, "nmod"))


def _either(sentence: Sentence, word: Word) -> bool:
    """Tell whether only one of several names is meant: "will meet Albion or Harwick"."""
    if word.pos != "PROPN" or sentence.lacks(_OR):
        return False
    above = sentence.parent(word)
    first = above if word.is_a("conj") and above is not None else word
    return any(
        w.text.lower() == "or" for each in sentence.children(first, "conj") for w in sentence.children(each, "cc")
    )
