"""Take a trained network back out of the weights that ship, to train on from them.

Eight bits of a weight are most of it: what the rounding took is less than a step of training gives back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from .network import FROZEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Where the parameters of each graph stand in the network.
PREFIXES = {"tokens": "", "labels": "", "pairs": "pairs.", "links": "links.", "documents": "documents."}


def restore(weights: Path) -> dict[str, Tensor]:
    """Return the state of the network but for its embeddings, out of the graphs in a folder.

    Arguments:
        weights: a folder as `evigraph.training.onnx.export` writes it.
    """
    state: dict[str, Tensor] = {}
    for graph, prefix in PREFIXES.items():
        for name, values in _parameters(onnx.load(str(weights / f"{graph}.onnx")).graph):
            state[prefix + name.removeprefix("network.")] = torch.from_numpy(values)
    scaled = [name.removesuffix(".inverse") for name in state if name.endswith(".inverse")]  # by `training.smooth`
    for layer in scaled:
        state[f"{layer}.weight"] = state[f"{layer}.weight"].T * state.pop(f"{layer}.inverse")
    return {name: value for name, value in state.items() if not name.startswith(FROZEN)}


def state_of(reader: Path) -> dict[str, Tensor]:
    """Return the state of a network out of a run's ``reader.pt``, or out of a folder of weights."""
    if reader.is_dir():
        return restore(reader)
    state: dict[str, Tensor] = torch.load(reader, weights_only=False, map_location="cpu")["averaged"]
    return state


def _parameters(graph: onnx.GraphProto) -> Iterator[tuple[str, NDArray[np.generic]]]:
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    used = {name: node.name for node in graph.node for name in node.input}
    for name, values in stored.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            exact = (values.astype(np.float32) - stored[f"{stem}_zero_point"]) * stored[f"{stem}_scale"]
            exact = exact.astype(np.float32)
            if stem.startswith("onnx::"):
                yield f"{_module(used[name])}.weight", exact.T.copy()
            elif stem.endswith("_Transposed"):
                yield stem.removesuffix("_Transposed"), exact.T.copy()
            else:
                yield stem, exact
        elif name.startswith("onnx::") and _module(used.get(name, "")).endswith("mix"):  # of layers, after its softmax
            yield f"{_module(used[name])}.weights", np.log(values).reshape(-1)
        elif not name.startswith("onnx::") and not name.endswith(("_scale", "_zero_point")):
            yield name, values.copy()


def _module(node: str) -> str:
    """Return the module that a node of the graph came from.

    >>> _module("/network/syntax/starts/starts.3/MatMul_quant")
    'network.syntax.starts.3'
    """
    parts = [*node.strip("/").split("/")[:-1], ""]
    return ".".join(part for part, after in pairwise(parts) if not after.startswith(f"{part}."))
