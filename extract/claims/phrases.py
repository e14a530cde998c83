"""Relation phrases in one normal form: lemma, particle, preposition; passives with "be" and the participle."""

from __future__ import annotations

from .lexicon import listed

_IRREGULAR = dict(
    pair.split("/")
    for pair in listed(
        """
        arise/arisen base/based be/been bear/born beat/beaten become/become begin/begun bind/bound break/broken
        bring/brought build/built burn/burned buy/bought cast/cast catch/caught choose/chosen come/come
        cost/cost cut/cut deal/dealt do/done draw/drawn drink/drunk drive/driven eat/eaten fall/fallen feed/fed
        feel/felt fight/fought find/found fly/flown forbid/forbidden forget/forgotten freeze/frozen get/gotten
        give/given go/gone grow/grown have/had hear/heard hide/hidden hit/hit hold/held hurt/hurt keep/kept
        know/known lay/laid lead/led learn/learned leave/left lend/lent let/let lie/lain light/lit lose/lost
        make/made mean/meant meet/met pay/paid put/put quit/quit read/read ride/ridden rise/risen run/run
        say/said see/seen seek/sought sell/sold send/sent set/set shake/shaken shoot/shot show/shown shut/shut
        sing/sung sink/sunk sit/sat sleep/slept speak/spoken spend/spent split/split spread/spread stand/stood
        steal/stolen stick/stuck strike/struck swear/sworn swim/swum take/taken teach/taught tear/torn tell/told
        think/thought throw/thrown understand/understood undertake/undertaken upset/upset wear/worn win/won
        weave/woven withdraw/withdrawn write/written oversee/overseen overcome/overcome headquarter/headquartered
        rebuild/rebuilt resell/resold spin/spun
        """
    )
)
_DOUBLED = listed(
    """
    stop plan ban drop refer transfer expel compel propel rebel patrol control equip ship map tap strip commit admit
    permit whip trim chop clip dip drag drip flip grab hug jam jog knit mop nod pat pin plug pop rip rob rub scrap scrub
    shred sip skip slam slap slip snap spot stab step stir strip swap tag tan throb thin trap tug wrap zip beg bar
    occur recur incur deter defer confer infer prefer overlap format regret outfit
    """
)
_VOWELS = "aeiou"


def participle(lemma: str) -> str:
    """Return the past participle of a verb, with its particle if it has one.

    >>> [participle(verb) for verb in ("found", "set up", "establish", "carry", "base", "ban", "know")]
    ['founded', 'set up', 'established', 'carried', 'based', 'banned', 'known']
    """
    verb, space, particle = lemma.partition(" ")
    return (_IRREGULAR.get(verb) or _regular(verb)) + space + particle


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ed"


def phrase(lemma: str, *, passive: bool = False, complement: str = "", preposition: str = "") -> str:
    """Return the normal form of a relation phrase.

    >>> phrase("struggle", preposition="with"), phrase("found", passive=True, preposition="in")
    ('struggle with', 'be founded in')
    >>> phrase("play", complement="role", preposition="in")
    'play role in'
    """
    verb = f"be {participle(lemma)}" if passive else lemma
    return " ".join(part for part in (verb, complement, preposition) if part)
