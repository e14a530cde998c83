"""CaRB: open relations beside those that people wrote down for the same sentences (Bhardwaj et al., EMNLP 2019).

Implemented from the paper. A tuple has three slots: relation, first argument, and all further arguments together. Two
tuples that share no token of their relations match nothing; else precision is the share of the found tuple's tokens
that are in the same slot of the gold one, recall the share of the gold tuple's tokens, each token used once. Over a
sentence every gold tuple takes its best recall, whichever tuple gives it; for precision tuples are paired one to one,
best F1 first, and what is left over counts as nought. Sums run over all tuples of all sentences. Tokens are runs of
letters and digits in lower case, so that punctuation and the spelling of quotes do not count; no stop word is dropped.
F1 is the best over thresholds of confidence; AUC is the area under the curve of precision over recall they trace,
from recall nought, where precision is that of the highest threshold.

A sentence is read alone, after the marks of the Penn Treebank are taken out of it. A claim becomes (text of its
subject, its phrase as the text has it, text of its object), whatever its status; one that is said without a verb gets
"is" or "has". Pronouns stay as they stand. Two ways to show a claim are measured:

* as the graph has it: ends are clean noun phrases, and a claim has two;
* as the annotators wrote theirs: an end is the whole phrase around its head, with articles, complements and
  participles but without relative clauses, appositions and what is coordinated with it, and the other prepositional
  phrases of the verb stand after the object; a passive stays one, "was bought by". All this is read off the tree of
  the sentence. Who says a claim is one more tuple, of the verb of saying and the clause said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from ...extract.claims.attribution import SAYING
from ...extract.claims.tree import Sentence, Word
from ...extract.reading import Reader
from ...graph.model import OPEN, Claim, Document, Reading, Value
from .bundled import pipeline
from .measures import Counts, Span, decimal, f1, ratio, resampled, total
from .published import others
from .report import Choice, Report, Table

KEPT = slice(361, 641)  # sentences of dev.txt; errors were read on those before
HEAD = ("measured", "F1 (95 % interval)", "precision", "recall", "AUC", "tuples")
TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
SHOWN = {"be": "is", "have": "has"}  # verbs that an apposition or a possessive leaves out
VERBS = {
    "be": frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "s", "re"}),
    "have": frozenset({"have", "has", "had", "having"}),
}
OUTSIDE = ("case", "cop", "nsubj", "mark", "cc", "conj", "punct", "parataxis", "aux", "advcl", "acl:relcl", "appos")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Tuple:
    """A relation, its first argument and the others as one text."""

    relation: str
    first: str
    others: str
    confidence: float = field(default=1.0, compare=False)

    @property
    def slots(self) -> tuple[str, str, str]:
        """Return the three slots that are compared."""
        return self.relation, self.first, self.others


@cache
def tokens(text: str) -> Counter[str]:
    """Count the tokens of a slot.

    >>> sorted(tokens("Bush 's `` offer '' of $ 4.25"))
    ['25', '4', 'bush', 'of', 'offer', 's']
    """
    return Counter(_TOKEN.findall(text.lower()))


def match(gold: Tuple, found: Tuple) -> tuple[float, float]:
    """Return precision and recall of one found tuple against one gold tuple.

    >>> match(Tuple("was born in", "Ann", "Rome"), Tuple("born in", "Ann", "Rome"))
    (1.0, 0.8)
    """
    shared = [(tokens(g) & tokens(f)).total() for g, f in zip(gold.slots, found.slots, strict=True)]
    if not shared[0]:
        return 0.0, 0.0
    sizes = [sum(tokens(slot).total() for slot in one.slots) for one in (found, gold)]
    return ratio(sum(shared), sizes[0]), ratio(sum(shared), sizes[1])


def score(gold: Sequence[Tuple], found: Sequence[Tuple]) -> Counts:
    """Score the tuples of a sentence."""
    table = [[match(one, other) for other in found] for one in gold]
    hit = sum(max((recall for _, recall in row), default=0.0) for row in table)
    return Counts(_paired(table), len(found), hit, len(gold))


def _paired(table: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Return the sum of precision over pairs of a gold and a found tuple, those of best F1 first."""
    cells = [(ratio(2 * p * r, p + r), p, i, j) for i, row in enumerate(table) for j, (p, r) in enumerate(row)]
    rows, columns, summed = set[int](), set[int](), 0.0
    for _, precision, row, column in sorted(cells, key=lambda cell: (-cell[0], -cell[1], *cell[2:])):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            summed += precision
    return summed


def thresholds(sentences: Sequence[Sequence[Tuple]]) -> list[float]:
    """Return every confidence there is, lowest first."""
    return sorted({one.confidence for found in sentences for one in found})


def above(found: Sequence[Tuple], threshold: float) -> list[Tuple]:
    """Return the tuples at least as sure as a threshold."""
    return [one for one in found if one.confidence >= threshold]


def area(curve: Sequence[Counts]) -> float:
    """Return the area under precision over recall.

    >>> area([Counts(1, 2, 1, 2)])
    0.25
    """
    points = sorted((one.recall, one.precision) for one in curve)
    recalls, precisions = zip((0.0, points[0][1]), *points, strict=True) if points else ((), ())
    return float(np.trapezoid(precisions, recalls))


def gold_tuples(corpora: Path) -> list[tuple[str, list[Tuple]]]:
    """Read the development part: each sentence with its gold tuples, in the order of dev.txt."""
    folder = corpora / "carb"
    found: dict[str, list[Tuple]] = {line.strip(): [] for line in _lines(folder / "dev.txt")}
    for sentence, relation, first, *rest in (line.split("\t") for line in _lines(folder / "dev.tsv")):
        found[sentence.strip()].append(Tuple(relation, first, " ".join(rest)))
    return list(found.items())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def plain(sentence: str) -> str:
    """Return a sentence of the treebank as people write it.

    >>> plain("Earlier , Bush 's `` take - it '' offer -LRB- of $ 4.25 -RRB- did n't fail .")
    'Earlier, Bush\\'s "take-it" offer (of $4.25) didn\\'t fail.'
    """
    text = " ".join(TREEBANK.get(word, word) for word in sentence.split(" "))
    text = re.sub(r'" (.*?) "', r'"\1"', text)
    text = re.sub(r" (?=[,.;:?!%)\]]|(?:'s|'re|'ve|'ll|'d|'m|n't)\b|' )", "", text)
    text = re.sub(r"(?<=[(\[$]) ", "", text)
    return re.sub(r"(?<=\w) - (?=\w)", "-", text)


def relation(claim: Claim) -> str:
    """Return the phrase of a claim as its text has it; one said without a verb gets the verb of its predicate."""
    words = claim.predicate.removeprefix(OPEN).split()
    verbless = (
        claim.predicate.startswith(OPEN) and words[0] in VERBS and not VERBS[words[0]] & set(tokens(claim.phrase))
    )
    shown = " ".join([SHOWN[words[0]], *words[1:]]) if verbless else claim.phrase
    return shown or claim.predicate


def as_nodes(reading: Reading) -> list[Tuple]:
    """Return the claims of a reading with their ends as the graph has them."""
    texts = {mention.id: mention.text for mention in reading.mentions}
    return list(
        dict.fromkeys(
            Tuple(
                relation(claim),
                texts[claim.subject],
                claim.object.value if isinstance(claim.object, Value) else texts[claim.object],
                claim.confidence,
            )
            for claim in reading.claims
        )
    )


def as_phrases(reading: Reading) -> list[Tuple]:
    """Return the claims of a reading with whole phrases for ends, and what else hangs on the verb after the object."""
    text = reading.document.text
    sentences = [Sentence.from_spacy(span) for span in pipeline()(text).sents]
    spans = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
    whole = [_whole(text, sentences, spans, claim) for claim in reading.claims]
    said = [_saying(text, sentences, spans, claim) for claim in reading.claims]
    return list(dict.fromkeys([*whole, *(one for one in said if one is not None)]))


def _saying(text: str, sentences: Sequence[Sentence], spans: dict[str, Span], claim: Claim) -> Tuple | None:
    """Return who says a claim, the verb of saying, and the clause that is said."""
    span = spans[claim.attributed_to] if claim.attributed_to is not None else None
    sentence = None if span is None else _around(sentences, span)
    if span is None or sentence is None:
        return None
    inside = [w for w in sentence.words if span[0] <= w.start < span[1]]
    verb = next((sentence.parent(w) for w in inside if w.is_a("nsubj")), None)
    if verb is None or verb.lemma not in SAYING:
        return None
    below = next(iter(sentence.children(verb, "ccomp")), None)
    above = sentence.parent(verb) if below is None and verb.is_a("parataxis") else None
    clause = below or above
    if clause is None:
        return None
    own = {w.index for w in sentence.subtree(verb)} if above is not None else set()
    words = [w for w in sentence.subtree(clause) if w.index not in own and w.pos != "PUNCT"]
    shown = text[words[0].start : words[-1].end]
    return Tuple(verb.text, _phrase(text, sentences, span), shown, claim.confidence)


def _whole(text: str, sentences: Sequence[Sentence], spans: dict[str, Span], claim: Claim) -> Tuple:
    target = claim.object
    last = target.value if isinstance(target, Value) else _phrase(text, sentences, spans[target])
    ends = [spans[claim.subject], _span(target) if isinstance(target, Value) else spans[target]]
    sentence = _around(sentences, claim.cues[0]) if claim.cues else None
    others = [] if sentence is None else _others(text, sentence, claim, ends)
    subject = _phrase(text, sentences, spans[claim.subject])
    if _turned(text, claim, ends):
        return Tuple(f"{relation(claim)} by", last, " ".join([subject, *others]), claim.confidence)
    return Tuple(relation(claim), subject, " ".join([last, *others]), claim.confidence)


def _turned(text: str, claim: Claim, ends: Sequence[Span]) -> bool:
    """Tell whether a claim is said in the passive: "Lazada was bought by Alibaba"."""
    subject, target = ends
    between = bool(claim.cues) and 0 <= target[0] < claim.cues[0][0] < subject[0]
    return between and re.search(r"\bby\s+(?:an?\s|the\s)?(?:\S+\s+)?$", text[: subject[0]]) is not None


def _span(value: Value) -> Span:
    return (-1, -1) if value.start is None or value.end is None else (value.start, value.end)


def _around(sentences: Sequence[Sentence], span: Span) -> Sentence | None:
    return next((one for one in sentences if one.start <= span[0] and span[1] <= one.end), None)


def _others(text: str, sentence: Sentence, claim: Claim, ends: Sequence[Span]) -> list[str]:
    """Return the prepositional phrases of the verb of a claim that hold neither end of it."""
    cues = [w for w in sentence.words if any(start <= w.start < end for start, end in claim.cues)]
    event = next((w for pos in ("VERB", "NOUN", "ADJ") for w in cues if w.pos == pos), None)
    below = [] if event is None else [sentence.subtree(w) for w in sentence.children(event, "obl")]
    found = [(words[0].start, words[-1].end) for words in below]
    return [text[slice(*span)] for span in found if not any(span[0] <= end[0] < span[1] for end in ends)]


def _phrase(text: str, sentences: Sequence[Sentence], span: Span) -> str:
    """Return the whole phrase around a span: its head with all that hangs on it, without the preposition before."""
    sentence = _around(sentences, span)
    inside = [] if sentence is None else [w for w in sentence.words if span[0] <= w.start and w.end <= span[1]]
    indices = {word.index for word in inside}
    heads = [word for word in inside if word.head not in indices]
    if sentence is None or len(heads) != 1:
        return text[slice(*span)]
    words = _below(sentence, heads[0])
    return text[min(span[0], words[0].start) : max(span[1], words[-1].end)]


def _below(sentence: Sentence, head: Word) -> list[Word]:
    """Return a head and what hangs on it, in one run without gaps."""
    outside = {below.index for child in sentence.children(head, *OUTSIDE) for below in sentence.subtree(child)}
    kept = {word.index for word in sentence.subtree(head)} - outside
    first = last = head.index
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return list(sentence.words[first : last + 1])


def tuples_of(found: Sequence[tuple[Sequence[Tuple], Sequence[Tuple]]], label: str) -> tuple[str, ...]:
    """Return a line under `HEAD`, given the gold and the found tuples of every sentence."""
    levels = thresholds([one for _, one in found])
    scores = {level: [score(gold, above(one, level)) for gold, one in found] for level in levels}
    best = max(levels, key=lambda level: total(scores[level]).f1, default=0.0)
    chosen = scores.get(best, [Counts()])
    rows = np.array([[[c.right, c.found, c.hit, c.given] for c in scores[level]] for level in levels])
    auc = resampled(rows.transpose(1, 0, 2).reshape(len(found), -1), _area) if levels else 0.0
    everything = total(chosen)
    shown = (str(f1(chosen)), decimal(everything.precision), decimal(everything.recall), str(auc))
    return f"{label}, from confidence {decimal(best)}", *shown, str(int(everything.found))


def _area(sums: np.ndarray) -> float:
    return area([Counts(*row) for row in sums.reshape(-1, 4).tolist()])


def report(corpora: Path, choice: Choice) -> Report:
    """Measure the claims of the sentences that no error was read on."""
    part = choice.of(KEPT)
    pairs = gold_tuples(corpora)[part]
    reader = Reader.load()
    read = [(gold, reader.read(Document.of(plain(text), source="carb"))) for text, gold in pairs]
    rows = [
        tuples_of([(gold, way(reading)) for gold, reading in read], name)
        for name, way in (("as the graph has it", as_nodes), ("as the annotators wrote", as_phrases))
    ]
    about = (
        f"Development part, {len(pairs)} sentences from {part.start} on, {sum(len(g) for g, _ in read)} gold tuples."
    )
    return Report("CaRB", [about, Table(HEAD, rows), others("carb")])
