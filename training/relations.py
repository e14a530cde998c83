"""KnowledgeNet and Re-DocRED as sentences: words of our tokenizer, spans as word offsets, pairs with their labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from ..extract.tokenizer import create_tokenizer
from ..extract.wordpieces import BLOCK, NO_SPACE, SPACE
from .corpora import knowledgenet, redocred
from .labels import (
    KNOWLEDGENET,
    KNOWLEDGENET_IN_WIKIDATA,
    KNOWLEDGENET_TYPES,
    MISC_AS_OBJECT,
    MISC_AS_SUBJECT,
    REDOCRED_TYPES,
)
from .links import Argument, add_knowledgenet_links, gap, gap_example, is_pronoun
from .surface import surface_candidates
from .values import Place, Sentence, TrainingDocument
from .written import WIKIDATA, Written, written

if TYPE_CHECKING:
    from spacy.language import Language

MARKED = frozenset(code.lstrip("-") for codes in WIKIDATA.values() for code in codes)
LOOSE = frozenset({"P108", "P800"})  # a member is not always employed, a work not always notable
WIDE_GAP = 3  # blanks in a row that separate passages, as between the passages of KnowledgeNet
DEMONYM = re.compile(r"[A-Z]\w*(?:an|ese|ish|i|ch|ic|k|s)$")
NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?)\]%]|'s|'|n't|'re|'ve|'ll|'d|'m)$")
NO_SPACE_AFTER = frozenset("([$£€#")


@cache
def blank() -> Language:
    """Return the pipeline that only cuts words."""
    nlp = spacy.blank("en")
    nlp.tokenizer = create_tokenizer()(nlp)
    return nlp


def cut(text: str) -> tuple[list[str], list[int], list[tuple[int, int]]]:
    """Return the words of a text, what stands before each, and their character offsets."""
    words, spaces, offsets, previous = [], [], [], None
    for token in blank()(text):
        if token.is_space:
            continue
        start, end = token.idx, token.idx + len(token)
        gap = BLOCK if previous is None or start - previous >= WIDE_GAP else SPACE if start > previous else NO_SPACE
        words.append(token.text)
        spaces.append(gap)
        offsets.append((start, end))
        previous = end
    return words, spaces, offsets


def word_span(offsets: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the half-open word span that overlaps the character span, if any.

    >>> word_span([(0, 4), (5, 9), (9, 10)], 5, 9)
    (1, 2)
    """
    inside = [index for index, (left, right) in enumerate(offsets) if left < end and right > start]
    return (inside[0], inside[-1] + 1) if inside else None


def knowledgenet_documents(corpora: Path, folds: frozenset[int]) -> list[TrainingDocument]:
    """Return the documents of the folds; each passage stands as one sentence."""
    return [_knowledgenet_document(record) for record in knowledgenet(corpora) if record["fold"] in folds]


def _knowledgenet_document(record: dict[str, Any]) -> TrainingDocument:
    document = TrainingDocument(record["doc_id"], [])
    arguments: list[Argument] = []
    for number, passage in enumerate(record["passages"]):
        sentence, ends = _passage(passage)
        document.sentences.append(sentence)
        arguments += [Argument(Place(number, *span), refers_to) for span, refers_to in ends]
    add_knowledgenet_links(document, arguments, surface_places(document))
    return document


def surface_places(document: TrainingDocument) -> list[Place]:
    """Return what looks like an argument in a document."""
    return [
        Place(number, *span)
        for number, sentence in enumerate(document.sentences)
        for span in surface_candidates(sentence.words)
    ]


def _passage(passage: dict[str, Any]) -> tuple[Sentence, list[tuple[tuple[int, int], str]]]:
    """Return a passage as a sentence, and the ends of its facts with what they refer to."""
    words, spaces, offsets = cut(passage["text"])
    origin = passage["start"]
    sentence = Sentence(words, spaces, sentence_known=False, annotated=frozenset(passage["annotated"]))
    ends = []
    for fact in passage["facts"]:
        subject, target = (
            word_span(offsets, start - origin, end - origin) for start, end in (fact["subject"], fact["object"])
        )
        if subject and target and subject != target:
            sentence.facts.append((fact["property"], subject, target))
            ends += [(subject, fact["subject_uri"]), (target, fact["object_uri"])]
    _add_fact_names(sentence)
    return sentence, ends


def gap_documents(corpora: Path, part: slice) -> list[TrainingDocument]:
    """Return snippets of GAP, each as one sentence whose bounds are not known, with what its pronoun points at."""
    found = []
    for snippet in gap(corpora)[part]:
        words, spaces, offsets = cut(snippet.text)
        document = TrainingDocument(snippet.id, [Sentence(words, spaces, sentence_known=False)])
        spans = [word_span(offsets, *span) for span in (snippet.pronoun, *snippet.names)]
        pronoun, *names = [Place(0, *span) for span in spans if span is not None]
        document.links.append(gap_example(document, pronoun, names, snippet.right, surface_places(document)))
        found.append(document)
    return found


def sentences(texts: Iterable[str]) -> list[TrainingDocument]:
    """Return texts of which nothing is known, each a document of one sentence whose bounds are not known."""
    found = []
    for number, text in enumerate(texts):
        words, spaces, _ = cut(text)
        found.append(TrainingDocument(str(number), [Sentence(words, spaces, sentence_known=False)]))
    return found


def _add_fact_names(sentence: Sentence) -> None:
    """Take what KnowledgeNet's facts say of names; of all other words nothing is known."""
    names: dict[tuple[int, int], str] = {}
    for name, subject, target in sentence.facts:
        for span, kind in zip((subject, target), KNOWLEDGENET_TYPES[name], strict=True):
            words = sentence.words[span[0] : span[1]]
            if kind and (kind == "DATE" or any(word[0].isupper() for word in words)) and not is_pronoun(words):
                names[span] = kind
    chosen: list[tuple[int, int]] = []
    for span in sorted(names, key=lambda span: span[0] - span[1]):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in chosen):
            chosen.append(span)
    sentence.names = sorted((*span, frozenset({names[span]})) for span in chosen)
    covered = {index for start, end in chosen for index in range(start, end)}
    sentence.open_words = frozenset(set(range(len(sentence.words))) - covered)


def redocred_documents(corpora: Path, part: slice) -> list[TrainingDocument]:
    """Return Re-DocRED documents with names and the pairs of each sentence."""
    return [_redocred_document(record) for record in redocred(corpora)[part]]


def detokenize(sentence: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join words as one would write them; return the text and each word's characters.

    >>> detokenize(["He", "'s", "(", "say", ")", "here", "."])[0]
    "He's (say) here."
    """
    text, spans, glue = "", [], True
    quotes = 0
    for word in sentence:
        closing = word == '"' and quotes % 2 == 1
        if text and not glue and not NO_SPACE_BEFORE.match(word) and not closing:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        quotes += word == '"'
        glue = word in NO_SPACE_AFTER or (word == '"' and quotes % 2 == 1)
    return text, spans


def _misc_types(record: dict[str, Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for label in record["labels"]:
        if kind := MISC_AS_SUBJECT.get(label["r"]):
            found.setdefault(label["h"], kind)
        if kind := MISC_AS_OBJECT.get(label["r"]):
            found.setdefault(label["t"], kind)
    return found


def _types(mention: dict[str, Any], entity: int, misc: dict[int, str]) -> frozenset[str]:
    kind = mention["type"]
    if kind in REDOCRED_TYPES:
        single = " " not in mention["name"]
        demonym = (
            kind == "LOC"
            and single
            and DEMONYM.match(mention["name"])
            and mention["name"].endswith(("ese", "ish", "ian"))
        )
        return frozenset({"NORP"}) if demonym else frozenset({REDOCRED_TYPES[kind]})
    if entity in misc:
        return frozenset({misc[entity]})
    if (
        " " not in mention["name"]
        and DEMONYM.match(mention["name"])
        and mention["name"].endswith(("an", "ese", "ish", "i", "ch"))
    ):
        return frozenset({"NORP"})
    return frozenset({"MISC", "WORK_OF_ART", "PRODUCT", "EVENT", "NORP"})


def _redocred_document(record: dict[str, Any]) -> TrainingDocument:
    sentences, aligned = [], []
    for number, words in enumerate(record["sents"]):
        text, spans = detokenize(words)
        ours, spaces, offsets = cut(text)
        if spaces:
            spaces[0] = BLOCK if number == 0 else SPACE
        sentences.append(Sentence(ours, spaces, names=[]))
        aligned.append((spans, offsets))
    misc = _misc_types(record)
    where: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for entity, mentions in enumerate(record["vertexSet"]):
        for mention in mentions:
            spans, offsets = aligned[mention["sent_id"]]
            start, end = mention["pos"]
            span = word_span(offsets, spans[start][0], spans[end - 1][1])
            if span:
                where.setdefault(mention["sent_id"], []).append((entity, span))
                sentences[mention["sent_id"]].names.append((*span, _types(mention, entity, misc)))
    _add_pairs(record, sentences, where)
    document = TrainingDocument(record["title"], sentences, entities=[[] for _ in record["vertexSet"]])
    for number, mentions in sorted(where.items()):
        for entity, span in mentions:
            document.entities[entity].append(Place(number, *span))
    said: dict[tuple[int, int], set[str]] = {}
    for label in record["labels"]:
        said.setdefault((label["h"], label["t"]), set()).add(label["r"])
    document.relations = {pair: frozenset(relations) for pair, relations in said.items()}
    return document


def _add_pairs(
    record: dict[str, Any], sentences: list[Sentence], where: dict[int, list[tuple[int, tuple[int, int]]]]
) -> None:
    """Label a pair with what its own sentence is evidence of; leave out what holds but is said elsewhere."""
    said: dict[tuple[int, int], dict[str, set[int]]] = {}
    for label in record["labels"]:
        said.setdefault((label["h"], label["t"]), {}).setdefault(label["r"], set()).update(label["evidence"])
    for number, mentions in where.items():
        for (head, subject), (tail, target) in permutations(mentions, 2):
            if head == tail or subject == target:
                continue
            relations = said.get((head, tail), {})
            holds = frozenset(relation for relation, evidence in relations.items() if number in evidence)
            unknown = set(relations) - holds
            touched = set(relations) | set(said.get((tail, head), {}))
            unknown |= {name for name in KNOWLEDGENET if touched & KNOWLEDGENET_IN_WIKIDATA[name]}
            sentences[number].pairs.append((subject, target, holds, frozenset(unknown)))


def written_documents(wikidata: Collection[str]) -> list[TrainingDocument]:
    """Return the sentences written for training, each a document of its own.

    Arguments:
        wikidata: the properties of Re-DocRED; of those that the sentences do not mark nothing is known.
    """
    unmarked = frozenset(wikidata) - MARKED
    return [_written_document(f"{name} {number}", each, unmarked) for name, number, each in written("train")]


def _written_document(name: str, given: Written, unmarked: frozenset[str]) -> TrainingDocument:
    words, spaces, offsets = cut(given.text)
    spans = [(each, span) for each in given.mentions if (span := word_span(offsets, each.start, each.end))]
    annotated = frozenset(KNOWLEDGENET) - {fact[0] for fact in given.unsure}
    sentence = Sentence(words, spaces, sentence_known=False, annotated=annotated)  # some lines hold two sentences
    sentence.names = [(*span, frozenset({each.type})) for each, span in spans if each.type]
    for (one, subject), (two, target) in permutations(spans, 2):
        if one.thing == two.thing or subject == target:
            continue
        said, unsure = (_labels(facts, one.thing, two.thing) for facts in (given.holds, given.unsure))
        unknown = (unsure | (said & LOOSE) | unmarked) - (said - LOOSE)
        sentence.pairs.append((subject, target, said - LOOSE, unknown))
        sentence.facts += [(label, subject, target) for label in sorted(said & set(KNOWLEDGENET))]
    document = TrainingDocument(name, [sentence])
    add_knowledgenet_links(document, [Argument(Place(0, *span), each.thing) for each, span in spans], [])
    return document


def _labels(facts: frozenset[tuple[str, str, str]], subject: str, target: str) -> frozenset[str]:
    """Return the labels of the pair head that some facts mean for one pair of things."""
    straight = {name for name, one, two in facts if (one, two) == (subject, target)}
    turned = {name for name, one, two in facts if (two, one) == (subject, target)}
    wikidata = {code for name in straight for code in WIKIDATA[name] if code[0] != "-"}
    wikidata |= {code[1:] for name in turned for code in WIKIDATA[name] if code[0] == "-"}
    return frozenset(wikidata | (straight & set(KNOWLEDGENET)))
