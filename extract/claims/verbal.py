"""Facts of verbs: active, passive, prepositional, ditransitive, light verbs, and nouns and adjectives they link to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..values.dates import Date, date_at
from .arguments import Phrases
from .chains import chained, reads_above
from .copulas import class_key, roles
from .denials import NEGATIONS
from .draft import Argument
from .facts import Fact, Key
from .frames import Frame, Oblique, preposition
from .governors import NEGATING, bare
from .lexicon import listed
from .nominals import PARTITIVES, QUANTITIES, lemmas_of
from .phrases import phrase
from .qualities import linked_quality
from .subjects import RELATIVES, antecedent, commanded, is_verb
from .tree import Sentence, Word

LINKING = listed(
    "choose become remain stay appoint elect name make declare crown nominate consider call deem term dub title label"
)
# A light verb leaves the meaning to its object: "take part in", "have an office in".
TURNING = listed("make render keep leave turn drive deem consider find judge declare call term dub label prove rule")
REFLEXIVE = listed("itself himself herself themselves ourselves myself yourself")
ONESELF = "oneself"  # "saw himself as a painter" is no seeing of something else
LACKING = listed("lack miss miss_out miss_out_on lose_out")
FRUITLESS = NEGATING | LACKING
IDLE_VERBS = listed("say tell add note")
DISCOURSE = listed(
    """
    addition result contrast conclusion summary fact line order light course turn case general particular effect
    row succession face wake context meantime meanwhile future past account behalf basis terms name bid
    """
)
SCENES = listed("landscape world era age society recent case event end context environment life past future today")
SETTINGS = listed("in inside during within throughout across among under beneath at on beyond behind without through")
NO_LINKS = ("", "of", "by", "such as", "like", "including", "than", "as", "per", "such")
THIS = listed("this that these those")
AMOUNTS = listed("dollar euro pound yuan yen rupee won franc cent renminbi krona ruble percent %")
OBJECT_AND_CLAUSE = listed("help hire recruit train teach pay persuade send bring use")
IDIOMS = {("take", "place"), ("take", "effect"), ("take", "advantage"), ("make", "sense")}
AS_A_CHILD = listed("child kid boy girl baby teenager youth adult student youngster")
SURE, LIKELY, UNSURE = 0.8, 0.7, 0.6
# Objects that no phrase may stand for: how many or how long, and of what is lost.
UNSAID = (QUANTITIES | PARTITIVES | listed("minute hour second day week month year decade mile")) - {"part"}


def verbal_facts(phrases: Phrases, frame: Frame, found: tuple[Date, ...]) -> Iterator[Fact]:
    """Yield what a verb says of its participants."""
    if frame.lemma in IDLE_VERBS:
        return
    yield from chained(phrases.sentence, frame)
    if _governs(phrases.sentence, frame):
        return
    if reads_above(phrases.sentence, frame.event):
        return
    yield from _transitive(phrases, frame)
    yield from _complements_of_object(phrases, frame, found)
    yield from _recipient(frame)
    yield from _linked(phrases.sentence, frame)
    for oblique in frame.obliques:
        if not _bare(phrases.sentence, oblique) and not _in_youth(oblique):
            yield from _oblique(phrases, frame, oblique, date_at(found, oblique.word.start))


def _governs(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether the object belongs to the clause below: "allows people to vote", "were asked to leave"."""
    if frame.object is None or frame.lemma in OBJECT_AND_CLAUSE:
        return False
    clause = any(is_verb(w) for w in sentence.children(frame.event, "xcomp"))
    return clause or any(commanded(sentence, w) for w in sentence.children(frame.event, "advcl"))


def fronted(phrases: Phrases, frame: Frame, oblique: Oblique) -> bool:
    """Tell whether a phrase before the subject only sets the scene: "In this landscape, China finds …"."""
    before = frame.surface is not None and oblique.word.index < frame.surface.index < frame.event.index
    if not before or phrases.name_at(oblique.word) is not None or oblique.word.text.lower() in RELATIVES:
        return False
    pointing = any(w.lemma.lower() in THIS for w in phrases.sentence.children(oblique.word, "det"))
    return pointing or oblique.preposition not in SETTINGS or oblique.word.lemma.lower() in SCENES


def _bare(sentence: Sentence, oblique: Oblique) -> bool:
    """Tell whether a phrase only organises the discourse: "in addition", "on the other hand"."""
    lemma = oblique.word.lemma.lower()
    return lemma in DISCOURSE and not sentence.children(oblique.word, "amod", "compound", "nmod:poss")


def _in_youth(oblique: Oblique) -> bool:
    """Tell whether a phrase says when in a life: "moved as a child"."""
    return oblique.preposition == "as" and oblique.word.lemma.lower() in AS_A_CHILD


def _transitive(phrases: Phrases, frame: Frame) -> Iterator[Fact]:
    if _turning(phrases.sentence, frame):
        return
    if frame.subject and frame.object and not _reflexive(frame.object) and not _idiom(frame):
        cues = _verb(phrases.sentence, frame)
        yield Fact(frame.event, frame.subject, phrase(frame.said), frame.object, Key(frame.lemma), cues, SURE)


def _turning(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a verb only changes its object, as what follows says: "makes coffee a symbol"."""
    return frame.lemma in TURNING and any(w.pos in ("NOUN", "ADJ") for w in sentence.children(frame.event, "xcomp"))


def _complements_of_object(phrases: Phrases, frame: Frame, found: tuple[Date, ...]) -> Iterator[Fact]:
    """Yield what the object leads on to: "plays a role in pollination", "has linkages with groups"."""
    held = frame.object
    if frame.subject is None or held is None or held.pos != "NOUN" or held.index < frame.event.index:
        return
    if phrases.sentence.child(held, "case"):  # "serves as a tale", whatever the parser calls it
        return
    complement = None if _comes_to_nothing(phrases.sentence, frame) else _complement(phrases, frame)
    for other in phrases.sentence.children(held, "nmod"):
        link = preposition(phrases.sentence, other)
        ranges = link == "from" and phrases.name_at(other) is None  # "a range from games to films"
        idle = link in NO_LINKS or ranges or date_at(found, other.start) is not None
        if complement and other.index > held.index and not idle:
            words = phrase(frame.said, complement=complement, preposition=link)
            cues = (*_verb(phrases.sentence, frame), held, *_case(phrases.sentence, frame, other))
            key = Key(f"{frame.lemma} {complement}", link)
            yield Fact(frame.event, frame.subject, words, antecedent(phrases.sentence, other), key, cues, UNSURE)


def _recipient(frame: Frame) -> Iterator[Fact]:
    """Yield "gave bonuses" for "employees" as well: (firm, give bonus to, employee), (employee, be given, bonus)."""
    if frame.recipient is None or frame.object is None:
        return
    head = "" if frame.object.pos == "SYM" else lemmas_of([frame.object])[0]
    if frame.passive:
        words = phrase(frame.said, passive=True)
        yield Fact(
            frame.event, frame.recipient, words, frame.object, Key(frame.lemma, voice="passive"), (frame.event,), LIKELY
        )
    elif frame.subject:
        words = phrase(frame.said, complement=head, preposition="to")
        key = Key(frame.lemma, "to")
        yield Fact(frame.event, frame.subject, words, frame.recipient, key, (frame.event, frame.object), LIKELY)


def _linked(sentence: Sentence, frame: Frame) -> Iterator[Fact]:
    """Yield what a verb makes of its subject or object: "became a hub", "was named chief executive"."""
    if frame.surface is not None:
        yield from linked_quality(sentence, frame.event, frame.surface, frame.lemma, passive=frame.passive)
    if frame.event.lemma not in LINKING:
        return
    complement = next((w for w in sentence.children(frame.event, "xcomp") if w.pos in ("NOUN", "PROPN")), None)
    about = frame.object or frame.surface
    if about is not None and _reflexive(about):
        about = frame.subject
    if complement is None or about is None:
        return
    passive = frame.passive or frame.object is not None
    key = class_key(complement)
    yield Fact(frame.event, about, phrase(frame.said, passive=passive), complement, key, (frame.event,), LIKELY)
    yield from (replace(f, quiet=True) for f in roles(sentence, about, complement, frame.event, LIKELY))


def _oblique(phrases: Phrases, frame: Frame, oblique: Oblique, date: Date | None) -> Iterator[Fact]:
    timeless = date is not None and not _datable(phrases.sentence, frame)
    quiet = timeless or not oblique.preposition or (date is None and fronted(phrases, frame, oblique))
    end = oblique.word if date is None or date.is_interval else date.as_value()
    cues = (*_verb(phrases.sentence, frame), *_case(phrases.sentence, frame, oblique.word))
    told = frame.object is not None and not _reflexive(frame.object) and frame.object is not oblique.word
    if told and frame.object is not None:
        words = phrase(frame.said, passive=True, preposition=oblique.preposition)
        key = Key(frame.lemma, oblique.preposition, "passive")
        silent = quiet or not frame.passive
        yield Fact(frame.event, frame.object, words, end, key, cues, LIKELY, silent)
    if frame.subject and frame.subject is not oblique.word:
        complement = _complement(phrases, frame) if told or frame.object is None else ONESELF
        if complement and _comes_to_nothing(phrases.sentence, frame):
            return
        if complement is not None and not (frame.passive and told):
            words = phrase(frame.said, complement=complement, preposition=oblique.preposition)
            held = "" if complement == ONESELF else complement
            key = Key(f"{frame.lemma} {held}".strip(), oblique.preposition)
            yield Fact(frame.event, frame.subject, words, end, key, cues, UNSURE if held else LIKELY, quiet)


def _comes_to_nothing(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a verb does away with its object, and so with what that has to do with others.

    Who "turned down an offer from Oxley" has nothing of Oxley's.
    """
    return bare(sentence, frame.event, FRUITLESS)


def _datable(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a clause says of its subject alone when something happened: "Penicillin was found in 1928"."""
    phrases = [oblique for oblique in frame.obliques if oblique.preposition]
    complete = len(phrases) == 1 and not sentence.children(frame.event, "xcomp", "ccomp")
    return complete and (frame.object is None or (frame.passive and frame.subject is None))


def _complement(phrases: Phrases, frame: Frame) -> str | None:
    """Return the object as part of the phrase: "open office" (in); nothing for an amount, ``None`` for a name."""
    held = frame.object
    if held is None:
        return _resulting(phrases.sentence, frame)
    if held.lemma.lower() in AMOUNTS or held.pos == "NUM" or held.tag == "CD" or held.pos == "SYM":
        return ""
    first = phrases.expand(held)[0][1]  # "defeated the champion Lee Sedol" has a name for its object
    plain = held.pos == "NOUN" and not (isinstance(first, Argument) and first.kind == "name")
    return _whole_complement(phrases, held) if plain and held.lemma.lower() not in UNSAID else None


def _whole_complement(phrases: Phrases, held: Word) -> str | None:
    """Return a noun with what it is of, "member of parliament" (for); ``None`` where that is a name or long."""
    of = [w for w in phrases.sentence.children(held, "nmod") if preposition(phrases.sentence, w) == "of"]
    inner = of[0] if len(of) == 1 else None
    if not of:
        return lemmas_of([held])[0]
    if inner is None or inner.pos != "NOUN" or phrases.name_at(inner):
        return None
    if phrases.sentence.children(inner, "nmod", "acl"):
        return None
    return " ".join((*lemmas_of([held]), "of", inner.text.lower()))


def _resulting(sentence: Sentence, frame: Frame) -> str:
    """Return the adjective that completes a verb: "go public" (in)."""
    found = next((w for w in sentence.children(frame.event, "xcomp") if w.pos == "ADJ"), None)
    return found.lemma.lower() if found is not None and found.index == frame.event.index + 1 else ""


def _idiom(frame: Frame) -> bool:
    """Tell whether a verb and its object are one word in meaning: "take place"."""
    return frame.object is not None and (frame.lemma, frame.object.lemma.lower()) in IDIOMS


def _reflexive(word: Word) -> bool:
    return word.text.lower() in REFLEXIVE


def _verb(sentence: Sentence, frame: Frame) -> tuple[Word, ...]:
    """Return the words of the verb itself: with particle, auxiliaries and negation."""
    denied = (w for w in sentence.children(frame.event, "advmod") if w.text.lower() in NEGATIONS)
    return (frame.event, *sentence.children(frame.event, "compound:prt", "aux"), *denied)


def _case(sentence: Sentence, frame: Frame, word: Word) -> list[Word]:
    """Return the words of the preposition, unless it is that of another verb: "moved to Vienna, where he studied"."""
    if word.index < frame.event.index and word.is_a("obl") and word.head != frame.event.index:
        return []
    return [w for case in sentence.children(word, "case") for w in (case, *sentence.children(case, "fixed"))]
