"""A document to a reading: parse, names, claims, mentions, and which of them mean the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..bounds import uncollected
from ..errors import ModelError
from ..graph.model import Claim, Document, Kind, Mention, Reading, Rejection, Value
from ..graph.resolve import resolve
from .claims import claims as claims_of_syntax
from .claims.candidates import PRONOUNS
from .claims.documents import LEAST
from .claims.draft import Argument, Draft, NamedSpan, Span
from .claims.quotes import attributed
from .claims.tree import Sentence
from .claims.typed import THRESHOLD
from .found import Found, pointing_by_id, shift
from .headings import split_headings
from .layout import block_starts, chunks
from .merging import distinct, fitting, vague_ends, without_containers
from .models import Model
from .names import CONCEPT, UNKNOWN, VALUES
from .network import Network
from .tidying import tidy

if TYPE_CHECKING:
    from .parsed import Parsed

CHUNK = 50_000  # code points parsed at once: bounds memory, and spaCy's own limit is a million
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # spaCy hashes words as UTF-8, which cannot hold one
_ROOT = Path(__file__).parent.parent


class Reader:
    """Reads documents with one spaCy pipeline; the same document always gives the same reading."""

    def __init__(self, model: Model, *, threshold: float | None = None, whole_document: bool = False) -> None:
        """Take a pipeline, the least probability of a relation that the network finds, and how far it may look.

        With ``whole_document`` there are relations that no sentence says and the document as a whole suggests.

        Raises:
            ModelError: the threshold is no probability.
        """
        if threshold is not None and not 0 <= threshold <= 1:
            raise ModelError("threshold", f"{threshold} is no probability", cure="give a number from 0 to 1")
        self._model = model
        self._sentence_least, self._document_least = (THRESHOLD, LEAST) if threshold is None else (threshold, threshold)
        self._whole_document = whole_document

    @classmethod
    def load(
        cls, pipeline: str | None = None, *, threshold: float | None = None, whole_document: bool = False
    ) -> Reader:
        """Take the bundled pipeline, or a spaCy pipeline by package name or path; it is loaded by the first document.

        Raises:
            ModelError: there is no such pipeline, or the threshold is no probability.
        """
        return cls(Model.find(pipeline), threshold=threshold, whole_document=whole_document)

    @cached_property
    def _parse(self) -> Callable[[str], Parsed]:
        return self._model.load()

    @cached_property
    def fingerprint(self) -> str:
        """Name model, weights and rules: it changes when the same text might read differently."""
        digest = hashlib.sha256(
            f"{self._model.fingerprint()} {self._sentence_least} {self._document_least} {self._whole_document}".encode()
        )
        for room in ("extract", "graph"):
            for path in sorted((_ROOT / room).rglob("*")):
                if path.suffix in {".py", ".ttl"} or path.name == "SHA256SUMS":
                    digest.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
        return digest.hexdigest()[:16]

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in their order."""
        return (self.read(document) for document in documents)

    @uncollected(aged=False)
    def read(self, document: Document) -> Reading:
        """Return everything found in a document.

        Raises:
            ModelError: the pipeline cannot be loaded, or its weights are damaged.
        """
        starts = block_starts(document.text) if len(document.text) > CHUNK else [0]
        parts = [self._chunk(document, start, end) for start, end in chunks(document.text, starts, CHUNK)]
        names = [name for part in parts for name in part.names]
        drafts = [draft for part in parts for draft in part.drafts]
        pronouns = [pronoun for part in parts for pronoun in part.pronouns]
        mentions = _mentions(document.text, _spoken_of(names, pronouns, drafts))
        places = {(mention.start, mention.end): mention.id for mention in mentions}
        pointing = pointing_by_id(mentions, {one: rest for part in parts for one, rest in part.pointing.items()})
        vague = frozenset(places[span] for span in vague_ends(drafts))
        resolved, entities = resolve(document.text, mentions, pointing, vague)
        claims, unfit = fitting(document.text, [_claim(draft, places) for draft in drafts], resolved)
        kept, repeated = distinct(document.text, claims, resolved)
        refused = {rejection for part in parts for rejection in part.rejected}.union(unfit, repeated)
        return Reading(document, resolved, entities, kept, tuple(sorted(refused, key=_in_order)))

    def _chunk(self, document: Document, start: int, end: int) -> Found:
        text = document.text[start:end]
        if not text.strip():
            return Found()
        parsed = self._parse(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
        prose, headings = split_headings(parsed.sentences, text)
        names = tidy(parsed.names, prose, headings)
        known = [name for name in names if name.type not in VALUES]
        network = Network(parsed.output)
        typed = list(network.typed(prose, names, document.date, self._sentence_least))
        open_drafts, rejected = claims_of_syntax(prose, known, date=document.date)
        drafts = [*(each for each in typed if isinstance(each, Draft)), *open_drafts]
        drafts = attributed(drafts, prose, known, text)
        unsaid = [each for each in typed if isinstance(each, Rejection)]
        drafts, nested = without_containers(text, network.with_classes(drafts))
        pronouns = _pronouns(prose)
        spoken_of = _spoken_of(known, pronouns, drafts)
        pointing = network.pointing({span: kind for span, (kind, _) in spoken_of.items()})
        if self._whole_document:
            mentions = _mentions(text, spoken_of)
            resolved, _ = resolve(text, mentions, pointing_by_id(mentions, pointing))
            values = [name for name in names if name.type in VALUES]
            drafts += network.related(text, resolved, values, drafts, self._document_least)
        refused = [Rejection("heading", s.start, s.end, s.text) for s in headings]
        quoted = [
            Rejection(one.rule, one.start, one.end, text[one.start : one.end], one.predicate)
            for one in (*rejected, *unsaid, *nested, *refused)
        ]
        return shift(Found(tuple(known), pronouns, tuple(drafts), tuple(quoted), pointing), start)


def _in_order(rejection: Rejection) -> tuple[int, int, str, str]:
    return rejection.start, rejection.end, rejection.rule, rejection.predicate or ""


def _pronouns(sentences: Sequence[Sentence]) -> tuple[NamedSpan, ...]:
    """Return the pronouns that may point at something named."""
    return tuple(
        NamedSpan(word.start, word.end, PRONOUNS[word.text.lower()])
        for sentence in sentences
        for word in sentence.words
        if word.pos == "PRON" and word.text.lower() in PRONOUNS
    )


def _spoken_of(
    names: Sequence[NamedSpan], pronouns: Sequence[NamedSpan], drafts: Sequence[Draft]
) -> dict[Span, tuple[Kind, str]]:
    """Return the spans of names, pronouns and ends of claims in reading order, each with its kind and class."""
    found: dict[Span, tuple[Kind, str]] = {(word.start, word.end): ("pronoun", word.type) for word in pronouns}
    found |= {(name.start, name.end): ("name", name.type) for name in names}
    for draft in drafts:
        for end in (draft.subject, draft.object, draft.attributed_to):
            if isinstance(end, Argument):
                kind, known = found.get((end.start, end.end), (end.kind, UNKNOWN))
                found[end.start, end.end] = (kind, end.type or known if known == UNKNOWN else known)
    return {span: found[span] for span in sorted(found)}


def _mentions(text: str, spoken_of: Mapping[Span, tuple[Kind, str]]) -> tuple[Mention, ...]:
    """Return a mention for everything that is spoken of."""
    return tuple(
        [
            Mention(f"m{number}", start, end, text[start:end], _type(kind, known), kind)
            for number, ((start, end), (kind, known)) in enumerate(spoken_of.items(), 1)
        ]
    )


def _type(kind: Kind, known: str) -> str:
    return CONCEPT if kind == "nominal" and known == UNKNOWN else known


def _claim(draft: Draft, places: dict[Span, str]) -> Claim:
    target = draft.object
    said = draft.attributed_to
    return Claim(
        subject=places[draft.subject.start, draft.subject.end],
        predicate=draft.predicate,
        object=target if isinstance(target, Value) else places[target.start, target.end],
        start=draft.start,
        end=draft.end,
        phrase=draft.phrase,
        cues=draft.cues,
        confidence=draft.confidence,
        status=draft.status,
        attributed_to=places[said.start, said.end] if said else None,
        time=draft.time,
        extractor=draft.extractor,
    )
