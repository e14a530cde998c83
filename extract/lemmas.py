"""Lemmas by word and tag: LemmInflect's dictionary and rules, with the treebanks' conventions on top."""

from __future__ import annotations

from functools import lru_cache

from ..graph.countries import bundled

INFLECTED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
BASE_TAGS = frozenset({"NN", "VB", "VBP", "JJ", "RB", "MD"})
# What no rule gives, by word and universal part of speech; people leave out apostrophes.
EXCEPTIONS: dict[tuple[str, str], str] = {
    **{(form, "AUX"): "be" for form in ("'s", "s", "'m", "m", "'re", "re", "am", "is", "are", "was", "were", "been")},
    **{(form, "VERB"): "be" for form in ("am", "are", "'m", "'re")},
    **{(form, "AUX"): "have" for form in ("'ve", "ve")},
    **{(form, "AUX"): "will" for form in ("'ll", "ll", "wo")},
    ("'d", "AUX"): "would",
    ("ca", "AUX"): "can",
    **{(form, "PART"): "not" for form in ("n't", "nt")},
    **{(form, "PART"): "'s" for form in ("'s", "s")},
    **{(form, pos): form for form in ("more", "most", "least") for pos in ("ADJ", "ADV")},
    ("am", "NOUN"): "a.m.",
    ("pm", "NOUN"): "p.m.",
}
PRONOUNS = {
    "i": "I",
    "me": "I",
    "him": "he",
    "her": "she",
    "us": "we",
    "them": "they",
    "an": "a",
    "these": "this",
    "those": "that",
}


@lru_cache(maxsize=65536)
def lemma(word: str, pos: str, tag: str) -> str:
    """Return the lemma of a word.

    Arguments:
        word: as written.
        pos: its universal part of speech.
        tag: its Penn Treebank tag.

    >>> [lemma(*word) for word in (("founded", "VERB", "VBD"), ("talents", "NOUN", "NNS"), ("Chinese", "ADJ", "JJ"))]
    ['found', 'talent', 'Chinese']
    """
    low = word.lower().replace("’", "'")
    if (low, pos) in EXCEPTIONS:
        return EXCEPTIONS[low, pos]
    if pos in {"PRON", "DET"}:
        return low if tag == "PRP$" else PRONOUNS.get(low, low)
    if tag == "NNP" or (pos == "PROPN" and tag != "NNPS") or _demonym(word, pos):
        return word
    if tag == "NNPS":
        return _inflected(word, "NOUN")
    return _inflected(low, pos) if pos in INFLECTED and tag not in BASE_TAGS else low


def _demonym(word: str, pos: str) -> bool:
    return pos == "ADJ" and word[0].isupper() and (word.lower(),) in bundled().demonyms


def _inflected(word: str, pos: str) -> str:
    from lemminflect import getLemma  # type: ignore[import-untyped]  # it comes without types

    # It gives nothing for some words, and empty lemmas for some numbers.
    return next(filter(None, getLemma(word, upos=pos)), word)
