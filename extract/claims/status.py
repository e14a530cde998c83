"""Whether a text asserts a claim, by the syntax around its event and not by words elsewhere in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.model import Status
from .lexicon import listed
from .tree import Sentence, Word

NEGATIONS = listed("not n't nt never no hardly scarcely barely neither nor nowhere")
MODALS = listed("may might could can ca would 'd should must ought")
FUTURES = listed("will wo 'll shall sha")
HEDGES = listed(
    """
    reportedly allegedly perhaps maybe possibly potentially probably likely supposedly purportedly presumably
    apparently seemingly conceivably arguably rumoredly theoretically
    """
)
_BY_GOVERNOR: dict[Status, frozenset[str]] = {
    "negated": listed(
        """
    fail refuse decline deny neglect refrain avoid stop cease prevent ban prohibit forbid reject dispute unable
    prohibit bar block failure refusal inability reluctance reluctant unwilling false untrue impossible cancel
    abandon halt forgo scrap
    """
    ),
    "possible": listed(
        """
    seem appear say report believe rumor rumour allege think suspect suppose claim consider expect estimate
    doubt wonder speculate suggest assume fear question able likely unlikely possible probable free eligible
    ability power right capacity chance opportunity potential possibility allow enable permit let ask urge
    encourage invite tell order require need predict forecast imagine guess feel discuss explore weigh mull
    conceivable doubtful uncertain unclear demand propose recommend risk threat option tend accuse charge interested
        summon call press push lobby pressure instruct direct command warn
    """
    ),
    "planned": listed(
        """
    plan intend aim agree hope seek want wish try attempt promise pledge vow commit set poise poised due slate
    schedule go prepare ready determined decide choose strive struggle offer threaten propose desire work look
    intention decision proposal ambition bid effort goal agreement commitment pledge desire drive campaign
    mission target mandate
    """
    ),
}
# What a governor only says of a clause when it is a report: "he believes that", "is expected to".
_TO_PLAN = listed("plan intend agree propose order want desire demand promise")
_UNREAL: dict[str, Status] = {
    "planned": "planned",
    "proposed": "planned",
    "upcoming": "planned",
    "future": "planned",
    "potential": "possible",
    "possible": "possible",
    "alleged": "possible",
    "rumored": "possible",
    "failed": "negated",
    "attempted": "negated",
    "cancelled": "negated",
}
# A verb of saying asserts what it says in the active ("she said that"), and hedges in the passive ("is said to").
REPORTING = listed("say report claim suggest tell estimate")
_CONDITIONS = listed("if unless should were provided assuming lest")
_DENYING_NOUN = listed("no neither nor none")
_FIRM = listed("since while as because although though")
_COMPLEMENTS = listed("of from against on about into")
_CLAUSES = ("conj", "advcl", "ccomp", "xcomp", "parataxis", "acl", "csubj")
_SEQUENCE = listed("after before once when until")


def status(sentence: Sentence, event: Word) -> Status:
    """Return how a text puts the claim of an event: its own negation and modals, then what governs it.

    Anything short of assertion wins over assertion; negation of a modal stays ``possible`` ("may not"), unless the
    modal rules the event out ("cannot", "will not").
    """
    own = _own(sentence, event)
    if own != "asserted":
        return own
    above = sentence.parent(event)
    return _question(sentence) if above is None else _inherited(sentence, event, above)


def _question(sentence: Sentence) -> Status:
    return "possible" if sentence.text.rstrip("\"'”’ ").endswith("?") else "asserted"  # curly quotes are meant


def _own(sentence: Sentence, event: Word) -> Status:
    """Return the status by the words that hang on the event itself."""
    around = sentence.children(event)
    marks = {w.text.lower() for w in around if w.is_a("mark", "case", "cc", "aux")}
    negated = any(_negates(sentence, w) for w in around)
    modal = {w.text.lower() for w in around if w.is_a("aux")}
    hedged = any(w.lemma.lower() in HEDGES for w in around if w.is_a("advmod"))
    if _is_condition(event, around):
        return "conditional"
    if negated or "without" in marks or _instead(sentence, event):
        return "possible" if modal & {"may", "might"} else "negated"
    if _consequence(sentence, event):
        return "conditional"
    if modal & MODALS or hedged or "whether" in marks:
        return "possible"
    return "planned" if modal & FUTURES or _gap_future(sentence, event) else _described(sentence, event)


def _negates(sentence: Sentence, word: Word) -> bool:
    text = word.text.lower()
    longer = text in ("longer", "more") and any(c.text.lower() == "no" for c in sentence.children(word))
    focus = text == "not" and any(c.lemma == "only" for c in sentence.children(word))
    return word.is_a("advmod", "det", "cc", "cc:preconj", "neg") and (text in NEGATIONS or longer) and not focus


def _instead(sentence: Sentence, event: Word) -> bool:
    cases = sentence.children(event, "mark", "case", "cc")
    return any(w.lemma in ("instead", "rather") and sentence.child(w, "fixed") for w in cases)


def _is_condition(event: Word, around: list[Word]) -> bool:
    first = around[0].text.lower() if around else ""
    marked = any(w.text.lower() in _CONDITIONS for w in around if w.is_a("mark"))
    inverted = event.is_a("advcl") and first in ("should", "were", "had") and around[0].is_a("aux")
    return marked or inverted


def _consequence(sentence: Sentence, event: Word) -> bool:
    """Tell whether a condition hangs on the event: "if X, Y"; "even if" and "as if" grant the consequence."""
    clauses = sentence.children(event, "advcl")
    return any(_is_condition(c, sentence.children(c)) and not _concessive(sentence, c) for c in clauses)


def _concessive(sentence: Sentence, clause: Word) -> bool:
    before = {w.text.lower() for w in sentence.children(clause, "advmod", "mark") if w.index < clause.index}
    return bool(before & {"even", "as"})


def _gap_future(sentence: Sentence, event: Word) -> bool:
    """Tell whether an infinitive states a purpose: "raised money to build a factory"."""
    to = any(w.text.lower() == "to" for w in sentence.children(event, "mark"))
    return event.is_a("advcl") and to


def _described(sentence: Sentence, event: Word) -> Status:
    adjectives = (w.text.lower() for w in sentence.children(event, "amod"))
    return next((_UNREAL[a] for a in adjectives if a in _UNREAL), "asserted")


def _inherited(sentence: Sentence, event: Word, above: Word) -> Status:
    if event.is_a("conj"):
        return _coordinated(sentence, event, above)
    if event.is_a("xcomp", "ccomp", "csubj") or (event.is_a("acl") and _complement(sentence, event)):
        return strongest(_governed(sentence, event, above), status(sentence, above))
    if event.is_a("advcl"):
        return _adverbial(sentence, event, above)
    if event.is_a("obj", "nsubj", "obl", "nmod") and event.pos == "NOUN":
        return _argument(sentence, event, above)
    if event.is_a("parataxis", "appos") or event.rel == "acl":
        return "conditional" if _is_condition(above, sentence.children(above)) else "asserted"
    return "asserted"


def _complement(sentence: Sentence, event: Word) -> bool:
    above = sentence.parent(event)
    marks = [w for w in sentence.children(event, "mark") if above is not None and w.index > above.index]
    return event.rel == "acl" and (event.tag == "VB" or bool(marks))


def _coordinated(sentence: Sentence, event: Word, above: Word) -> Status:
    """Share modals and negation with the first conjunct, unless this one has its own subject or auxiliary."""
    first = status(sentence, above)
    independent = sentence.child(event, "nsubj", "aux", "cop", "csubj") is not None
    contrast = any(w.text.lower() in ("but", "yet") for w in sentence.children(event, "cc"))
    if independent:
        return first if _own(sentence, above) == "asserted" else "asserted"
    return "asserted" if contrast and first == "negated" else first


def _governed(sentence: Sentence, event: Word, above: Word) -> Status:
    """Return what the governing word makes of its complement: plan to, fail to, is said to, believes that."""
    lemma = above.lemma.lower()
    finite = event.is_a("ccomp") and sentence.child(event, "nsubj") is not None
    if lemma in REPORTING and event.is_a("ccomp") and not sentence.child(above, "aux:pass"):
        return "asserted"
    if event.is_a("acl") and event.tag == "VBG":  # "its stake in securing talent" does not say that it secures any
        return "possible"
    if event.is_a("acl") and above.pos in ("NOUN", "PROPN") and event.tag == "VB" and lemma not in _KNOWN:
        return "possible"
    if lemma in _TO_PLAN and not finite:
        return "planned"
    return next((name for name, lemmas in _BY_GOVERNOR.items() if lemma in lemmas), "asserted")


_KNOWN = frozenset().union(*_BY_GOVERNOR.values()) | {"first", "last", "one", "company"}


def _adverbial(sentence: Sentence, event: Word, above: Word) -> Status:
    """Share the modal of the main clause with a participle clause; a caused or finished one stands by itself."""
    marks = {w.text.lower() for w in sentence.children(event, "mark", "advmod")}
    main = status(sentence, above)
    if marks & _COMPLEMENTS:  # "was accused of buying", "was banned from buying"
        return strongest(_governed(sentence, event, above), main)
    if marks & _SEQUENCE:  # "after it acquires X, it will …" lies ahead as well; a past tense does not
        return main if main != "negated" and event.tag not in ("VBN", "VBD") else "asserted"
    if sentence.child(event, "nsubj") or marks & _FIRM or event.tag in ("VBN", "VBD"):
        return "asserted"
    if main == "negated":
        return "possible" if marks else "asserted"
    return main


def _argument(sentence: Sentence, event: Word, above: Word) -> Status:
    """Return the status of a noun that names an event, by the verb it is an argument of."""
    if above.pos not in ("VERB", "AUX"):
        return "asserted"
    governor = status(sentence, above)
    if event.is_a("nsubj"):  # "the purchase did not help" still says that it happened
        return "asserted" if governor == "negated" else governor
    lexical = _governed(sentence, event, above) if event.is_a("obj") else "asserted"
    return strongest(governor, lexical)


def strongest(*found: Status) -> Status:
    """Return the status that doubts most, of several that bear on one claim."""
    order: tuple[Status, ...] = ("negated", "conditional", "possible", "planned")
    return next((name for name in order if name in found), "asserted")


def path_status(sentence: Sentence, events: Sequence[Word]) -> Status:
    """Return how a text puts a relation that the words between two ends say together.

    A clause that hangs on another of them answers for both: "did not retire but founded" asserts the founding. A phrase
    says what it says whatever is done to it: "did not meet his wife" denies no marriage, and "those who love her first
    film will come" plans no film.
    """
    held = {event.head for event in events if event.is_a(*_CLAUSES)}
    ruling = [event for event in events if event.index not in held]
    return strongest(*(_own(sentence, e) if _only_names(e) else status(sentence, e) for e in ruling))


def _only_names(word: Word) -> bool:
    """Tell whether a noun is neither a predicate nor an event: "his wife" in "he met his wife"."""
    predicate = word.is_a("root", "ROOT", *_CLAUSES)
    return word.pos == "NOUN" and not predicate and not word.lemma.lower().endswith(_EVENTS)


_EVENTS = (
    "ment",
    "tion",
    "sion",
    "ing",
    "age",
    "merger",
    "purchase",
    "takeover",
    "deal",
    "sale",
    "move",
    "birth",
    "death",
)


def denied(sentence: Sentence, argument: Word) -> bool:
    """Tell whether a noun is denied by its determiner: "no company", "none of the firms", "but not Google"."""
    around = sentence.children(argument, "det", "advmod", "cc", "cc:preconj")
    by_word = any(w.text.lower() in _DENYING_NOUN or (w.is_a("advmod") and w.text.lower() == "not") for w in around)
    return by_word or argument.text.lower() in _DENYING_NOUN
