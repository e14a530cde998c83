"""The bundled reader as a spaCy pipeline; each component declares what it sets.

``evigraph_encoder`` runs the network and leaves what it found in ``doc.user_data``; the next three turn that into what
every spaCy user knows: ``doc.sents``, ``token.tag_``, ``token.dep_``, ``token.lemma_``, ``doc.ents`` and
``doc.noun_chunks``. ``evigraph_release`` lets go of it, since it is large and belongs in no file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.lang.en import EnglishDefaults
from spacy.language import Language
from spacy.util import registry
from thinc.api import Config

from ..errors import ModelError
from .chunks import noun_chunks
from .lemmas import lemma
from .morphology import features
from .output import Output, names, trees
from .tokenizer import NAME as TOKENIZER  # the import registers it
from .tokens import columns

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

NAME = "evigraph"
OUTPUT = "evigraph.output"
TRIAL = "This is one. This is another."
COMPONENTS = ("evigraph_encoder", "evigraph_syntax", "evigraph_names", "evigraph_lemmas", "evigraph_release")
INSIDE, OUTSIDE, BEGIN = 1, 2, 3  # what spaCy's ENT_IOB says of a token


class EvigraphDefaults(EnglishDefaults):
    """spaCy's English, with the words and the noun chunks of Universal Dependencies."""

    config = Config().from_str(f'[nlp]\n\n[nlp.tokenizer]\n@tokenizers = "{TOKENIZER}"\n')
    syntax_iterators = {"noun_chunks": noun_chunks}  # noqa: RUF012  # as spaCy reads it


@registry.languages("en_evigraph")
class EvigraphEnglish(Language):  # type: ignore[no-untyped-call]  # spaCy's hook for subclasses is untyped
    """English as the treebanks annotate it."""

    lang = "en"
    Defaults = EvigraphDefaults


def load() -> Language:
    """Return the bundled pipeline.

    >>> load().pipe_names
    ['evigraph_encoder', 'evigraph_syntax', 'evigraph_names', 'evigraph_lemmas', 'evigraph_release']
    """
    nlp = EvigraphEnglish()
    for component in COMPONENTS:
        nlp.add_pipe(component)
    nlp.meta.update(name=NAME, version="1")
    return nlp


@Language.component("evigraph_encoder", assigns=["doc.user_data"])
def evigraph_encoder(doc: Doc) -> Doc:
    """Run the network over the words of a document."""
    (texts,), starts = columns(doc, "ORTH"), doc.to_array("IDX").tolist()
    words = _words(texts)
    doc.user_data[OUTPUT] = Output.of([texts[word] for word in words], [starts[word] for word in words], doc.text)
    return doc


def _words(texts: Sequence[str]) -> list[int]:
    """Return which tokens are words, and not white space."""
    return [token for token, text in enumerate(texts) if not text.isspace()]


@Language.component(
    "evigraph_syntax",
    requires=["doc.user_data"],
    assigns=["token.tag", "token.pos", "token.morph", "token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def evigraph_syntax(doc: Doc) -> Doc:
    """Set tags, morphology, sentences and the dependency trees; white space hangs on the word before it."""
    size, words = len(doc), _words(*columns(doc, "ORTH"))
    heads, rels = list(range(size)), ["dep"] * size
    tags, kinds, morphs = ["_SP"] * size, ["SPACE"] * size, ["_"] * size
    first = 0
    for parsed in trees(doc.user_data[OUTPUT]):
        tokens = words[first : first + len(parsed.words)]
        rows = zip(tokens, parsed.heads, parsed.rels, parsed.tags, parsed.kinds, features(parsed), strict=True)
        for token, head, rel, tag, kind, feats in rows:
            heads[token] = tokens[head] if head >= 0 else token
            rels[token] = rel if head >= 0 else "ROOT"
            tags[token], kinds[token], morphs[token] = tag, kind, feats
        first += len(tokens)
    _hang_spaces(heads, words)
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
    words = _words(*columns(doc, "ORTH"))
    _name(doc, [(words[first], words[last - 1], label) for first, last, label in names(doc.user_data[OUTPUT])])
    return doc


def _name(doc: Doc, names: Sequence[tuple[int, int, str]]) -> None:
    """Set the named mentions, each by its first and its last token, all at once."""
    marks, kinds = [OUTSIDE] * len(doc), [0] * len(doc)
    for first, last, kind in names:
        marks[first : last + 1] = [BEGIN, *[INSIDE] * (last - first)]
        kinds[first : last + 1] = [doc.vocab.strings.add(kind)] * (last + 1 - first)
    columns = np.array([marks, kinds], dtype=np.uint64).T
    doc.from_array(["ENT_IOB", "ENT_TYPE"], columns)  # type: ignore[arg-type]  # spaCy types it as of its own arrays


@Language.component("evigraph_lemmas", requires=["token.pos", "token.tag"], assigns=["token.lemma"])
def evigraph_lemmas(doc: Doc) -> Doc:
    """Set lemmas from the words and their tags."""
    rows = zip(*columns(doc, "ORTH", "POS", "TAG"), strict=True)
    lemmas = [word if word.isspace() else lemma(word, kind, tag) for word, kind, tag in rows]
    return doc.from_array(["LEMMA"], _keys(doc.vocab.strings.add, lemmas))  # type: ignore[arg-type]  # as above


@Language.component("evigraph_release", requires=["doc.user_data"])
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
