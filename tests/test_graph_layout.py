"""Positions: the same for the same graph, every entity somewhere, labels apart."""

from __future__ import annotations

from itertools import combinations

from evigraph.graph.forces import EXACT_LIMIT
from evigraph.graph.layout import layout
from evigraph.graph.model import Entity, Evidence, Graph, Relation, Value
from evigraph.graph.sketch import sketch
from hypothesis import given, settings
from hypothesis import strategies as st

EVIDENCE = (Evidence("c", "d", 0, 1, "x", (0, 1), None),)


def _graph(size: int, links: list[tuple[int, int]]) -> Graph:
    entities = tuple(Entity(f"e{number}", f"Entity {number}", "Concept") for number in range(size))
    relations = tuple(Relation(f"e{a}", "knows", f"e{b}", EVIDENCE) for a, b in links)
    return Graph(entities=entities, relations=relations)


def _places(graph: Graph) -> dict[str, tuple[int, int]]:
    return {graph.entities[position].id: place for position, place in layout(sketch(graph)).items()}


@st.composite
def _graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(1, 20))
    end = st.integers(0, size - 1)
    return _graph(size, draw(st.lists(st.tuples(end, end), max_size=30)))


@settings(max_examples=40, deadline=None)
@given(_graphs())
def test_every_entity_has_its_own_place(graph: Graph) -> None:
    """Each entity is placed, and no two at the same point."""
    where = _places(graph)
    assert set(where) == {entity.id for entity in graph.entities}
    assert len(set(where.values())) == len(where)


@settings(max_examples=20, deadline=None)
@given(_graphs())
def test_same_graph_same_places(graph: Graph) -> None:
    """Laying out twice gives the same whole numbers."""
    assert _places(graph) == _places(graph)


def test_direction_does_not_pull() -> None:
    """A relation pulls the same whichever way it points."""
    links = [(0, 1), (1, 2), (2, 3), (0, 4)]
    assert _places(_graph(5, links)) == _places(_graph(5, [(b, a) for a, b in links]))


def test_empty_graph_has_no_places() -> None:
    """Nothing is placed where nothing is."""
    assert _places(Graph()) == {}


def test_values_take_no_place() -> None:
    """A relation to a value moves nothing."""
    plain = _graph(3, [(0, 1), (1, 2)])
    dated = Graph(entities=plain.entities, relations=(*plain.relations, Relation("e0", "on", Value("1999"), EVIDENCE)))
    assert _places(plain) == _places(dated)


def test_labels_of_a_star_stay_apart() -> None:
    """Around a hub with 30 leaves no two labels overlap."""
    where = _places(_graph(31, [(0, leaf) for leaf in range(1, 31)]))
    for (x1, y1), (x2, y2) in combinations(where.values(), 2):
        assert abs(x1 - x2) >= 70 or abs(y1 - y2) >= 44


def test_components_lie_apart() -> None:
    """The boxes of two components do not overlap."""
    where = _places(_graph(10, [(n, n + 1) for n in range(4)] + [(n, n + 1) for n in range(5, 9)]))
    first, second = ([where[f"e{n}"] for n in part] for part in (range(5), range(5, 10)))
    sides = (
        max(x for x, _ in first) < min(x for x, _ in second),
        max(y for _, y in first) < min(y for _, y in second),
    )
    assert any(sides)


def test_large_components_are_laid_out_by_cells() -> None:
    """Above the limit of exact forces a chain still spreads out, and the same each time."""
    size = EXACT_LIMIT + 50
    graph = _graph(size, [(n, n // 3) for n in range(1, size)])
    where = _places(graph)
    assert where == _places(graph)
    assert len(set(where.values())) > size * 0.95
