"""Lemmas by word and tag: LemmInflect's dictionary and rules, with the treebanks' conventions on top."""

from __future__ import annotations

from functools import lru_cache

INFLECTED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
BASE_TAGS = frozenset({"NN", "VB", "VBP", "JJ", "RB", "MD"})
CLITICS = {
    ("'s", "AUX"): "be",
    ("’s", "AUX"): "be",
    ("'s", "PART"): "'s",
    ("’s", "PART"): "'s",
    ("'m", "AUX"): "be",
    ("'re", "AUX"): "be",
    ("’re", "AUX"): "be",
    ("'ve", "AUX"): "have",
    ("’ve", "AUX"): "have",
    ("'d", "AUX"): "would",
    ("'ll", "AUX"): "will",
    ("’ll", "AUX"): "will",
    ("n't", "PART"): "not",
    ("n’t", "PART"): "not",
    ("ca", "AUX"): "can",
    ("wo", "AUX"): "will",
}
PRONOUNS = {
    "me": "I", "my": "my", "him": "he", "her": "she", "us": "we", "them": "they", "himself": "himself",
    "an": "a", "these": "this", "those": "that",
}  # fmt: skip
BE = frozenset({"am", "is", "are", "was", "were", "been", "being"})


@lru_cache(maxsize=65536)
def lemma(word: str, pos: str, tag: str) -> str:  # noqa: PLR0911 - one convention a line
    """Return the lemma of a word.

    Arguments:
        word: as written.
        pos: its universal part of speech.
        tag: its Penn Treebank tag.

    >>> [lemma(*word) for word in (("founded", "VERB", "VBD"), ("talents", "NOUN", "NNS"), ("n't", "PART", "RB"))]
    ['found', 'talent', 'not']
    """
    low = word.lower()
    if (low, pos) in CLITICS:
        return CLITICS[low, pos]
    if pos == "PROPN" and tag != "NNPS":
        return word
    if pos in {"PRON", "DET"}:
        return PRONOUNS.get(low, "I" if low == "i" else low)
    if low in BE:
        return "be"
    if pos not in INFLECTED and tag != "NNPS":
        return low
    if tag in BASE_TAGS:
        return low
    return _inflected(word if tag == "NNPS" else low, "NOUN" if tag == "NNPS" else pos)


def _inflected(word: str, pos: str) -> str:
    from lemminflect import getLemma  # type: ignore[import-untyped]  # it comes without types

    # It gives nothing for some words, and empty lemmas for some numbers.
    return next(filter(None, getLemma(word, upos=pos)), word)
