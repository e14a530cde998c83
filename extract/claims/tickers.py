"""Facts of ticker symbols: "(NYSE: BABA)", "Alibaba (BABA)", "Alibaba Group BABA"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import Value
from .arguments import Phrases
from .draft import Argument, NamedSpan
from .facts import Fact, Key
from .names import abbreviates, head_of
from .tree import Sentence, Word

LISTED, PRINTED, LIKELY = 0.85, 0.9, 0.7
_REACH = 40  # an exchange and a symbol in brackets are shorter
_EXCHANGE = re.compile(
    r"\s*\(\s*(?P<exchange>NYSE|NASDAQ|Nasdaq|LSE|HKEX|SEHK|TSE|TSX|ASX|SSE|SZSE|BSE|NSE|FWB|XETRA|Euronext|SIX)"
    r"(?:\s?[A-Z][A-Za-z]+)?\s*:\s*(?P<ticker>[A-Z0-9][A-Z0-9.]{0,6})\s*\)"
)
_BRACKETED = re.compile(r"\s*\(\s*(?P<ticker>[A-Z]{2,5})\s*\)")
_PLAIN = re.compile(r"\s+(?P<ticker>[A-Z]{2,5})(?![\w-])")
_INSIDE = re.compile(r"\s(?P<ticker>[A-Z]{2,5})$")


def ticker_facts(phrases: Phrases) -> Iterator[Fact]:
    """Yield the symbol that follows the name of an organisation, and the exchange where it is told."""
    for name in phrases.names:
        if phrases.is_a(name, "Organization"):
            yield from _tickers(phrases.sentence, name)


def _tickers(sentence: Sentence, name: NamedSpan) -> Iterator[Fact]:
    text = sentence.quote(name.start, name.end)
    after = sentence.quote(name.end, min(name.end + _REACH, sentence.end))
    listed = _EXCHANGE.match(after)
    loose = _INSIDE.search(text) or _BRACKETED.match(after) or _PLAIN.match(after)
    head = head_of(sentence, name) if listed is not None or loose is not None else None
    if head is None:
        return
    if listed is not None:
        start, end = (name.end + edge for edge in listed.span("exchange"))
        exchange = Argument(start, end, head.index, "name", "StockExchange")
        key = Key("list", "on", "passive")
        yield Fact(head, head, "be listed on", exchange, key, (), LISTED, alone=True, given=True)
        yield _ticker(head, listed["ticker"], name.end + listed.start("ticker"), PRINTED)
    elif loose is not None and abbreviates(loose["ticker"], text.removesuffix(loose["ticker"]).strip()):
        base = name.start if loose.re is _INSIDE else name.end
        yield _ticker(head, loose["ticker"], base + loose.start("ticker"), LIKELY)


def _ticker(head: Word, symbol: str, start: int, confidence: float) -> Fact:
    value = Value(symbol, "xsd:string", start, start + len(symbol))
    key = Key("ticker", voice="role")
    return Fact(head, head, "ticker", value, key, (), confidence, quiet=True, alone=True, given=True)
