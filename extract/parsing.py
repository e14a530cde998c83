"""Files to their text; parsers that others wrote run in a process apart, which is killed when one goes astray.

A file can make a parser work for ever, take all memory or crash. It then costs itself, and the next one finds a new
process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from threading import Event, Timer
from types import TracebackType
from typing import IO, Any, Self, cast

from ..bounds import same_modules
from ..errors import DocumentError
from .formats.content import Content
from .formats.parsers import APART, parser
from .limits import Limits

_MODULE = "evigraph.extract.formats.process"
_LONG = 1_000_000  # bytes of JSON from which on it could unpack into too much


class Parsing:
    """Parsers within limits, as a context that ends their process.

    >>> with Parsing(Limits()) as parsing:
    ...     parsing.parse(".md", b"# Talent", "a.md").text
    'Talent'
    """

    def __init__(self, limits: Limits) -> None:
        """Take what one document may cost; the process starts with the first that needs it."""
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """End the process."""
        self.stop()

    def parse(self, suffix: str, data: bytes, name: str) -> Content:
        """Return the text of a file in the format of a suffix.

        Raises:
            DocumentError: there is no text to be had, or it costs more than a document may.
        """
        if suffix not in APART and not (suffix == ".jsonl" and len(data) > _LONG):
            return parser(suffix, self._limits.size)(data, name)
        answer = self._ask(suffix, data, name)
        if "problem" in answer:
            raise DocumentError(name, answer["problem"], cure=answer["cure"])
        return Content(**{**answer, "notes": tuple(answer["notes"])})

    def stop(self) -> None:
        """Kill the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in _pipes(self._process):
                with suppress(OSError):  # what was not sent yet cannot be sent any more
                    pipe.close()
        self._process = None

    def _ask(self, suffix: str, data: bytes, name: str) -> dict[str, Any]:
        self._process = process = self._process or self._start(name)
        late = Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = Timer(self._limits.seconds, give_up)
        timer.start()
        try:
            answer = _exchanged(process, suffix, data, name)
        finally:
            timer.cancel()
            timer.join()
        if late.is_set() or not answer.endswith(b"\n"):
            code = self._ended(process)
            raise self._limits.too_slow(name) if late.is_set() else _crashed(name, code)
        return cast("dict[str, Any]", json.loads(answer))

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        # -P: the folder one happens to be in, which may hold anything, is no place for modules.
        command = [sys.executable, "-P", "-m", _MODULE, str(self._limits.size), str(self._limits.memory)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        try:
            return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=same_modules())  # noqa: S603 - ours
        except OSError as error:
            problem = f"no process to parse it in can be started: {error.strerror or error}"
            raise DocumentError(name, problem, cure="end other programs and try again") from error

    def _ended(self, process: subprocess.Popen[bytes]) -> int | None:
        """Return the exit code of a process that said no more, and make room for the next one."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)
        code = process.poll()
        self.stop()
        return code


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    return cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)


def _exchanged(process: subprocess.Popen[bytes], suffix: str, data: bytes, name: str) -> bytes:
    """Return the answer to a task; nothing if the process ends before."""
    tasks, answers = _pipes(process)
    header = json.dumps({"suffix": suffix, "name": name, "size": len(data)})
    try:
        tasks.write(header.encode() + b"\n" + data)
        tasks.flush()
    except OSError:
        return b""
    return answers.readline()


def _crashed(name: str, code: int | None) -> DocumentError:
    how = f" (exit code {code})" if code is not None else ""
    return DocumentError(name, f"makes its parser crash{how}", cure="open and save it again, or save it as plain text")
