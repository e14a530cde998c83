"""The bundled reader from text to sentences, past the documents of spaCy: to fill and ask those takes as long again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spacy.vocab import Vocab

from .claims.draft import NamedSpan
from .claims.tree import Sentence, word_of
from .lemmas import lemma
from .names import class_of
from .output import Output, names, trees
from .parsed import Parsed
from .pipeline import EvigraphEnglish

if TYPE_CHECKING:
    from .tokenizer import Remembering


class Bundled:
    """The words as the bundled pipeline cuts them, and what the network says of them."""

    def __init__(self) -> None:
        """Load the rules for words; what spaCy knows of each word, and nobody asks for here, it is not told to find."""
        self._tokenizer = cast("Remembering", EvigraphEnglish(vocab=Vocab()).tokenizer)

    def parse(self, text: str) -> Parsed:
        """Parse a text.

        >>> Bundled().parse("Alibaba is a company.").names
        (NamedSpan(start=0, end=7, type='Organization'),)
        """
        words, starts = self._tokenizer.words(text)
        output = Output.of(words, starts, text)
        offsets = output.offsets
        found = [
            NamedSpan(offsets[first][0], offsets[last - 1][1], class_of(label)) for first, last, label in names(output)
        ]
        return Parsed(_sentences(output, text), tuple(found), output)


def _sentences(output: Output, text: str) -> list[Sentence]:
    found, first = [], 0
    for tree in [*trees(output)]:  # the network first, which is quicker when nothing comes between
        last = first + len(tree.words)
        starts, ends = zip(*output.offsets[first:last], strict=True)
        lemmas = map(lemma, tree.words, tree.kinds, tree.tags)
        columns = (tree.words, lemmas, tree.tags, tree.kinds, tree.heads, tree.rels, starts, ends)
        words = tuple(map(word_of, zip(range(last - first), *columns, strict=True)))
        found.append(Sentence(words, starts[0], ends[-1], text[starts[0] : ends[-1]]))
        first = last
    return found
