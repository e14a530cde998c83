"""Whether a relation that the network finds likely is taken as a claim, or by which rule it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ...graph.model import Status
from .complements import strongest
from .cues import LEAST, SIDE_BY_SIDE, may_say
from .denials import denied
from .draft import Argument, NamedSpan
from .ends import end_status
from .status import path_status, status
from .subjects import clause_of
from .support import SURE, Path, at_school, other_kin, supported
from .tree import Sentence, Word

# The rules, as the ledger of rejections names them.
APART = "places not side by side"
UNSAID = "no word of the relation"
UNSURE = "not likely enough"
STUDIES = "studies there"
OTHER_KIN = "another kinship"
DENIED = "denied relation"
UNSUPPORTED = "no support near its ends"
UNTOLD = "no literal can be told"
RIVAL = "a likelier relation excludes it"
MISFIT = "classes of its ends"
_TELLING = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True)
class Relating:
    """A relation the network finds likely between two phrases of a sentence."""

    predicate: str
    probability: float
    sentence: Sentence
    subject: Argument
    target: Argument

    @cached_property
    def path(self) -> Path:
        """The way between its ends."""
        words = self.sentence.words
        return Path.between(self.sentence, words[self.subject.head], words[self.target.head])

    @cached_property
    def events(self) -> list[Word]:
        """The words on that way."""
        return self.path.inner

    @property
    def cues(self) -> list[Word]:
        """Those of them that can say it."""
        return [event for event in self.events if event.pos in _TELLING]

    @cached_property
    def status(self) -> Status:
        """How the text puts it."""
        ends = self.path.ends
        path = self.events
        for end in ends:
            path = [clause_of(self.sentence, event, end) if event.index == end.index else event for event in path]
        events = [event for event in path if event.pos in _TELLING]
        put = strongest(path_status(self.sentence, events), *(end_status(self.sentence, end) for end in ends))
        return "negated" if any(self._denies(end) for end in ends) else put

    def _denies(self, end: Word) -> bool:
        """Tell whether the clause that an end completes is denied: "did not study at Yale but taught herself"."""
        above = self.sentence.parent(end)
        if above is None or end.is_a("nsubj") or above not in self.events:
            return False
        predicate = above.pos == "VERB" or self.sentence.child(above, "cop") is not None
        return denied(self.sentence, above) or (predicate and status(self.sentence, above) == "negated")


def refusal(said: Relating, gap: int, names: Sequence[NamedSpan]) -> str | None:
    """Return the rule by which a relation is no claim, ``None`` where the text says it.

    The network learned from what texts assert. What is only possible looks to it like that, and what is denied often is
    another relation altogether: "the academy did not elect her" denies no employment.

    Arguments:
        said: the relation.
        gap: number of words between its ends.
        names: the named mentions of the document.
    """
    predicate = said.predicate
    if not may_say(predicate, said.sentence.text, gap):
        return APART if predicate in SIDE_BY_SIDE else UNSAID
    if said.probability < LEAST.get(predicate, 0):
        return UNSURE
    if predicate == "employer" and at_school(said.path):
        return STUDIES
    if other_kin(predicate, said.path):
        return OTHER_KIN
    put = said.status
    if put == "negated":
        return DENIED
    sure = said.probability >= SURE and put == "asserted"
    return None if sure or supported(predicate, said.path, said.subject, said.target, names) else UNSUPPORTED
