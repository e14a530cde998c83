"""Claims that say enough: what is refused or completed, and the doubts that are found, each beside its counterpart.

Trees in `trees/telling.conllu`; a sentence that must give a claim stands beside one that must not.
"""

from __future__ import annotations

import pytest
from treebank import blocks, read, said

ENDS: dict[str, list[str]] = {
    "small-stake": [],
    "stake-in": ["Suzlon | open:hold stake in | Norvik", "Suzlon | open:hold | small stake in Norvik"],
    "shares": ["Suzlon | open:sell | its shares"],
    "one-of-them": [],
    "team": [],
    "team-of": ["Ann Lee | open:lead | team of surgeons"],
    "mother": [],
    "her-mother": ["Her mother | open:sell cloth at | Tema", "Her mother | open:sell | cloth"],
    "friends": ["Friends | open:help | people"],
    "percent": [],
    "largest": [],
    "largest-in": ["Ortega Mills | open:be mill in | state", "Ortega Mills | open:be | largest mill in the state"],
    "more-careful": [],
    "careful": ["Morita | open:be | careful"],
    "less": ["Cooled children | open:lose | less skin"],
    "few": ["town | open:lose | few mills"],
    "in-1903": ["workers | open:find | wooden boat"],
    "work-on": ["Work on the bridge | open:begin in | 2021"],
    "comma": ["plants | open:employ | welders"],
    "whose": ["Juan Vela | open:be | viceroy", "Juan Vela | open:order | fort", "whose seat | open:be in | Lima"],
    "museums": ["Poland | open:have | museums"],
    "agency-and": [
        "Bell Trust | open:pay for | it",
        "Chile | open:have | science agency",
        "Chile's science agency | open:pay for | it",
    ],
    "two-elements": ["polonium | open:be one of | two new elements", "radium | open:be one of | two new elements"],
    "three-children": [
        "He | open:leave | Karin",
        "He | open:leave | Olof",
        "He | open:leave | Per",
        "Karin | open:be one of | three children",
        "Olof | open:be one of | three children",
        "Per | open:be one of | three children",
    ],
    "pseudonyms": [
        "He | open:write under | Kaspar Hauser",
        "He | open:write under | Peter Panter",
        "Kaspar Hauser | open:be one of | pseudonyms",
        "Peter Panter | open:be one of | pseudonyms",
    ],
    "between": [],
    "from-to": ["Ann Lee | open:travel from | Asia", "Ann Lee | open:travel to | Alaska"],
    "paid-for-by": ["Bell Trust | open:pay for | park"],
    "threw-away": ["Ann Lee | open:throw away | it"],
    "himself": ["Ann Lee | open:see oneself as | painter"],
    "member-of-for": ["Jan Bos | memberOf | parliament"],
    "thousands": [],
    "minute-off": [],
    "teammate": ["He | open:speak to | Ryan Berry", "Ryan Berry | open:be | his Rice teammate"],
}
DOUBTS: dict[str, list[str]] = {
    "or-names": ["Rovers | open:meet | Albion | possible", "Rovers | open:meet | Harwick | possible"],
    "or-kinds": ["firm | offers | buses", "firm | offers | cars"],
    "neither": ["Ann Lee | memberOf | Oxley Group | negated", "Bob Ray | memberOf | Oxley Group | negated"],
    "none": ["founders | open:join | Oxley Group | negated"],
    "ordered": ["school | open:inspect | ladders | planned"],
    "used-to": ["boat | open:reach | coast"],
    "takes": [],
    "broke-away": ["Ann Lee | open:win | Tarn Games"],
    "trained": ["Ann Lee | open:win | Tarn Games | planned"],
    "talks": ["Velmar Bank | acquired | Tarn Steel | planned", "Velmar Bank | open:be in | talks to buy Tarn Steel"],
    "dropped": ["Oxley Group | acquired | Tarn Steel | negated", "Oxley Group | open:drop | plans"],
    "criticised": ["Ann Lee | open:criticise | plans to sell Tarn Steel"],
    "sale": ["Oxley Group | acquired | Tarn Steel | negated"],
    "sale-done": ["Oxley Group | acquired | Tarn Steel", "sale of Tarn Steel to Oxley Group | open:please | him"],
    "merger-off": ["Oxley Group | mergedInto | Tarn Steel | negated"],
    "but-in": ["Oxley Group | headquarteredIn | Tarn", "Oxley Group | headquarteredIn | Velmar | negated"],
    "turned-down": ["Ann Lee | open:turn down | offer from Velmar Ballet"],
    "took-offer": [
        "Ann Lee | open:accept offer from | Velmar Ballet",
        "Ann Lee | open:accept | offer from Velmar Ballet",
    ],
    "almost": ["Jan Bos | memberOf | Velmar United | possible"],
    "pretended": ["Tarn Steel | ownedBy | Ann Lee | negated"],
}
RULES = {
    "small-stake": "noun without what it is of",
    "one-of-them": "noun without what it is of",
    "team": "noun without what it is of",
    "mother": "noun without what it is of",
    "largest": "noun without what it is of",
    "percent": "share of what is not said",
    "between": "one of those something is between",
}


@pytest.mark.parametrize("sentence_id", sorted(ENDS))
def test_ends_say_which_thing_is_meant(sentence_id: str) -> None:
    """An end has what its noun needs, or there is no claim; a list after a plural says what each is."""
    assert said("telling", sentence_id) == ENDS[sentence_id]


@pytest.mark.parametrize("sentence_id", sorted(DOUBTS))
def test_doubts_are_found_where_they_are_meant(sentence_id: str) -> None:
    """What talks, plans, sales and orders lead to is a claim with the status that its sentence gives it."""
    assert said("telling", sentence_id) == DOUBTS[sentence_id]


@pytest.mark.parametrize("sentence_id", sorted(RULES))
def test_what_says_too_little_is_in_the_ledger(sentence_id: str) -> None:
    """Nothing is dropped in silence: the ledger has the rule."""
    _, _, rejected = read("telling", sentence_id)
    assert RULES[sentence_id] in {rejection.rule for rejection in rejected}


def test_every_tree_is_tested() -> None:
    """No tree lies about."""
    assert set(blocks("telling")) == {*ENDS, *DOUBTS}
