"""Many damaged files through every document reader: ``python -m evigraph.benchmarks.hostile FOLDER --rounds N``.

Takes the documents of a folder, changes, cuts, doubles and puts in bytes, reads each within limits in the process that
parses, and prints what came of it: text, which errors, and the slowest. Ends with 1 if anything else came.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path

from ..errors import DocumentError
from ..extract.formats.parsers import kind
from ..extract.limits import Limits
from ..extract.parsing import Parsing
from ..extract.sources import Source, find

_ODD = (b"\0", b"\xff", b"<", b"&#x0;", b"(" * 500, b"<<" * 500, b"0 R ", b"endstream", b"/Kids [", b"\xfe\xff", b'"')


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few of them changed.

    >>> damaged(b"Alibaba", random.Random(1)) != b"Alibaba"
    True
    """
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(found) + 1)
        piece = bytes(found[at : at + chance.randint(1, 200)])
        other = chance.choice([*_ODD, piece * chance.randint(0, 3), chance.randbytes(chance.randint(1, 8))])
        found[at : at + chance.choice([0, 1, 8, 64, 512])] = other
    return bytes(found)


def tried(data: bytes, suffix: str, parsing: Parsing) -> str:
    """Return what comes of a file: ``text``, or the problem of its error."""
    try:
        parsing.parse(kind(suffix, data, "a"), data, "a")
    except DocumentError as error:
        return error.problem.partition(":")[0]
    return "text"


def main(arguments: list[str] | None = None) -> None:
    """Damage and read as often as told, and print what came."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)  # noqa: S311 - the same damage each time
    files = [Path(found.place.path) for found in find([given.folder]) if isinstance(found, Source)]
    outcomes: Counter[tuple[str, str]] = Counter()
    slowest = (0.0, "")
    with Parsing(Limits(seconds=20)) as parsing:
        for path in files * given.rounds:
            before = time.monotonic()
            outcomes[path.suffix, tried(damaged(path.read_bytes(), chance), path.suffix, parsing)] += 1
            slowest = max(slowest, (time.monotonic() - before, path.name))
    for (suffix, outcome), number in sorted(outcomes.items()):
        print(f"{suffix:8}{number:8}  {outcome}")
    print(f"slowest {slowest[0]:.2f} s, {slowest[1]}")


if __name__ == "__main__":
    main()
