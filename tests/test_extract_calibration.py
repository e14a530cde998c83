"""Which relations are likely enough: few of them are worked out, and none that counts is passed over."""

from __future__ import annotations

import numpy as np
import pytest
from evigraph.extract.calibration import LEAST, MOST, Calibration, logistic
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

KNOWN, WIDTH = 2, 5
LOGITS = arrays(np.float32, st.tuples(st.integers(0, 6), st.just(WIDTH)), elements=st.floats(-12, 12, width=32))
WEIGHTS = st.tuples(st.floats(-3, 3), st.floats(0, 3))


@given(LOGITS, WEIGHTS, WEIGHTS, st.floats(0, 1))
def test_what_is_likely_enough_is_found(logits, first, others, least):
    """The relations are those that are likely enough when each of them is worked out."""
    calibration = Calibration(first, others, (0.0, 1.0))
    bias, weight = np.repeat([first, others], [KNOWN, WIDTH - KNOWN], axis=0).T
    every = logistic((bias + weight * np.clip(logits, LEAST, MOST)).astype(np.float32))
    rows, columns, found = calibration.likely_pairs(logits, KNOWN, least)
    assert np.stack([rows, columns], axis=1).tolist() == np.argwhere(every >= least).tolist()
    assert found.tolist() == pytest.approx(every[rows, columns].tolist())
