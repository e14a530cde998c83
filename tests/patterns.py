"""Every compiled pattern of the package, and strings that make a bad one slow."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]

ROOT = Path(__file__).parents[1]
ROOMS = ("extract", "graph", "export", "query")
_SAMPLES = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
_MOST_UNITS = 24


def patterns() -> dict[str, re.Pattern]:
    """Return the patterns of all modules by the place that first has them."""
    found: dict[re.Pattern, str] = {}
    for path in sorted([*ROOT.glob("*.py"), *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if name.endswith("__main__"):
            continue
        module = import_module("evigraph" if name == "__init__" else f"evigraph.{name.removesuffix('.__init__')}")
        for key, value in vars(module).items():
            for pattern in _within(value, 3):
                found.setdefault(pattern, f"{name}.{key}")
    places: dict[str, re.Pattern] = {}
    for pattern, place in found.items():
        number = sum(each.partition("#")[0] == place for each in places)
        places[f"{place}#{number}" if number else place] = pattern
    return places


def _within(value: object, depth: int) -> Iterator[re.Pattern]:
    """Yield the patterns in a value: in collections, classes, instances and partial functions as well."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth:
        parts: list[object] = []
        if isinstance(value, dict):
            parts = [*value, *value.values()]
        elif isinstance(value, list | tuple | set | frozenset):
            parts = [*value]
        elif isinstance(value, type):
            parts = [*vars(value).values()]
        elif callable(value) and getattr(value, "__defaults__", None):
            parts = [*value.__defaults__]
        elif getattr(type(value), "__module__", "").startswith("evigraph"):
            parts = [
                getattr(value, name, None) for name in getattr(value, "__dict__", getattr(type(value), "__slots__", ()))
            ]
        for part in parts:
            yield from _within(part, depth - 1)


def pumps(pattern: re.Pattern) -> list[str]:
    """Return strings to repeat: samples of what the pattern repeats itself, and of each of its characters."""
    if isinstance(pattern.pattern, bytes):
        parsed = _parser.parse(pattern.pattern.decode("latin-1"), pattern.flags & ~re.UNICODE)
    else:
        parsed = _parser.parse(pattern.pattern, pattern.flags)
    bodies = dict.fromkeys(filter(None, (_sample(body) for body in _repeated(parsed))))
    letters = dict.fromkeys(letter for letter in _sample(parsed, every=True))
    units = [*bodies, *(body * 2 for body in bodies), *letters, *(f"{body} " for body in bodies)]
    return list(dict.fromkeys(units))[:_MOST_UNITS]


def _repeated(parsed: _parser.SubPattern) -> Iterator[_parser.SubPattern]:
    """Yield what stands under a star or plus, inner ones too."""
    for code, argument in parsed:
        if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            if argument[1] is codes.MAXREPEAT or argument[1] > 9:
                yield argument[2]
            yield from _repeated(argument[2])
        else:
            for part in _parts(code, argument):
                yield from _repeated(part)


def _parts(code: object, argument: object) -> list[_parser.SubPattern]:
    if code is codes.BRANCH:
        return [*argument[1]]
    if code is codes.SUBPATTERN:
        return [argument[3]]
    if code is codes.ATOMIC_GROUP:
        return [argument]
    if code in {codes.ASSERT, codes.ASSERT_NOT}:
        return [argument[1]]
    return [part for part in argument[1:] if part is not None] if code is codes.GROUPREF_EXISTS else []


def _sample(parsed: _parser.SubPattern, *, every: bool = False) -> str:
    """Return a string that the pattern may match; with ``every`` one character at least for each part of it."""
    found = []
    for code, argument in parsed:
        if code is codes.LITERAL:
            found.append(chr(argument))
        elif code is codes.NOT_LITERAL:
            found.append("b" if argument == ord("a") else "a")
        elif code is codes.ANY:
            found.append("a")
        elif code is codes.IN:
            found.append(_of_set(argument))
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
            found.append(_sample(argument[2], every=every) * (1 if every else max(1, min(argument[0], 3))))
        else:
            parts = _parts(code, argument)
            if code not in {codes.ASSERT, codes.ASSERT_NOT} or every:
                found += [_sample(part, every=every) for part in (parts if every else parts[:1])]
    return "".join(found)


def _of_set(items: list[tuple[object, object]]) -> str:
    if items[0][0] is codes.NEGATE:
        taken = {chr(argument) for code, argument in items if code is codes.LITERAL}
        return next(letter for letter in "a7- \n_.x" if letter not in taken)
    code, argument = items[0]
    if code is codes.LITERAL:
        return chr(argument)
    return chr(argument[0]) if code is codes.RANGE else _SAMPLES[argument]


def uses(place: str) -> set[str]:
    """Return the methods that are called on a pattern in its module; one that is handed on is matched at a place."""
    module, _, name = place.partition("#")[0].rpartition(".")
    calls = _calls(ROOT / f"{module.replace('.', '/')}.py")
    return calls.get(name, {*ANCHORED})


@cache
def _calls(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {*ANCHORED, *ANYWHERE}:
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            found.setdefault(name, set()).add(node.attr)
    return found


ANCHORED = {"match": re.Pattern.match, "fullmatch": re.Pattern.fullmatch}
ANYWHERE = dict.fromkeys(("search", "finditer", "findall", "sub", "subn", "split"), re.Pattern.findall)


def spent(pattern: re.Pattern, methods: set[str], text: str) -> float:
    """Return the least seconds of the processor in which a pattern is through with a text, in the ways it is used."""
    calls = {call for name, call in {**ANCHORED, **ANYWHERE}.items() if name in methods}
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    tries = []
    for _ in range(3):
        before = time.process_time()
        for call in calls:
            call(pattern, given)
        tries.append(time.process_time() - before)
        if not CHEAP < tries[-1] < DEAR:
            break
    return min(tries)


CHEAP = 0.002  # seconds for 2048 characters: even if it grew with the square, 50,000 would take about a second
DEAR = 50 * CHEAP  # what no other work of the machine makes out of something cheap
