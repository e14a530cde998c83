"""A fact: what one construction says between two words, before its ends become arguments."""

from __future__ import annotations

from typing import NamedTuple

from ...frozen import frozen
from ...graph.model import Value
from .draft import Argument
from .tree import Word

End = Word | Argument | Value


class Key(NamedTuple):
    """What patterns look a fact up by: lemma, preposition, and whether the subject is acted on.

    ``voice`` is ``active``, ``passive``, ``role`` for what a noun says of its "of" or possessor ("CEO of"), or
    ``measure`` for what it says of an amount ("revenue of").
    """

    lemma: str
    preposition: str = ""
    voice: str = "active"


@frozen
class Fact:
    """Subject, phrase, object as words of a sentence; ``event`` carries status, time and attribution.

    A ``quiet`` fact is a claim only where a pattern of the vocabulary takes it; an ``alone`` one holds for just these
    words, not for what is coordinated with them; a ``given`` one holds whatever the clause around it says, as titles
    and appositions do. ``within`` are the words of the phrase that says an amount: a date on them is that of the fact,
    and no other fact has one of them as its object.
    """

    event: Word
    subject: End
    phrase: str
    object: End
    key: Key
    cues: tuple[Word, ...]
    confidence: float
    quiet: bool = False
    alone: bool = False
    given: bool = False
    within: tuple[Word, ...] = ()
