"""From the corpora to the windows of a run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ..extract.wordpieces import WordPieces
from .corpora import ewt, gum, text2kg, wnut
from .relations import gap_documents, knowledgenet_documents, redocred_documents, sentences, written_documents
from .values import TrainingDocument
from .windows import Inventory, cut_windows, write


@dataclass(frozen=True, slots=True)
class Parts:
    """What of the corpora is trained on; the rest is for calibrating and measuring."""

    folds: tuple[int, ...] = (1, 2)  # of KnowledgeNet, whole
    more: tuple[int, int] = (3, 500)  # a further fold, and how many documents of it
    redocred: int = 400  # the first so many documents
    gap: int = 1000  # the first so many snippets


def documents(corpora: Path, parts: Parts) -> tuple[dict[str, list[TrainingDocument]], tuple[str, ...]]:
    """Return the documents of every corpus, and the properties of Re-DocRED."""
    wikidata = json.loads((corpora / "redocred" / "rel_info.json").read_text(encoding="utf-8"))
    found = {
        "ewt": ewt(corpora, "train"),
        "gum": gum(corpora, "train"),
        "knowledgenet": [
            *knowledgenet_documents(corpora, frozenset(parts.folds)),
            *knowledgenet_documents(corpora, frozenset(parts.more[:1]))[: parts.more[1]],
        ],
        "redocred": redocred_documents(corpora, slice(0, parts.redocred)),
        "gap": gap_documents(corpora, slice(0, parts.gap)),
        "wnut": wnut(corpora),
        "written": written_documents(wikidata),
        "text2kg": sentences(text2kg(corpora)),
    }
    return found, tuple(sorted(wikidata))


def prepare(corpora: Path, path: Path, parts: Parts, seed: int) -> int:
    """Cut the corpora into windows, write them to a file, and return how many pieces they hold."""
    found, wikidata = documents(corpora, parts)
    inventory = Inventory.of([*found["ewt"], *found["gum"]], wikidata)
    pieces, random = WordPieces(), Random(seed)  # noqa: S311 - to be repeated, not to be secret
    windows = [
        window
        for name, documents in found.items()
        for window in cut_windows(documents, name, inventory, pieces, random)
    ]
    write(path, inventory, windows)
    return sum(window.size for window in windows)
