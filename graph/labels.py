"""What to call a thing: the name people know it by, and its other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..frozen import frozen
from .countries import bundled as countries
from .fold import clean, tokens
from .names import kind, looks_like_acronym, without_title
from .nominals import bare
from .vocabulary import bundled as vocabulary


@frozen
class Called:
    """The label of a thing, its class, and its other names in alphabetical order."""

    label: str
    type: str
    aliases: tuple[str, ...]


def call(names: Sequence[str], symbols: Iterable[str], phrases: Sequence[str], types: Sequence[str]) -> Called:
    """Choose label, class and aliases.

    The label is the most frequent name, which for an organisation is often the short one, for a person one with at
    least two words if there is one, and for a country the usual one. It is never a ticker symbol unless there is no
    other name.

    Arguments:
        names: each mention by name as it is written, without article.
        symbols: ticker symbols of the thing.
        phrases: each mention that describes it.
        types: the class of each name, or of each phrase if there is no name.

    >>> call(["Alibaba", "Alibaba Group Holding Limited", "BABA"], ["BABA"], [], ["Organization"])
    Called(label='Alibaba', type='Organization', aliases=('Alibaba Group Holding Limited', 'BABA'))
    """
    type_ = _type(types)
    written = _without_possessives(names)
    if kind(type_) == "Person":
        written = [_untitled(name) for name in written]
    described = [bare(phrase) for phrase in phrases]
    label = _label(written, set(symbols), described, type_)
    others = {*written, *symbols, *(described if not written else ())} - {label}
    return Called(label, type_, tuple(sorted(others)))


def _type(types: Sequence[str]) -> str:
    """Choose the most frequent class, of equals the finest; the class of everything only if there is no other."""
    if len(set(types)) == 1:  # as of nearly all
        return types[0]
    counts, known = Counter(types), vocabulary()
    return min(counts, key=lambda name: (name == "Thing", -counts[name], -len(known.ancestors(name)), name))


def _without_possessives(names: Sequence[str]) -> list[str]:
    """Strip possessive endings, unless a name is written so again and again and never without."""
    if len(names) < 2:  # noqa: PLR2004 - as of most things
        return [clean(name) for name in names]
    counts = Counter(names)
    bases = Counter(clean(name) for name in counts)
    always = {name for name, count in counts.items() if count > 1 and bases[clean(name)] == 1}
    return [name if name in always else clean(name) for name in names]


def _untitled(name: str) -> str:
    words = name.split()
    return " ".join(words[-len(without_title(tokens(name))) :]) if len(tokens(name)) == len(words) else name


def _label(written: Sequence[str], symbols: set[str], described: Sequence[str], type_: str) -> str:
    country = _country(written, type_)
    if country is not None:
        return country
    shown = written or described
    if len(set(shown)) == 1:
        return shown[0]
    counts = Counter(shown)
    return min(counts, key=lambda name: (name in symbols, _partial(name, type_), -counts[name], *_taste(name, type_)))


def _country(written: Sequence[str], type_: str) -> str | None:
    if kind(type_) not in {"Place", "Organization"}:
        return None
    known = countries().names
    return next((known[tokens(name)] for name in sorted(written) if tokens(name) in known), None)


def _partial(name: str, type_: str) -> bool:
    """Tell whether a name is but one of the names of a person."""
    return kind(type_) == "Person" and len(name.split()) == 1


def _taste(name: str, type_: str) -> tuple[bool, bool, int, str]:
    """Rank names that are as frequent: no acronym, lower case, an organisation's shorter name, others' longer one."""
    length = len(name) if kind(type_) == "Organization" else -len(name)
    return looks_like_acronym(name), name[:1].isupper(), length, name
