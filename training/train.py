"""Train a reader: every corpus in every epoch, one step a batch, resumable after each epoch.

Run as ``python -m evigraph.training train --help`` says.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from ..extract.decode import spans as spans_of_tags
from .batches import Batch, Drawing, drawn, groups
from .labels import KNOWLEDGENET, NAME_TAGS, SORTS
from .losses import of_corpora, of_teachers, run, word_scores
from .modules import Sizes
from .network import Network, pretrained
from .restore import state_of
from .windows import Inventory, Window, read


@dataclass(frozen=True, slots=True)
class Settings:
    """One training run."""

    windows: Path  # as `prepare` wrote them
    encoder: Path
    output: Path
    epochs: int = 8
    shares: Mapping[str, float] = field(  # of a corpus' windows in an epoch, if not all
        default_factory=lambda: {"gum": 0.7, "wnut": 0.5, "text2kg": 0.0}
    )
    batch_pieces: int = 3600
    lower_rate: float = 2.5e-4  # of the lowest layers
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    average: float = 0.998  # decay of the averaged weights
    blind: float = 0.2  # share of capitalised words hidden in the corpora of `batches.BLINDED`
    seed: int = 1
    start: Path | None = None  # a reader.pt or a folder of weights to go on from
    teachers: tuple[Path, ...] = ()
    trust: float = 0.5  # share of the loss that is the teachers'
    device: str = "cpu"
    workers: int = 0  # processes that draw batches


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


@dataclass(slots=True)
class _Run:
    """What changes while training."""

    network: Network
    teachers: list[Network]
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    averaged: dict[str, Tensor]
    steps: int = 0
    epoch: int = 0

    def step(self, loss: Tensor, decay: float) -> None:
        """Take a step, and the average after it."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.schedule.step()
        weight = 1 - min(decay, (1 + self.steps) / (10 + self.steps))
        now = self.network.trained()
        torch._foreach_lerp_(
            list(self.averaged.values()), [now[name].detach() for name in self.averaged], weight
        )  # one call for all of them
        self.steps += 1

    def state(self) -> dict[str, object]:
        """Return what a later run goes on from."""
        return {
            "network": self.network.trained(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "averaged": self.averaged,
            "steps": self.steps,
            "epoch": self.epoch,
        }

    def go_on(self, checkpoint: Path) -> None:
        """Take up what an earlier run left."""
        state = torch.load(checkpoint, weights_only=False, map_location=next(self.network.parameters()).device)
        self.network.load_state_dict(state["network"], strict=False)
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.averaged, self.steps, self.epoch = state["averaged"], state["steps"], state["epoch"]


def train(settings: Settings) -> None:
    """Train from the start or from the newest checkpoint in ``settings.output``."""
    torch.manual_seed(settings.seed)
    torch.set_float32_matmul_precision("high")
    settings.output.mkdir(parents=True, exist_ok=True)
    inventory, windows = read(settings.windows)
    state = _begin(settings, inventory, windows)
    if (checkpoint := settings.output / "checkpoint.pt").exists():
        state.go_on(checkpoint)
    print(f"{len(windows)} windows, {sum(window.size for window in windows)} pieces", flush=True)
    while state.epoch < settings.epochs:
        _epoch(state, windows, settings)
        state.epoch += 1
        if state.epoch < settings.epochs:
            add_guesses(state.network, windows, settings)
        torch.save(state.state(), checkpoint)
        reader = {"averaged": state.averaged, "inventory": asdict(inventory), "epoch": state.epoch}
        torch.save(reader, settings.output / "reader.pt")


def _begin(settings: Settings, inventory: Inventory, windows: Sequence[Window]) -> _Run:
    network = _network(settings, inventory, settings.start)
    teachers = [_network(settings, inventory, path).eval() for path in settings.teachers]
    optimizer = _optimizer(network, settings)
    chosen = _chosen(windows, settings, Random(0))  # noqa: S311 - only their number counts
    steps = settings.epochs * len(groups(chosen, settings.batch_pieces, None))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings.warm_up))
    averaged = {name: value.detach().clone() for name, value in network.trained().items()}
    return _Run(network, teachers, optimizer, schedule, averaged)


def _network(settings: Settings, inventory: Inventory, start: Path | None) -> Network:
    network = pretrained(sizes_of(inventory), settings.encoder)
    if start is not None:
        network.load_state_dict(state_of(start), strict=False)
    return network.to(settings.device)


def _optimizer(network: Network, settings: Settings) -> torch.optim.AdamW:
    lower, upper = (list(part.layers.parameters()) for part in (network.lower, network.upper))
    chosen = {id(parameter) for parameter in (*lower, *network.lower.parameters(), *upper)}
    heads = [parameter for parameter in network.parameters() if id(parameter) not in chosen]
    rates = ((lower, settings.lower_rate), (upper, settings.encoder_rate), (heads, settings.head_rate))
    return torch.optim.AdamW(
        [{"params": parameters, "lr": rate} for parameters, rate in rates],
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=settings.device != "cpu",
    )


def _rate(step: int, steps: int, warm_up: float) -> float:
    """Rise linearly, then fall linearly to a fiftieth."""
    done = step / steps
    return max(0.02, min(done / warm_up, (1 - done) / (1 - warm_up)))


def _chosen(windows: Sequence[Window], settings: Settings, random: Random) -> list[Window]:
    return [window for window in windows if random.random() < settings.shares.get(window.source, 1)]


def _epoch(state: _Run, windows: Sequence[Window], settings: Settings) -> None:
    seed = settings.seed * 1000 + state.epoch
    random, labels = Random(seed), state.network.pairs.labels  # noqa: S311 - to be repeated
    chosen = _chosen(windows, settings, random)
    grouped = groups(chosen, settings.batch_pieces, random)
    drawing = Drawing(labels, settings.blind, bool(settings.teachers), seed)
    begun, pieces, sums = time.monotonic(), 0, dict[str, Tensor]()
    state.network.train()
    for number, batch in enumerate(drawn(chosen, grouped, drawing, settings.workers), 1):
        parts = _losses(state, batch.to(torch.device(settings.device)), settings)
        state.step(torch.stack(list(parts.values())).sum(), settings.average)
        for name, value in parts.items():
            sums[name] = sums.get(name, value.new_zeros(())) + value.detach()
        pieces += sum(chosen[index].size for index in grouped[number - 1])
        if number % 25 == 0 or number == len(grouped):
            rate = pieces / (time.monotonic() - begun)
            shown = "  ".join(f"{name} {float(value) / number:.3f}" for name, value in sums.items())
            done = f"epoch {state.epoch + 1}/{settings.epochs}  {number / len(grouped):4.0%}"
            print(f"{done}  {rate:.0f} pieces/s  {shown}", flush=True)


def _losses(state: _Run, batch: Batch, settings: Settings) -> dict[str, Tensor]:
    found = run(state.network, batch, seen=True)
    parts = of_corpora(state.network, found, batch)
    if not state.teachers:
        return parts
    taught = of_teachers(state.network, found, batch, state.teachers)
    return {
        name: (1 - settings.trust) * parts[name] + settings.trust * taught[name] if name in taught else parts[name]
        for name in parts
    }


@torch.no_grad()
def add_guesses(network: Network, windows: Sequence[Window], settings: Settings) -> None:
    """Let the taggers' own guesses be candidates in the next epoch, so that the pair head learns to refuse them."""
    network.eval()
    known = [window for window in windows if window.source == "knowledgenet"]
    grouped = groups(known, 4 * settings.batch_pieces, None)
    for group, batch in zip(
        grouped, drawn(known, grouped, Drawing(network.pairs.labels), settings.workers), strict=True
    ):
        found = word_scores(network, batch.to(torch.device(settings.device)), seen=False)
        names, roles = (found[name].argmax(-1).cpu() for name in ("names", "roles"))
        for row, index in enumerate(group):
            count = len(known[index].words)
            _add(known[index], names[row, :count].tolist(), roles[row, :count].T.tolist())


def _add(window: Window, names: list[int], roles: list[list[int]]) -> None:
    spans = {(start, end) for start, end, _ in spans_of_tags([NAME_TAGS[tag] for tag in names])}
    for column in roles:
        if any(column):
            spans |= {(start, end) for start, end, _ in spans_of_tags([("O", "B-x", "I-x")[tag] for tag in column])}
    for examples in window.pairs:
        low, high = examples.bounds
        examples.candidates |= {span for span in spans if span[0] >= low and span[1] <= high}
