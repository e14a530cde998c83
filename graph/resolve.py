"""Who is who in one document: every mention gets its entity, or none where that cannot be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from . import nominals
from .anaphora import Antecedent, Scene
from .labels import call
from .linking import Node, link, surface
from .model import DocumentEntity, Mention
from .names import Words, kind
from .vocabulary import bundled as vocabulary

Pointing = Mapping[str, Mapping[str, float]]
"""By the id of a mention, how likely it points at others; what is left to 1 is that it points at none."""

BESIDE = 3.0  # how much likelier it is that a husband is of the woman right before: "Ann and her husband"
_VAGUE = frozenset(("Thing", "Concept", ""))  # classes of what may be anything
SURE_PRONOUN, SURE_PHRASE = 0.3, 0.6  # a phrase that points at nothing is a thing of its own, and no loss


def resolve(
    text: str, mentions: Sequence[Mention], pointing: Pointing = MappingProxyType({})
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Find what the mentions of a document refer to.

    Names are linked by their words: short and full names, legal forms, acronyms, ticker symbols, last names and the
    names of countries. Descriptions are linked by their words, or point back at a name ("the company"); pronouns point
    back as well. What cannot be told stays without an entity, as do dates and numbers.

    Arguments:
        text: the document.
        mentions: those of it, in any order.
        pointing: how likely some of them point at others; where class, gender and number allow it, that decides.

    Returns:
        The mentions in their order, each with its entity and the class of that, and the entities as ``e1``, ``e2`` …
        in the order of their first mentions.

    >>> text = "Alibaba Group Holding Limited grew. It hired. Alibaba is old."
    >>> spans = [(0, 29, "name"), (36, 38, "pronoun"), (46, 53, "name")]
    >>> found = [Mention(f"m{s}", s, e, text[s:e], "Organization", kind) for s, e, kind in spans]
    >>> resolved, entities = resolve(text, found)
    >>> [mention.entity for mention in resolved], entities[0].label, entities[0].aliases
    (['e1', 'e1', 'e1'], 'Alibaba', ('Alibaba Group Holding Limited',))
    """
    return _Resolver(text, mentions, pointing).result()


@dataclass(frozen=True, slots=True)
class _Belonging:
    """What a phrase with a possessive pronoun is of: the owner, and the thing without one."""

    owner: Hashable
    node: Node


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Mentions by what can be done with them; those of values are in none."""

    names: list[Mention]
    phrases: list[Mention]
    pointers: list[Mention]


def _introducing(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the descriptions that stand right before a name, which say what it is and point at nothing before.

    >>> text = "Acme may buy the retailer Bibelot"
    >>> spans = [("Acme", "name"), ("retailer", "nominal"), ("Bibelot", "name")]
    >>> found = [(text.index(words), words, kind) for words, kind in spans]
    >>> sorted(_introducing(text, [Mention(w, s, s + len(w), w, "Organization", kind) for s, w, kind in found]))
    ['retailer']
    """
    names = {mention.start for mention in mentions if mention.kind == "name"}
    described = (mention for mention in mentions if mention.kind == "nominal")
    return frozenset(m.id for m in described if m.end + 1 in names and text[m.end : m.end + 1] == " ")


def _sort(text: str, mentions: Sequence[Mention], introducing: frozenset[str]) -> _Sorted:
    found = _Sorted([], [], [])
    for mention in mentions:
        if not vocabulary().is_a(mention.type, "Value"):
            (found.phrases if mention.id in introducing else _heap(text, mention, found)).append(mention)
    return found


def _heap(text: str, mention: Mention, found: _Sorted) -> list[Mention]:
    if mention.kind == "name":
        return found.names
    points = mention.kind == "pronoun" or nominals.points_at(text, mention.start, mention.end)
    return found.pointers if points else found.phrases


class _Resolver:
    """The work on one document: first which thing each mention is of, then what the things are called."""

    def __init__(self, text: str, mentions: Sequence[Mention], pointing: Pointing) -> None:
        introducing = _introducing(text, mentions)
        heaps = _sort(text, mentions, introducing)
        self._pointing = {one: others for one, others in pointing.items() if one not in introducing}
        self._by_id = {mention.id: mention for mention in mentions}
        self._seen: dict[str, Antecedent] = {}
        self._text = text
        self._mentions = mentions
        self._ordered = sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.id))
        self._pointers = {mention.id for mention in heaps.pointers}
        self._linked = link(text, heaps.names, heaps.phrases)
        self._things: dict[str, Hashable] = {}

    def result(self) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
        self._walk()
        members: dict[Hashable, list[Mention]] = defaultdict(list)
        for mention in self._ordered:
            if mention.id in self._things:
                members[self._things[mention.id]].append(mention)
        entities: dict[Hashable, DocumentEntity] = {}
        for number, (thing, found) in enumerate(members.items(), 1):
            entities[thing] = self._entity(f"e{number}", thing, found, entities)
        return tuple(self._with_entity(mention, entities) for mention in self._mentions), tuple(entities.values())

    def _walk(self) -> None:
        """Go through the text once, so that what is pointed at can be pointed at again."""
        scene = Scene(self._text)
        for mention in self._ordered:
            found = self._antecedent(mention, scene)
            if found is not None:
                self._things[mention.id] = found.thing
                self._seen[mention.id] = found
                scene.add(found, by_name=mention.kind == "name")

    def _antecedent(self, mention: Mention, scene: Scene) -> Antecedent | None:
        if (likely := self._likely(mention, scene)) is not None:
            self._pointers.add(mention.id)
            scene.call(mention.text, likely.thing)
            return replace(likely, start=mention.start, end=mention.end)
        if mention.id in self._pointers:
            found = self._pointed_at(mention, scene)
            return None if found is None else replace(found, start=mention.start, end=mention.end)
        if mention.id not in self._linked.nodes:
            return None
        return self._described(mention, self._thing(mention, scene))

    def _described(self, mention: Mention, thing: Hashable) -> Antecedent:
        name, words = self._linked.nodes[mention.id]
        return Antecedent(
            mention.start,
            mention.end,
            thing,
            name,
            named=mention.kind == "name",
            sort=nominals.sort(words, name),
            possessor=self._text.startswith(("'s", "’s"), mention.end),
            plural=mention.kind == "nominal" and nominals.plural(mention.text),
        )

    def _likely(self, mention: Mention, scene: Scene) -> Antecedent | None:
        """Return what a mention most likely points at, all mentions of a thing taken together."""
        sums: dict[Hashable, float] = defaultdict(float)
        found: dict[Hashable, Antecedent] = {}
        likely = self._pointing.get(mention.id, {})
        fits = self._fitting(mention, scene) if likely else None
        for other, probability in likely.items():
            each = self._seen.get(other) or self._ahead(other, mention)
            if each is not None and fits is not None and fits(each):
                beside = mention.kind == "pronoun" and scene.beside(mention.text, each, mention.start)
                sums[each.thing] += BESIDE * probability if beside else probability
                found.setdefault(each.thing, each)
        best = max(sums, key=lambda thing: sums[thing], default=None)
        if best is None or sums[best] < (SURE_PRONOUN if mention.kind == "pronoun" else SURE_PHRASE):
            return None
        return found[best]

    def _ahead(self, other: str, mention: Mention) -> Antecedent | None:
        """Return a name that stands after what points at it: "in her youth, Ann ..."."""
        name = self._by_id[other]
        if other not in self._linked.nodes or "," not in self._text[mention.end : name.start]:
            return None
        return self._described(name, self._linked.find(other))

    def _fitting(self, mention: Mention, scene: Scene) -> Callable[[Antecedent], bool]:
        """Return what tells whether a mention may point at a thing, by all that need be known of it but once."""
        if mention.kind == "pronoun":
            return lambda each: scene.allows(mention.text, each, mention.start)
        points = nominals.points_at(self._text, mention.start, mention.end)
        known = points[0] if points else kind(mention.type)
        several, vague = nominals.plural(mention.text), known in _VAGUE
        return lambda each: each.named and not several and (vague or known == each.kind)

    def _pointed_at(self, mention: Mention, scene: Scene) -> Antecedent | None:
        if mention.kind == "pronoun":
            return scene.pronoun(mention.text, mention.start)
        points = nominals.points_at(self._text, mention.start, mention.end)
        return None if points is None else scene.definite(*points, mention.start)

    def _thing(self, mention: Mention, scene: Scene) -> Hashable:
        node = self._linked.find(mention.id)
        pronoun = nominals.possessor(mention.text) if mention.kind == "nominal" else None
        owner = scene.pronoun(pronoun, mention.start) if pronoun else None
        return node if owner is None else _Belonging(owner.thing, node)

    def _entity(
        self, id_: str, thing: Hashable, found: Sequence[Mention], known: Mapping[Hashable, DocumentEntity]
    ) -> DocumentEntity:
        own = [mention for mention in found if mention.id not in self._pointers]
        names = [surface(mention, self._linked.symbols) for mention in own if mention.kind == "name"]
        symbols = [symbol for symbol, words in self._linked.symbols.items() if self._has(thing, words)]
        phrases = [mention.text for mention in own if mention.kind == "nominal"]
        if isinstance(thing, _Belonging):
            phrases = [f"{known[thing.owner].label}'s {nominals.bare(phrase)}" for phrase in phrases]
        types = [self._type(mention) for mention in own if mention.kind == "name" or not names]
        called = call(names, symbols, phrases, types)
        return DocumentEntity(id_, called.label, called.type, called.aliases)

    def _type(self, mention: Mention) -> str:
        """Return the class of a mention, unless the class that was settled for its name is another."""
        settled = self._linked.nodes[mention.id][0]
        return mention.type if kind(mention.type) == settled else settled

    def _has(self, thing: Hashable, symbol_of: Words) -> bool:
        node = ("Organization", symbol_of)
        return node in self._linked.clusters and self._linked.clusters.find(node) == thing

    def _with_entity(self, mention: Mention, entities: Mapping[Hashable, DocumentEntity]) -> Mention:
        if mention.id not in self._things:
            return replace(mention, entity=None)
        entity = entities[self._things[mention.id]]
        return replace(mention, entity=entity.id, type=entity.type)
