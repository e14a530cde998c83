"""Communities: every entity in exactly one, none too large to be drawn, the same each time, each with its own place."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from itertools import combinations

import pytest
from evigraph.graph.communities import CHILD_LIMIT, LEAF_LIMIT, Community, communities
from evigraph.graph.model import Entity, EntityMention, Evidence, Graph, Relation, Value
from evigraph.graph.regions import WHOLE_LIMIT, plan
from evigraph.graph.sketch import sketch
from hypothesis import given, settings
from hypothesis import strategies as st

EVIDENCE = (Evidence("c", "d", 0, 1, "x", (0, 1), None),)


def _graph(size: int, links: list[tuple[int, int]]) -> Graph:
    entities = tuple(Entity(f"e{number:05}", f"Entity {number}", "Concept") for number in range(size))
    relations = tuple(Relation(f"e{a:05}", "knows", f"e{b:05}", EVIDENCE) for a, b in links)
    return Graph(entities=entities, relations=relations)


def _cliques(number: int, size: int) -> list[tuple[int, int]]:
    """Link everybody within a clique, and each clique to the next."""
    inside = [pair for first in range(0, number * size, size) for pair in combinations(range(first, first + size), 2)]
    return inside + [(first, first + size) for first in range(0, (number - 1) * size, size)]


def _leaves(tree: tuple[Community, ...]) -> list[tuple[int, ...]]:
    return [community.members for community in tree if community.members]


@st.composite
def _graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(0, 25))
    end = st.integers(0, max(0, size - 1))
    return _graph(size, draw(st.lists(st.tuples(end, end), max_size=40)) if size else [])


@settings(max_examples=40, deadline=None)
@given(_graphs())
def test_every_entity_is_in_one_community(graph: Graph) -> None:
    """The undivided communities hold each entity once."""
    members = [member for leaf in _leaves(communities(sketch(graph))) for member in leaf]
    assert sorted(members) == list(range(len(graph.entities)))


def test_cliques_are_communities() -> None:
    """Groups that know each other are found."""
    found = _leaves(communities(sketch(_graph(24, _cliques(4, 6)))))
    assert sorted(found) == [tuple(range(first, first + 6)) for first in range(0, 24, 6)]


@pytest.mark.parametrize(
    "links",
    [[], [(0, n) for n in range(1, 2500)], [(n, n + 1) for n in range(0, 2499, 2)], _cliques(50, 50)],
    ids=["none", "star", "pairs", "cliques"],
)
def test_no_community_is_too_large(links: list[tuple[int, int]]) -> None:
    """Whatever the shape, an undivided community can be drawn at once, and few lie side by side."""
    tree = communities(sketch(_graph(2500, links)))
    assert max(map(len, _leaves(tree))) <= LEAF_LIMIT
    parents = [community.parent for community in tree]
    assert max(parents.count(parent) for parent in set(parents)) <= CHILD_LIMIT


def test_sizes_add_up() -> None:
    """A community is as large as those inside it together, and stands after the one around it."""
    tree = communities(sketch(_graph(1000, [(0, n) for n in range(1, 1000)])))
    for node, community in enumerate(tree):
        inside = [child.size for child in tree if child.parent == node]
        assert community.size == (sum(inside) if inside else len(community.members))
        assert community.parent is None or community.parent < node


def test_names_come_from_the_best_connected() -> None:
    """A community is named by its hubs, entities with a name before those only described."""
    named = (EntityMention("d", 0, 1, "x", "name"),)
    entities = (Entity("a", "talents", "Group"), Entity("b", "Ann", "Person", (), named), Entity("c", "Bob", "Person"))
    links = tuple(Relation("a", "knows", other, EVIDENCE) for other in "bc")
    assert communities(sketch(Graph(entities=entities, relations=links)))[0].top == (1, 0, 2)


def test_values_connect_nothing() -> None:
    """A relation to a value adds nothing to a community."""
    graph = _graph(6, [(0, 1), (2, 3), (4, 5)])
    dated = Graph(entities=graph.entities, relations=(*graph.relations, Relation("e00000", "on", Value("1"), EVIDENCE)))
    assert communities(sketch(graph)) == communities(sketch(dated))


def test_hash_seed_changes_nothing() -> None:
    """The communities are the same whatever the seed of Python's hashes."""
    code = (
        "from evigraph.benchmarks.large import made; from evigraph.graph.communities import communities;"
        "from evigraph.graph.sketch import sketch; print(communities(sketch(made(400))))"
    )
    assert _output(code, "1") == _output(code, "2")


def _output(code: str, seed: str) -> bytes:
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout  # noqa: S603 - our own


def test_places_above_the_limit() -> None:
    """In a large graph every entity lies inside the disc of its community, and the outermost discs lie apart."""
    size = WHOLE_LIMIT + 100
    graph = _graph(size, _cliques(size // 20, 20))
    tree = communities(sketch(graph))
    places = plan(sketch(graph), tree)
    for community, disc in zip(tree, places.communities, strict=True):
        for member in community.members:
            x, y = places.entities[member]
            assert math.hypot(x - disc.x, y - disc.y) <= disc.radius
    outer = [disc for community, disc in zip(tree, places.communities, strict=True) if community.parent is None]
    for one, other in combinations(outer, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > max(one.radius, other.radius)
    assert places == plan(sketch(graph), communities(sketch(graph)))
