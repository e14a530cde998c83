"""Make a network lose less when its weights and inputs are rounded to eight bits.

The inputs of a linear layer share one step of rounding, and a few of them are far larger than the rest. Dividing each
input by a factor, and multiplying its weights by the same, changes nothing of what the layer says and evens the inputs
out (SmoothQuant, Xiao et al. 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from .batches import Drawing, drawn, groups
from .losses import run
from .network import Network
from .windows import Window

STRENGTH = 0.8  # of evening out the inputs, at the cost of the weights; of .5 to 1 it lost least
SAMPLED = 40  # each so many windows are looked at


class Scaled(nn.Module):
    """A linear layer whose inputs are divided by factors that its weights make up for."""

    def __init__(self, linear: nn.Linear, factors: Tensor) -> None:
        """Take the layer and a factor (inputs,) for each of its inputs."""
        super().__init__()
        self.register_buffer("inverse", 1 / factors)
        self.weight = nn.Parameter((linear.weight * factors).T.contiguous())
        self.bias = linear.bias

    def forward(self, states: Tensor) -> Tensor:
        """Do what the layer did."""
        return (states * self.inverse) @ self.weight + self.bias  # type: ignore[operator]  # a buffer is a tensor


def smooth(network: Network, windows: Sequence[Window]) -> None:
    """Replace the linear layers of the encoder by scaled ones, by the inputs that they have on some windows."""
    layers = dict(_linears(network))
    largest = _largest(network, layers, windows[::SAMPLED])
    for name, layer in layers.items():
        weights = layer.weight.abs().amax(0).clamp(min=1e-5)
        factors = largest[name].clamp(min=1e-5) ** STRENGTH / weights ** (1 - STRENGTH)
        parent, _, leaf = name.rpartition(".")
        setattr(network.get_submodule(parent), leaf, Scaled(layer, factors / factors.log().mean().exp()))


def _linears(network: Network) -> list[tuple[str, nn.Linear]]:
    named = network.named_modules()
    return [(name, module) for name, module in named if isinstance(module, nn.Linear) and ".layers." in name]


@torch.no_grad()
def _largest(network: Network, layers: dict[str, nn.Linear], windows: Sequence[Window]) -> dict[str, Tensor]:
    """Return the largest absolute value of each input (inputs,) of each layer."""
    found = {name: torch.zeros(layer.in_features) for name, layer in layers.items()}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...], Tensor], None]:
        def look(_: nn.Module, inputs: tuple[Tensor, ...], __: Tensor) -> None:
            found[name] = torch.maximum(found[name], inputs[0].abs().flatten(0, -2).amax(0))

        return look

    watched = [layer.register_forward_hook(watch(name)) for name, layer in layers.items()]
    grouped = groups(windows, 2000, None)
    for batch in drawn(windows, grouped, Drawing(network.pairs.labels), 0):
        run(network, batch, seen=False)
    for each in watched:
        each.remove()
    return found
