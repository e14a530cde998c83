"""Words as Universal Dependencies English cuts them, on spaCy's tokenizer.

spaCy splits more than the treebanks do: prefixes that do not stand alone ("e-commerce", "non-profit", "ex-pat")
and runs of one symbol ("!!!", "====") stay whole here. Nothing is normalised, so offsets stay exact.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, and without a stub
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

T = TypeVar("T")

NAME = "evigraph.Tokenizer.v1"
BOUND_PREFIXES = (
    "anti|bi|co|counter|cyber|de|e|ex|extra|hyper|inter|intra|macro|mega|micro|mid|mini|mis|multi|neo|non|out|over|pan"
    "|post|pre|pro|proto|pseudo|quasi|re|self|semi|sub|super|trans|tri|ultra|un|under|uni|vice"
)
SPLIT = frozenset({"and/or"})  # one word to spaCy, three to the treebanks
SYMBOL_RUN = r"([!?*=_~#$<>-])\1+"
MOST_KNOWN = 50_000  # words whose cuts are remembered; spaCy remembers none after the first exception in a text
LONGEST_SUFFIX = 256  # the search for one tries every place, which takes quadratic time in a long run of brackets


def _infixes() -> list[str]:
    bound = "".join(rf"(?<!\b{prefix})" for prefix in BOUND_PREFIXES.split("|") if prefix != "self")
    bound += "".join(rf"(?<!\b{prefix.capitalize()})" for prefix in BOUND_PREFIXES.split("|") if prefix != "self")
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+\-\*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9]){bound}(?:{HYPHENS})(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])[:<>=](?=[{ALPHA}])",
        rf"(?<=[{ALPHA})])/(?=[{ALPHA}(])",
        r"(?<=[0-9])[–—-](?=[0-9])",
        r"(?<=\])[–—-](?=\[)",
    ]


def _remembered(find: Callable[[str], T]) -> Callable[[str], T]:
    """Keep what is found in words, but for very long ones, of which no text has the same twice."""
    known = lru_cache(MOST_KNOWN)(find)
    return lambda word: known(word) if len(word) <= LONGEST_SUFFIX else find(word)


def _near_the_end(suffix: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """Return a search whose work does not grow with the word; spaCy takes only the length of what it finds."""
    return lambda word: suffix.search(word[-LONGEST_SUFFIX:])


def _with_a_stop(address: Callable[[str], re.Match[str] | None]) -> Callable[[str], re.Match[str] | None]:
    """Return the same for words with a full stop: no address is without one, and spaCy asks for each word anew."""
    return lambda word: address(word) if "." in word else None


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]  # spaCy's registries are untyped
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return a factory for the tokenizer, as spaCy's configuration wants it.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> [word.text for word in create_tokenizer()(nlp)("Alibaba's e-commerce arm is US-based!!!")]
    ['Alibaba', "'s", 'e-commerce', 'arm', 'is', 'US', '-', 'based', '!!!']
    """

    def tokenizer(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        infix = re.compile(compile_infix_regex(_infixes()).pattern)
        return Tokenizer(
            nlp.vocab,
            rules={word: parts for word, parts in defaults.tokenizer_exceptions.items() if word not in SPLIT},
            prefix_search=_remembered(compile_prefix_regex([SYMBOL_RUN, *(defaults.prefixes or ())]).match),
            suffix_search=_remembered(_near_the_end(compile_suffix_regex([SYMBOL_RUN, *(defaults.suffixes or ())]))),
            infix_finditer=_remembered(lambda word: tuple(infix.finditer(word))),
            token_match=defaults.token_match,
            url_match=defaults.url_match and _with_a_stop(defaults.url_match),
        )

    return tokenizer
