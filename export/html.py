"""The graph as one HTML file in which people read the evidence, without a network.

pyvis generates the page from its nodes, edges and options, with our own autoescaping template; vis-network is taken
out of the installed pyvis. It and the data are compressed, and our script unpacks them. A content security policy names
the hashes of the two scripts and the style sheet, so that nothing else can run and nothing can be fetched (W3C, Content
Security Policy Level 3).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from ..errors import FormatError
from ..frozen import frozen
from ..graph.drawing import Drawing, draw
from ..graph.drawing import begin as begin_drawing
from ..graph.once import once
from ..graph.sketch import sketch
from .explorer.excerpt import excerpt, size_of
from .explorer.payload import (
    compact_json,
    encodable,
    entity_position,
    evidence_tables,
    graph_tables,
    packed,
    whole_table,
)
from .explorer.styles import Style, type_styles

if TYPE_CHECKING:
    from jinja2 import Template

    from ..graph.model import Graph
    from ..graph.regions import Point

SCRIPTS = (
    *("dom.js", "text.js", "unpack.js", "model.js", "topology.js", "joining.js", "source.js", "state.js"),
    *("filter.js", "scope.js"),
    *("paths.js", "rings.js", "find.js", "labels.js", "items.js", "outlines.js", "camera.js", "lettering.js"),
    *("sketch.js", "panning.js", "canvas.js", "picture.js", "search.js"),
    *("dates.js", "facets.js", "chips.js", "claims.js", "timeline.js", "portions.js", "card.js", "reader.js"),
    *("table.js", "cards.js", "summary.js", "keyboard.js", "main.js"),
)
# Between these lies the graph; the rest of a page is the same for all.
REST = '<template id="rest"></template>'  # stands in the page of a part; a server says in it where the rest is
DATA_START, DATA_END = '<template id="data-from"></template>', '<template id="data-to"></template>'
# Positions are computed here: in the browser the same takes 39 s at 300 nodes.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragView": False,  # panning.js moves the view
        "multiselect": False,
        "keyboard": False,
        "selectConnectedEdges": False,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "shapeProperties": {"interpolation": False}},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.6}, "from": {"scaleFactor": 0.6}}},
}


def render(graph: Graph, *, title: str = "evigraph") -> str:
    """Render a graph as one offline HTML page.

    Args:
        graph: any graph, the empty one too: then the page says so.
        title: heading and title of the page.

    Returns:
        The page, the same for the same graph; write it as UTF-8.

    Raises:
        UnknownEntityError: a relation names an entity that the graph does not hold.

    >>> from ..graph.model import Graph
    >>> render(Graph(), title="<Talent>").splitlines()[0]
    '<!doctype html>'
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

    held, size = _held(graph), size_of(graph)
    network = Network(directed=True, heading=encodable(title), cdn_resources="in_line")
    network.options = OPTIONS
    styles = type_styles(entity.type for entity in graph.entities)
    with ThreadPoolExecutor(1) as beside:  # what is packed there waits for nobody here
        evidence = beside.submit(packed, compact_json(evidence_tables(held)))
        network.edges = _edges(held)
        drawn = _drawing(graph)
        network.nodes = _nodes(held, drawn.plan.entities, styles)  # in bulk: add_node searches a list for every node
        packs = {
            "graph": packed(compact_json(graph_tables(held, drawn.tree, drawn.plan.communities))),
            "evidence": evidence.result(),
        }
    if not size.fits:
        packs["whole"] = packed(compact_json(whole_table(graph, size)))
    network.templateEnv = _Page(packs)
    page: str = network.generate_html()
    return page


def begin(graph: Graph) -> None:
    """Begin to draw the page of a graph, beside what is done before `render` asks for the drawing."""
    graph.worked_out[begin] = begin_drawing(sketch(_held(graph)))


@once
def _held(graph: Graph) -> Graph:
    """Return the graph, or the part of it that one file holds."""
    return graph if size_of(graph).fits else excerpt(graph)


def _drawing(graph: Graph) -> Drawing:
    begun: Callable[[], Drawing] | None = graph.worked_out.pop(begin, None)
    return draw(sketch(_held(graph))) if begun is None else begun()


def streamed(page: str, address: str) -> str:
    """Let a page that holds a part of a graph fetch the rest; one that holds it all stays as it is.

    Args:
        page: one that `render` gave.
        address: where the rest is asked for, on the server that the page comes from.

    >>> streamed("<p>whole</p>", "/explorer/part")
    '<p>whole</p>'
    """
    if REST not in page:
        return page
    policy = "default-src &#39;none&#39;;"
    page = page.replace(policy, f"{policy} connect-src &#39;self&#39;;", 1)
    return page.replace(REST, REST.replace(' id="rest"', f' id="rest" data-address="{escape(address)}"'), 1)


def _nodes(graph: Graph, places: Sequence[Point], styles: Mapping[str, Style]) -> list[dict[str, Any]]:
    """Return nodes for vis-network; ids are positions with a letter, so that no id of a graph is taken for a number."""
    return [
        {"id": f"n{position}", "label": entity.label, "x": x, "y": y} | styles[entity.type]._asdict()
        for position, (entity, (x, y)) in enumerate(zip(graph.entities, places, strict=True))
    ]


def _edges(graph: Graph) -> list[dict[str, str]]:
    """Return one edge per pair of connected entities, whatever the number and direction of relations between them."""
    rows = {entity.id: position for position, entity in enumerate(graph.entities)}
    pairs = {
        tuple(sorted((entity_position(relation.subject, rows), entity_position(relation.object, rows))))
        for relation in graph.relations
        if isinstance(relation.object, str)
    }
    return [{"id": f"n{a}-n{b}", "from": f"n{a}", "to": f"n{b}"} for a, b in sorted(pairs)]


@frozen
class _Page:
    """What pyvis takes for its template environment: our template, with what there is besides nodes and edges."""

    packs: Mapping[str, str]

    def get_template(self, _: str) -> _Page:
        return self

    def render(self, **given: object) -> str:
        rest = Markup(REST) if "whole" in self.packs else ""  # noqa: S704 - a constant
        return _template().render(**given, packs=self.packs, rest=rest)


@cache
def _template() -> Template:
    """Return the template, in which everything is escaped but our own files and packed data."""
    from jinja2 import Environment, PackageLoader

    library, script, style = _library(), _script(), _asset("explorer.css")
    environment = Environment(loader=PackageLoader(__name__.rpartition(".")[0], "explorer"), autoescape=True)
    environment.filters["packed"] = lambda data: packed(compact_json(data))
    environment.globals |= {
        "policy": _policy([library, script], [style]),
        "licence": _licence(library),
        "library": packed(library.encode()),
        "script": Markup(script),  # noqa: S704 - a file of this package
        "style": Markup(style),  # noqa: S704 - a file of this package
    }
    return environment.get_template("template.html")


def _licence(library: str) -> str:
    """Return the notice at the head of a script, which its licences ask to keep."""
    return library.partition("/**")[2].partition("*/")[0]


def _policy(scripts: list[str], styles: list[str]) -> str:
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = (f"{name} {' '.join(map(_source_hash, sources))}" for name, sources in allowed.items())
    return "; ".join(("default-src 'none'", *hashes, "img-src data: blob:", "base-uri 'none'", "form-action 'none'"))


def _source_hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return _embeddable(name, files("evigraph.export.explorer").joinpath(name).read_text(encoding="utf-8"))


@cache
def _script() -> str:
    """Join the scripts in one strict function, so that nothing of them is global."""
    return "\n".join(("(async () => {", "'use strict';", *map(_asset, SCRIPTS), "})();"))


@cache
def _library() -> str:
    """Return the newest vis-network that the installed pyvis brings along, with its licence comment.

    Raises:
        FormatError: the installed pyvis holds none.
    """
    places = [place for place in files("pyvis").joinpath("lib").iterdir() if place.name.startswith("vis-")]
    if not places:
        raise FormatError("html", "the installed pyvis holds no vis-network", cure="install pyvis 0.3.2")
    newest = max(places, key=lambda place: [int(part) for part in place.name.removeprefix("vis-").split(".")])
    name = "vis-network.min.js"
    return _embeddable(name, newest.joinpath(name).read_text(encoding="utf-8"))


def _embeddable(name: str, source: str) -> str:
    """Return a source as a browser sees it inside a script or style element, without the link to its source map.

    Raises:
        FormatError: it would end the element it stands in.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL="))
    if any(end in kept.lower() for end in ("</script", "</style", "<!--")):
        raise FormatError("html", f"{name} would end the element it stands in", cure="install pyvis 0.3.2")
    return kept
