"""A small honest guess at the language of a text: by script, then by function words; ``None`` when neither tells."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

# The commonest function words of the larger European languages, words shared by several of them mostly left out.
_FUNCTION_WORDS = {
    "en": "the of and to in is that for was with as by on are from has have been which its were this at be",
    "de": "der die das und ist nicht mit von den dem ein eine für auf wird sich auch im zu des wurde werden bei",
    "fr": "le la les des et est une dans pour que qui sur avec du au par pas sont plus aux cette été",
    "es": "el la los las de y en que una por con para del se su como más fue al este ha",
    "it": "il di che è la per una sono con del della non dei nel gli alla anche più al stato",
    "pt": "o os de e em que uma para com não do da dos das no na por mais foi ao são",
    "nl": "de het een en van is dat niet op te zijn voor met die aan door werd ook bij naar",
    "sv": "och att det som en på är av för med den till inte har ett om var från",
    "pl": "i w na z się do nie że jest to od przez jako po oraz dla był była",
    "tr": "ve bir bu için ile da de olarak olan daha çok en gibi sonra kadar",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)

# Scripts that one living language writes are named by it; of the others only the script is known (BCP 47 "und-").
_BY_SCRIPT = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "CYRILLIC": "und-Cyrl",
    "ARABIC": "und-Arab",
    "GREEK": "el",
    "HEBREW": "he",
    "DEVANAGARI": "und-Deva",
    "THAI": "th",
}
_SAMPLE = 20_000
_FEWEST_HITS = 3
_WORD = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str | None:
    """Return the language of most of a text as a BCP 47 tag, or ``None`` if it is too short or mixed to tell.

    >>> guess("The company was founded in Hangzhou and is one of the largest in the world.")
    'en'
    >>> guess("Das Unternehmen wurde in Hangzhou gegründet und ist eine der größten der Welt.")
    'de'
    >>> guess("阿里巴巴成立于杭州。"), guess("BABA"), guess("Привет, мир")
    ('zh', None, 'und-Cyrl')
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    return _by_words(sample) if script == "LATIN" else _BY_SCRIPT.get(script)


def _script(text: str) -> str:
    """Return the script of most letters; kana decide for Japanese, which is mostly written in Han characters."""
    counts: Counter[str] = Counter()
    for character, number in Counter(text).items():  # far fewer than there are letters
        if character.isalpha():
            counts[_script_of(character)] += number
    if not counts:
        return "?"
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0.2 * counts["CJK"] > 0:
        return "HIRAGANA"
    script, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return script if 2 * count > counts.total() else "?"


@cache
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def _by_words(text: str) -> str | None:
    """Count the function words of each language; the winner must have a few and a clear lead."""
    words = [word.lower() for word in _WORD.findall(text)]
    hits = Counter(language for word in words for language in _LANGUAGES_OF.get(word, ()))
    ranked = hits.most_common(2)
    if not ranked or ranked[0][1] < max(_FEWEST_HITS, 0.08 * len(words)):
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > 1.2 * ranked[1][1] else None
