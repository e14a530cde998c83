"""The page as text: one file, nothing fetched, nothing a document says becomes markup, the same bytes every time."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from evigraph.benchmarks.large import made
from evigraph.errors import UnknownEntityError
from evigraph.export.explorer.payload import compact_json, evidence_tables, packed
from evigraph.export.explorer.styles import KNOWN, type_styles
from evigraph.export.html import render
from evigraph.graph.model import Document, Entity, EntityMention, Evidence, Graph, Relation, Value
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Alibaba was founded in Hangzhou in 1999."
HOSTILE = '</script><img src=x onerror="alert(1)">{{7*7}}<!--\u2028'


def _evidence(document: Document, **changes: object) -> Evidence:
    settings: dict[str, object] = {
        "id": "c1",
        "document": document.id,
        "start": 0,
        "end": len(document.text),
        "quote": document.text,
        "subject_span": (0, 7),
        "object_span": (23, 31),
    }
    return Evidence(**(settings | changes))  # type: ignore[arg-type]  # a test names the fields it changes


def _graph(label: str = "Alibaba", text: str = TEXT) -> Graph:
    document = Document.of(text, source="a.txt")
    return Graph(
        documents=(document,),
        entities=(Entity("alibaba-1", label, "Organization", ("BABA",)), Entity("hangzhou-2", "Hangzhou", "Place")),
        relations=(
            Relation("alibaba-1", "foundedIn", "hangzhou-2", (_evidence(document),)),
            Relation("alibaba-1", "foundedOn", Value("1999", "xsd:gYear"), (_evidence(document, id="c2"),)),
            Relation("hangzhou-2", "open:host", "alibaba-1", (_evidence(document, id="c3"),)),
        ),
    )


class _Page(HTMLParser):
    """Collects the elements of a page and the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attrs, text) for (name, attrs), text in zip(self.tags, self.texts, strict=True) if name == tag]

    def unpacked(self, identifier: str) -> str:
        text = next(text for attrs, text in self.named("script") if attrs.get("id") == identifier)
        return zlib.decompress(b64decode(text)).decode()

    def data(self, identifier: str) -> Any:
        return json.loads(self.unpacked(identifier))


def test_same_graph_same_bytes() -> None:
    """Rendering twice gives the same page."""
    assert render(_graph()) == render(_graph())


def test_nothing_is_fetched() -> None:
    """No element of the page names anything outside it."""
    page = _Page(render(_graph()))
    named = [value for _, attrs in page.tags for name, value in attrs.items() if name in {"src", "href", "action"}]
    assert named == ["data:,"]
    style = page.named("style")[0][1]
    assert "url(" not in style
    assert "@import" not in style


def test_addresses_are_names_only() -> None:
    """Our own script and style hold no address but the namespace of SVG; those of vis-network stand in its comments."""
    page = _Page(render(_graph()))
    own = page.named("script")[-1][1] + page.named("style")[0][1]
    assert set(re.findall(r"https?://[\w.]+[^'\"`\s]*", own)) == {"http://www.w3.org/2000/svg"}


def test_library_comes_from_pyvis_with_its_licence() -> None:
    """The page carries vis-network, the notice its licences ask for in plain text, and no link to a source map."""
    page = _Page(render(_graph()))
    notice = next(text for attrs, text in page.named("script") if attrs.get("id") == "library-licence")
    assert "vis.js is dual licensed" in notice
    assert "vis.js is dual licensed" in page.unpacked("library")
    assert "sourceMappingURL" not in page.unpacked("library")


def test_policy_names_the_hashes_of_scripts_and_style() -> None:
    """The content security policy allows these very sources and nothing else."""
    page = _Page(render(_graph()))
    policy = next(attrs["content"] for attrs, _ in page.named("meta") if "http-equiv" in attrs)
    assert policy is not None
    scripts = [page.unpacked("library"), *(text for attrs, text in page.named("script") if "type" not in attrs)]
    sources = [*scripts, page.named("style")[0][1]]
    assert len(scripts) == 2
    for source in sources:
        assert b64encode(sha256(source.encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_title_is_escaped() -> None:
    """Markup in a title is text."""
    page = render(Graph(), title="<b>&</b>")
    assert "<title>&lt;b&gt;&amp;&lt;/b&gt;</title>" in page
    assert not _Page(page).named("b")


def test_hostile_label_stays_data() -> None:
    """A label that would end a script ends none, and reads back as it is."""
    plain, page = _Page(render(_graph())), _Page(render(_graph(label=HOSTILE, text=HOSTILE + TEXT)))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert not page.named("img")
    assert page.data("graph-nodes")[0]["label"] == HOSTILE


def test_word_href_changes_nothing() -> None:
    """A text with the word "href", on which pyvis would change its template, changes no other part of the page."""
    plain, linked = (_Page(render(_graph(label=label))) for label in ("plain", "href"))
    assert plain.tags == linked.tags


def test_lone_surrogates_can_be_saved() -> None:
    """A text with half a character is saved as UTF-8 and no offset moves."""
    page = render(_graph(text="\ud800" + TEXT), title="a\udfffb")
    assert _Page(page).data("graph-evidence")["texts"] == ["\ufffd" + TEXT]
    assert page.encode("utf-8")


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_packed_data_reads_back(data: object) -> None:
    """What is packed holds letters and digits of Base64 only, and reads back the same."""
    written = packed(compact_json(data))
    assert re.fullmatch(r"[\w+/]*=*", written, re.ASCII)
    assert json.loads(zlib.decompress(b64decode(written))) == data


def test_ids_cannot_be_taken_for_numbers() -> None:
    """An id of a graph that looks like a number or a property of objects never becomes an id of vis-network."""
    graph = Graph(entities=(Entity("1", "One", "Concept"), Entity("__proto__", "Proto", "Concept")))
    nodes = _Page(render(graph)).data("graph-nodes")
    assert [(node["id"], node["label"]) for node in nodes] == [("n0", "One"), ("n1", "Proto")]


def test_empty_label_stays_empty() -> None:
    """An empty label does not turn into an id."""
    nodes = _Page(render(Graph(entities=(Entity("x", "", "Concept"),)))).data("graph-nodes")
    assert nodes[0]["label"] == ""


def test_parallel_relations_are_one_edge() -> None:
    """Two relations between the same two entities, one each way, make one edge."""
    assert _Page(render(_graph())).data("graph-edges") == [{"from": "n0", "id": "n0-n1", "to": "n1"}]


def test_every_claim_is_in_the_page_and_each_text_once() -> None:
    """Claims point into the texts by offsets; the text itself stands once in the page."""
    page = _Page(render(_graph()))
    packs = [page.unpacked(f"graph-{name}") for name in ("graph", "nodes", "edges", "evidence")]
    assert "".join(packs).count(TEXT) == 1
    assert page.data("graph-evidence")["proofs"]["id"] == ["c1", "c2", "c3"]


def test_names_are_told_from_descriptions() -> None:
    """The page knows whether texts name an entity or only describe it; one never mentioned counts as named."""
    talents = Entity("a", "talents", "Group", mentions=(EntityMention("d", 0, 7, "talents", "nominal"),))
    baidu = Entity("b", "Baidu", "Organization", mentions=(EntityMention("d", 8, 13, "Baidu", "name"),))
    graph = Graph(entities=(talents, baidu, Entity("c", "Chengdu", "Place")))
    assert _Page(render(graph)).data("graph-graph")["entities"]["named"] == [0, 1, 1]


def test_quote_is_kept_where_the_text_does_not_give_it() -> None:
    """Evidence of a document that is not in the graph keeps its quote."""
    graph = _graph()
    without = Graph(entities=graph.entities, relations=graph.relations)
    assert set(evidence_tables(graph)["proofs"]["quote"]) == {None}
    assert set(evidence_tables(without)["proofs"]["quote"]) == {TEXT}


@pytest.mark.parametrize("subject_known", [True, False])
def test_unknown_entity_is_named(subject_known: bool) -> None:
    """A relation to an entity that is not there is refused by name."""
    graph = _graph()
    ends = ("alibaba-1", "gone-9") if subject_known else ("gone-9", "alibaba-1")
    broken = Graph(
        graph.documents, graph.entities, (Relation(ends[0], "locatedIn", ends[1], graph.relations[0].evidence),)
    )
    with pytest.raises(UnknownEntityError, match="gone-9"):
        render(broken)


def test_every_entity_is_in_a_community_with_a_place() -> None:
    """The page knows the community of each entity, and where each community lies."""
    tables = _Page(render(_graph())).data("graph-graph")
    assert tables["entities"]["community"] == [0, 0]
    assert tables["communities"]["top"] == [[0, 1]]
    assert tables["communities"].keys() == {"parent", "size", "top", "x", "y", "radius"}


@pytest.mark.parametrize(("nodes", "most"), [(300, 1_000_000), (1_000, 1_200_000)])
def test_pages_are_small(nodes: int, most: int) -> None:
    """A page of 300 entities takes less than 1 MB, one of 1,000 less than 1.2 MB."""
    assert len(render(made(nodes)).encode()) < most


def test_empty_graph_is_a_page() -> None:
    """An empty graph gives a whole page."""
    assert render(Graph()).rstrip().endswith("</html>")


@given(st.sets(st.text(min_size=1, max_size=12), max_size=38))
def test_types_look_different(types: set[str]) -> None:
    """No two types share shape and colour, as long as there are pairs left, and known types always look the same."""
    styles = type_styles(types)
    assert len(set(styles.values())) == len(types)
    assert all(styles[name] == KNOWN[name] for name in types & KNOWN.keys())
