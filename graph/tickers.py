"""Ticker symbols written after the name of an organisation, as in ``Alibaba BABA`` and ``Alibaba (NYSE: BABA)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from .fold import clean, tokens
from .model import Mention
from .names import Words, has_legal_form, identity, kind

_EXCHANGES = r"NYSE|NASDAQ|Nasdaq|AMEX|LSE|HKEX|SEHK|HKG|TSX|TSE|TYO|ASX|SSE|SZSE|BSE|NSE|FWB|ETR|KRX|SIX|Euronext"
_LISTED = re.compile(
    rf"\s*+(?:,\s*+)?(?:\(\s*+)?(?:{_EXCHANGES})\s*+:\s*+(?P<symbol>[A-Z0-9]{{1,6}}(?:\.[A-Z]{{1,2}})?)\b"
)
_BARE = re.compile(r"\s+\(?(?P<symbol>[A-Z]{2,5})\b(?!\s*[A-Z&.-])")
_COMPOSITE = re.compile(r"(?P<base>\S.*?)\s+\(?(?P<symbol>[A-Z]{2,5})\)?")
# What is written in capitals after the name of an organisation and is no symbol.
_OTHERS = (
    "AG AI API CEO CFO CIO CMO COO CPO CTO CTO EU EVP HQ HR IPO IT LLC LLP LP PC PLC PR SA SE SVP TV UK UN US USA VP"
)
_NO_SYMBOLS = frozenset(_OTHERS.split())


def symbols(text: str, names: Sequence[Mention]) -> dict[str, Words]:
    """Return the ticker symbols that a text gives to the names of organisations, each with the words of its name.

    A symbol is one that an exchange introduces, one after a legal form, or a name right after another name. One that
    is given to two organisations is left out.

    >>> text = "Alibaba Group Holding Limited BABA grew."
    >>> symbols(text, [Mention("m1", 0, 29, text[:29], "Organization", "name")])
    {'BABA': ('alibaba',)}
    """
    owners: dict[str, set[Words]] = {}
    for symbol, base in _given(text, [name for name in names if kind(name.type) == "Organization"], names):
        if symbol not in _NO_SYMBOLS:
            owners.setdefault(symbol, set()).add(identity(base, "Organization"))
    return {symbol: min(found) for symbol, found in sorted(owners.items()) if len(found) == 1}


def split(name: str, known: Mapping[str, Words]) -> tuple[str, str | None]:
    """Split a name from a known symbol of its own that is written behind it.

    >>> split("Alibaba BABA", {"BABA": ("alibaba",)}), split("Samsung SDI", {})
    (('Alibaba', 'BABA'), ('Samsung SDI', None))
    """
    match = _COMPOSITE.fullmatch(clean(name)) if known else None
    if match and known.get(match["symbol"]) == identity(match["base"], "Organization"):
        return match["base"], match["symbol"]
    return name, None


def _given(text: str, organizations: Sequence[Mention], names: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    alone = {clean(name.text) for name in names}
    bases = {identity(name.text, "Organization") for name in organizations}
    starts = {name.start: clean(name.text) for name in names}
    for name in organizations:
        yield from _inside(name, alone, bases)
        after = _LISTED.match(text, name.end) or _unlisted(text, name) or _beside(text, name, starts)
        if after:
            yield after["symbol"], name.text


def _inside(name: Mention, alone: set[str], bases: set[Words]) -> Iterator[tuple[str, str]]:
    match = _COMPOSITE.fullmatch(clean(name.text))
    if match is None:
        return
    both_known = match["symbol"] in alone and identity(match["base"], "Organization") in bases
    if both_known or has_legal_form(tokens(match["base"])):
        yield match["symbol"], match["base"]


def _unlisted(text: str, name: Mention) -> re.Match[str] | None:
    """Find a symbol right after a legal form."""
    return _BARE.match(text, name.end) if has_legal_form(tokens(name.text)) else None


def _beside(text: str, name: Mention, starts: Mapping[int, str]) -> re.Match[str] | None:
    """Find a symbol that is another name with nothing but a space between."""
    match = _BARE.match(text, name.end)
    found = match if match and starts.get(match.start("symbol")) == match["symbol"] else None
    return found if found and "(" not in found.group() else None
