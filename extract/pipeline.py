"""The bundled reader as a spaCy pipeline; each component declares what it sets.

``evigraph_encoder`` runs the network and leaves what it found in ``doc.user_data``; the next three turn that into what
every spaCy user knows: ``doc.sents``, ``token.tag_``, ``token.dep_``, ``token.lemma_``, ``doc.ents`` and
``doc.noun_chunks``. ``evigraph_release`` lets go of it, since it is large and belongs in no file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

import numpy as np
import spacy
from spacy.lang.en import EnglishDefaults
from spacy.language import Language
from spacy.util import registry
from thinc.api import Config

from ..errors import ModelError
from .chunks import noun_chunks
from .decode import bio_transitions, paths, spans, tree
from .encoder import WEIGHTS, Encoder, WindowOutput
from .layout import block_starts
from .lemmas import lemma
from .morphology import Tree, features
from .tokenizer import NAME as TOKENIZER  # the import registers it
from .tokens import columns, joined
from .wordpieces import BLOCK, NO_SPACE, SPACE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

NAME = "evigraph"
OUTPUT = "evigraph.output"
TRIAL = "This is one. This is another."
RELEASE = "evigraph_release"
COMPONENTS = ("evigraph_encoder", "evigraph_syntax", "evigraph_names", "evigraph_lemmas")
INSIDE, OUTSIDE, BEGIN = 1, 2, 3  # what spaCy's ENT_IOB says of a token
PICTURES = frozenset({"So", "Sk", "Cf", "Mn"})  # categories of Unicode: emoji, their shades, joiners and selectors


@dataclass(frozen=True)  # no slots, for the cached property
class Output:
    """What the encoder made of a `Doc`: its words (tokens that are not white space) and the windows over them.

    ``words`` are the indexes of its tokens, ``texts`` and ``offsets`` what they are and from where to where.
    """

    words: tuple[int, ...]
    texts: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    windows: tuple[WindowOutput, ...]
    encoder: Encoder

    def word(self, index: int) -> str:
        """Return the text of a word."""
        return self.texts[index]

    @cached_property
    def starts(self) -> dict[int, int]:
        """Each word by where it starts, in their order."""
        return {start: word for word, (start, _) in enumerate(self.offsets)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """Each word by where it ends, in their order."""
        return {end: word for word, (_, end) in enumerate(self.offsets)}

    @cached_property
    def sentences(self) -> tuple[tuple[WindowOutput, int, int], ...]:
        """Each sentence as a window and the offsets of its words in that window."""
        return tuple((window, start, end) for window in self.windows for start, end in window.sentences())


@cache
def encoder(weights: Path = WEIGHTS) -> Encoder:
    """Return the encoder, loaded once."""
    return Encoder(weights)


class EvigraphDefaults(EnglishDefaults):
    """spaCy's English, with the words and the noun chunks of Universal Dependencies."""

    config = Config().from_str(f'[nlp]\n\n[nlp.tokenizer]\n@tokenizers = "{TOKENIZER}"\n')
    syntax_iterators = {"noun_chunks": noun_chunks}  # noqa: RUF012  # as spaCy reads it


@registry.languages("en_evigraph")
class EvigraphEnglish(Language):  # type: ignore[no-untyped-call]  # spaCy's hook for subclasses is untyped
    """English as the treebanks annotate it."""

    lang = "en"
    Defaults = EvigraphDefaults


def load(*, keep_output: bool = False) -> Language:
    """Return the bundled pipeline.

    Arguments:
        keep_output: whether documents keep the `Output` of the network, which typed relations are read from.

    >>> load().pipe_names
    ['evigraph_encoder', 'evigraph_syntax', 'evigraph_names', 'evigraph_lemmas', 'evigraph_release']
    """
    nlp = EvigraphEnglish()
    for component in COMPONENTS if keep_output else (*COMPONENTS, RELEASE):
        nlp.add_pipe(component)
    nlp.meta.update(name=NAME, version="1")
    return nlp


@dataclass(frozen=True, slots=True)
class Written:
    """The tokens that are words: their indexes and texts, from where to where each reaches, and what stands before."""

    words: tuple[int, ...]
    texts: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]
    spaces: tuple[int, ...]

    @classmethod
    def of(cls, doc: Doc) -> Written:
        """Take the words of a text."""
        (texts,) = columns(doc, "ORTH")
        starts = doc.to_array("IDX").tolist()
        words = [index for index, text in enumerate(texts) if not text.isspace()]
        offsets = [(starts[index], starts[index] + len(texts[index])) for index in words]
        spaces = [NO_SPACE if end == start else SPACE for (_, end), (start, _) in pairwise(offsets)]
        spaces = [BLOCK, *spaces] if words else []
        for block in block_starts(joined(doc, texts)):
            token = bisect_left(starts, block)
            first = bisect_left(words, token)  # word of the block
            if first < len(words) and starts[token] == block:
                spaces[first] = BLOCK
        return cls(tuple(words), tuple([texts[index] for index in words]), tuple(offsets), tuple(spaces))


@Language.component("evigraph_encoder", assigns=["doc.user_data"])
def evigraph_encoder(doc: Doc) -> Doc:
    """Run the network over the words of a document."""
    written, network = Written.of(doc), encoder()
    windows = tuple(network.read(written.texts, written.spaces))
    doc.user_data[OUTPUT] = Output(written.words, written.texts, written.offsets, windows, network)
    return doc


@Language.component(
    "evigraph_syntax",
    requires=["doc.user_data"],
    assigns=["token.tag", "token.pos", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def evigraph_syntax(doc: Doc) -> Doc:
    """Set tags, morphology, sentences and the dependency trees; white space hangs on the word before it."""
    output: Output = doc.user_data[OUTPUT]
    size = len(doc)
    heads, rels = list(range(size)), ["dep"] * size
    tags, kinds, morphs = ["_SP"] * size, ["SPACE"] * size, ["_"] * size
    labels = output.encoder.labels
    for (window, start, end), (found, names) in zip(output.sentences, _parsed(output), strict=True):
        words = output.words[window.start + start : window.start + end]
        xpos = [labels.xpos[index] for index in window.xpos[start:end].tolist()]
        upos = [labels.upos[index] for index in window.upos[start:end].tolist()]
        parsed_tree = Tree(output.texts[window.start + start : window.start + end], upos, xpos, found, names)
        rows = zip(words, found, names, xpos, upos, features(parsed_tree), strict=True)
        for word, head, rel, tag, kind, feats in rows:
            heads[word] = words[head] if head >= 0 else word
            rels[word], tags[word], kinds[word], morphs[word] = rel, tag, kind, feats
    _hang_spaces(heads, output.words)
    if size:
        _annotate(doc, heads, {"DEP": rels, "TAG": tags, "POS": kinds}, morphs)
    return doc


def _annotate(doc: Doc, heads: list[int], labels: dict[str, list[str]], morphs: list[str]) -> None:
    """Set the annotations of all tokens at once, each label looked up once."""
    steps = (np.array(heads) - np.arange(len(heads))).astype(np.uint64)
    keys = [_keys(doc.vocab.strings.add, values) for values in labels.values()]
    rows = np.stack([steps, *keys, _keys(doc.vocab.morphology.add, morphs)], axis=1)
    doc.from_array(["HEAD", *labels, "MORPH"], rows)  # type: ignore[arg-type]  # spaCy types it as of its own arrays


def _keys(add: Callable[[str], int], values: Sequence[str]) -> NDArray[np.uint64]:
    """Return the keys of some strings, each looked up once."""
    known = {value: add(value) for value in set(values)}
    return np.array([known[value] for value in values], dtype=np.uint64)


def _parsed(output: Output) -> Iterator[tuple[list[int], list[str]]]:
    """Yield heads and labels of the words of each sentence; the arcs of a window are labelled together."""
    labels = output.encoder.labels.rels
    for window in output.windows:
        trees, governors = [], []
        for start, end in window.sentences():
            arcs = window.arcs[start:end]
            heads = tree(np.concatenate([arcs[:, :1], arcs[:, start + 1 : end + 1]], axis=1))
            trees.append(heads)
            governors += [head + start + 1 if head >= 0 else 0 for head in heads]
        found = output.encoder.arc_labels(window.dependent, window.governor[governors]).tolist()
        names = iter([labels[index] for index in found])
        for heads in trees:
            yield heads, [_label(head, next(names)) for head in heads]


def _label(head: int, label: str) -> str:
    return "ROOT" if head < 0 else "dep" if label == "root" else label


def _hang_spaces(heads: list[int], words: Sequence[int]) -> None:
    """Hang what is no word on the token before it."""
    if words:
        for token in set(range(len(heads))).difference(words):
            heads[token] = token - 1 if token else 1


@Language.component(
    "evigraph_names", requires=["doc.user_data"], assigns=["doc.ents", "token.ent_iob", "token.ent_type"]
)
def evigraph_names(doc: Doc) -> Doc:
    """Set named mentions, each within one sentence."""
    output: Output = doc.user_data[OUTPUT]
    tags = output.encoder.labels.names
    transitions = _transitions(tags)
    found = []
    for window in output.windows:
        path = paths(window.names, transitions, window.starts)
        for left, right, kind in spans([tags[index] for index in path]):
            found.append((*_without_pictures(output.texts, window.start + left, window.start + right), kind))
    _name(doc, [(output.words[left], output.words[right - 1], kind) for left, right, kind in found if left < right])
    return doc


def _name(doc: Doc, names: Sequence[tuple[int, int, str]]) -> None:
    """Set the named mentions, each by its first and its last token, all at once."""
    marks, kinds = [OUTSIDE] * len(doc), [0] * len(doc)
    for first, last, kind in names:
        marks[first : last + 1] = [BEGIN, *[INSIDE] * (last - first)]
        kinds[first : last + 1] = [doc.vocab.strings.add(kind)] * (last + 1 - first)
    columns = np.array([marks, kinds], dtype=np.uint64).T
    doc.from_array(["ENT_IOB", "ENT_TYPE"], columns)  # type: ignore[arg-type]  # spaCy types it as of its own arrays


def _without_pictures(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return where a name begins and ends without the emoji at its edges, which taggers of chats take along."""
    while start < end and _is_picture(words[start]):
        start += 1
    while start < end and _is_picture(words[end - 1]):
        end -= 1
    return start, end


def _is_picture(word: str) -> bool:
    return not word.isalnum() and all(category(letter) in PICTURES for letter in word)


@cache
def _transitions(tags: tuple[str, ...]) -> NDArray[np.float32]:
    return bio_transitions(tags)


@Language.component("evigraph_lemmas", requires=["token.pos", "token.tag"], assigns=["token.lemma"])
def evigraph_lemmas(doc: Doc) -> Doc:
    """Set lemmas from the words and their tags."""
    rows = zip(*columns(doc, "ORTH", "POS", "TAG"), strict=True)
    lemmas = [word if word.isspace() else lemma(word, kind, tag) for word, kind, tag in rows]
    return doc.from_array(["LEMMA"], _keys(doc.vocab.strings.add, lemmas))  # type: ignore[arg-type]  # as above


@Language.component(RELEASE, requires=["doc.user_data"])
def evigraph_release(doc: Doc) -> Doc:
    """Forget the outputs of the network, so that documents stay small and can be saved."""
    del doc.user_data[OUTPUT]
    return doc


def user_pipeline(name: str) -> Language:
    """Return a spaCy pipeline of the user's own, by package name or path.

    Raises:
        ModelError: it cannot be loaded or run, or does not find sentences.
    """
    try:
        nlp = spacy.load(name)
        doc = nlp(TRIAL)
    except (ImportError, OSError, ValueError) as error:  # what spaCy raises for packages, files and settings
        cause = str(error).strip().partition("\n")[0]
        cure = "see that spacy.load can load it and that it reads a text, or leave out --pipeline"
        raise ModelError(name, f"the pipeline does not work: {cause}", cure=cure) from error
    if not doc.has_annotation("SENT_START"):
        raise ModelError(name, "the pipeline does not find sentences", cure="add a parser, senter or sentencizer to it")
    return nlp
