"""What a network is told it should have said: by the corpora, and by its teachers where a corpus is silent.

Each loss is summed over what counts and divided by the words of the batch. Sources: names annotated in part (Jie et al.
2019, the marginal likelihood), distillation from an ensemble (Hinton et al. 2015).
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  # the name everyone knows

from .batches import Batch
from .network import Network
from .windows import IGNORED

WEIGHTS = {"upos": 0.3, "xpos": 0.6, "sorts": 0.3, "names": 1.5, "pairs": 2.0, "links": 0.5}  # 1 for the others
TAGS = ("upos", "xpos", "sorts", "names", "roles")  # one of several labels for each word

Outputs = dict[str, Tensor]


def word_scores(network: Network, batch: Batch, *, seen: bool) -> Outputs:
    """Return the scores of single words, with some hidden and recased if ``seen``, else as they are."""
    prefix = "seen_" if seen else ""
    names = (f"{prefix}ids", f"{prefix}shapes", "firsts", "spaces", "bias", "first", "last")
    found: Outputs = network(*(batch.arrays[name] for name in names))
    return found


def run(network: Network, batch: Batch, *, seen: bool) -> Outputs:
    """Return all scores of a network for a batch, with words hidden and recased if ``seen``, else as they are.

    Labels of arcs are not among them: they hang on which arcs are looked at.
    """
    arrays = batch.arrays
    found = word_scores(network, batch, seen=seen)
    same = arrays["sentence"].unsqueeze(-1) == arrays["sentence"].unsqueeze(1)
    same = F.pad(same, (1, 0), value=True)  # the root is in every sentence
    found["arcs"] = found["arcs"].masked_fill(~same, -1e4)
    words = found["words"].flatten(0, 1)
    if len(batch.spans.pairs):
        found["pairs"] = network.pairs(words, *batch.spans, batch.bounds)
    if len(batch.links.pairs):
        found["links"] = _by_mention(network.links(words, *batch.links), batch)
    if batch.wholes:
        found["documents"] = torch.cat(
            [
                network.documents(found["words"][each.row, : each.words], each.inside, each.near, each.pairs, each.gaps)
                for each in batch.wholes
            ]
        )
    return found


def _by_mention(scores: Tensor, batch: Batch) -> Tensor:
    """Turn scores of candidates into log-probabilities among those of the same mention."""
    raised = scores.clamp(-15, 15)
    total = raised.new_zeros(int(batch.link_groups[-1]) + 1).index_add(0, batch.link_groups, raised.exp())
    return raised - total.log()[batch.link_groups]


def labels_of(network: Network, found: Outputs, heads: Tensor) -> Tensor:
    """Return the logits (B, N, rels) of the labels of the arcs to ``heads`` (B, N)."""
    size = found["label_governor"].shape[-1]
    governor = found["label_governor"].gather(1, heads.unsqueeze(-1).expand(-1, -1, size))
    return network.syntax.label(found["label_dependent"], governor)


def of_corpora(network: Network, found: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Return the loss of each task on what the corpora annotate."""
    arrays = batch.arrays
    mask = arrays["sentence"] >= 0
    total = {
        name: F.cross_entropy(found[name].flatten(0, -2), arrays[name].flatten(), ignore_index=IGNORED, reduction="sum")
        for name in ("upos", "xpos", "sorts", "roles")
    }
    free = torch.log_softmax(found["names"], -1).masked_fill(~arrays["names"], -1e4)
    total["names"] = -torch.logsumexp(free, -1)[mask].sum()
    starts = arrays["starts"]
    total["starts"] = _binary(found["starts"], starts.clamp(min=0), starts >= 0)
    heads = arrays["heads"]
    total["arcs"] = F.cross_entropy(found["arcs"].flatten(0, 1), heads.flatten(), ignore_index=IGNORED, reduction="sum")
    rels = labels_of(network, found, heads.clamp(min=0))
    total["rels"] = F.cross_entropy(rels.flatten(0, 1), arrays["rels"].flatten(), ignore_index=IGNORED, reduction="sum")
    if "pairs" in found:
        total["pairs"] = _binary(found["pairs"], batch.pair_labels, batch.pair_mask)
    if "links" in found:
        right = torch.zeros(int(batch.link_groups[-1]) + 1, device=mask.device)
        right = right.index_add(0, batch.link_groups, found["links"].exp() * batch.link_right)
        total["links"] = -right.clamp(min=1e-9).log().sum()
    if "documents" in found:
        labels = torch.cat([each.labels for each in batch.wholes])
        total["documents"] = F.binary_cross_entropy_with_logits(found["documents"], labels, reduction="sum")
    return _weighed(total, mask.sum())


def of_teachers(network: Network, found: Outputs, batch: Batch, teachers: Sequence[Network]) -> dict[str, Tensor]:
    """Return the loss of each task on what the teachers think together, seeing each word as it is."""
    heads, mask = batch.arrays["heads"], batch.arrays["sentence"] >= 0
    with torch.no_grad():
        said = [run(teacher, batch, seen=False) for teacher in teachers]
        arcs = _mean([torch.softmax(each["arcs"], -1) for each in said])
        heads = torch.where(heads >= 0, heads, arcs.argmax(-1))
        rels = _mean([torch.softmax(labels_of(t, each, heads), -1) for t, each in zip(teachers, said, strict=True)])
        taught = {name: _mean([torch.softmax(each[name], -1) for each in said]) for name in TAGS}
        binary = [name for name in ("starts", "pairs", "documents") if name in found]
        likely = {name: _mean([torch.sigmoid(each[name]) for each in said]) for name in binary}
    every = [*((found[name], taught[name], name) for name in TAGS), (found["arcs"], arcs, "arcs")]
    every.append((labels_of(network, found, heads), rels, "rels"))
    total = {name: -(target * torch.log_softmax(own, -1))[mask].sum() for own, target, name in every}
    for name in binary:
        weight = mask if name == "starts" else torch.ones_like(likely[name])
        total[name] = _binary(found[name], likely[name], weight)
    if "links" in found:
        total["links"] = -(_mean([each["links"].exp() for each in said]) * found["links"]).sum()
    return _weighed(total, mask.sum())


def _mean(values: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(values)).mean(0)


def _binary(logits: Tensor, targets: Tensor, weight: Tensor) -> Tensor:
    loss = F.binary_cross_entropy_with_logits(logits, targets.to(logits.dtype), reduction="none")
    return (loss * weight).sum()


def _weighed(total: dict[str, Tensor], words: Tensor) -> dict[str, Tensor]:
    return {name: WEIGHTS.get(name, 1.0) * value / words for name, value in total.items()}
