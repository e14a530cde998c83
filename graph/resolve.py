"""Who is who in one document: every mention gets its entity, or none where that cannot be told."""

from __future__ import annotations

import re
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

CLEAR = 0.5  # below that, the place of a pronoun has to speak for the same person
PERSONAL = frozenset(("he", "she", "him", "her", "his"))
IMPERSONAL = frozenset(("it", "its", "itself", "they", "them", "their", "themselves"))
AHEAD = 1.5  # how much likelier one thing has to be than any other that "it" or "they" may mean
SLIGHT = 0.1  # below that, the network has nothing in mind that a description could mean
LONGEST_OWNER = 4  # words
BESIDE = 3.0  # how much likelier it is that a husband is of the woman right before: "Ann and her husband"
_VAGUE = frozenset(("Thing", ""))  # classes of what may be anything
SURE_PRONOUN, SURE_PHRASE = 0.3, 0.6  # a phrase that points at nothing is a thing of its own, and no loss


def resolve(
    text: str,
    mentions: Sequence[Mention],
    pointing: Pointing = MappingProxyType({}),
    vague: frozenset[str] = frozenset(),
) -> tuple[tuple[Mention, ...], tuple[DocumentEntity, ...]]:
    """Find what the mentions of a document refer to.

    Names are linked by their words: short and full names, legal forms, acronyms, ticker symbols, last names and the
    names of countries. Descriptions are linked by their words, or point back at a name ("the company"); pronouns point
    back as well. What cannot be told stays without an entity, as do dates and numbers.

    Arguments:
        text: the document.
        mentions: those of it, in any order.
        pointing: how likely some of them point at others; where class, gender and number allow it, that decides.
        vague: the ids of descriptions that are of nothing unless they point at something said before: "the man".

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
    return _Resolver(text, mentions, pointing, vague).result()


@dataclass(frozen=True, slots=True)
class _Belonging:
    """What a phrase with possessive pronouns is of: their owners in its order, and the thing without them."""

    owners: tuple[Hashable, ...]
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
    values = {type_: vocabulary().is_a(type_, "Value") for type_ in {mention.type for mention in mentions}}
    for mention in mentions:
        if not values[mention.type]:
            (found.phrases if mention.id in introducing else _heap(text, mention, found)).append(mention)
    return found


def _heap(text: str, mention: Mention, found: _Sorted) -> list[Mention]:
    if mention.kind == "name":
        return found.names
    points = mention.kind == "pronoun" or nominals.points_at(text, mention.start, mention.end)
    return found.pointers if points else found.phrases


def _short(owner: DocumentEntity | None) -> str | None:
    """Return what to call an owner, nothing where that is a long phrase itself."""
    return owner.label if owner is not None and len(owner.label.split()) <= LONGEST_OWNER else None


_INTRODUCES = re.compile(r"\s+(?:,\s+)?|,\s+")  # "the founder, Jack Ma"
_DESCRIBES = re.compile(r"\s*(?:,|\b(?:is|was|remains|became)\b)\s*(?:an?|the)\s+")  # "The Laske is a river"
_STOP = re.compile(r"[.!?]\s")  # a pronoun points ahead within its sentence only


def _in_reading_order(mention: Mention) -> tuple[int, bool, int, str]:
    """Put a pronoun before the phrase that begins with it, and else the longer of two first."""
    return mention.start, mention.kind != "pronoun", -mention.end, mention.id


class _Resolver:
    """The work on one document: first which thing each mention is of, then what the things are called."""

    def __init__(self, text: str, mentions: Sequence[Mention], pointing: Pointing, vague: frozenset[str]) -> None:
        introducing = _introducing(text, mentions)
        heaps = _sort(text, mentions, introducing)
        self._pointing = {one: others for one, others in pointing.items() if one not in introducing}
        self._by_id = {mention.id: mention for mention in mentions}
        self._seen: dict[str, Antecedent] = {}
        self._text = text
        self._mentions = mentions
        self._ordered = sorted(mentions, key=_in_reading_order)
        self._reach = -1
        self._sureness: dict[str, float] = {}
        self._sums: dict[str, Mapping[Hashable, float]] = {}
        self._owned: dict[str, list[Antecedent | None]] = {}
        self._phrase: Mention | None = None
        self._name: tuple[Mention, Antecedent] | None = None
        self._headed: defaultdict[tuple[object, ...], dict[Hashable, Antecedent]] = defaultdict(dict)
        self._pronouns = {mention.start: mention for mention in mentions if mention.kind == "pronoun"}
        self._pointers = {mention.id for mention in heaps.pointers}
        self._vague = vague
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
                self._tell(mention, found)
                scene.add(found, by_name=mention.kind == "name")

    def _antecedent(self, mention: Mention, scene: Scene) -> Antecedent | None:
        likely = self._likely(mention, scene)
        if likely is not None and self._contested(mention, likely, scene):
            return None
        if likely is not None:
            self._pointers.add(mention.id)
            scene.call(mention.text, likely.thing)
            return replace(likely, start=mention.start, end=mention.end)
        if (found := self._told_before(mention)) is not None or mention.id in self._pointers:
            found = found or self._pointed_at(mention, scene)
            return None if found is None else replace(found, start=mention.start, end=mention.end)
        if mention.id not in self._linked.nodes or mention.id in self._vague or self._ownerless(mention, scene):
            return None
        return self._described(mention, self._thing(mention, scene))

    def _told_before(self, mention: Mention) -> Antecedent | None:
        """Return the only thing before that a definite noun alone can mean: "a nine-day strike … The strike"."""
        part, self._reach = mention.end <= self._reach, max(self._reach, mention.end)  # "talent" in "the talent drain"
        if mention.kind != "nominal" or part or not nominals.only_points(self._text, mention.start, mention.end):
            return None
        word = nominals.head(mention.text)
        told = self._headed.get((nominals.plural(word), *nominals.words(word)), {})
        if len(told) != 1:
            return None
        self._pointers.add(mention.id)
        return next(iter(told.values()))

    def _tell(self, mention: Mention, found: Antecedent) -> None:
        """Remember a thing by the noun of its description, or by the last word of a name that is no person's."""
        if mention.kind == "name":
            if (before := self._beside(mention, self._phrase, _INTRODUCES)) is not None:
                self._remember(before.text, found, instead=True)
            self._name = (mention, found)
            if found.kind != "Person" and " " in mention.text:
                self._remember(mention.text, found)
        elif mention.kind == "nominal" and mention.id not in self._pointers:
            self._phrase = mention
            known = self._name[1] if self._name and self._beside(mention, self._name[0], _DESCRIBES) else None
            if known is not None or " " in mention.text:
                self._remember(mention.text, known or found)

    def _beside(self, mention: Mention, before: Mention | None, link: re.Pattern[str]) -> Mention | None:
        """Return what was just spoken of, if it is of the same class and a text says that both are one."""
        if before is None or kind(before.type) != kind(mention.type) or before.end > mention.start:
            return None
        return before if link.fullmatch(self._text, before.end, mention.start) else None

    def _remember(self, phrase: str, found: Antecedent, *, instead: bool = False) -> None:
        word = nominals.head(phrase)
        key = nominals.plural(word), *nominals.words(word)
        if instead and len(self._headed[key]) == 1:
            self._headed[key].clear()  # the description alone, told before the name that it introduces
        self._headed[key].setdefault(found.thing, found)

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
        likely = self._pointing.get(mention.id)
        fits = self._fitting(mention, scene) if likely else None
        if likely is None or fits is None:
            return None
        sums: dict[Hashable, float] = {}
        found: dict[Hashable, Antecedent] = {}
        self._sums[mention.id] = sums
        owning, seen = mention.kind == "pronoun" and scene.owning(mention.text), self._seen
        for other, probability in likely.items():
            each = seen[other] if other in seen else self._ahead(other, mention)
            if each is not None and fits(each):
                thing, share = each.thing, probability
                if owning and scene.beside(each, mention.start):
                    share *= BESIDE
                if thing in sums:
                    sums[thing] += share
                else:
                    sums[thing], found[thing] = share, each
        best = max(sums, key=sums.__getitem__, default=None)
        if best is None or sums[best] < (SURE_PRONOUN if mention.kind == "pronoun" else SURE_PHRASE):
            return None
        if mention.text.casefold() in IMPERSONAL and not self._stands_out(mention, best):
            return None
        self._sureness[mention.id] = sums[best]
        return found[best]

    def _stands_out(self, mention: Mention, thing: Hashable) -> bool:
        """Tell whether a thing is much likelier meant than any other."""
        sums = self._sums.get(mention.id, {})
        others = max((value for other, value in sums.items() if other != thing), default=0.0)
        return sums.get(thing, 0.0) >= AHEAD * others

    def _contested(self, mention: Mention, likely: Antecedent, scene: Scene) -> bool:
        """Tell whether the network is not sure what a person's pronoun means and the place of it speaks for another."""
        if self._sureness[mention.id] >= CLEAR or mention.text.casefold() not in PERSONAL:
            return False
        near = scene.guess(mention.text, mention.start)
        return near is not None and near.thing != likely.thing

    def _ahead(self, other: str, mention: Mention) -> Antecedent | None:
        """Return a name that stands after what points at it: "in her youth, Ann ..."."""
        name = self._by_id[other]
        comma = self._text.find(",", mention.end, name.start)
        if comma < 0 or other not in self._linked.nodes or _STOP.search(self._text[mention.end : name.start]):
            return None
        return self._described(name, self._linked.find(other))

    def _fitting(self, mention: Mention, scene: Scene) -> Callable[[Antecedent], bool] | None:
        """Return what tells whether a mention may point at a thing, nothing where it may point at none."""
        if mention.kind == "pronoun":
            return scene.allowing(mention.text.casefold(), mention.start)
        if nominals.plural(mention.text) or nominals.completed(mention.text):
            return None
        points = nominals.points_at(self._text, mention.start, mention.end)
        known = points[0] if points else kind(mention.type)
        vague = known in _VAGUE
        return lambda each: each.named and (vague or known == each.kind)

    def _pointed_at(self, mention: Mention, scene: Scene) -> Antecedent | None:
        """Return what a mention points at by its place, unless the network rather means something else or nothing."""
        if mention.kind == "pronoun":
            return self._by_place(mention, mention.text, mention.start, scene)
        points = nominals.points_at(self._text, mention.start, mention.end)
        found = None if points is None else scene.definite(*points, mention.start)
        favoured = max(self._sums.get(mention.id, {}).values(), default=0.0) >= SLIGHT
        return None if favoured and found is not None and not self._stands_out(mention, found.thing) else found

    def _by_place(self, mention: Mention | None, pronoun: str, start: int, scene: Scene) -> Antecedent | None:
        """Return what a pronoun means by its place; "it", of which the network knows nothing, is often empty."""
        scored = mention is not None and mention.id in self._pointing
        return None if scored and pronoun.casefold() in IMPERSONAL else scene.pronoun(pronoun, start)

    def _thing(self, mention: Mention, scene: Scene) -> Hashable:
        node = self._linked.find(mention.id)
        owners = self._owners(mention, scene) if mention.kind == "nominal" else []
        known = tuple(owner.thing for owner in owners if owner is not None)
        return _Belonging(known, node) if known and len(known) == len(owners) else node

    def _ownerless(self, mention: Mention, scene: Scene) -> bool:
        """Tell whether a noun alone is of somebody of whom nothing is known: "his sons"."""
        alone = mention.kind == "nominal" and " " not in nominals.bare(mention.text)
        return alone and None in self._owners(mention, scene)

    def _owners(self, mention: Mention, scene: Scene) -> list[Antecedent | None]:
        """Return whose a description is, for each of its possessive pronouns; found once, when the walk comes by."""
        if mention.id not in self._owned:
            places = nominals.possessives(mention.text)
            self._owned[mention.id] = [self._owner(word, mention.start + place, scene) for place, word in places]
        return self._owned[mention.id]

    def _owner(self, pronoun: str, start: int, scene: Scene) -> Antecedent | None:
        """Return whose something is: "its portrait of her village" has two owners."""
        mention = self._pronouns.get(start)
        likely = self._likely(mention, scene) if mention else None
        if mention and likely:
            return None if self._contested(mention, likely, scene) else likely
        return self._by_place(mention, pronoun, start, scene)

    def _entity(
        self, id_: str, thing: Hashable, found: Sequence[Mention], known: Mapping[Hashable, DocumentEntity]
    ) -> DocumentEntity:
        own = [mention for mention in found if mention.id not in self._pointers]
        names = [surface(mention, self._linked.symbols) for mention in own if mention.kind == "name"]
        symbols = [symbol for symbol, words in self._linked.symbols.items() if self._has(thing, words)]
        phrases = [mention.text for mention in own if mention.kind == "nominal"]
        if isinstance(thing, _Belonging):
            owners = [_short(known.get(owner)) for owner in thing.owners]
            phrases = [nominals.owned(phrase, owners) for phrase in phrases]
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
        entity = entities[self._things[mention.id]] if mention.id in self._things else None
        id_, type_ = (None, mention.type) if entity is None else (entity.id, entity.type)
        # Not by `replace`, which takes three times as long.
        return Mention(mention.id, mention.start, mention.end, mention.text, type_, mention.kind, id_)
