"""Turn a checkpoint into what ships: five ONNX graphs, 8-bit weights, their labels and checksums."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import NamedTuple

import onnx
import torch
from onnxruntime.quantization import (  # type: ignore[import-untyped]  # it comes without types
    QuantType,
    quantize_dynamic,
)
from torch import Tensor, nn

from .heads import Pairs, Syntax
from .labels import KNOWLEDGENET, NAME_TAGS, SORTS
from .modules import HIDDEN
from .network import FROZEN, Network, pretrained
from .smooth import smooth
from .train import sizes_of
from .windows import Inventory, read

OPSET = 17
TOKEN_OUTPUTS = (
    "upos",
    "xpos",
    "starts",
    "arcs",
    "label_dependent",
    "label_governor",
    "names",
    "roles",
    "sorts",
    "words",
)


class _Tokens(nn.Module):
    """The encoder with every head that speaks of single words, for one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(  # noqa: PLR0913, PLR0917 - the inputs of the graph
        self, ids: Tensor, shapes: Tensor, firsts: Tensor, spaces: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        bias = torch.zeros(1, 1, 1, 1)
        found = self.network(ids, shapes, firsts, spaces, bias, first, last)
        return tuple(found[name] for name in TOKEN_OUTPUTS)


class _Pairs(nn.Module):
    """The relations between spans of the sentences of one window."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        self.network = pairs

    def forward(self, words: Tensor, ends: Tensor, pairs: Tensor, bounds: Tensor) -> Tensor:
        return self.network.of_window(words, ends, pairs, bounds)


class Graph(NamedTuple):
    """What `write` writes: a module, what it is tried on, and which axes of that are open."""

    name: str
    module: nn.Module
    arguments: tuple[Tensor, ...]
    inputs: list[str]
    outputs: list[str]
    axes: dict[str, dict[int, str]]
    folded: bool = True  # what is made of parameters alone is reckoned here, which loses their names


class _Labels(nn.Module):
    """The labels of chosen arcs."""

    def __init__(self, syntax: Syntax) -> None:
        super().__init__()
        self.syntax = syntax

    def forward(self, dependent: Tensor, governor: Tensor) -> Tensor:
        return self.syntax.label(dependent, governor)


def load(checkpoint: Path, encoder: Path) -> tuple[Network, Inventory]:
    """Return the averaged network of a run and its labels."""
    state = torch.load(checkpoint, weights_only=False)
    inventory = Inventory(**{name: tuple(labels) for name, labels in state["inventory"].items()})
    network = pretrained(sizes_of(inventory), encoder)
    missing, unexpected = network.load_state_dict(state["averaged"], strict=False)
    if unexpected or any(not name.startswith(FROZEN) for name in missing):
        raise ValueError(f"{checkpoint} does not fit this network: {missing} {unexpected}")
    return network.eval(), inventory


def export(checkpoint: Path, encoder: Path, windows: Path, weights: Path) -> None:
    """Write the graphs, ``labels.json`` and ``SHA256SUMS`` into the folder of the weights."""
    network, inventory = load(checkpoint, encoder)
    smooth(network, read(windows)[1])
    for graph in _graphs(network):
        write(graph, weights)
    labels = {
        "upos": inventory.upos,
        "xpos": inventory.xpos,
        "rels": inventory.rels,
        "names": NAME_TAGS,
        "roles": KNOWLEDGENET,
        "sorts": SORTS,
        "relations": inventory.relations,
    }
    (weights / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    calibration = weights / "calibration.json"
    if not calibration.exists():  # until `calibrate` has fitted one
        calibration.write_text(
            '{"knowledgenet": [0.0, 1.0], "wikidata": [0.0, 1.0], "document": [0.0, 1.0]}\n', encoding="utf-8"
        )
    write_checksums(weights)


def write(graph: Graph, weights: Path) -> None:
    """Write one graph into the folder of the weights, in 8 bits."""
    path = weights / f"{graph.name}.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            graph.module,
            graph.arguments,
            str(plain),
            input_names=graph.inputs,
            output_names=graph.outputs,
            dynamic_axes=graph.axes,
            opset_version=OPSET,
            do_constant_folding=graph.folded,
            dynamo=False,
        )
        quantize_dynamic(plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    _strip(path)


def write_checksums(weights: Path) -> None:
    """Write ``SHA256SUMS`` over everything the reader loads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(weights.iterdir())
        if path.suffix in {".onnx", ".json", ".txt"}
    ]
    (weights / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _graphs(network: Network) -> list[Graph]:
    """Return each graph."""
    pieces, words = 9, 7
    piece_inputs, word_inputs = ["ids", "shapes", "firsts", "spaces"], ["first", "last"]
    example = torch.ones(1, pieces, dtype=torch.long)
    places = torch.arange(1, words + 1)[None]
    axes = {name: {1: "pieces"} for name in piece_inputs} | {
        name: {1: "words"} for name in [*word_inputs, *TOKEN_OUTPUTS]
    }
    axes["arcs"] = {1: "words", 2: "heads"}
    axes["label_governor"] = {1: "heads"}
    projection = torch.zeros(words, Syntax.LABEL)
    ends, pairs = torch.tensor([[0, 1], [2, 4], [5, 7]]), torch.tensor([[0, 1], [1, 0], [0, 2], [2, 1]])
    bounds = torch.tensor([[0, words]]).expand(len(pairs), 2)
    inside = torch.eye(words)[:3]
    return [
        Graph(
            "tokens",
            _Tokens(network),
            (example,) * 4 + (places, places),
            piece_inputs + word_inputs,
            list(TOKEN_OUTPUTS),
            axes,
        ),
        Graph(
            "labels",
            _Labels(network.syntax),
            (projection, projection),
            ["dependent", "governor"],
            ["logits"],
            {"dependent": {0: "words"}, "governor": {0: "words"}, "logits": {0: "words"}},
        ),
        Graph(
            "pairs",
            _Pairs(network.pairs),
            (torch.randn(words, HIDDEN), ends, pairs, bounds),
            ["words", "ends", "pairs", "bounds"],
            ["logits"],
            {
                "words": {0: "words"},
                "ends": {0: "ends"},
                "pairs": {0: "pairs"},
                "bounds": {0: "pairs"},
                "logits": {0: "pairs"},
            },
            folded=False,
        ),
        Graph(
            "links",
            network.links,
            (torch.randn(words, HIDDEN), ends, pairs),
            ["words", "ends", "pairs"],
            ["scores"],
            {"words": {0: "words"}, "ends": {0: "ends"}, "pairs": {0: "pairs"}, "scores": {0: "pairs"}},
        ),
        Graph(
            "documents",
            network.documents,
            (torch.randn(words, HIDDEN), inside, inside, torch.tensor([[0, 1], [1, 2]]), torch.tensor([0, 3])),
            ["words", "inside", "near", "pairs", "gaps"],
            ["logits"],
            {
                "words": {0: "words"},
                "inside": {0: "entities", 1: "words"},
                "near": {0: "entities", 1: "words"},
                "pairs": {0: "pairs"},
                "gaps": {0: "pairs"},
                "logits": {0: "pairs"},
            },
        ),
    ]


def _strip(path: Path) -> None:
    """Remove what names the exporting machine's files."""
    model = onnx.load(str(path))
    for node in model.graph.node:
        node.doc_string = ""
    model.doc_string = ""
    onnx.save(model, str(path))
