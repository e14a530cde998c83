"""How a type of entity is drawn: a shape and a colour, never colour alone.

Colours are those of Okabe and Ito, "Color universal design" (2008), which people with any colour vision tell apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple


class Style(NamedTuple):
    """A shape of vis-network and a colour as ``#rrggbb``."""

    shape: str
    color: str


BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#E69F00", "#009E73", "#CC79A7"
SKY, VERMILION, GREY = "#56B4E9", "#D55E00", "#8A8F98"

KNOWN = {
    "Organization": Style("square", BLUE),
    "Person": Style("dot", ORANGE),
    "Place": Style("triangleDown", GREEN),
    "Group": Style("hexagon", PURPLE),
    "Technology": Style("diamond", VERMILION),
    "Product": Style("triangle", SKY),
    "Service": Style("triangle", BLUE),
    "Industry": Style("hexagon", GREY),
    "Work": Style("diamond", ORANGE),
    "Event": Style("star", VERMILION),
    "Concept": Style("dot", GREY),
}
SHAPES = ("dot", "square", "triangle", "diamond", "star", "hexagon", "triangleDown")
COLORS = (SKY, ORANGE, GREEN, VERMILION, PURPLE, BLUE, GREY)


def type_styles(types: Iterable[str]) -> dict[str, Style]:
    """Give each type a style: the known ones always the same, the others the first free pair in sorted order.

    >>> type_styles(["Person", "Vehicle"])["Vehicle"]
    Style(shape='dot', color='#56B4E9')
    """
    spare = (style for pair in product(SHAPES, COLORS) if (style := Style(*pair)) not in KNOWN.values())
    plain = Style("dot", GREY)
    return {name: KNOWN[name] if name in KNOWN else next(spare, plain) for name in sorted(set(types))}
