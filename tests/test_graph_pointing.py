"""What the network says a mention points at decides, where class, gender, number and place allow it."""

from __future__ import annotations

import pytest
from evigraph.graph.resolve import resolve
from hypothesis import given
from hypothesis import strategies as st
from marking import marked

TWO_MEN = "{P Ann Lee} met {P Bob Ray} and {P Carl Day}. {? He} left."


def meant(source: str, pointing: dict[str, dict[str, float]]) -> list[str | None]:
    """Return the label of what each mention of a marked text refers to."""
    resolved, entities = resolve(*marked(source), pointing)
    labels = {entity.id: entity.label for entity in entities}
    return [labels[mention.entity] if mention.entity else None for mention in resolved]


@pytest.mark.parametrize(("likely", "label"), [("m1", "Bob Ray"), ("m2", "Carl Day")])
def test_a_pronoun_means_what_is_likeliest(likely: str, label: str) -> None:
    """Of two men the one with most of the probability is meant, not the one who stands first."""
    assert meant(TWO_MEN, {"m3": {"m1": 0.1, "m2": 0.1, likely: 0.8}})[3] == label


def test_mentions_of_one_thing_add_up() -> None:
    """A person named twice with .3 each outweighs another with .35."""
    source = "{P Bob Ray} came. {P Carl Day} came. {P Bob Ray} sat. {? He} left."
    assert meant(source, {"m3": {"m0": 0.3, "m1": 0.35, "m2": 0.3}})[3] == "Bob Ray"


@pytest.mark.parametrize(
    ("source", "pointing"),
    [
        ("{O Alibaba} and {L Paris} grew. {? She} left.", {"m2": {"m0": 0.9}}),
        ("{P Ann Lee} and {T Linux} grew. {? It} left.", {"m2": {"m0": 0.9}}),
        ("{P Mr. Lee} came. {? She} left.", {"m1": {"m0": 0.9}}),
    ],
)
def test_class_and_gender_forbid(source: str, pointing: dict[str, dict[str, float]]) -> None:
    """No probability makes "she" a company or a Mr., or "it" a person."""
    found = meant(source, pointing)
    assert found[-1] != found[0]


def test_a_description_means_a_name_it_likely_points_at() -> None:
    """ "The singer" is the person that the network is sure of."""
    source = "{P Ann Lee} met {P Bob Ray}. The {p singer} left."
    assert meant(source, {"m2": {"m0": 0.9}})[2] == "Ann Lee"


def test_a_description_that_is_unsure_stands_for_itself() -> None:
    """A description that points at nothing likely enough is a thing of its own."""
    source = "{P Ann Lee} met {P Bob Ray}. The {p singer} left."
    assert meant(source, {"m2": {"m0": 0.3, "m1": 0.3}})[2] == "singer"


def test_a_description_of_another_class_stands_for_itself() -> None:
    """ "The company" is nobody's name, however likely."""
    source = "{P Ann Lee} rose. The {o company} fell."
    assert meant(source, {"m1": {"m0": 0.99}})[1] != "Ann Lee"


def test_a_pronoun_may_point_ahead_out_of_a_clause_before() -> None:
    """ "In her youth, Ann ..." is Ann's youth; "its rival Tencent" is not Tencent's."""
    assert meant("In {? her} youth, {P Ann Lee} sang.", {"m0": {"m1": 0.9}})[0] == "Ann Lee"
    assert meant("{O Alibaba} fears {? its} rival {O Tencent}.", {"m1": {"m2": 0.9}})[1] != "Tencent"


@given(st.dictionaries(st.sampled_from(["m0", "m1", "m2", "m3"]), st.floats(0, 1)))
def test_scores_change_only_what_points(scores: dict[str, float]) -> None:
    """Names refer to what they name, whatever a pronoun points at."""
    assert meant(TWO_MEN, {"m3": scores})[:3] == ["Ann Lee", "Bob Ray", "Carl Day"]
