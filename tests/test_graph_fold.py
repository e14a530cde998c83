"""Names as the words that make them."""

from __future__ import annotations

from string import ascii_letters, digits

from evigraph.graph.fold import tokens
from hypothesis import given
from hypothesis import strategies as st

WORD = st.text(ascii_letters + digits, min_size=1, max_size=6) | st.sampled_from(["The", "an", "a"])


@given(st.lists(WORD, min_size=1), st.sampled_from([" ", "\n", "  "]))
def test_quotes_make_no_other_name(words: list[str], space: str) -> None:
    """A plain name has the words that it has in quotes, which is looked at letter by letter."""
    name = space.join(words)
    assert tokens(name) == tokens(f"“{name}”")
