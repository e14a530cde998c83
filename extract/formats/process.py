"""A process that parses one file after another, and can be killed without harm: ``python -m`` this module.

A task is a line of JSON, ``{"suffix", "name", "size"}``, and so many bytes; its answer is a line of JSON with the parts
of a `Content`, or with what is wrong and its cure. JSON and not pickle, as what comes out of a parser is not trusted.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import asdict
from typing import BinaryIO

from ...bounds import bound_memory
from ...errors import DocumentError
from ..limits import Limits
from .content import Content
from .parsers import parser


def main() -> None:
    """Parse what comes on standard input until it ends."""
    limits = Limits(size=int(sys.argv[1]), memory=int(sys.argv[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the reader decides when to stop
    answers = _answers()
    bound_memory(limits.memory)
    while header := sys.stdin.buffer.readline():
        task = json.loads(header)
        answer = _answer(task["suffix"], sys.stdin.buffer.read(task["size"]), task["name"], limits)
        answers.write(answer + b"\n")
        answers.flush()


def _answers() -> BinaryIO:
    """Return standard output, and send whatever a parser may print to nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers


def _answer(suffix: str, data: bytes, name: str, limits: Limits) -> bytes:
    try:
        return json.dumps(asdict(_content(suffix, data, name, limits))).encode()
    except DocumentError as error:
        found = error
    except MemoryError:
        found = limits.too_greedy(name)
    return json.dumps({"problem": found.problem, "cure": found.cure}).encode()


def _content(suffix: str, data: bytes, name: str, limits: Limits) -> Content:
    content = parser(suffix, limits.size)(data, name)
    if len(content.text) > limits.size:
        raise limits.too_large(name, "its text is")
    return content


if __name__ == "__main__":
    main()
