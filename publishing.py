"""The files of a folder: written aside, moved into place together, and left alone while nothing they show changes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from itertools import zip_longest
from mmap import ACCESS_READ, mmap
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from .bounds import uncollected
from .errors import OutputError
from .graph.summary import Summary
from .lock import alone

if TYPE_CHECKING:
    from .building import Built
    from .export.catalog import Measured
    from .export.changes import Changes, Content
    from .graph.workspace import Workspace

VIEW = "graph.html"
# The largest first, since those are measured while others are made.
FORMATS = {"graph.nq": "nq", "graph.ttl": "ttl", "graph.graphml": "graphml", VIEW: "html"}
BESIDE = ("vocabulary.ttl", "shapes.ttl")  # what the graph is written in, and what that asks of it
REPORT = "report.json"
LARGE = 20_000  # documents, beyond which a graph stays on disk while it is made, and is not drawn
CATALOG = "dataset.ttl"
_FILES = (*FORMATS, *BESIDE, REPORT, CATALOG)
_UNFINISHED = ".evigraph-unfinished-"
_ROOT = Path(__file__).parent
_ROOMS = ("graph", "export")  # whose code decides what stands in the files
_LIBRARIES = ("graspologic-native", "jinja2", "networkx", "pyvis")


@contextmanager
def prepared(folder: Path) -> Iterator[None]:
    """Make a folder and keep others from changing it, as long as a block runs.

    Whether there will be a place for the fruits of reading is found out before it. What a process that was killed left
    unfinished is cleared away.

    Raises:
        OutputError: the folder cannot be made or written.
        WorkspaceError: another process is changing it, or its workspace has lost what its graph was made of.
    """
    from .graph.database import refuse_empty

    if (folder / REPORT).exists():
        refuse_empty(folder)
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=_UNFINISHED, dir=folder):
            pass
    with alone(folder):
        for left in folder.glob(f"{_UNFINISHED}*/"):
            rmtree(left, ignore_errors=True)
        yield


@uncollected()
def publish(built: Built, folder: Path, workspace: Workspace) -> None:
    """Write every file aside, then move each into its place, so that no reader meets half a file.

    The view shows a graph of up to `LARGE` documents; of a larger one there is none.

    Raises:
        OutputError: the folder cannot be written, or the disk is full.
        WorkspaceError: the workspace cannot keep of what the files were made.
    """
    from .export.fingerprints import fingerprints
    from .export.html import begin

    if built.summary.documents <= LARGE:
        begin(built.graph)  # beside all that comes before the page
    now = fingerprints(built.graph)
    differing = workspace.shown.differing(now) if _untouched(workspace, folder) else None
    with _explained(folder), TemporaryDirectory(prefix=_UNFINISHED, dir=folder) as unfinished:
        _write_aside(built, folder, Path(unfinished), differing)
        _move(Path(unfinished), folder)
    note = {"of": built.made_of, "code": _code(), "files": _stamps(folder), "summary": asdict(built.summary)}
    workspace.shown.keep(json.dumps(note), now, differing)


def _write_aside(built: Built, folder: Path, aside: Path, differing: frozenset[str] | None) -> None:
    """Write the files of a folder into another one."""
    from .export.formats import several
    from .export.shapes import shapes
    from .graph.vocabulary import source

    with _Described() as described:
        shown = {form: name for name, form in FORMATS.items() if name != VIEW or built.summary.documents <= LARGE}
        with _earlier(folder, shown, differing) as (contents, changes):
            for together in several(built.graph, contents, changes):
                described.add(_write({aside / shown[form]: found for form, found in together.items()}))
        plain = {REPORT: _report(built), **dict(zip(BESIDE, ([source().encode()], [shapes()]), strict=True))}
        for name, content in plain.items():
            described.add(_write({aside / name: content}))
        _write({aside / CATALOG: (described.catalog(),)})


def _move(aside: Path, folder: Path) -> None:
    """Move all files into their places, and take away those that are no more.

    What was there is held until all are moved: to free a large file takes longer than all the rest, and as long as some
    are moved and others are not, a reader meets the files of two graphs.
    """
    held = _held(folder)
    try:
        for name in _FILES:
            if (aside / name).exists():
                (aside / name).replace(folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
    finally:
        with ThreadPoolExecutor() as threads:
            list(threads.map(os.close, held))


def _held(folder: Path) -> list[int]:
    """Open the files that are there, where an open file can be replaced, which Windows does not allow."""
    held: list[int] = []
    for path in (folder / name for name in _FILES if os.name != "nt"):
        with suppress(OSError):  # then it is not held, and that is all
            if path.is_file():
                held.append(os.open(path, os.O_RDONLY))
    return held


@contextmanager
def _earlier(
    folder: Path, shown: Mapping[str, str], differing: frozenset[str] | None
) -> Iterator[tuple[dict[str, Content], Changes]]:
    """Give the files as they are, by their formats, and what has changed since; without that nothing of them counts."""
    from .export.changes import Changes
    from .export.formats import OF_ANY_SIZE

    contents: dict[str, Content] = dict.fromkeys(shown, b"")
    with ExitStack() as files:
        if differing is not None:
            for form in OF_ANY_SIZE.keys() & shown.keys():
                file = files.enter_context((folder / shown[form]).open("rb"))
                contents[form] = files.enter_context(mmap(file.fileno(), 0, access=ACCESS_READ))
        yield contents, Changes(differing)


def _untouched(workspace: Workspace, folder: Path) -> bool:
    """Tell whether the files are those that were written last, by the code that there is now."""
    found = _note(workspace)
    return (found.get("files"), found.get("code")) == (_stamps(folder), _code())


def _note(workspace: Workspace) -> dict[str, Any]:
    """Return what is noted of the files, which is nothing before they are written for the first time."""
    kept = workspace.shown.note()
    found: dict[str, Any] = {} if kept is None else json.loads(kept)
    return found


class _Described:
    """The files of a folder for its catalog, each measured by another thread as it lies on the disk."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor()
        self._measured: dict[str, Future[Measured]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)

    def add(self, paths: Iterable[Path]) -> None:
        self._measured.update({path.name: self._threads.submit(_measure, path) for path in paths})

    def catalog(self) -> bytes:
        from .export.catalog import catalog

        return catalog({name: found.result() for name, found in sorted(self._measured.items())})


def _measure(path: Path) -> Measured:
    from .export.catalog import measured

    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return measured(path.name, content)


def _write(contents: Mapping[Path, Iterable[bytes]]) -> Iterable[Path]:
    """Write files piece by piece in turns, and return which."""
    with ExitStack() as opened:
        files = [opened.enter_context(path.open("wb")) for path in contents]
        for pieces in zip_longest(*contents.values(), fillvalue=b""):
            for file, piece in zip(files, pieces, strict=True):
                file.write(piece)
    return contents


def published(workspace: Workspace, folder: Path, own: str) -> Summary | None:
    """Return the figures of the graph that a folder shows, if its files are those that were made of something.

    Arguments:
        workspace: where it is noted what was written.
        folder: where the files are.
        own: the name of all that decides what they hold.
    """
    found = _note(workspace)
    same = (found.get("files"), found.get("of")) == (_stamps(folder), own)
    return Summary(**found["summary"]) if same else None


def made_of(workspace: Workspace) -> str:
    """Name all that decides what the files hold: what was read and decided, and the code that writes it."""
    return sha256(f"{workspace.digest()} {_code()}".encode()).hexdigest()


def _stamps(folder: Path) -> dict[str, list[int] | None]:
    """Return length and time of each file; the times are compared with themselves only, whatever the clock does."""
    return {name: _stamp(folder / name) for name in _FILES}


def _stamp(path: Path) -> list[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]


@cache
def _code() -> str:
    digest = sha256(" ".join(f"{library} {version(library)}" for library in _LIBRARIES).encode())
    own = (path for room in _ROOMS for path in (_ROOT / room).rglob("*") if path.is_file())
    for path in sorted((*own, Path(__file__))):
        if path.suffix != ".pyc":
            digest.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _report(built: Built) -> Iterator[bytes]:
    """Yield the report in pieces; it counts nothing that differs between a first build and a second one."""
    from .graph.report import lines_of, report
    from .graph.written import utf8

    account: dict[str, Any] = {**report(built.graph), "notices": [asdict(notice) for notice in built.notices]}
    yield from map(utf8, lines_of(account))


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        cure = "name another folder, or see to its permissions and to space on the disk"
        raise OutputError(folder.as_posix(), problem, cure=cure) from error
