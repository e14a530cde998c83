"""What cannot hold between the things that two mentions turned out to be is refused, with the rule that refused it."""

from __future__ import annotations

import pytest
from evigraph.extract.merging import fitting
from evigraph.graph.model import Claim, Mention

TEXT = "Sweden, Norway, Oslo, Ann and Acme"


def mention(text: str, type_: str, entity: str | None = None) -> Mention:
    start = TEXT.index(text)
    return Mention(text, start, start + len(text), text, type_, "name", entity)


MENTIONS = (
    mention("Sweden", "Place"),
    mention("Norway", "Place", "e1"),
    mention("Oslo", "Place"),
    mention("Ann", "Person", "e2"),
    mention("Acme", "Organization", "e2"),
)


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "rule"),
    [
        ("Sweden", "locatedIn", "Norway", "one country in another"),
        ("Ann", "employer", "Acme", "one thing at both ends"),
        ("Ann", "employer", "Norway", "classes of its ends"),
        ("Oslo", "locatedIn", "Norway", None),
        ("Sweden", "open:beat", "Norway", None),
    ],
)
def test_what_cannot_hold_is_refused(subject: str, predicate: str, target: str, rule: str | None) -> None:
    """Each rule refuses what it names; what it does not concern stays."""
    kept, refused = fitting(TEXT, [Claim(subject, predicate, target, 0, len(TEXT))], MENTIONS)
    assert [one.rule for one in refused] == ([rule] if rule else [])
    assert len(kept) + len(refused) == 1
