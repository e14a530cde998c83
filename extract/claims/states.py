"""States and the verbs that begin or end them: "joined in 2010" says since when, "left in 2010" until when."""

from __future__ import annotations

from ...graph.model import Time
from .lexicon import listed
from .tree import Sentence, Word

# What somebody or something is for a while; of an event ("founded", "acquired") the date is all of its time.
STATES = listed(
    """
    employer chiefExecutive chairperson boardMember affiliatedWith holdsPosition occupation memberOf memberOfTeam
    memberOfParty worksIn headOfState headOfGovernment spouse residesIn citizenOf subsidiaryOf ownedBy headquarteredIn
    operatesIn listedOn
    """
)
POSTS = listed(
    """
    employer chiefExecutive chairperson boardMember affiliatedWith holdsPosition occupation memberOf memberOfTeam
    memberOfParty headOfState headOfGovernment
    """
)
BEGINNING = listed(
    """
    join become appoint name elect hire recruit marry wed move relocate settle enter promote acquire buy purchase list
    sign emigrate migrate immigrate assume
    """
)
ENDING = listed("leave quit resign retire step depart divorce sack fire dismiss oust expel exit delist")
_BELOW = ("xcomp", "obl", "obj", "nsubj:pass")  # "was appointed chief executive", "retired as chairman"


def turned(sentence: Sentence, event: Word, predicate: str, time: Time | None) -> Time | None:
    """Return when a state holds, given the time of the event that says it.

    Arguments:
        sentence: the sentence.
        event: the word that says the state, or the verb that begins or ends it.
        predicate: a property of the vocabulary, or an open one.
        time: that of the event.
    """
    if time is None or time.start is None or time.end is None or predicate not in STATES:
        return time
    lemma = _verb(sentence, event).lemma.lower()
    if lemma in BEGINNING:
        return Time(time.start, None)
    return Time(None, time.end) if lemma in ENDING else time


def _verb(sentence: Sentence, event: Word) -> Word:
    above = sentence.parent(event)
    governed = above is not None and above.pos == "VERB" and event.pos != "VERB" and event.is_a(*_BELOW)
    return above if governed and above is not None else event
