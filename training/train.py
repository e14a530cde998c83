"""Train the reader: every corpus in every epoch, one step a batch, resumable after each epoch.

Run as ``python -m evigraph.training train --help`` says.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # the name everyone knows

from ..extract.decode import spans as spans_of_tags
from ..extract.wordpieces import WordPieces
from .corpora import ewt, gum, wnut
from .labels import KNOWLEDGENET, NAME_TAGS, SORTS
from .modules import Sizes
from .network import Network, pretrained
from .relations import gap_documents, knowledgenet_documents, redocred_documents, written_documents
from .restore import restore
from .values import TrainingDocument
from .windows import IGNORED, Batch, Inventory, Window, batches, collate, cut_windows, each_once, padding_bias


@dataclass(frozen=True, slots=True)
class Settings:
    """One training run; the defaults made the bundled weights."""

    corpora: Path
    encoder: Path
    output: Path
    folds: tuple[int, ...] = (1, 2)
    redocred: int = 400  # the first so many documents; the rest is for measuring
    gap: int = 1000  # the first so many snippets, likewise
    epochs: int = 12
    shares: Mapping[str, float] = field(  # of a corpus' windows in an epoch, if not all: some learn sooner
        default_factory=lambda: {"ewt": 0.5, "gum": 0.5}
    )
    batch_pieces: int = 1800
    encoder_rate: float = 2e-4
    head_rate: float = 1.2e-3
    warm_up: float = 0.06
    average: float = 0.998  # decay of the averaged weights
    seed: int = 1
    start: Path | None = None  # a reader.pt or a folder of weights to go on from, for a further, gentler run
    more: tuple[int, int] = (3, 0)  # a further fold, and how many documents of it to train on
    only: str = ""  # the module to train, where not all of them
    blind: float = 0.0  # share of capitalised words hidden in the relation corpora


def load_windows(settings: Settings) -> tuple[Inventory, list[Window]]:
    """Return the label inventory and the training windows of every corpus."""
    wikidata = json.loads((settings.corpora / "redocred" / "rel_info.json").read_text(encoding="utf-8"))
    sources: dict[str, list[TrainingDocument]] = {
        "ewt": ewt(settings.corpora, "train"),
        "gum": gum(settings.corpora, "train"),
        "knowledgenet": [
            *knowledgenet_documents(settings.corpora, frozenset(settings.folds)),
            *knowledgenet_documents(settings.corpora, frozenset(settings.more[:1]))[: settings.more[1]],
        ],
        "redocred": redocred_documents(settings.corpora, slice(0, settings.redocred)),
        "gap": gap_documents(settings.corpora, slice(0, settings.gap)),
        "wnut": wnut(settings.corpora),
        "written": written_documents(wikidata),
    }
    inventory = Inventory.of([*sources["ewt"], *sources["gum"]], wikidata)
    pieces, random = WordPieces(), Random(settings.seed)  # noqa: S311 - to be repeated, not to be secret
    return inventory, [
        window
        for name, documents in sources.items()
        if settings.shares.get(name, 1)
        for window in cut_windows(documents, name, inventory, pieces, random)
    ]


def sizes_of(inventory: Inventory) -> Sizes:
    """Return the sizes of the heads for an inventory."""
    return Sizes(
        len(inventory.upos),
        len(inventory.xpos),
        len(inventory.rels),
        len(NAME_TAGS),
        2 * len(KNOWLEDGENET),
        len(SORTS),
        len(inventory.relations),
        len(inventory.wikidata),
    )


@torch.no_grad()
def cache_lower(network: Network, windows: Sequence[Window], pieces: int = 4000) -> None:
    """Compute once, for every window, what the frozen layers make of it."""
    for group in batches(windows, pieces, None):
        longest = max(window.size for window in group)
        ids = torch.zeros(len(group), longest, dtype=torch.long)
        for row, window in enumerate(group):
            ids[row, : window.size] = torch.from_numpy(window.pieces.ids)
        states = network.lower(ids, padding_bias([window.size for window in group], longest))
        for row, window in enumerate(group):
            window.lower = states[row, : window.size].half()


def losses(network: Network, batch: Batch) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return the loss of each task, summed over what is annotated and divided by the words of the batch."""
    arrays, words = batch.arrays, batch.word_mask.sum()
    found = network(
        arrays["lower"], *(arrays[name] for name in ("shapes", "firsts", "spaces", "bias", "first", "last"))
    )
    total: dict[str, Tensor] = {}
    for task, weight in (("upos", 0.3), ("xpos", 0.6), ("sorts", 0.3)):
        total[task] = (
            weight
            * F.cross_entropy(found[task].flatten(0, 1), arrays[task].flatten(), ignore_index=IGNORED, reduction="sum")
            / words
        )
    known = arrays["starts"] >= 0
    total["starts"] = (
        F.binary_cross_entropy_with_logits(found["starts"][known], arrays["starts"][known].float(), reduction="sum")
        / words
    )
    total |= _arc_losses(network, found, arrays, words)
    allowed = arrays["names"]
    logp = torch.log_softmax(found["names"], dim=-1)
    name_loss = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), dim=-1)
    total["names"] = 1.5 * name_loss[batch.word_mask].sum() / words
    total["roles"] = (
        F.cross_entropy(found["roles"].flatten(0, 2), arrays["roles"].flatten(), ignore_index=IGNORED, reduction="sum")
        / words
    )
    if len(batch.spans):
        logits = network.pairs(found["words"].flatten(0, 1), *each_once(batch.spans), batch.bounds)
        pair_loss = F.binary_cross_entropy_with_logits(logits, batch.pair_labels, reduction="none") * batch.pair_mask
        total["pairs"] = 2.0 * pair_loss.sum() / words
    total |= _link_losses(network, found, batch, words) | _document_losses(network, found, batch, words)
    return total, found


def _link_losses(network: Network, found: dict[str, Tensor], batch: Batch, words: Tensor) -> dict[str, Tensor]:
    """Return the loss of choosing, for each mention, any of what is right among its candidates."""
    spans, groups, right = batch.links
    if not len(spans):
        return {}
    raised = network.links(found["words"].flatten(0, 1), *each_once(spans)).clamp(-15, 15).exp()
    count = int(groups[-1]) + 1
    every = torch.zeros(count).index_add(0, groups, raised)
    true = torch.zeros(count).index_add(0, groups, raised * right)
    return {"links": 0.5 * (every.log() - true.log()).sum() / words}


def _document_losses(network: Network, found: dict[str, Tensor], batch: Batch, words: Tensor) -> dict[str, Tensor]:
    """Return the loss of the relations between entities of whole documents."""
    summed = []
    for row, window in enumerate(batch.windows):
        if (related := window.related) is None:
            continue
        arrays = [torch.from_numpy(array) for array in (related.inside, related.near, related.pairs, related.gaps)]
        logits = network.documents(
            found["words"][row, : len(window.words)], arrays[0].float(), arrays[1].float(), *arrays[2:]
        )
        labels = torch.from_numpy(related.labels).float()
        summed.append(F.binary_cross_entropy_with_logits(logits, labels, reduction="sum"))
    return {"documents": 1.0 * torch.stack(summed).sum() / words} if summed else {}


def _arc_losses(
    network: Network, found: dict[str, Tensor], arrays: dict[str, Tensor], words: Tensor
) -> dict[str, Tensor]:
    heads, sentence = arrays["heads"], arrays["sentence"]
    known = heads >= 0
    if not known.any():
        return {}
    same = sentence.unsqueeze(-1) == sentence.unsqueeze(1)
    same = F.pad(same, (1, 0), value=True)  # the root is in every sentence
    arcs = found["arcs"].masked_fill(~same, -1e4)
    arc_loss = F.cross_entropy(arcs[known], heads[known], reduction="sum") / words
    governor = found["label_governor"].gather(
        1, heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, found["label_governor"].shape[-1])
    )
    labels = network.syntax.label(found["label_dependent"][known], governor[known])
    label_loss = F.cross_entropy(labels, arrays["rels"][known], ignore_index=IGNORED, reduction="sum") / words
    return {"arcs": arc_loss, "rels": label_loss}


def add_guesses(batch: Batch, found: dict[str, Tensor]) -> None:
    """Let the taggers' own guesses be candidates in the next epoch, so that the pair head learns to refuse them."""
    names = found["names"].argmax(-1)
    roles = found["roles"].argmax(-1)
    for row, window in enumerate(batch.windows):
        if window.source != "knowledgenet":
            continue
        tags = [NAME_TAGS[tag] for tag in names[row, : len(window.words)].tolist()]
        spans = {(start, end) for start, end, _ in spans_of_tags(tags)}
        for column in roles[row, : len(window.words)].T.tolist():
            if any(column):
                spans |= {(start, end) for start, end, _ in spans_of_tags([("O", "B-x", "I-x")[tag] for tag in column])}
        for examples in window.pairs:
            low, high = examples.bounds
            examples.candidates |= {span for span in spans if span[0] >= low and span[1] <= high}


def train(settings: Settings) -> None:
    """Train from the start or from the newest checkpoint in ``settings.output``."""
    torch.manual_seed(settings.seed)
    settings.output.mkdir(parents=True, exist_ok=True)
    inventory, windows = load_windows(settings)
    network = pretrained(sizes_of(inventory), settings.encoder)
    if settings.start:
        network.load_state_dict(_trained(settings.start), strict=False)
    print(f"{len(windows)} windows, {sum(window.size for window in windows)} pieces", flush=True)
    cache_lower(network, windows)
    shared = [
        window for number, window in enumerate(windows) if number % 1000 < 1000 * settings.shares.get(window.source, 1)
    ]
    steps = settings.epochs * sum(1 for _ in batches(shared, settings.batch_pieces, None))
    network.requires_grad_(requires_grad=False)
    network.get_submodule(settings.only).requires_grad_()
    network.lower.requires_grad_(requires_grad=False)
    optimizer = _optimizer(network, settings)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warm_up))
    averaged = {
        name: value.detach().clone() for name, value in network.state_dict().items() if not name.startswith("lower.")
    }
    first = 0
    checkpoint = settings.output / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"], strict=False)
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        averaged, first = state["averaged"], state["epoch"]
    for epoch in range(first, settings.epochs):
        _epoch(network, windows, optimizer, schedule, averaged, settings, epoch)
        state = {name: value for name, value in network.state_dict().items() if not name.startswith("lower.")}
        torch.save(
            {
                "network": state,
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "averaged": averaged,
                "epoch": epoch + 1,
            },
            checkpoint,
        )
        torch.save(
            {"averaged": averaged, "inventory": asdict(inventory), "epoch": epoch + 1}, settings.output / "reader.pt"
        )


def _trained(start: Path) -> dict[str, Tensor]:
    """Return the state of a network out of a checkpoint, or out of weights that ship."""
    if start.is_dir():
        return restore(start)
    state: dict[str, Tensor] = torch.load(start, weights_only=False)["averaged"]
    return state


def _optimizer(network: Network, settings: Settings) -> torch.optim.AdamW:
    encoder = list(network.upper.layers.parameters())
    chosen = {id(parameter) for parameter in encoder}
    heads = [parameter for parameter in network.parameters() if parameter.requires_grad and id(parameter) not in chosen]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )


def _rate(step: int, steps: int, warm_up: float) -> float:
    """Rise linearly, then fall linearly to a fiftieth."""
    done = step / steps
    return max(0.02, min(done / warm_up, (1 - done) / (1 - warm_up)))


def _epoch(  # noqa: PLR0913, PLR0917 - the state of a run
    network: Network,
    windows: list[Window],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    averaged: dict[str, Tensor],
    settings: Settings,
    epoch: int,
) -> None:
    random, labels = Random(settings.seed * 1000 + epoch), network.pairs.labels  # noqa: S311 - to be repeated
    begun, seen, sums = time.monotonic(), 0, dict[str, float]()
    windows = [window for window in windows if random.random() < settings.shares.get(window.source, 1)]
    total = sum(window.size for window in windows)
    network.train()
    for number, group in enumerate(batches(windows, settings.batch_pieces, random)):
        batch = collate(group, labels, random, settings.blind)
        parts, found = losses(network, batch)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        add_guesses(batch, found)
        with torch.no_grad():
            for name, value in network.state_dict().items():
                if name in averaged:
                    averaged[name].lerp_(
                        value, 1 - min(settings.average, (1 + number + epoch * 300) / (10 + number + epoch * 300))
                    )
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
        seen += sum(window.size for window in group)
        if number % 25 == 0:
            rate = seen / (time.monotonic() - begun)
            shown = "  ".join(f"{name} {value / (number + 1):.3f}" for name, value in sums.items())
            print(f"epoch {epoch + 1}/{settings.epochs}  {seen / total:4.0%}  {rate:.0f} pieces/s  {shown}", flush=True)
