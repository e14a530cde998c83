"""Windows: a text of any length is read word by word, no word twice, and no sentence loses its end at a seam."""

from __future__ import annotations

import shutil
from itertools import accumulate, pairwise

import numpy as np
import pytest
from evigraph.errors import ModelError
from evigraph.extract.calibration import logistic
from evigraph.extract.encoder import LONGEST_PIECES, WEIGHTS, WINDOW_WORDS, Encoder, surely_ends
from evigraph.extract.wordpieces import BLOCK, SPACE
from hypothesis import example, given, settings
from hypothesis import strategies as st

BEGIN, WORD, URL = "begin", "word", "https://example.org/a/very/long/way/to/index.html"
unhurried = settings(deadline=None)  # how long an example takes says more of the machine than of the code
LENGTHS = st.lists(st.integers(1, 200), min_size=1, max_size=12)


class FakeEncoder(Encoder):
    """An encoder whose network sees a sentence start in every ``begin``, and keeps how many pieces it was given."""

    sizes: list[int]

    def _run(self, graph, inputs):
        (ids,), (first,) = inputs["ids"], inputs["first"]
        self.sizes.append(len(ids))
        size = len(first)
        starts = np.where(ids[first] == self.pieces.of_word(BEGIN)[0], 1.0, -1.0)
        shapes = {"upos": 3, "xpos": 3, "arcs": size + 1, "dependent": 2, "names": 2, "sorts": 2, "states": 4}
        given = {name: np.zeros((1, size, width), np.float32) for name, width in shapes.items()}
        governor, roles = np.zeros((1, size + 1, 2), np.float32), np.zeros((1, size, 2, 3), np.float32)
        states = np.broadcast_to(ids[first][None, :, None], (1, size, 4))
        return [given["upos"], given["xpos"], starts[None], given["arcs"], given["dependent"], governor, given["names"],
                roles, given["sorts"], states]  # fmt: skip


FAKE, REAL = FakeEncoder(), Encoder()


def read(words, spaces=None):
    """Read words with the fake network."""
    FAKE.sizes = []
    return list(FAKE.read(words, spaces or [SPACE] * len(words)))


@unhurried
@given(st.lists(st.sampled_from([BEGIN, WORD, ".", "It", URL]), max_size=500), st.data())
def test_every_word_is_in_exactly_one_output(words, data):
    """Outputs follow each other without gap or overlap, and each speaks of the words it says it does."""
    spaces = data.draw(
        st.lists(st.sampled_from([SPACE, SPACE, SPACE, BLOCK]), min_size=len(words), max_size=len(words))
    )
    outputs = read(words, spaces)
    assert [index for output in outputs for index in range(output.start, output.end)] == list(range(len(words)))
    for output in outputs:
        said = [FAKE.pieces.of_word(word)[0] for word in words[output.start : output.end]]
        assert output.states[:, 0].tolist() == said


@unhurried
@given(LENGTHS)
def test_outputs_have_their_shapes(lengths):
    """However a window was cut, its arrays are as long as its words, and its arcs have the root besides."""
    for output in read([word for length in lengths for word in [BEGIN, *[WORD] * (length - 1)]]):
        size = output.end - output.start
        assert output.arcs.shape == (size, size + 1)
        assert len(output.governor) == size + 1
        assert {len(rows) for rows in (output.upos, output.names, output.roles, output.states)} == {size}


@unhurried
@given(LENGTHS)
@example([100, 100])
@example([WINDOW_WORDS, WINDOW_WORDS, 1])
@example([WINDOW_WORDS + 1, 1])
def test_nothing_is_lost_at_the_seams(lengths):
    """A sentence that fits the encoder comes whole in one output, wherever the windows before it ended."""
    words = [word for length in lengths for word in [BEGIN, *[WORD] * (length - 1)]]
    ends = list(accumulate(lengths, initial=0))
    found = [
        (output.start + left, output.start + right)
        for output in read(words)
        for left, right in pairwise([*np.flatnonzero(output.starts).tolist(), output.end - output.start])
    ]
    assert found == list(pairwise(ends))


@unhurried
@given(st.lists(st.sampled_from([WORD, URL, "."]), max_size=700))
def test_no_window_is_longer_than_the_encoder(words):
    """Windows are cut by pieces too, since words of many pieces fill them sooner."""
    read(words)
    assert max(FAKE.sizes, default=0) <= LONGEST_PIECES + 2


def test_a_sentence_of_ten_thousand_words_is_read_to_its_end():
    """No text is shortened, and the work grows with its length only."""
    assert read([WORD] * 10_000)[-1].end == 10_000
    assert sum(FAKE.sizes) < 2 * 10_000


def test_no_words_are_no_outputs():
    """An empty text is read without asking the network."""
    assert read([]) == []


@pytest.mark.parametrize(
    ("words", "spaces", "expected"),
    [
        (["It", "ended", ".", "Then"], [SPACE] * 4, True),
        (["It", "ended", ".", ")", "Then"], [SPACE] * 5, True),
        (["It", "ended", ".", "then"], [SPACE] * 4, False),
        (["It", "ended", "Then"], [SPACE] * 3, False),
        (["A", "heading", "Then"], [SPACE, SPACE, BLOCK], True),
    ],
)
def test_sentences_surely_end(words, spaces, expected):
    """A window may end after a full stop that a capital follows, or where a block ends."""
    assert surely_ends(words, spaces, len(words) - 1) is expected


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6))
def test_pairs_are_judged_each_for_itself(one, other):
    """How likely a relation is hardly depends on which other pairs are asked for (8-bit arithmetic shares a scale)."""
    words = ["Alibaba", "was", "founded", "in", "Hangzhou", "by", "Jack", "Ma", "."]
    (output,) = REAL.read(words, [BLOCK, *[SPACE] * 8])
    spans, pairs = np.array([[0, 1], [one, one + 1], [other, other + 1]]), np.array([[0, 1], [2, 0]])
    bounds = np.array([[0, len(words)]] * 2)
    both = logistic(REAL.pair_logits(output.states, spans, pairs, bounds))
    alone = [logistic(REAL.pair_logits(output.states, spans, pairs[k : k + 1], bounds[:1]))[0] for k in range(2)]
    assert np.allclose(both, alone, atol=0.1)


def test_no_pairs_have_no_scores():
    """Asking for nothing gives an empty table with the right number of columns."""
    none = np.zeros((0, 2), int)
    found = REAL.pair_logits(np.zeros((0, 384), np.float32), none, none, none)
    assert found.shape == (0, len(REAL.labels.relations))


@pytest.fixture
def copied(tmp_path):
    """Copy the weights to a place where they may be damaged."""
    return shutil.copytree(WEIGHTS, tmp_path / "weights", ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def test_whole_weights_are_taken(copied):
    """A copy of the weights has their fingerprint."""
    assert Encoder(copied).fingerprint == REAL.fingerprint


@pytest.mark.parametrize("name", ["tokens.onnx", "pairs.onnx", "labels.onnx", "labels.json", "vocab.txt"])
def test_a_damaged_file_is_named(copied, name):
    """A changed byte is found before it can read anything wrongly."""
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    with pytest.raises(ModelError, match=name):
        Encoder(copied)


def test_a_missing_file_is_named(copied):
    """A file that was not installed is named, with the cure."""
    (copied / "pairs.onnx").unlink()
    with pytest.raises(ModelError, match=r"pairs\.onnx.*install evigraph again"):
        Encoder(copied)


def test_missing_weights_are_an_error(tmp_path):
    """A folder without weights is said to have none."""
    with pytest.raises(ModelError, match="weights are missing"):
        Encoder(tmp_path)
