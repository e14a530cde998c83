"""What the parts of the network share: sizes, dropout, the mix of layers and the perceptron."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # the name everyone knows

HIDDEN, ATTENTION_HEADS, LAYERS, INNER = 384, 12, 6, 1536
LOWER_LAYERS = 2  # those below how words are written


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head has."""

    upos: int
    xpos: int
    rels: int
    names: int
    roles: int
    sorts: int
    pairs: int
    documents: int

    def as_dict(self) -> dict[str, int]:
        """Return the sizes as a mapping, for checkpoints."""
        return asdict(self)


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool, at a random place: drawing anew took a CPU a sixth of a step."""

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
        if states.is_cuda:
            return F.dropout(states, self.share)
        if not len(self.pool):
            self.pool = (torch.rand(self.POOL) >= self.share).float() / (1 - self.share)
        place = int(torch.randint(self.POOL - states.numel(), ()))
        return states * self.pool[place : place + states.numel()].view(states.shape)


class Mix(nn.Module):
    """A learned weighting of the layers for one task, as vectors of words."""

    def __init__(self, dropout: float) -> None:
        """Start with the later layers weighing more."""
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-1, 1, LAYERS - LOWER_LAYERS + 1))
        self.dropout = Dropout(dropout)

    def forward(self, layers: Tensor) -> Tensor:
        """Return word vectors (B, N, H) out of those of each layer (B, layers, N, H)."""
        mixed = torch.softmax(self.weights, 0) @ layers.flatten(2)
        return self.dropout(mixed.view(len(layers), -1, HIDDEN))  # type: ignore[no-any-return]  # torch's modules return Any


def of_words(seen: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Return what each layer makes of words (B, layers, N, H): the mean of their first and last pieces' states.

    Arguments:
        seen: (B, layers, P, H), of pieces.
        first: (B, N), the first piece of each word.
        last: (B, N), its last piece.
    """
    batch, layers, pieces, _ = seen.shape
    rows = torch.arange(batch * layers, device=seen.device).view(batch, layers, 1) * pieces
    states = seen.flatten(0, 2)  # whole rows are taken out of it, which costs less than an element at a time
    return (states[rows + first.unsqueeze(1)] + states[rows + last.unsqueeze(1)]) / 2


def perceptron(inputs: int, hidden: int, outputs: int, dropout: float = 0.2) -> nn.Sequential:
    """Return a two-layer perceptron."""
    return nn.Sequential(nn.Linear(inputs, hidden), nn.GELU(), Dropout(dropout), nn.Linear(hidden, outputs))
