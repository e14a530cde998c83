"""Words as Universal Dependencies English cuts them, on spaCy's tokenizer.

spaCy splits more than the treebanks do: prefixes that do not stand alone ("e-commerce", "non-profit", "ex-pat")
and runs of one symbol ("!!!", "====") stay whole here. Nothing is normalised, so offsets stay exact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, and without a stub
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

Cut = tuple[tuple[str, ...], tuple[tuple[int, str], ...]]  # words, and how some are normally written, by place

NAME = "evigraph.Tokenizer.v1"
BOUND_PREFIXES = (
    "anti|bi|co|counter|cyber|de|e|ex|extra|hyper|inter|intra|macro|mega|micro|mid|mini|mis|multi|neo|non|out|over|pan"
    "|post|pre|pro|proto|pseudo|quasi|re|self|semi|sub|super|trans|tri|ultra|un|under|uni|vice"
)
SPLIT = frozenset({"and/or"})  # one word to spaCy, three to the treebanks
SYMBOL_RUN = r"([!?*=_~#$<>-])\1+"
MOST_KNOWN = 50_000  # stretches whose cuts are remembered; spaCy remembers none after the first exception in a text
LONGEST_KNOWN = 64
_WORDS = re.compile(r"\S+")
_STRETCH = re.compile(r"(\S+)( ?)|(\s+)")  # the blank after a word is part of it; what is more stands for itself
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


def _near_the_end(suffix: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """Return a search whose work does not grow with the word; spaCy takes only the length of what it finds.

    Words of letters alone, as most are, have no suffix.
    """
    return lambda word: None if word.isalpha() else suffix.search(word[-LONGEST_SUFFIX:])


def _in_words(infix: re.Pattern[str]) -> Callable[[str], Iterator[re.Match[str]]]:
    """Return a search that passes over words of letters alone as well."""
    return lambda word: iter(()) if word.isalpha() else infix.finditer(word)


class Remembering(Tokenizer):  # type: ignore[misc]  # spaCy's is compiled, and without a stub
    """spaCy's tokenizer, which remembers how it cut each stretch of text without white space.

    It cuts every stretch for itself, so that nothing else can change a cut but its settings, which make it forget all.
    """

    def __init__(self, *settings: object, **others: object) -> None:
        """Take the settings of spaCy's tokenizer."""
        super().__init__(*settings, **others)
        self._known: dict[str, Cut] = {}

    def __setattr__(self, name: str, value: object) -> None:
        """Set a rule or a pattern, and forget what others gave."""
        super().__setattr__(name, value)
        if name != "_known":
            self._known = {}

    def add_special_case(self, word: str, parts: object) -> None:
        """Cut a word in a way of its own, as spaCy's tokenizer does."""
        super().add_special_case(word, parts)
        self._known = {}

    def __call__(self, text: str) -> Doc:
        """Cut a text into words."""
        words: list[str] = []
        spaces: list[bool] = []
        norms: list[tuple[int, str]] = []
        for word, blank, white in _STRETCH.findall(text):
            stretch = word or white
            cut = self._known.get(stretch) or self._cut(stretch)
            norms += [(len(words) + place, norm) for place, norm in cut[1]]
            words += cut[0]
            spaces += [False] * len(cut[0])
            if blank:
                spaces[-1] = True
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for place, norm in norms:
            doc[place].norm_ = norm
        return doc

    def words(self, text: str) -> tuple[list[str], list[int]]:
        """Cut a text into words, and tell where each starts; white space is left out."""
        words: list[str] = []
        starts: list[int] = []
        for found in _WORDS.finditer(text):
            stretch, place = found.group(), found.start()
            cut = self._known.get(stretch) or self._cut(stretch)
            words += cut[0]
            for word in cut[0]:
                starts.append(place)
                place += len(word)
        return words, starts

    def _cut(self, stretch: str) -> Cut:
        """Let spaCy cut a stretch, and remember how, unless it is so long that no text has the same twice."""
        if self._is_whole(stretch):
            cut: Cut = (stretch,), ()
        else:
            doc = super().__call__(stretch)
            norms = [(word.i, word.norm_) for word in doc if word.norm_ != word.lex.norm_]
            cut = tuple(word.text for word in doc), tuple(norms)
        if len(stretch) <= LONGEST_KNOWN and len(self._known) < MOST_KNOWN:
            self._known[stretch] = cut
        return cut

    def _is_whole(self, stretch: str) -> bool:
        """Tell whether a stretch is a word of letters that no rule cuts: to have spaCy find that takes a document."""
        if not stretch.isalpha() or stretch in self.rules:
            return False
        affixes = [search(stretch) for search in (self.prefix_search, self.suffix_search) if search is not None]
        infixes = () if self.infix_finditer is None else self.infix_finditer(stretch)
        return not any(affixes) and not any(infixes)


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
        return Remembering(
            nlp.vocab,
            rules={word: parts for word, parts in defaults.tokenizer_exceptions.items() if word not in SPLIT},
            prefix_search=compile_prefix_regex([SYMBOL_RUN, *(defaults.prefixes or ())]).match,
            suffix_search=_near_the_end(compile_suffix_regex([SYMBOL_RUN, *(defaults.suffixes or ())])),
            infix_finditer=_in_words(compile_infix_regex(_infixes())),
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

    return tokenizer
