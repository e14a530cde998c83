"""What a text denies by a word: "did not buy", "no company", "by no means", "instead of Google"."""

from __future__ import annotations

from .lexicon import listed
from .tree import Sentence, Word, remembered

NEGATIONS = listed("not n't nt never no hardly scarcely barely neither nor nowhere")
NO_WAY = listed("mean time point way circumstance account sense event stage case")
_NEGATING = ("advmod", "det", "cc", "cc:preconj", "neg")  # how a word of negation hangs on what it negates
_DENYING_NOUN = listed("no neither nor none nobody nothing")
_REPLACING = listed("instead rather")
_DENIALS = NEGATIONS | _DENYING_NOUN | _REPLACING
_EVENTS = NEGATIONS | _REPLACING | {"without"}


def negated(sentence: Sentence, event: Word) -> bool:
    """Tell whether a word denies an event: "did not buy", "under no circumstances", "without buying"."""
    if sentence.lacks(_EVENTS):
        return False
    by_word = any(_negates(sentence, w) for w in sentence.children(event, *_NEGATING)) and not _until(sentence, event)
    by_word = by_word or any(_in_no_way(sentence, w) for w in sentence.children(event, "obl", "nmod"))
    marks = sentence.children(event, "mark", "case", "cc", "aux")
    return by_word or any(w.text.lower() == "without" for w in marks) or instead(sentence, event)


@remembered
def denied(sentence: Sentence, argument: Word) -> bool:
    """Tell whether a noun is denied: "no company", "none of the firms", "but not Google", "instead of Google"."""
    if sentence.lacks(_DENIALS):
        return False
    around = sentence.children(argument, "det", "advmod", "cc", "cc:preconj")
    by_word = any(w.text.lower() in _DENYING_NOUN or (w.is_a("advmod") and _negates(sentence, w)) for w in around)
    above = sentence.parent(argument)
    among = argument.is_a("nmod") and above is not None and above.text.lower() in _DENYING_NOUN
    before = _no_longer(sentence, argument) or _after_neither(sentence, argument)
    return by_word or among or before or instead(sentence, argument) or argument.text.lower() in _DENYING_NOUN


def _after_neither(sentence: Sentence, argument: Word) -> bool:
    """Tell whether "neither" or "nor" stands right before a name, whatever a parser made of it."""
    before = sentence.words[argument.index - 1].text.lower() if argument.index else ""
    return before in ("neither", "nor") and argument.pos in ("PROPN", "NOUN")


def _negates(sentence: Sentence, word: Word) -> bool:
    text = word.text.lower()
    longer = text in ("longer", "more") and any(c.text.lower() == "no" for c in sentence.children(word))
    focus = text == "not" and any(c.lemma in ("only", "just", "merely", "simply") for c in sentence.children(word))
    return (text in NEGATIONS or longer) and not focus


def _in_no_way(sentence: Sentence, word: Word) -> bool:
    """Tell whether a phrase denies the whole clause: "at no time", "under no circumstances", "by no means"."""
    return word.lemma.lower().removesuffix("s") in NO_WAY and any(
        w.text.lower() == "no" for w in sentence.children(word, "det")
    )


def _until(sentence: Sentence, event: Word) -> bool:
    """Tell whether something only came late: "did not open until 2019"."""
    late = sentence.children(event, "obl", "advcl", "advmod")
    return any(mark.text.lower() == "until" for w in late for mark in (w, *sentence.children(w, "case", "mark")))


def instead(sentence: Sentence, word: Word) -> bool:
    """Tell whether something stands in the place of what was not done or meant: "instead of", "rather than"."""
    if sentence.lacks(_REPLACING):
        return False
    cases = sentence.children(word, "mark", "case", "cc", "advmod")
    return any(w.lemma.lower() in _REPLACING and sentence.child(w, "fixed") for w in cases)


def but(sentence: Sentence, word: Word) -> bool:
    """Tell whether a phrase is what holds in place of what is denied before it: "not in Rome but in Oslo"."""
    beside = word.is_a("conj", "obl", "obj", "nmod")
    return beside and any(w.text.lower() == "but" for w in sentence.children(word, "cc"))


def _no_longer(sentence: Sentence, argument: Word) -> bool:
    """Tell whether "no longer" stands right before a phrase, whatever a parser hung it on."""
    left = sentence.children(argument, "det", "amod", "compound", "nmod:poss")
    first = min(word.index for word in (argument, *left))
    return [word.text.lower() for word in sentence.words[max(0, first - 2) : first]] == ["no", "longer"]
