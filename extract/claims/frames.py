"""Clauses as frames: an event with its deep subject, object, recipient and obliques, whatever their surface order."""

from __future__ import annotations

from ...frozen import frozen
from ..values.dates import is_date_word
from .lexicon import listed
from .subjects import PRONOMINAL, antecedent, is_passive, is_verb, surface_subject
from .tree import Sentence, Word, remembered

NOT_ROLES = listed(
    """
    according_to because like unlike such such_as including except besides as_of instead_of rather_than per
    concerning regarding given until till since
    """
)
DIRECTIONS = listed("away back down off out up over together apart forward aside ahead around")
GAPLESS = listed("day time year moment reason way place month week era period")


@frozen
class Oblique:
    """A prepositional complement; ``preposition`` is empty for a bare one ("last year")."""

    word: Word
    preposition: str


@frozen
class Frame:
    """A verb and who takes part: ``subject`` acts, ``object`` is acted on, in active and passive alike.

    ``lemma`` holds the particle ("set up"); ``surface`` is the grammatical subject. ``adverb`` is a word of direction
    right after the verb, which changes what it says but not what patterns know it by: "swept away".
    """

    event: Word
    lemma: str
    passive: bool
    surface: Word | None
    subject: Word | None
    object: Word | None
    recipient: Word | None
    obliques: tuple[Oblique, ...]
    adverb: str = ""

    @property
    def said(self) -> str:
        """Return the verb as a relation phrase has it: "sweep away"."""
        return f"{self.lemma} {self.adverb}".rstrip()


def frames(sentence: Sentence) -> tuple[Frame, ...]:
    """Return the frame of every full verb of a sentence, in reading order."""
    return tuple(_frame(sentence, word) for word in sentence.words if is_verb(word))


@remembered
def preposition(sentence: Sentence, word: Word) -> str:
    """Return the preposition of a noun with all its words: "out of", "with"."""
    whole = [case for case in sentence.children(word, "case") if not _inside_word(sentence, case)]
    cases = [w for case in whole for w in (case, *sentence.children(case, "fixed"))]
    return " ".join(
        w.text.lower() for w in cases if w.text not in ("'s", "’s", "'", "’")
    )  # the curly apostrophe is meant


def _inside_word(sentence: Sentence, case: Word) -> bool:
    """Tell whether a preposition is part of a word that a tokeniser took apart: "business-to-business"."""
    after = sentence.quote(case.end, min(case.end + 1, sentence.end))
    return after == "-" and case.start > sentence.start and sentence.quote(case.start - 1, case.start) == "-"


def particle_verb(sentence: Sentence, event: Word) -> str:
    """Return the lemma of a verb with its particle, or a preposition without a noun: "set up", "was paid for by"."""
    particle = sentence.child(event, "compound:prt") or _stranded(sentence, event)
    return event.lemma.lower() if particle is None else f"{event.lemma} {particle.text}".lower()


def _stranded(sentence: Sentence, event: Word) -> Word | None:
    """Return the preposition that a passive leaves without a noun, right before who did it."""
    after = sentence.words[event.index + 1 : event.index + 3]
    by = len(after) == 2 and after[0].tag in ("IN", "RP") and after[1].text.lower() == "by"  # noqa: PLR2004  # both
    return after[0] if by and after[0].head == event.index and sentence.child(event, "aux:pass") else None


def _frame(sentence: Sentence, event: Word) -> Frame:
    passive = is_passive(sentence, event)
    surface = surface_subject(sentence, event)
    obliques = _obliques(sentence, event)
    agent = next((o for o in obliques if passive and _is_agent(o)), None)
    held = _object(sentence, event, surface)
    return Frame(
        event,
        particle_verb(sentence, event),
        passive,
        surface,
        _word(agent) if passive else surface,
        surface if passive and held is None else held,
        surface if passive and held is not None else _recipient(sentence, event, held),
        tuple(o for o in obliques if not (passive and _is_agent(o))),
        _adverb(sentence, event),
    )


def _adverb(sentence: Sentence, event: Word) -> str:
    adverbs = sentence.children(event, "advmod")
    if not adverbs:
        return ""
    next_ = sentence.words[event.index + 1 : event.index + 2]
    gap = 2 if next_ and next_[0].pos == "PRON" and next_[0].is_a("obj") else 1  # "threw it away"
    after = (w for w in adverbs if w.index == event.index + gap)
    return next((w.text.lower() for w in after if w.text.lower() in DIRECTIONS), "")


def _recipient(sentence: Sentence, event: Word, held: Word | None) -> Word | None:
    found = sentence.child(event, "iobj")
    return None if found is held else found


def _word(oblique: Oblique | None) -> Word | None:
    return None if oblique is None else oblique.word


def _is_agent(oblique: Oblique) -> bool:
    unmarked = oblique.word.is_a("obl:agent") and not oblique.preposition
    return unmarked or (oblique.preposition == "by" and oblique.word.pos != "NUM")


def _object(sentence: Sentence, event: Word, surface: Word | None) -> Word | None:
    objects = (w for w in sentence.children(event, "obj") if w.index > event.index or w.pos in PRONOMINAL)
    own = next(objects, None) or _lone(sentence, event) or next(iter(_shared(sentence, event, "obj")), None)
    if own is not None:
        found = antecedent(sentence, own)
        return found if found is not surface or found is own else None
    return _gap(sentence, event)


def _lone(sentence: Sentence, event: Word) -> Word | None:
    """Return a recipient beside nothing that is received, which only a slip makes one: "angered workers"."""
    complete = sentence.child(event, "obj", "xcomp", "ccomp", "nsubj:pass")
    return None if complete else sentence.child(event, "iobj")


def _shared(sentence: Sentence, event: Word, label: str) -> list[Word]:
    """Return what follows a coordinated verb and hangs on the first one: "bought and sold cars"."""
    first = sentence.parent(event) if event.is_a("conj") else None
    if first is None or not is_verb(first) or sentence.children(event, "obj", "obl", "ccomp", "xcomp", "nsubj"):
        return []
    return [w for w in sentence.children(first, label) if w.index > event.index]


def _gap(sentence: Sentence, event: Word) -> Word | None:
    """Return the noun that a relative clause without a pronoun leaves out as its object: "the firm Google bought"."""
    noun = sentence.parent(event) if event.rel == "acl:relcl" else None
    if noun is None or noun.lemma in GAPLESS:
        return None
    if sentence.children(event, "obl", "xcomp", "ccomp", "advmod", "nsubj:pass", "compound:prt"):
        return None
    subject = sentence.child(event, "nsubj")
    return noun if subject is not None and antecedent(sentence, subject) is subject else None


def _obliques(sentence: Sentence, event: Word) -> tuple[Oblique, ...]:
    own = sentence.children(event, "obl") or _shared(sentence, event, "obl")
    phrases = (word for word in own if sentence.child(word, "cop") is None)  # "believed to be by Vermeer" is a clause
    found = [_oblique(sentence, word) for word in phrases]
    found += [_oblique(sentence, nested) for o in found for nested in _below_date(sentence, o.word)]
    where = _where(sentence, event)
    return tuple(o for o in [*found, *where] if o.preposition.replace(" ", "_") not in NOT_ROLES)


def _oblique(sentence: Sentence, word: Word) -> Oblique:
    return Oblique(antecedent(sentence, word), preposition(sentence, word))


def _below_date(sentence: Sentence, word: Word) -> list[Word]:
    """Return what a parser hung below a date though it belongs to the verb: "founded on 4 May 1999, in Paris"."""
    around = [word, *sentence.children(word, "nmod:unmarked", "nummod", "compound", "flat")]
    if not any(is_date_word(w.text) for w in around):
        return []
    below = [w for near in around for w in sentence.children(near, "nmod", "obl")]
    return [w for w in below if sentence.child(w, "case") and w.index > word.index and w.pos in ("PROPN", "NOUN")]


def _where(sentence: Sentence, event: Word) -> list[Oblique]:
    noun = sentence.parent(event) if event.rel == "acl:relcl" else None
    where = any(w.text.lower() == "where" for w in sentence.children(event, "advmod"))
    return [Oblique(noun, "in")] if noun is not None and where else []
