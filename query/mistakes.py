"""What is wrong with a query that the engine cannot parse, said to the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from ..errors import QueryError
from .tokens import Token

_PLACE = re.compile(r"error at (\d+):(\d+):(.*)", re.DOTALL)
_PAIRS = {"}": "{", ")": "(", "]": "["}
_EXCERPT = 30


def mistake(message: str, text: str, words: Sequence[Token], prefixes: Mapping[str, str]) -> QueryError:
    """Say what is wrong and where.

    The engine reports how far it looked, which is at the mistake or after it, and what its grammar could have had
    there, which helps nobody. So brackets and prefixes are looked at first.

    Arguments:
        message: what the engine says.
        text: the query.
        words: its tokens.
        prefixes: those that are declared, by the query or by us.
    """
    odd = _odd_bracket(words)
    if odd is not None:
        problem = f"the bracket {odd.text} has no partner"
        return QueryError(place(text, odd.start), problem, cure="add the other one, or take this one out")
    found = _PLACE.match(message)
    if found is None:
        return QueryError("query", f"is not valid: {message}", cure="compare it with the examples in docs/rdf.md")
    offset = sum(len(line) + 1 for line in text.split("\n")[: int(found[1]) - 1]) + int(found[2]) - 1
    before = [word for word in words if word.start < offset]
    if "Prefix not found" in found[3] and before:
        return _undeclared(place(text, before[-1].start), before[-1], prefixes)
    seen = " ".join(text[max(0, offset - _EXCERPT) : offset].split())
    return QueryError(place(text, offset), "cannot be read beyond this place", cure=f"look for a slip in: {seen}")


def place(text: str, offset: int) -> str:
    """Name a place in a query by line and column, both counted from one.

    >>> place("ASK {\\n ?s", 7)
    'query, line 2, column 2'
    """
    before = text[:offset]
    return f"query, line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _odd_bracket(words: Iterable[Token]) -> Token | None:
    """Return the first bracket that closes nothing, or else the last that is never closed."""
    open_: list[Token] = []
    for word in words:
        if word.text in _PAIRS.values():
            open_.append(word)
        elif word.text in _PAIRS and (not open_ or open_.pop().text != _PAIRS[word.text]):
            return word
    return open_[-1] if open_ else None


def _undeclared(subject: str, word: Token, prefixes: Mapping[str, str]) -> QueryError:
    prefix = word.text.partition(":")[0]
    close = get_close_matches(prefix, prefixes, n=1)
    hint = f"did you mean {close[0]}:? else " if close else ""
    return QueryError(subject, f"the prefix {prefix}: is not declared", cure=f"{hint}begin with PREFIX {prefix}: <…>")
