"""Tags, trees, sentences and names of the shipped weights on the development parts, over gold words.

UAS and LAS leave punctuation out and keep subtypes of labels. Sentence starts are found in running text; trees and tags
are read from each sentence alone. Names are exact spans with their type (CoNLL 2003).

    python -m evigraph.benchmarks.quality.syntax --corpora DIR
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from ...extract.decode import bio_transitions, spans, tree, viterbi
from ...extract.encoder import Encoder
from ...training.corpora import Sentence, TrainingDocument, ewt, gum
from ...training.relations import redocred_documents

Name = tuple[int, int, str]


@dataclass(slots=True)
class Share:
    """A count of right ones among all."""

    right: int = 0
    all: int = 0

    def add(self, *, right: bool) -> None:
        """Count one."""
        self.right += right
        self.all += 1

    def __str__(self) -> str:
        """Show the share."""
        return f"{self.right / max(1, self.all):.3f}"


@dataclass(slots=True)
class FScore:
    """Counts for an F score."""

    both: int = 0
    found: int = 0
    given: int = 0

    def add(self, found: set[Name], given: set[Name]) -> None:
        """Count one sentence."""
        self.both += len(found & given)
        self.found += len(found)
        self.given += len(given)

    def __str__(self) -> str:
        """Show the F score."""
        return f"{2 * self.both / max(1, self.found + self.given):.3f}"


@dataclass(slots=True)
class Scores:
    """All measures of one corpus."""

    upos: Share = field(default_factory=Share)
    xpos: Share = field(default_factory=Share)
    uas: Share = field(default_factory=Share)
    las: Share = field(default_factory=Share)
    starts: FScore = field(default_factory=FScore)

    def __str__(self) -> str:
        """Show all measures in a line."""
        return f"UPOS {self.upos}  XPOS {self.xpos}  UAS {self.uas}  LAS {self.las}  sentence starts {self.starts}"


def syntax(encoder: Encoder, documents: Iterable[TrainingDocument]) -> Scores:
    """Measure tags, trees and sentence starts."""
    scores = Scores()
    for document in documents:
        for sentence in document.sentences:
            _sentence(encoder, sentence, scores)
        _starts(encoder, document.sentences, scores)
    return scores


def _sentence(encoder: Encoder, sentence: Sentence, scores: Scores) -> None:
    if sentence.heads is None or sentence.rels is None or sentence.upos is None or sentence.xpos is None:
        return
    output = encoder.read_window(sentence.words, sentence.spaces)
    heads = tree(output.arcs)
    rows = np.array([head + 1 for head in heads])
    labels = encoder.arc_labels(output.dependent, output.governor[rows])
    for i, (upos, xpos) in enumerate(zip(sentence.upos, sentence.xpos, strict=True)):
        scores.upos.add(right=encoder.labels.upos[output.upos[i]] == upos)
        scores.xpos.add(right=encoder.labels.xpos[output.xpos[i]] == xpos)
        if upos != "PUNCT":
            attached = heads[i] + 1 == sentence.heads[i]
            scores.uas.add(right=attached)
            scores.las.add(right=attached and encoder.labels.rels[labels[i]] == sentence.rels[i])


def _starts(encoder: Encoder, sentences: Sequence[Sentence], scores: Scores) -> None:
    words = [word for sentence in sentences for word in sentence.words]
    gaps = [gap for sentence in sentences for gap in sentence.spaces]
    found = {
        (window.start + int(place), 0, "")
        for window in encoder.read(words, gaps)
        for place in np.flatnonzero(window.starts)
    }
    given = np.cumsum([0, *(len(sentence.words) for sentence in sentences)])[:-1]
    scores.starts.add(found, {(int(place), 0, "") for place in given})


def names(encoder: Encoder, documents: Iterable[TrainingDocument], kinds: Sequence[str]) -> dict[str, FScore]:
    """Measure names of the given types, each and together."""
    transitions = bio_transitions(encoder.labels.names)
    scores = {kind: FScore() for kind in ("all", *kinds)}
    for document in documents:
        for sentence in document.sentences:
            if sentence.names is None:
                continue
            output = encoder.read_window(sentence.words, sentence.spaces)
            path = viterbi(output.names, transitions)
            found = {span for span in spans([encoder.labels.names[tag] for tag in path]) if span[2] in kinds}
            given = {(start, end, next(iter(k))) for start, end, k in sentence.names if len(k) == 1 and k & set(kinds)}
            scores["all"].add(found, given)
            for kind in kinds:
                scores[kind].add({s for s in found if s[2] == kind}, {s for s in given if s[2] == kind})
    return scores


def main(corpora: Annotated[Path, typer.Option(help="Folder of the corpora.")] = Path("../shared/corpora")) -> None:
    """Measure the bundled weights."""
    encoder = Encoder()
    english = ewt(corpora, "dev")
    print(f"EWT dev            {syntax(encoder, english)}")
    print(f"GUM dev            {syntax(encoder, gum(corpora, 'dev'))}")
    for title, documents, kinds in (
        ("UNER EWT dev", english, ("PERSON", "ORG", "LOC")),
        ("Re-DocRED 440-499", redocred_documents(corpora, slice(440, 500)), ("PERSON", "ORG", "LOC", "DATE", "NUM")),
    ):
        print(
            f"names, {title:18}",
            "  ".join(f"{kind} {score}" for kind, score in names(encoder, documents, kinds).items()),
        )


if __name__ == "__main__":
    typer.run(main)
