"""CaRB: open relations beside those that people wrote down for the same sentences (Bhardwaj et al., EMNLP 2019).

Implemented from the paper, and where it leaves a choice as in the scorer released with it. A tuple has three slots:
relation, first argument, and all further arguments together. Two tuples that share no token of their relations match
nothing; else precision is the share of the found tuple's tokens that are in the same slot of the gold one, recall the
share of the gold tuple's tokens, each token used once. A found "be" is any form of "be"; where the gold relation is
"said", "told" or "added", the found arguments may change places. Over a sentence every gold tuple takes its best
recall, whichever tuple gives it; for precision tuples are paired one to one, best precision first, and what is left
over counts as nought. Sums run over all tuples of all sentences. Tokens are runs of letters and digits in lower case,
where the released scorer splits at spaces: a sentence is read here as people write it, so that punctuation and the
spelling of quotes must not count. F1 is the best over thresholds of confidence; AUC is the area under the curve of
precision over recall they trace, with precision one at recall nought.

A sentence is read alone, after the marks of the Penn Treebank are taken out of it. A claim becomes (text of its
subject, its phrase as the text has it, text of its object), whatever its status; one that is said without a verb gets
"is" or "has". Pronouns stay as they stand. Two ways to show a claim are measured:

* as the graph has it: ends are clean noun phrases, and a claim has two;
* as the annotators wrote theirs: with whole phrases for ends, and one tuple for all that a verb says of a thing, as
  `clauses` tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from ...extract.reading import Reader
from ...graph.model import Document
from .clauses import BE, Tuple, as_nodes, as_phrases
from .measures import Counts, decimal, f1, ratio, resampled, total
from .published import others
from .report import Choice, Report, Table

KEPT = slice(361, 641)  # sentences of dev.txt; errors were read on those before
HEAD = ("measured", "F1 (95 % interval)", "precision", "recall", "AUC", "tuples")
TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
SAID = ("said", "says", "told", "added", "adds")
_TOKEN = re.compile(r"[^\W_]+")


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
    >>> match(Tuple("said", "Ann", "it rains"), Tuple("said", "it rains", "Ann"))
    (1.0, 1.0)
    """
    straight = _match(gold, found)
    if any(verb in gold.relation for verb in SAID):
        return max(straight, _match(gold, replace(found, first=found.others, others=found.first)))
    return straight


def _match(gold: Tuple, found: Tuple) -> tuple[float, float]:
    shared = [(tokens(g) & tokens(f)).total() for g, f in zip(gold.slots, found.slots, strict=True)]
    relations = tokens(gold.relation), tokens(found.relation)
    shared[0] += relations[1]["be"] > relations[0]["be"] and not BE.isdisjoint(relations[0])
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
    """Return the sum of precision over pairs of a gold and a found tuple, those of best precision first."""
    cells = [(precision, i, j) for i, row in enumerate(table) for j, (precision, _) in enumerate(row)]
    rows, columns, summed = set[int](), set[int](), 0.0
    for precision, row, column in sorted(cells, key=lambda cell: (-cell[0], *cell[1:])):
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
    0.375
    """
    points = sorted((one.recall, one.precision) for one in curve)
    recalls, precisions = zip((0.0, 1.0), *points, strict=True) if points else ((), ())
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
