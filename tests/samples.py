"""One graph made by hand, with everything an export can meet: the tests of export and query share it."""

from __future__ import annotations

from dataclasses import replace

from evigraph.graph.model import (
    Document,
    Entity,
    EntityMention,
    Evidence,
    Graph,
    Relation,
    Status,
    Time,
    Value,
    content_hash,
)

PROFILE = Document.of(
    "🛒 Alibaba (阿里巴巴) was founded in Hangzhou on 28 June 1999.\n\tIt may acquire Lazada.\r\nIt never left China.",
    source="seeds/profile.txt",
    title="A <b>profile</b> & more",
    date="2024-05-01",
    language="en",
)
INTERVIEW = Document.of(
    'Joe Tsai said: "BABA, Alibaba, led Lazada from 2016 to 2018." Many struggle with brain drain.\x0c',
    source="https://news.example/a b",
    date="2019",
    language="en-GB",
)
NOTICE = Document.of("阿里巴巴总部位于杭州，估值为0.50亿。=1+1", source="通知.txt", language="zh")
DOCUMENTS = tuple(sorted((PROFILE, INTERVIEW, NOTICE), key=lambda document: document.id))


def entity(slug: str, label: str, type_: str, *aliases: str, same_as: tuple[str, ...] = ()) -> Entity:
    """Make an entity with a mention at every place where its label or an alias stands in the documents."""
    mentions = [
        EntityMention(document.id, start, start + len(name), name, "name")
        for document in DOCUMENTS
        for name in (label, *aliases)
        if (start := document.text.find(name)) >= 0
    ]
    return Entity(f"{slug}-{content_hash(label, type_, length=8)}", label, type_, aliases, tuple(mentions), same_as)


ALIBABA = entity(
    "alibaba",
    "Alibaba",
    "Organization",
    "BABA",
    "阿里巴巴",
    same_as=("https://www.wikidata.org/wiki/Q1359568", "Q1359568"),
)
HANGZHOU = entity("杭州", "Hangzhou", "Place", "杭州")
CHINA = entity("china", "China", "Place")
LAZADA = entity("lazada", "Lazada", "Organization")
TSAI = entity("joe-tsai", "Joe Tsai", "Person")
MANY = entity("many", "Many", "Group")
DRAIN = entity("brain-drain", "brain drain", "Concept")
ENTITIES = tuple(sorted((ALIBABA, HANGZHOU, CHINA, LAZADA, TSAI, MANY, DRAIN), key=lambda found: found.id))


def said(document: Document, quote: str, subject: str, target: str | None, status: Status = "asserted") -> Evidence:
    """Make the evidence that a quote of a document gives, with the spans of both ends."""
    start = document.text.index(quote)
    return Evidence(
        id=content_hash(document.id, quote, subject, str(target), status),
        document=document.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        subject_span=_span(document, subject),
        object_span=None if target is None else _span(document, target),
        confidence=0.93,
        status=status,
    )


def _span(document: Document, text: str) -> tuple[int, int]:
    start = document.text.index(text)
    return start, start + len(text)


FOUNDED = "🛒 Alibaba (阿里巴巴) was founded in Hangzhou on 28 June 1999."
LED = "BABA, Alibaba, led Lazada from 2016 to 2018."
RELATIONS = (
    Relation(
        ALIBABA.id,
        "foundedIn",
        HANGZHOU.id,
        (
            replace(said(PROFILE, FOUNDED, "Alibaba", "Hangzhou"), phrase="founded in"),
            replace(said(NOTICE, "阿里巴巴总部位于杭州", "阿里巴巴", "杭州", "possible"), confidence=0.5),
        ),
    ),
    Relation(
        ALIBABA.id,
        "foundedOn",
        Value("1999-06-28", "xsd:date", 47, 59),
        (replace(said(PROFILE, FOUNDED, "Alibaba", "28 June 1999"), confidence=1.0),),
    ),
    Relation(
        ALIBABA.id, "acquired", LAZADA.id, (said(PROFILE, "It may acquire Lazada.", "Alibaba", "Lazada", "possible"),)
    ),
    Relation(
        ALIBABA.id,
        "ownedBy",
        LAZADA.id,
        (
            replace(
                said(INTERVIEW, LED, "Alibaba", "Lazada"),
                attributed_to=TSAI.id,
                time=Time("2016", "2018-12"),
                extractor="open",
            ),
        ),
    ),
    Relation(
        ALIBABA.id, "open:leave", CHINA.id, (said(PROFILE, "It never left China.", "Alibaba", "China", "negated"),)
    ),
    Relation(
        ALIBABA.id,
        "marketValue",
        Value("0.50", "xsd:decimal", 15, 19, "亿"),
        (said(NOTICE, "估值为0.50亿。=1+1", "阿里巴巴", None),),
    ),
    Relation(
        MANY.id,
        "open:struggle with",
        DRAIN.id,
        (said(INTERVIEW, "Many struggle with brain drain.", "Many", "brain drain"),),
    ),
)
GRAPH = Graph(
    DOCUMENTS, ENTITIES, tuple(sorted(RELATIONS, key=lambda found: (found.subject, found.predicate, str(found.object))))
)
