"""How far the ends of claims reach, and which of them are of nothing known."""

from __future__ import annotations

import pytest
from evigraph.extract.claims import Sentence, claims
from evigraph.extract.claims.draft import Argument
from evigraph.graph import nominals
from evigraph.graph.model import Mention
from evigraph.graph.resolve import resolve


def tree(text: str, rows: str) -> Sentence:
    """Build a sentence of lines "word lemma tag pos head relation"."""
    lines = [f"# text = {text}"]
    for number, row in enumerate(rows.strip().split("\n"), 1):
        word, lemma, tag, pos, head, rel = row.split()
        lines.append("\t".join([str(number), word, lemma, pos, tag, "_", head, rel, "_", "_"]))
    return Sentence.from_conllu("\n".join(lines))


def ends(sentence: Sentence) -> set[str]:
    """Return the texts of all ends of the claims of a sentence."""
    drafts, _ = claims([sentence], ())
    found = [end for draft in drafts for end in (draft.subject, draft.object) if isinstance(end, Argument)]
    return {sentence.quote(end.start, end.end) for end in found}


RESIDENTS = tree(
    "Residents of the old harbour praised their mayor",
    """
Residents resident NNS NOUN 6 nsubj
of of IN ADP 5 case
the the DT DET 5 det
old old JJ ADJ 5 amod
harbour harbour NN NOUN 1 nmod
praised praise VBD VERB 0 root
their their PRP$ PRON 8 nmod:poss
mayor mayor NN NOUN 6 obj
""",
)
SIX = tree(
    "Floods damaged at least six mills",
    """
Floods flood NNS NOUN 2 nsubj
damaged damage VBD VERB 0 root
at at IN ADP 5 advmod
least least RBS ADV 5 advmod
six six CD NUM 6 nummod
mills mill NNS NOUN 2 obj
""",
)
PLANS = tree(
    "Plans to build dams failed voters",
    """
Plans plan NNS NOUN 5 nsubj
to to TO PART 3 mark
build build VB VERB 1 acl
dams dam NNS NOUN 3 obj
failed fail VBD VERB 0 root
voters voter NNS NOUN 5 obj
""",
)


def test_an_end_has_what_completes_it_and_its_possessor() -> None:
    """Residents of a place are not residents at large, and a mayor is somebody's."""
    assert ends(RESIDENTS) == {"Residents of the old harbour", "their mayor"}


def test_what_bounds_a_number_stays_with_it() -> None:
    """At least six is not six."""
    assert "at least six mills" in ends(SIX)


def test_an_infinitive_completes_its_noun() -> None:
    """Plans are plans to do something."""
    assert "Plans to build dams" in ends(PLANS)


@pytest.mark.parametrize(("verb", "tag", "vague"), [("pumped", "VBD", True), ("pumps", "VBZ", False)])
def test_a_definite_noun_alone_is_told_only_of_its_kind(verb: str, tag: str, vague: bool) -> None:
    """In the plain present all hearts are meant, in the past one of which nothing is known."""
    sentence = tree(
        f"The heart {verb} blood",
        f"The the DT DET 2 det\nheart heart NN NOUN 3 nsubj\n{verb} pump {tag} VERB 0 root\nblood blood NN NOUN 3 obj",
    )
    ((draft, *_), _) = claims([sentence], ())
    assert draft.subject.vague == vague


def mentions(text: str, *found: tuple[str, str, str]) -> list[Mention]:
    """Return mentions by their text, class and kind, each at its next place."""
    made, place = [], 0
    for number, (words, type_, kind) in enumerate(found):
        place = text.index(words, place)
        made.append(Mention(f"m{number}", place, place + len(words), words, type_, kind))  # type: ignore[arg-type]  # a Kind
        place += len(words)
    return made


def test_a_definite_noun_alone_points_at_what_was_described() -> None:
    """The strike is the nine-day strike before it."""
    text = "A nine-day strike began. The strike ended."
    found = mentions(text, ("nine-day strike", "Event", "nominal"), ("strike", "Event", "nominal"))
    first, second = resolve(text, found, vague=frozenset({"m1"}))[0]
    assert first.entity == second.entity is not None


def test_a_definite_noun_alone_points_at_nothing_where_two_fit() -> None:
    """With two strikes before it, the strike is neither."""
    text = "A long strike and a short strike began. The strike ended."
    described = (
        ("long strike", "Event", "nominal"),
        ("short strike", "Event", "nominal"),
        ("strike", "Event", "nominal"),
    )
    *_, last = resolve(text, mentions(text, *described), vague=frozenset({"m2"}))[0]
    assert last.entity is None


def test_a_name_stands_for_what_a_text_says_it_is() -> None:
    """After "The Laske is a river", the river is the Laske."""
    text = "The Laske is a river. The river froze."
    found = mentions(text, ("Laske", "Place", "name"), ("river", "Place", "nominal"), ("river", "Place", "nominal"))
    name, _, river = resolve(text, found, vague=frozenset({"m2"}))[0]
    assert name.entity == river.entity


def test_pronouns_in_a_phrase_are_named() -> None:
    """What belongs to somebody is called by its owner wherever the pronoun stands."""
    assert nominals.owned("portrait of her village", ["Ann Lee"]) == "portrait of Ann Lee's village"
