"""What the bundled network says of a parsed text beyond its parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..graph.model import Mention, Rejection, Value
from .claims.documents import document_drafts, things
from .claims.draft import Argument, Draft, NamedSpan, Span
from .claims.typed import typed_drafts
from .coreference import scores
from .names import class_of_sort

if TYPE_CHECKING:
    from ..graph.model import Kind
    from .claims.tree import Sentence
    from .output import Output


@dataclass(frozen=True, slots=True)
class Network:
    """The outputs of the network; a pipeline of the user's own has none."""

    output: Output | None

    def typed(
        self, sentences: Sequence[Sentence], names: Sequence[NamedSpan], today: str | None, threshold: float
    ) -> Iterator[Draft | Rejection]:
        """Yield the relations that single sentences say, and those that were likely and are not taken."""
        if self.output is not None:
            yield from typed_drafts(self.output, sentences, names, today=today, threshold=threshold)

    def with_classes(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return drafts whose descriptions have a class where the network tells one."""
        if self.output is None:
            return list(drafts)
        sorts = np.concatenate([np.zeros(0, np.int64), *(window.sorts for window in self.output.windows)])
        ends = self.output.ends

        def classed(argument: Argument) -> Argument:
            last = ends.get(argument.end)
            if argument.kind != "nominal" or argument.type is not None or last is None or self.output is None:
                return argument
            sort = self.output.encoder.labels.sorts[sorts[last]]
            return replace(argument, type=class_of_sort(sort, self.output.word(last)))

        found = []
        for draft in drafts:
            subject = classed(draft.subject)
            target = classed(draft.object) if isinstance(draft.object, Argument) else draft.object
            same = subject is draft.subject and target is draft.object  # as nearly all are
            found.append(draft if same else replace(draft, subject=subject, object=target))
        return found

    def pointing(self, kinds: Mapping[Span, Kind]) -> dict[Span, dict[Span, float]]:
        """Return what pronouns and descriptions may point at, given the kind of each mention by its span, in order."""
        return {} if self.output is None else scores(self.output, kinds)

    def related(
        self,
        text: str,
        mentions: Sequence[Mention],
        values: Sequence[NamedSpan],
        said: Sequence[Draft],
        threshold: float,
    ) -> list[Draft]:
        """Return the relations that only the whole text says, between things that no draft relates so yet.

        Arguments:
            text: the text.
            mentions: those of it, with their entities.
            values: dates and amounts.
            said: the drafts of single sentences.
            threshold: the least probability.
        """
        if self.output is None:
            return []
        entities = {(mention.start, mention.end): mention.entity for mention in mentions}
        known = {_said(draft, entities) for draft in said}
        found = document_drafts(self.output, things(mentions, values, text), text, threshold=threshold)
        return [draft for draft in found if _said(draft, entities) not in known]


def _said(draft: Draft, entities: Mapping[Span, str | None]) -> tuple[object, str, object]:
    """Return what a draft says, whichever mentions it says it of."""
    target = draft.object
    thing = target.value if isinstance(target, Value) else _thing(target, entities)
    return _thing(draft.subject, entities), draft.predicate, thing


def _thing(argument: Argument, entities: Mapping[Span, str | None]) -> object:
    span = argument.start, argument.end
    return entities.get(span) or span
