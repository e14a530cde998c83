"""What a word makes of the event it governs: "failed to", "is said to", "plans to", "rumours that", "planned".

Entries of two words join a verb with its particle or adverb (``rule_out``); ``close/adj`` is no verb. Whatever stands
in no list says of its complement what is said of itself: "managed to", "helped to".
"""

from __future__ import annotations

from ...graph.model import Status
from .lexicon import listed
from .tree import Sentence, Word, remembered

NEGATING = listed(
    """
    fail refuse decline deny neglect omit refrain abstain avoid stop cease halt quit prevent preclude ban prohibit
    forbid bar block reject dispute refute rebut disprove debunk cancel abandon forgo forego scrap shelve drop withdraw
    veto thwart scuttle derail foil avert abort spare discourage dissuade deter disqualify exclude restrain resist
    rule_out call_off back_out pull_out walk_away give_up pass_up turn_down hold_off shy_away steer_clear stop_short
    fall_short opt_out come_close keep pretend feign
    failure refusal inability reluctance unwillingness denial lack absence
    unable reluctant unwilling incapable powerless false untrue impossible far short unheard
    """
)
ALLOWING = listed(
    """
    seem appear say report believe rumor rumour allege think suspect suppose claim consider expect estimate presume
    reckon doubt wonder speculate suggest assume fear contend hypothesize hypothesise question able likely unlikely
    possible probable free eligible plausible conceivable doubtful uncertain unclear ability power right capacity chance
    opportunity potential possibility likelihood probability allow enable permit let ask urge encourage invite tell
    order require need predict forecast imagine envisage envision guess feel discuss debate explore weigh mull
    contemplate ponder eye examine study favor favour demand recommend advise risk threat threaten danger option tend
    accuse charge interested summon call press push lobby pressure instruct direct command warn tip hint
    argue imply insinuate infer surmise conjecture posit postulate theorize theorise
    candidate contender favorite favourite suspicion allegation accusation speculation belief theory idea notion
    view impression hypothesis assumption suggestion assertion concern worry perception illusion myth legend rumbling
    """
)
LEADING_ON = listed(
    """
    plan intend aim agree hope seek want wish try attempt promise pledge vow commit set poise poised due slate
    schedule go prepare ready determined decide choose elect opt resolve strive struggle offer propose desire work look
    nominate shortlist earmark groom keen eager anxious close/adj wait itch desperate inclined hungry
    about negotiate arrange apply undertake consent pursue dream campaign mean
    intention decision proposal ambition bid effort goal agreement commitment drive mission target mandate talk train
    negotiation deal pact accord contract verge brink cusp track line course move vote motion
    """
)
GOVERNORS: dict[Status, frozenset[str]] = {"negated": NEGATING, "possible": ALLOWING, "planned": LEADING_ON}
KNOWN = frozenset().union(*GOVERNORS.values())

# What a governor only says of a clause when it is a report: "he proposes that", "is expected to".
TO_PLAN = listed("plan intend agree propose order want desire demand promise expect")
# Those who say it are nobody in particular: "some say", "legend has it".
VAGUE = listed("some many people others they one legend tradition rumor rumour gossip folklore")
# Verbs that say so only with a full clause: "the theory holds that", "rumour has it that".
HOLDING = listed("hold have go maintain")
# A verb of saying asserts what it says in the active ("she said that"), and hedges in the passive ("is said to").
REPORTING = listed("say report tell warn agree")
# Whoever knows or regrets that something is so, or does not, grants that it is (Kiparsky and Kiparsky 1970).
FACTIVE = listed(
    """
    know regret forget realize realise remember recall notice discover learn mind admit acknowledge
    aware unaware glad happy sorry proud surprised disappointed ashamed fact news knowledge realization realisation
    """
)
# A noun with such a clause says no less than is said of the noun: "there is evidence that", "no evidence that".
SHOWING = listed(
    """
    evidence proof sign confirmation announcement statement revelation discovery indication word condition conclusion
    finding admission reason way point time extent degree effect result reminder testimony message story
    """
)
CERTAIN = listed("doubt question dispute denying")  # "there is no doubt that"
BOUND = listed("fail neglect omit forget")  # who does not fail to do it does it
# "went on to found", "broke away to win": that came of it
RESULTING = listed(
    """
    go_on grow rise live emerge evolve break_away pull_away fight_back hit_back bounce_back come_back hold_on rally
    recover storm sweep cruise sprint
    """
)
# Verbs whose subject is to do what the infinitive of their object says: "dropped plans to buy", "has the right to".
HOLDING_PLANS = listed(
    """
    have make get take hold announce abandon drop scrap shelve reveal unveil confirm form hatch pursue cancel withdraw
    lose miss seize win receive keep gain earn give_up call_off put_off delay postpone suspend resume begin start enter
    """
)
# Verbs by which somebody is to do something: "ordered the school to inspect".
DIRECTING = listed(
    """
    order ask tell urge instruct command direct require force compel persuade invite encourage authorize authorise
    allow enable permit oblige beg pressure teach train help cause
    """
)
ORDINALS = listed("first second third fourth last only next latest youngest oldest sole")
PREVENTING = listed(
    """
    prevent ban prohibit bar block stop keep discourage dissuade deter exclude disqualify restrain forbid preclude
    save spare
    """
)

# Adverbs by which what is said or thought is not so; on "convict" they leave it that somebody was convicted.
MISTAKEN = listed("wrongly falsely mistakenly erroneously incorrectly inaccurately")
ASCRIBING = listed("credit attribute ascribe date identify regard describe label call consider name list")

# Nouns of which an event that is "of" them, "for", "about" or "on" them need not be: "rumours of a takeover".
OF_NOUNS: dict[Status, frozenset[str]] = {
    "negated": listed("failure denial lack absence rejection cancellation collapse abandonment ban refusal withdrawal"),
    "possible": listed(
        """
        rumor rumour speculation report prospect threat possibility likelihood chance idea fear suspicion allegation
        claim accusation talk hope risk danger question option opportunity potential probability
        """
    ),
    "planned": listed("plan proposal bid negotiation attempt intention agreement vote referendum application"),
}
# Verbs that say of themselves that nothing is done yet: "is planned by", "was nominated director".
PLANNING: dict[Status, frozenset[str]] = {
    "planned": listed("plan propose envisage envision nominate shortlist earmark slate schedule"),
    "possible": listed("mull contemplate moot rumor rumour allege"),
}
# Nouns for who may get something: "candidate for", "in line for".
FOR_NOUNS = listed(
    "candidate contender favorite favourite nominee applicant line hopeful candidacy frontrunner bid offer"
)
# Verbs by which an object is only in mind, and with it what the object would be near: "plans a factory in Chile".
MINDING = listed("plan propose weigh mull contemplate envisage envision eye seek pursue negotiate consider")
# What an event does that does not come about, and what one does that does: "fell through", "never took place".
FALLING = listed("fail collapse founder fall_through fall_apart")
HAPPENING = listed("happen occur proceed materialize materialise succeed go_ahead complete close take conclude")
TALKS = listed("talk negotiation discussion")
_OF = listed("of for about on over regarding concerning at into towards")
# Verbs and the preposition before an event that need not be.
WITH_PREPOSITION: dict[Status, frozenset[str]] = {
    "negated": listed(
        "walk_away_from back_out_of pull_out_of withdraw_from opt_against decide_against opt_out_of shy_away_from"
    ),
    "possible": listed("call_for push_for press_for lobby_for vote_against object_to hint_at look_into look_at"),
    "planned": listed(
        "agree_to agree_on hope_for bid_for apply_for prepare_for work_on wait_for aim_for aim_at vote_for"
    ),
}
UNREAL: dict[str, Status] = {
    **dict.fromkeys(listed("planned proposed upcoming future pending intended prospective forthcoming"), "planned"),
    **dict.fromkeys(listed("designate incoming agreed targeted"), "planned"),
    **dict.fromkeys(
        listed(
            """
            potential possible alleged rumored rumoured purported supposed suspected hypothetical mooted expected
            likely reported apparent would-be eventual conceivable putative speculated theoretical imaginary
            """
        ),
        "possible",
    ),
    **dict.fromkeys(
        listed("failed attempted cancelled canceled aborted abandoned blocked unsuccessful averted botched scuttled"),
        "negated",
    ),
}


@remembered
def names(sentence: Sentence, word: Word) -> list[str]:
    """Return what the lists may call a word: with its particle or adverb first, then without an ending."""
    lemma = word.lemma.lower()
    around = sentence.children(word, "compound:prt", "advmod", "xcomp")
    beside = [w.text.lower() for w in around if w.index > word.index]
    beside += [w.text.lower() for w in sentence.words[word.index + 1 : word.index + 2] if w.tag == "RP"]
    bare = (lemma.removesuffix(ending) for ending in ("s", "d", "ed"))  # what a tagger took for another word
    return [*(f"{lemma}_{other}" for other in beside), f"{lemma}/{word.pos.lower()}", lemma, *bare]


def made(found: dict[Status, frozenset[str]], words: list[str]) -> Status | None:
    """Return the status of the first word that is in one of the lists.

    >>> made(GOVERNORS, ["rule_out", "rule"]), made(GOVERNORS, ["manage"])
    ('negated', None)
    """
    for word in words:
        for name, lemmas in found.items():
            if word in lemmas:
                return name
    return None


def governed(sentence: Sentence, governor: Word) -> Status | None:
    """Return what a word makes of its complement, nothing where it is in no list."""
    return made(GOVERNORS, names(sentence, governor))


def mistaken(sentence: Sentence, word: Word) -> bool:
    """Tell whether a text says of what is said or thought that it is not so: "wrongly reported"."""
    return any(w.text.lower() in MISTAKEN for w in sentence.children(word, "advmod"))


def of_noun(noun: Word, preposition: str) -> Status | None:
    """Return what a noun makes of the event that a preposition joins to it; a possessor counts as well."""
    if preposition and preposition not in _OF:
        return None
    lemma = noun.lemma.lower()
    if preposition in ("for", "to") and lemma in FOR_NOUNS:
        return "planned"
    if noun.tag == "NNS" and lemma in TALKS:
        return "planned"  # "talks about a merger" lead to it, "talk of a merger" is a rumour
    return made(OF_NOUNS, [lemma, lemma.removesuffix("s")])


def with_preposition(sentence: Sentence, verb: Word, preposition: str) -> Status | None:
    """Return what a verb makes of the event that a preposition joins to it: "walked away from the merger"."""
    return made(WITH_PREPOSITION, [f"{name}_{preposition.replace(' ', '_')}" for name in names(sentence, verb)])


def bare(sentence: Sentence, word: Word, lemmas: frozenset[str]) -> bool:
    """Tell whether a list holds a word by any of its names."""
    return not lemmas.isdisjoint(names(sentence, word))
