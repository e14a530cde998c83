"""Who is who across the documents of GUM, by the Wikipedia titles that its entities are linked to (``wiki_map.tab``).

Named mentions and what is one thing within a document are given; what is measured is what is one across documents.

    python -m evigraph.benchmarks.quality.gum_identity --corpora DIR
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ...graph.model import Document, Mention, Reading
from .identity import Passage, entities, measure

_COLUMNS = 10
_CLASSES = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "object": "Product",
    "abstract": "Concept",
}
_BRACKET = re.compile(r"(\([^()]+\)?)|([^()]+\))")


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    sort: str
    group: str
    title: str


def passages(corpora: Path) -> tuple[Passage, ...]:
    """Return the documents of both parts with their named mentions of things that are linked."""
    ids = dict(_wikidata(corpora / "gum" / "wiki_map.tab"))
    return tuple(_passage(path, ids) for path in sorted((corpora / "gum").glob("*/*.conllu")))


def _wikidata(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        title, _, id_, *_ = line.split("\t")
        yield title, id_


def _passage(path: Path, ids: dict[str, str]) -> Passage:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    words = [row for row in rows if len(row) == _COLUMNS and row[0].isdigit()]
    text, places = "", []
    for row in words:
        places.append((len(text), len(text) + len(row[1])))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    spans = list(_spans(words))
    titles = {span.group: span.title for span in spans if span.title}
    document = Document.of(text, source=path.stem)
    mentions, gold = [], {}
    for number, span in enumerate(sorted(spans, key=lambda each: (each.start, each.end))):
        named = any(row[3] == "PROPN" for row in words[span.start : span.end])
        start, end = places[span.start][0], places[span.end - 1][1]
        if named and span.group in titles and span.sort in _CLASSES and (document.id, start) not in gold:
            type_ = _CLASSES[span.sort]
            mentions.append(Mention(f"m{number}", start, end, text[start:end], type_, "name", span.group))
            gold[document.id, start] = ids.get(titles[span.group], titles[span.group])
    return Passage(Reading(document, tuple(mentions), tuple(entities(mentions))), gold)


def _spans(words: list[list[str]]) -> Iterator[_Span]:
    """Yield mentions out of ``Entity=``: group, class, four fields that are not needed, link type and title."""
    stack: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for index, row in enumerate(words):
        value = next((item[7:] for item in row[9].split("|") if item.startswith("Entity=")), "")
        for opened, closed in _BRACKET.findall(value):
            if opened:
                group, sort, *others = opened.strip("()").split("-")
                stack[group].append((index, sort, "-".join(others[5:])))
            group = group if opened else closed.rstrip(")")
            if stack[group] and (closed or opened.endswith(")")):
                start, sort, title = stack[group].pop()
                yield _Span(start, index + 1, sort, group, title)


def main(corpora: Annotated[Path, typer.Option(help="Folder of the corpora.", exists=True, file_okay=False)]) -> None:
    """Print the figures, and what went wrong."""
    found = passages(corpora)
    result = measure(found)
    things = len({id_ for each in found for id_ in each.gold.values()})
    print(f"{len(found)} documents, {sum(len(each.gold) for each in found)} mentions of {things} things")
    for name, counts in (("pairs", result.pairs), ("B-cubed", result.mentions), ("CEAF-e", result.entities)):
        print(f"{name}: precision {counts.precision:.3f}, recall {counts.recall:.3f}, F1 {counts.f1:.3f}")
    for name, lines in (("wrong", result.wrong), ("missed", result.missed)):
        print(*(f"{name}: {line}" for line in lines), sep="\n")


if __name__ == "__main__":
    typer.run(main)
