"""Training: what a batch shows and hides, what teachers teach, and what comes back out of a run."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")

from evigraph.extract.wordpieces import BLOCK, SPACE, WordPieces  # noqa: E402  # after the check for torch
from evigraph.training.batches import MASKED, Drawing, collate, drawn, groups  # noqa: E402  # likewise
from evigraph.training.labels import KNOWLEDGENET  # noqa: E402  # likewise
from evigraph.training.losses import of_corpora, of_teachers, run  # noqa: E402  # likewise
from evigraph.training.modules import HIDDEN  # noqa: E402  # likewise
from evigraph.training.network import Network  # noqa: E402  # likewise
from evigraph.training.smooth import smooth  # noqa: E402  # likewise
from evigraph.training.train import sizes_of  # noqa: E402  # likewise
from evigraph.training.values import Sentence, TrainingDocument  # noqa: E402  # likewise
from evigraph.training.windows import Inventory, Window, cut_windows, read, write  # noqa: E402  # likewise

INVENTORY = Inventory(("NOUN", "PROPN", "VERB"), ("NN", "NNP", "VBD"), ("nsubj", "obj", "root"), (*KNOWLEDGENET, "P26"))
LABELS = len(INVENTORY.relations)


def sentence(text: str, **known: object) -> Sentence:
    """Return words with one blank between them."""
    words = text.split()
    return Sentence(words, [BLOCK, *(SPACE for _ in words[1:])], **known)  # type: ignore[arg-type]  # as given


def windows(source: str, *sentences: Sentence) -> list[Window]:
    """Return each sentence as a window of its own."""
    documents = [TrainingDocument(str(number), [each]) for number, each in enumerate(sentences)]
    return cut_windows(documents, source, INVENTORY, WordPieces(), Random(0))  # noqa: S311 - to be repeated


def tree() -> Sentence:
    """Return a sentence with tags and a tree."""
    return sentence(
        "Ann met Bob",
        upos=["PROPN", "VERB", "PROPN"],
        xpos=["NNP", "VBD", "NNP"],
        heads=[2, 0, 2],
        rels=["nsubj", "root", "obj"],
    )


@pytest.fixture(scope="module")
def network() -> Network:
    """A network that has learned nothing."""
    torch.manual_seed(0)
    return Network(sizes_of(INVENTORY)).eval()


def test_names_are_hidden_in_small_corpora_only():
    """A capitalised word of a relation corpus can be hidden; those of a treebank are shown, and small ones always."""
    drawing = Drawing(LABELS, blind=1.0)
    hidden = collate(windows("written", sentence("Ann met Bob")), drawing, Random(0)).arrays  # noqa: S311 - repeatable
    shown = collate(windows("gum", sentence("Ann met Bob")), drawing, Random(0)).arrays  # noqa: S311 - repeatable
    assert (hidden["seen_ids"] == MASKED).sum() == len(("Ann", "Bob"))
    assert (hidden["ids"] != MASKED).all()
    assert (shown["seen_ids"] == shown["ids"]).all()


def test_the_number_of_workers_changes_no_batch():
    """Two processes draw what none beside the first draws."""
    given = windows("ewt", *(sentence(f"Ann Lee met Bob Ray in {year} .") for year in range(1990, 2000)))
    drawing, grouped = Drawing(LABELS, 0.5, taught=True, seed=3), groups(given, 30, None)
    alone, helped = (list(drawn(given, grouped, drawing, workers)) for workers in (0, 2))
    assert len(alone) > 1
    for one, other in zip(alone, helped, strict=True):
        assert torch.equal(one.spans.pairs, other.spans.pairs)
        assert torch.equal(one.arrays["seen_ids"], other.arrays["seen_ids"])


def test_pairs_of_which_nothing_is_known_are_drawn_for_teachers_only():
    """A sentence of a treebank has pairs, and none of their labels counts."""
    given = windows("ewt", sentence("Ann Lee met Bob Ray"))
    alone, taught = (
        collate(given, Drawing(LABELS, taught=taught), Random(0))  # noqa: S311 - repeatable
        for taught in (False, True)
    )
    assert len(alone.spans.pairs) == 0
    assert len(taught.spans.pairs) == len((("Ann Lee", "Bob Ray"), ("Bob Ray", "Ann Lee")))
    assert not taught.pair_mask.any()


def test_windows_come_back_from_their_file(tmp_path: Path):
    """What was written is read."""
    given = windows("ewt", tree())
    write(tmp_path / "windows", INVENTORY, given)
    inventory, found = read(tmp_path / "windows")
    assert inventory == INVENTORY
    assert [window.words for window in found] == [["Ann", "met", "Bob"]]


def test_a_corpus_teaches_what_it_annotates(network: Network):
    """A tree costs something; a sentence of which nothing is known costs nothing but its first word's start."""
    costs = []
    for each in (tree(), sentence("Ann met Bob", sentence_known=False)):
        batch = collate(windows("ewt", each), Drawing(LABELS), Random(0))  # noqa: S311 - repeatable
        costs.append(of_corpora(network, run(network, batch, seen=True), batch))
    assert all(costs[0][task] > 0 for task in ("upos", "xpos", "arcs", "rels"))
    assert all(costs[1][task] == 0 for task in ("upos", "xpos", "arcs", "rels", "roles", "sorts"))
    assert costs[1]["names"].item() == pytest.approx(0, abs=1e-5)


def test_who_is_taught_by_itself_has_nothing_to_learn(network: Network):
    """The gradient of the teachers' loss is zero where the network agrees with them."""
    batch = collate(windows("ewt", tree()), Drawing(LABELS, taught=True), Random(0))  # noqa: S311 - repeatable
    found = run(network, batch, seen=False)
    network.zero_grad()
    torch.stack(list(of_teachers(network, found, batch, [network]).values())).sum().backward()
    slopes = [parameter.grad.abs().max() for parameter in network.parameters() if parameter.grad is not None]
    assert max(slopes) < 1e-4
    assert slopes


def test_smoothing_changes_no_output(network: Network):
    """Scaled layers say what the layers said that they replace."""
    given = windows("ewt", tree(), sentence("Ann Lee met Bob Ray in 1999 ."))
    batch = collate(given, Drawing(LABELS), Random(0))  # noqa: S311 - repeatable
    before = run(network, batch, seen=False)
    scaled = deepcopy(network)
    smooth(scaled, given)
    after = run(scaled, batch, seen=False)
    assert not torch.equal(scaled.state_dict()["upper.layers.0.inner.inverse"], torch.ones(HIDDEN))
    assert all(torch.allclose(before[name], after[name], atol=1e-3) for name in before)
