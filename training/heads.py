"""The heads above the encoder: one small network a task.

Shapes: B windows, N words, K pairs, E entities, W all words of some windows in a row, H = 384. Sources: biaffine arcs
(Dozat and Manning 2017), mention ranking (Denis and Baldridge 2008; Lee et al. 2017), document-level pairs of entities
pooled over their mentions (Yao et al. 2019; Zhou et al. 2021).
"""

from __future__ import annotations

import math
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # the name everyone knows

from .modules import HIDDEN, Dropout, Mix, Sizes, perceptron

DISTANCES = 16
HIDDEN_WORD = -60.0  # enough for no weight at all; what is so small that it has no exponent takes six times as long


def span_vectors(words: Tensor, start: Tensor, end: Tensor) -> Tensor:
    """Return first word, last word and mean of half-open spans (K,): (K, 3 H)."""
    total = F.pad(words.cumsum(0), (0, 0, 1, 0))
    mean = (total[end] - total[start]) / (end - start).unsqueeze(-1)
    return torch.cat([words[start], words[end - 1], mean], dim=-1)


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

    def forward(self, layers: Tensor) -> dict[str, Tensor]:
        """Return logits of tags and starts, arc scores (B, N, N + 1; 0 is the root), and the two label projections."""
        tagging, words = self.tag_mix(layers), self.mix(layers)
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
    """BIO tags of named mentions and of the roles of KnowledgeNet's properties, and what nouns are of."""

    def __init__(self, sizes: Sizes) -> None:
        """Make a head for the given numbers of tags and roles."""
        super().__init__()
        self.mix = Mix(0.2)
        self.names = perceptron(HIDDEN, 256, sizes.names)
        self.role_mix = Mix(0.2)
        self.roles = perceptron(HIDDEN, 256, 3 * sizes.roles)
        self.sorts = perceptron(HIDDEN, 128, sizes.sorts)

    def forward(self, layers: Tensor) -> dict[str, Tensor]:
        """Return logits of names (B, N, tags), of sorts (B, N, sorts) and of roles (B, N, roles, 3)."""
        words = self.mix(layers)
        roles = self.roles(self.role_mix(layers)).unflatten(-1, (-1, 3))
        return {"names": self.names(words), "sorts": self.sorts(words), "roles": roles}


class Pairs(nn.Module):
    """Which relations hold between two spans of a sentence.

    What hangs on one end alone is reckoned once an end, and only the rest for each pair. Where a word stands is told by
    the borders it comes after: the start and end of the subject, of the object, and of both together.
    """

    SPAN, HEADS, KEY, VALUE, BORDERS, INNER = 256, 4, 32, 64, 6, 320

    def __init__(self, sizes: Sizes) -> None:
        """Make a head for the given number of relations."""
        super().__init__()
        self.subject, self.target = (nn.Linear(3 * HIDDEN, self.SPAN) for _ in range(2))
        self.of_subject, self.of_target = (nn.Linear(self.SPAN, self.HEADS * self.KEY + self.INNER) for _ in range(2))
        self.of_both = nn.Linear(self.SPAN, self.INNER)
        self.of_context = nn.Linear(self.HEADS * self.VALUE, self.INNER)
        self.of_gap = nn.Embedding(DISTANCES, self.INNER)
        self.key = nn.Linear(HIDDEN, self.HEADS * self.KEY)
        self.value = nn.Linear(HIDDEN, self.HEADS * self.VALUE)
        self.border = nn.Parameter(torch.zeros(self.BORDERS, self.HEADS))
        self.border_value = nn.Parameter(torch.zeros(self.BORDERS, self.HEADS, self.VALUE))
        self.dropout = Dropout(0.2)
        self.labels = sizes.pairs
        self.final = nn.Linear(self.INNER, sizes.pairs)
        nn.init.constant_(self.final.bias, -4.0)  # few pairs hold any relation

    def forward(self, words: Tensor, ends: Tensor, pairs: Tensor, bounds: Tensor) -> Tensor:
        """Return the logits (K, labels) of pairs, each of which looks at the words of its sentence.

        ``words`` (W, H) are all words in a row; ``ends`` (E, 2) half-open word offsets; ``pairs`` (K, 2) rows of those,
        subject and object; ``bounds`` (K, 2) half-open word offsets of the sentence.
        """
        longest = (bounds[:, 1] - bounds[:, 0]).max()
        # A tensor, and not its value, keeps the length open in the exported graph.
        places = bounds[:, :1] + torch.arange(longest, device=words.device)  # type: ignore[call-overload]  # as said
        return self._logits(words, ends, pairs, bounds, places)

    def of_window(self, words: Tensor, ends: Tensor, pairs: Tensor, bounds: Tensor) -> Tensor:
        """Return the same where words are few: pairs look at all of them, those outside their sentence being hidden."""
        return self._logits(words, ends, pairs, bounds, None)

    def _logits(self, words: Tensor, ends: Tensor, pairs: Tensor, bounds: Tensor, places: Tensor | None) -> Tensor:
        vectors = span_vectors(words, ends[:, 0], ends[:, 1])
        subject, target = F.gelu(self.subject(vectors)), F.gelu(self.target(vectors))
        one, two = pairs[:, 0], pairs[:, 1]
        asked = self.of_subject(subject)[one] + self.of_target(target)[two]
        query, known = asked.split([self.HEADS * self.KEY, self.INNER], dim=1)
        spans = ends[pairs.flatten()].reshape(-1, 4)
        context = self._context(words, query, _after(places, spans, bounds, words), places)
        known = known + self.of_both(subject[one] * target[two]) + self.of_context(context) + self.of_gap(_gaps(spans))
        return self.final(self.dropout(F.gelu(known)))  # type: ignore[no-any-return]  # torch's modules return Any

    def _context(self, words: Tensor, query: Tensor, after: Tensor, places: Tensor | None) -> Tensor:
        """Return what the words around a pair say (K, heads * VALUE)."""
        query = query.reshape(-1, self.HEADS, self.KEY) / math.sqrt(self.KEY)
        key = self.key(words).reshape(-1, self.HEADS, self.KEY)
        value = self.value(words).reshape(-1, self.HEADS, self.VALUE)
        looked = "l"  # each pair at the same words, or at its own
        if places is not None:
            looked, seen = "kl", places.clamp(max=len(words) - 1)
            key, value = key[seen], value[seen]
        hidden = torch.full((2, self.HEADS), HIDDEN_WORD, device=words.device)
        nothing = torch.zeros((2, self.HEADS, self.VALUE), device=words.device)
        scores = torch.einsum(f"khd,{looked}hd->khl", query, key) + torch.cat([self.border, hidden]).t() @ after
        weights = torch.softmax(scores, dim=-1)
        share = weights @ after.transpose(1, 2)  # (K, heads, 8)
        mixed = torch.einsum(f"khl,{looked}hd->khd", weights, value)
        placed = torch.einsum("khb,bhd->khd", share, torch.cat([self.border_value, nothing]))
        return (mixed + placed).flatten(1)


def _after(places: Tensor | None, spans: Tensor, bounds: Tensor, words: Tensor) -> Tensor:
    """Return which words come after each of six borders, after their sentence, and before it: (K, 8, L) of 0 and 1.

    Arguments:
        places: (K, L) of the words that each pair looks at; ``None`` for all.
        spans: (K, 4), start and end of subject and object.
        bounds: (K, 2) of the sentence.
        words: (W, H).
    """
    first, last = torch.minimum(spans[:, :1], spans[:, 2:3]), torch.maximum(spans[:, 1:2], spans[:, 3:])
    borders = torch.cat([spans, first, last, bounds[:, 1:], 1 - bounds[:, :1]], dim=1).to(words.dtype)
    seen = torch.arange(words.shape[0], device=words.device) if places is None else places.unsqueeze(1)
    turned = torch.tensor([1.0] * 7 + [-1.0], device=words.device).unsqueeze(-1)  # before is after, seen from the end
    return (seen.to(words.dtype) * turned >= borders.unsqueeze(-1)).to(words.dtype)


def _gaps(spans: Tensor) -> Tensor:
    """Return how many words stand between two spans (K, 4), as one of `DISTANCES`; the object may come first."""
    gap = torch.where(spans[:, 2] >= spans[:, 1], spans[:, 2] - spans[:, 1], spans[:, 3] - spans[:, 0] - 1)
    return torch.where(gap >= 0, gap.clamp(max=7), 8 + (-gap).clamp(max=7))


class Links(nn.Module):
    """How well a mention points back at another; at itself when it points at none."""

    SPAN, REACH = 160, (0, 1, 2, 4, 8, 12, 20, 32, 64, 128)

    def __init__(self) -> None:
        """Make the head."""
        super().__init__()
        self.pointing, self.pointed = (nn.Linear(3 * HIDDEN, self.SPAN) for _ in range(2))
        self.distance = nn.Embedding(2 * len(self.REACH) + 2, 32)
        self.final = perceptron(3 * self.SPAN + 32, 192, 1)

    def forward(self, words: Tensor, ends: Tensor, pairs: Tensor) -> Tensor:
        """Return a score (K,) for each of ``pairs`` (K, 2), rows of ``ends`` (E, 2), the pointing one first.

        ``ends`` are half-open offsets into ``words`` (W, H).
        """
        vectors = span_vectors(words, ends[:, 0], ends[:, 1])
        pointing, pointed = F.gelu(self.pointing(vectors))[pairs[:, 0]], F.gelu(self.pointed(vectors))[pairs[:, 1]]
        reach = self.distance(self._reach(ends[pairs].flatten(1)))
        known = torch.cat([pointing, pointed, pointing * pointed, reach], dim=-1)
        return self.final(known).squeeze(-1)  # type: ignore[no-any-return]  # torch's modules return Any

    def _reach(self, spans: Tensor) -> Tensor:
        """Return 0 for a mention and itself, then how far back the other stands, then how far ahead."""
        steps = torch.tensor(self.REACH, device=spans.device)
        back = ((spans[:, 0] - spans[:, 3]).unsqueeze(-1) >= steps).sum(-1)
        ahead = ((spans[:, 2] - spans[:, 1]).unsqueeze(-1) >= steps).sum(-1)
        same = (spans[:, 0] == spans[:, 2]) & (spans[:, 1] == spans[:, 3])
        return torch.where(same, 0, torch.where(ahead > 0, 1 + len(self.REACH) + ahead, 1 + back))


class Documents(nn.Module):
    """Which relations hold between two entities of a text, wherever it speaks of them."""

    ENTITY, HEADS, KEY, VALUE, GAPS = 256, 4, 32, 64, 8
    REGIONS = 6  # elsewhere, a sentence with the subject, with the object, with both, in the subject, in the object

    def __init__(self, relations: int) -> None:
        """Make the head for the given number of relations."""
        super().__init__()
        self.entity = nn.Linear(HIDDEN, self.ENTITY)
        self.subject, self.target = (nn.Linear(self.ENTITY, self.ENTITY) for _ in range(2))
        self.query = nn.Linear(2 * self.ENTITY, self.HEADS * self.KEY)
        self.key = nn.Linear(HIDDEN, self.HEADS * self.KEY)
        self.value = nn.Linear(HIDDEN, self.HEADS * self.VALUE)
        self.region = nn.Parameter(torch.zeros(self.REGIONS, self.HEADS))
        self.region_value = nn.Parameter(torch.zeros(self.REGIONS, self.HEADS, self.VALUE))
        self.gap = nn.Embedding(self.GAPS, 32)
        self.final = perceptron(3 * self.ENTITY + self.HEADS * self.VALUE + 32, 320, relations)
        nn.init.constant_(cast("nn.Linear", self.final[-1]).bias, -4.0)  # few pairs hold any relation

    def forward(self, words: Tensor, inside: Tensor, near: Tensor, pairs: Tensor, gaps: Tensor) -> Tensor:
        """Return the logits (K, relations).

        ``words`` (W, H) are those of the text; ``inside`` (E, W) tells which words are mentions of an entity, ``near``
        (E, W) which stand in a sentence with one; ``pairs`` (K, 2) are rows of those, subject and object; ``gaps`` (K,)
        say how many sentences lie between their nearest mentions, up to 7.
        """
        states = self.entity(words)
        entities = torch.logsumexp(states.unsqueeze(0) - 1e4 * (1 - inside).unsqueeze(-1), dim=1)
        subject = F.gelu(self.subject(entities))[pairs[:, 0]]
        target = F.gelu(self.target(entities))[pairs[:, 1]]
        context = self._context(words, inside, near, pairs, torch.cat([subject, target], dim=-1))
        known = torch.cat([subject, target, subject * target, context, self.gap(gaps)], dim=-1)
        return self.final(known)  # type: ignore[no-any-return]  # torch's modules return Any

    def _context(self, words: Tensor, inside: Tensor, near: Tensor, pairs: Tensor, ends: Tensor) -> Tensor:
        one, two = pairs[:, 0], pairs[:, 1]
        region = (near[one] + 2 * near[two]).long()
        region = torch.where(inside[two] > 0, 5, torch.where(inside[one] > 0, 4, region))
        shown = F.one_hot(region, self.REGIONS).to(words.dtype)  # (K, W, regions)
        query = self.query(ends).unflatten(-1, (self.HEADS, self.KEY))
        key = self.key(words).unflatten(-1, (self.HEADS, self.KEY))
        value = self.value(words).unflatten(-1, (self.HEADS, self.VALUE))
        scores = torch.einsum("khd,whd->khw", query, key) / math.sqrt(self.KEY)
        weights = torch.softmax(scores + torch.einsum("kwr,rh->khw", shown, self.region), dim=-1)
        mixed = torch.einsum("khw,whd->khd", weights, value)
        regions = torch.einsum("khw,kwr->khr", weights, shown)
        return (mixed + torch.einsum("khr,rhd->khd", regions, self.region_value)).flatten(1)
