"""The network: one MiniLM encoder, a learned mix of its layers per task, and a small head for each task.

Shapes: B windows, P pieces, N words, H = 384. Sources: BERT encoder (Devlin et al. 2019), MiniLM (Wang et al. 2020),
layer mixing (Peters et al. 2018).
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # the name everyone knows

from ..extract.wordpieces import SHAPES
from .heads import Documents, Links, Names, Pairs, Syntax
from .modules import ATTENTION_HEADS, HIDDEN, INNER, LAYERS, LOWER_LAYERS, Dropout, Mix, Sizes, of_words

FROZEN = "lower.embeddings."


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


class Embeddings(nn.Module):
    """The vectors of pieces and places, which stay as they were pretrained: most pieces are in no corpus of ours."""

    def __init__(self) -> None:
        """Make the tables; their weights are copied in by `pretrained`."""
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, ids: Tensor) -> Tensor:
        """Embed piece ids (B, P)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(self.words(ids) + self.positions(places) + self.kinds.weight[0])  # type: ignore[no-any-return]  # torch's modules return Any


class Lower(nn.Module):
    """The embeddings and the lowest layers, which do not see how words are written."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make the parts."""
        super().__init__()
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LOWER_LAYERS))

    def forward(self, ids: Tensor, bias: Tensor) -> Tensor:
        """Embed piece ids (B, P) and run the layers."""
        states = self.embeddings(ids)
        for layer in self.layers:
            states = layer(states, bias)
        return states  # type: ignore[no-any-return]  # torch's modules return Any


class Upper(nn.Module):
    """The other layers, with what an uncased encoder cannot see added below them."""

    def __init__(self, dropout: float = 0.1) -> None:
        """Make the layers; ``dropout`` is the share of states zeroed in training."""
        super().__init__()
        self.shapes = nn.Embedding(len(SHAPES), HIDDEN)
        self.firsts = nn.Embedding(2, HIDDEN)
        self.spaces = nn.Embedding(3, HIDDEN)
        for table in (self.shapes, self.firsts, self.spaces):
            nn.init.zeros_(table.weight)  # starts as the pretrained encoder, and learns to look
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - LOWER_LAYERS))

    def forward(self, lower: Tensor, shapes: Tensor, firsts: Tensor, spaces: Tensor, bias: Tensor) -> Tensor:
        """Return the states after each layer from the lower ones on: (B, layers, P, H)."""
        states = lower + self.shapes(shapes) + self.firsts(firsts) + self.spaces(spaces)
        seen = [states]
        for layer in self.layers:
            states = layer(states, bias)
            seen.append(states)
        return torch.stack(seen, dim=1)


class Network(nn.Module):
    """The encoder and every head."""

    def __init__(self, sizes: Sizes) -> None:
        """Make the encoder and every head."""
        super().__init__()
        self.lower, self.upper = Lower(), Upper()
        self.syntax, self.tagger = Syntax(sizes), Names(sizes)
        self.pair_mix, self.pairs = Mix(0.2), Pairs(sizes)
        self.links, self.documents = Links(), Documents(sizes.documents)
        self.lower.embeddings.requires_grad_(requires_grad=False)

    def trained(self) -> dict[str, Tensor]:
        """Return the state of all that training changes, by name."""
        return {name: value for name, value in self.state_dict().items() if not name.startswith(FROZEN)}

    def forward(  # noqa: PLR0913, PLR0917 - the inputs of the network
        self, ids: Tensor, shapes: Tensor, firsts: Tensor, spaces: Tensor, bias: Tensor, first: Tensor, last: Tensor
    ) -> dict[str, Tensor]:
        """Return the outputs of the heads of single words, and ``words`` (B, N, H) for those of spans."""
        layers = of_words(self.upper(self.lower(ids, bias), shapes, firsts, spaces, bias), first, last)
        found = {**self.syntax(layers), **self.tagger(layers)}
        found["words"] = self.pair_mix(layers)
        return found


def pretrained(sizes: Sizes, weights: Path) -> Network:
    """Return the network with MiniLM's weights (a ``model.safetensors`` in BERT's naming) in its encoder."""
    network = Network(sizes)
    given = load_file(str(weights))
    low = network.lower.embeddings
    for table, name in ((low.words, "word"), (low.positions, "position"), (low.kinds, "token_type")):
        table.weight.data.copy_(given[f"embeddings.{name}_embeddings.weight"])
    _copy(low.norm, given, "embeddings.LayerNorm")
    for number, layer in enumerate([*network.lower.layers, *network.upper.layers]):
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
