"""Counts, intervals, calibration error and coreference scores, on cases with known answers."""

from __future__ import annotations

import doctest
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from evigraph.benchmarks import results
from evigraph.benchmarks.quality import clusters, measures
from evigraph.benchmarks.quality.measures import Counts, Judged

if TYPE_CHECKING:
    from pathlib import Path

# Pradhan et al. 2014, the example of their section 3.
KEY = [set("abc"), set("defg")]
RESPONSE = [set("ab"), set("cd"), set("fghi")]
MODULES = (
    "results",
    *(
        f"quality.{name}"
        for name in ("measures", "clusters", "report", "published", "triples", "redocred", "gap", "names", "treebanks")
    ),
    "quality.calibration",
)


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold(module: str):
    """The examples in the docstrings are true."""
    found = doctest.testmod(import_module(f"evigraph.benchmarks.{module}"))
    assert found.attempted > 0
    assert found.failed == 0


def test_nothing_found_and_nothing_given_is_nought():
    """No measure divides by nought."""
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)


def test_precision_and_recall_are_of_their_own_sums():
    """Precision is over what was found, recall over what was given."""
    counts = Counts.of({1, 2, 3, 4}, {4, 5})
    assert (counts.precision, counts.recall) == (0.25, 0.5)
    assert counts.f1 == pytest.approx(1 / 3)


def test_counts_add_up():
    """The counts of two documents are those of both together."""
    assert Counts.of({1}, {1}) + Counts.of({2}, {3}) == Counts(1, 2, 1, 2)


def test_the_interval_holds_the_value_and_is_the_same_again():
    """Documents are drawn from a fixed seed."""
    documents = [Counts.of({1}, {1}), Counts.of({1}, {2}), Counts.of({1, 2}, {1})] * 4
    figure = measures.f1(documents)
    assert figure.low < figure.value < figure.high
    assert figure == measures.f1(documents)


def test_documents_that_are_alike_leave_no_doubt():
    """The interval is of the differences between documents."""
    figure = measures.f1([Counts.of({1, 2}, {1})] * 9)
    assert figure.low == figure.value == figure.high


def test_no_documents_have_a_figure():
    """A part without documents is measured as nought."""
    assert measures.f1([]) == measures.Figure(0.0, 0.0, 0.0)


def test_calibration_error_weighs_bins_by_their_claims():
    """Three of four claims are in a bin that is .2 off, one in a bin that is right."""
    judged = [Judged("a", 0.8, True)] * 3 + [Judged("a", 1.0, True)]
    assert measures.calibration_error([judged]).value == pytest.approx(0.15)


def test_calibration_error_adds_documents_before_it_compares():
    """Errors of two documents in one bin cancel each other."""
    documents = [[Judged("a", 0.5, True)], [Judged("a", 0.5, False)]]
    assert measures.calibration_error(documents).value == 0


def test_equal_bins_hold_equally_many_claims():
    """Twenty claims make ten pairs; the pairs of a right and a wrong one at .5 are calibrated."""
    judged = [Judged("a", 0.5, right) for right in (True, False)] * 10
    assert measures.adaptive_calibration_error(judged) == pytest.approx(0)
    assert measures.adaptive_calibration_error([]) == 0


def test_muc_of_the_published_example():
    """Two of five links are found, and two of five found ones are right."""
    counts = clusters.muc(RESPONSE, KEY)
    assert (counts.recall, counts.precision) == (pytest.approx(0.4), pytest.approx(0.4))


def test_b_cubed_of_the_published_example():
    """Recall is .42 and precision .50."""
    counts = clusters.b_cubed(RESPONSE, KEY)
    assert counts.recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)
    assert counts.precision == pytest.approx(0.5)


def test_ceaf_of_the_published_example():
    """The best alignment is worth .8 and .5."""
    counts = clusters.ceaf_e(RESPONSE, KEY)
    assert (counts.recall, counts.precision) == (pytest.approx(1.3 / 2), pytest.approx(1.3 / 3))


def test_clusters_as_given_are_right_in_every_measure():
    """What is equal scores one."""
    for score in (clusters.muc, clusters.b_cubed, clusters.ceaf_e):
        assert score(KEY, KEY).f1 == 1


def test_the_conll_score_is_the_average():
    """MUC, B-cubed and CEAF count alike."""
    right, wrong = Counts.of({1}, {1}), Counts.of({1}, {2})
    assert clusters.conll(right, right, wrong) == pytest.approx(2 / 3)


def test_sections_of_the_results_leave_each_other_alone():
    """A section inside another is replaced, and what stands around it stays."""
    text = results.replaced("# Results\n", "quality", "## Quality\n\nA fact.\n")
    inner = results.replaced(results.section(text, "quality"), "quality gap", "old")
    text = results.replaced(text, "quality", inner)
    inner = results.replaced(results.section(text, "quality"), "quality gap", "new")
    text = results.replaced(text, "quality", inner)
    assert "A fact." in text
    assert "new" in text
    assert "old" not in text
    assert text.count("<!-- quality -->") == 1


def test_results_begin_with_a_title(tmp_path: Path):
    """The first measurement finds no file."""
    assert results.text_of(tmp_path / "RESULTS.md") == "# Results\n"
