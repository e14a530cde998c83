"""The network: one MiniLM encoder, a learned mix of its layers per task, and a small head for each task.

Shapes: B windows, P pieces, N words, K pairs, H = 384. Sources: BERT encoder (Devlin et al. 2019), MiniLM (Wang et al.
2020), biaffine arcs (Dozat and Manning 2017), layer mixing (Peters et al. 2018).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # the name everyone knows

from ..extract.wordpieces import SHAPES

HIDDEN, ATTENTION_HEADS, LAYERS, INNER = 384, 12, 6, 1536
FROZEN_LAYERS = 2  # their output is computed once and kept (training/windows.py)
REGIONS = 5  # before, in subject, between, in object, after
DISTANCES = 16


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head has."""

    upos: int
    xpos: int
    rels: int
    names: int
    roles: int
    pairs: int

    def as_dict(self) -> dict[str, int]:
        """Return the sizes as a mapping, for checkpoints."""
        return asdict(self)


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool, at a random place: drawing fresh ones took a sixth of a step."""

    POOL = 1 << 23

    def __init__(self, share: float) -> None:
        """Take the share of values that are zeroed."""
        super().__init__()
        self.share = share
        self.pool = torch.empty(0)

    def forward(self, states: Tensor) -> Tensor:
        """Zero a random share of the states while training."""
        if not self.training or not self.share:
            return states
        if not len(self.pool):
            self.pool = (torch.rand(self.POOL) >= self.share).float() / (1 - self.share)
        place = int(torch.randint(self.POOL - states.numel(), ()))
        return states * self.pool[place : place + states.numel()].view(states.shape)


class Layer(nn.Module):
    """One post-norm transformer layer, its attention written out so that it exports plainly."""

    def __init__(self, dropout: float) -> None:
        """Make a layer with weights of its own."""
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.last_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Transform ``states`` (B, P, H); ``bias`` (B, 1, 1, P) is 0 on pieces and very negative on padding."""
        size = HIDDEN // ATTENTION_HEADS
        shaped = self.query_key_value(states).unflatten(-1, (3, ATTENTION_HEADS, size))
        query, key, value = (shaped[:, :, part].transpose(1, 2) for part in range(3))
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(size) + bias, dim=-1)
        mixed = self.attended((weights @ value).transpose(1, 2).flatten(2))
        states = self.norm(states + self.dropout(mixed))
        grown = self.outer(F.gelu(self.inner(states)))
        return self.last_norm(states + self.dropout(grown))  # type: ignore[no-any-return]  # torch's modules return Any


class Lower(nn.Module):
    """The embeddings and the lowest layers, which stay as they were pretrained."""

    def __init__(self) -> None:
        """Make the parts; their weights are copied in by `pretrained`."""
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(0.0) for _ in range(FROZEN_LAYERS))

    def forward(self, ids: Tensor, bias: Tensor) -> Tensor:
        """Embed piece ids (B, P) and run the frozen layers."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.norm(self.words(ids) + self.positions(places) + self.kinds.weight[0])
        for layer in self.layers:
            states = layer(states, bias)
        return states  # type: ignore[no-any-return]  # torch's modules return Any


class Upper(nn.Module):
    """The trained layers, with what an uncased encoder cannot see added below them."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make the layers; ``dropout`` is the share of states zeroed in training."""
        super().__init__()
        self.shapes = nn.Embedding(len(SHAPES), HIDDEN)
        self.firsts = nn.Embedding(2, HIDDEN)
        self.spaces = nn.Embedding(3, HIDDEN)
        for table in (self.shapes, self.firsts, self.spaces):
            nn.init.zeros_(table.weight)  # starts as the pretrained encoder, and learns to look
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - FROZEN_LAYERS))

    def forward(self, lower: Tensor, shapes: Tensor, firsts: Tensor, spaces: Tensor, bias: Tensor) -> Tensor:
        """Return the states after each layer from the lower ones on: (B, layers, P, H)."""
        states = lower + self.shapes(shapes) + self.firsts(firsts) + self.spaces(spaces)
        seen = [states]
        for layer in self.layers:
            states = layer(states, bias)
            seen.append(states)
        return torch.stack(seen, dim=1)


class Mix(nn.Module):
    """A learned weighting of the layers for one task, as vectors of words."""

    def __init__(self, dropout: float) -> None:
        """Start with the later layers weighing more."""
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-1, 1, LAYERS - FROZEN_LAYERS + 1))
        self.dropout = Dropout(dropout)

    def forward(self, seen: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return word vectors (B, N, H): the mean of each word's first and last piece."""
        mixed = (torch.softmax(self.weights, 0)[None, :, None, None] * seen).sum(1)
        wide = (-1, -1, HIDDEN)
        words = (
            mixed.gather(1, first.unsqueeze(-1).expand(*wide)) + mixed.gather(1, last.unsqueeze(-1).expand(*wide))
        ) / 2
        return self.dropout(words)  # type: ignore[no-any-return]  # torch's modules return Any


def perceptron(inputs: int, hidden: int, outputs: int, dropout: float = 0.2) -> nn.Sequential:
    """Return a two-layer perceptron."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), Dropout(dropout), nn.Linear(hidden, outputs))


class Syntax(nn.Module):
    """Tags, sentence starts, arcs and their labels."""

    ARC, LABEL = 256, 160

    def __init__(self, sizes: Sizes) -> None:
        """Make a head for the given numbers of labels."""
        super().__init__()
        self.mix, self.tag_mix = Mix(0.2), Mix(0.2)
        self.upos, self.xpos = nn.Linear(HIDDEN, sizes.upos), nn.Linear(HIDDEN, sizes.xpos)
        self.starts = perceptron(2 * HIDDEN, 64, 1)
        self.root = nn.Parameter(torch.zeros(HIDDEN))
        self.dependent, self.governor = (nn.Linear(HIDDEN, self.ARC) for _ in range(2))
        self.arcs = nn.Parameter(torch.eye(self.ARC + 1, self.ARC) / math.sqrt(self.ARC))
        self.label_dependent, self.label_governor = (nn.Linear(HIDDEN, self.LABEL) for _ in range(2))
        self.labels = nn.Linear(3 * self.LABEL, sizes.rels)
        self.dropout = Dropout(0.3)

    def forward(self, seen: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Return logits of tags and starts, arc scores (B, N, N + 1; 0 is the root), and the two label projections."""
        tagging, words = self.tag_mix(seen, first, last), self.mix(seen, first, last)
        before = F.pad(tagging, (0, 0, 1, 0))[:, :-1]
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], dim=1)
        dependent = self.dropout(F.gelu(self.dependent(words)))
        governor = self.dropout(F.gelu(self.governor(heads)))
        wide = torch.cat([dependent, torch.ones_like(dependent[..., :1])], dim=-1)
        return {
            "upos": self.upos(tagging),
            "xpos": self.xpos(tagging),
            "starts": self.starts(torch.cat([before, tagging], dim=-1)).squeeze(-1),
            "arcs": wide @ self.arcs @ governor.transpose(-1, -2),
            "label_dependent": self.dropout(F.gelu(self.label_dependent(words))),
            "label_governor": self.dropout(F.gelu(self.label_governor(heads))),
        }

    def label(self, dependent: Tensor, governor: Tensor) -> Tensor:
        """Return the logits of the labels of arcs, given the two projections of their ends (..., LABEL)."""
        ends = torch.cat([dependent, governor, dependent * governor], dim=-1)
        return self.labels(ends)  # type: ignore[no-any-return]  # torch's modules return Any


class Names(nn.Module):
    """BIO tags of named mentions, and of the two roles of every KnowledgeNet property."""

    def __init__(self, sizes: Sizes) -> None:
        """Make a head for the given numbers of tags and roles."""
        super().__init__()
        self.mix = Mix(0.2)
        self.names = perceptron(HIDDEN, 256, sizes.names)
        self.role_mix = Mix(0.2)
        self.roles = perceptron(HIDDEN, 256, 3 * sizes.roles)

    def forward(self, seen: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Return name logits (B, N, tags) and role logits (B, N, roles, 3)."""
        names = self.names(self.mix(seen, first, last))
        roles = self.roles(self.role_mix(seen, first, last)).unflatten(-1, (-1, 3))
        return {"names": names, "roles": roles}


class Pairs(nn.Module):
    """Which relations hold between two spans of a sentence."""

    SPAN, HEADS, KEY, VALUE = 256, 4, 32, 64

    def __init__(self, sizes: Sizes) -> None:
        """Make a head for the given number of relations."""
        super().__init__()
        self.subject, self.target = (nn.Linear(3 * HIDDEN, self.SPAN) for _ in range(2))
        self.query = nn.Linear(2 * self.SPAN, self.HEADS * self.KEY)
        self.key = nn.Linear(HIDDEN, self.HEADS * self.KEY)
        self.value = nn.Linear(HIDDEN, self.HEADS * self.VALUE)
        self.region = nn.Parameter(torch.zeros(REGIONS, self.HEADS))
        self.region_value = nn.Parameter(torch.zeros(REGIONS, self.HEADS, self.VALUE))
        self.distance = nn.Embedding(DISTANCES, 32)
        self.labels = sizes.pairs
        self.final = perceptron(3 * self.SPAN + self.HEADS * self.VALUE + 32, 320, sizes.pairs)
        nn.init.constant_(cast("nn.Linear", self.final[-1]).bias, -4.0)  # few pairs hold any relation

    def forward(self, words: Tensor, spans: Tensor, bounds: Tensor) -> Tensor:
        """Return the logits (K, labels).

        ``words`` (W, H) are all words in a row; ``spans`` (K, 4) half-open subject and object word offsets; ``bounds``
        (K, 2) half-open word offsets of the sentence.
        """
        subject = F.gelu(self.subject(self._span(words, spans[:, 0], spans[:, 1])))
        target = F.gelu(self.target(self._span(words, spans[:, 2], spans[:, 3])))
        context = self._context(words, spans, bounds, torch.cat([subject, target], dim=-1))
        gap = torch.where(spans[:, 2] >= spans[:, 1], spans[:, 2] - spans[:, 1], spans[:, 3] - spans[:, 0] - 1)
        bucket = torch.where(gap >= 0, gap.clamp(max=7), 8 + (-gap).clamp(max=7))
        known = torch.cat([subject, target, subject * target, context, self.distance(bucket)], dim=-1)
        return self.final(known)  # type: ignore[no-any-return]  # torch's modules return Any

    @staticmethod
    def _span(words: Tensor, start: Tensor, end: Tensor) -> Tensor:
        total = F.pad(words.cumsum(0), (0, 0, 1, 0))
        mean = (total[end] - total[start]) / (end - start).unsqueeze(-1)
        return torch.cat([words[start], words[end - 1], mean], dim=-1)

    def _context(self, words: Tensor, spans: Tensor, bounds: Tensor, ends: Tensor) -> Tensor:
        longest = (bounds[:, 1] - bounds[:, 0]).max()
        # A tensor, and not its value, keeps the length open in the exported graph.
        places = bounds[:, :1] + torch.arange(longest, device=words.device)  # type: ignore[call-overload]  # as said
        inside = places < bounds[:, 1:]
        places = torch.minimum(places, bounds[:, 1:] - 1)
        regions = self._regions(places, spans)
        query = self.query(ends).unflatten(-1, (self.HEADS, self.KEY))
        key = self.key(words).unflatten(-1, (self.HEADS, self.KEY))[places]
        value = self.value(words).unflatten(-1, (self.HEADS, self.VALUE))[places] + self.region_value[regions]
        scores = (query.unsqueeze(1) * key).sum(-1) / math.sqrt(self.KEY) + self.region[regions]
        scores = scores.masked_fill(~inside.unsqueeze(-1), -1e4)
        weights = torch.softmax(scores, dim=1)
        return (weights.unsqueeze(-1) * value).sum(1).flatten(1)  # type: ignore[no-any-return]  # torch's modules return Any

    @staticmethod
    def _regions(places: Tensor, spans: Tensor) -> Tensor:
        subject = (places >= spans[:, :1]) & (places < spans[:, 1:2])
        target = (places >= spans[:, 2:3]) & (places < spans[:, 3:4])
        left = torch.minimum(spans[:, 0], spans[:, 2]).unsqueeze(-1)
        right = torch.maximum(spans[:, 1], spans[:, 3]).unsqueeze(-1)
        between = torch.where(places < left, 0, torch.where(places >= right, 4, 2))
        return torch.where(subject, 1, torch.where(target, 3, between))


class Network(nn.Module):
    """Everything above one encoder pass."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the encoder and every head."""
        super().__init__()
        self.lower, self.upper = Lower(), Upper()
        self.syntax, self.tagger = Syntax(sizes), Names(sizes)
        self.pair_mix, self.pairs = Mix(0.2), Pairs(sizes)
        self.lower.requires_grad_(requires_grad=False)

    def forward(  # noqa: PLR0913, PLR0917 - the inputs of the network
        self, lower: Tensor, shapes: Tensor, firsts: Tensor, spaces: Tensor, bias: Tensor, first: Tensor, last: Tensor
    ) -> dict[str, Tensor]:
        """Return the outputs of every head but the pairs', and ``words`` (B, N, H) for those."""
        seen = self.upper(lower, shapes, firsts, spaces, bias)
        found = {**self.syntax(seen, first, last), **self.tagger(seen, first, last)}
        found["words"] = self.pair_mix(seen, first, last)
        return found


def pretrained(sizes: Sizes, weights: Path) -> Network:
    """Return the network with MiniLM's weights (a ``model.safetensors`` in BERT's naming) in its encoder."""
    network = Network(sizes)
    given = load_file(str(weights))
    lower = network.lower
    for table, name in ((lower.words, "word"), (lower.positions, "position"), (lower.kinds, "token_type")):
        table.weight.data.copy_(given[f"embeddings.{name}_embeddings.weight"])
    _copy(lower.norm, given, "embeddings.LayerNorm")
    for number, layer in enumerate([*lower.layers, *network.upper.layers]):
        _copy_layer(layer, given, f"encoder.layer.{number}")
    return network


def _copy(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).data.copy_(given[f"{name}.{part}"])


def _copy_layer(layer: nn.Module, given: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        stacked = torch.cat([given[f"{name}.attention.self.{which}.{part}"] for which in ("query", "key", "value")])
        getattr(layer.query_key_value, part).data.copy_(stacked)
    for module, there in (
        ("attended", "attention.output.dense"),
        ("norm", "attention.output.LayerNorm"),
        ("inner", "intermediate.dense"),
        ("outer", "output.dense"),
        ("last_norm", "output.LayerNorm"),
    ):
        _copy(getattr(layer, module), given, f"{name}.{there}")
