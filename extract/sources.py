"""Which files a command line names, in a fixed order, and what each is called in the graph."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import DocumentError
from ..frozen import frozen
from .stores import Place, listed, plain, uri

STDIN = Place("-")
LINES = frozenset({".jsonl", ".ndjson"})
TABLES = frozenset({".parquet"})
SUFFIXES = LINES | TABLES | {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"}
_CHECK = "check the path"
_JUNK = frozenset({"__pycache__", "node_modules", "thumbs.db", "desktop.ini"})
# What a build leaves behind is not input for the next one.
_WORKSPACE = "workspace.db"
_OUTPUTS = frozenset(
    {_WORKSPACE, f"{_WORKSPACE}-wal", f"{_WORKSPACE}-shm", "report.json"}
    | {f"graph.{suffix}" for suffix in ("ttl", "nq", "html", "graphml")}
)
_EXPORT = frozenset(f"{table}.parquet" for table in ("documents", "entities", "mentions", "relations", "claims"))


@frozen
class Source:
    """A file to read and its name in the graph: a relative POSIX path that tells nothing about the machine.

    The name of one in a store is its URI.
    """

    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file of a folder that is no kind of document, passed over without being an error."""

    name: str


def find(paths: Iterable[Path]) -> Iterator[Source | Ignored | DocumentError]:
    """Yield the files to read: each path in turn, folders with all below them in sorted order, no file twice.

    Hidden files, editor leftovers and the outputs of an earlier build are skipped; symbolic links to folders are not
    followed, so there are no loops. What cannot be read or listed comes as the error that says so.
    """
    roots = list(paths)
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for root, name in zip(roots, names(roots), strict=True):
        stored = uri(root)
        for found in _below(root, name) if stored is None else _stored(stored):
            if isinstance(found, Source):
                real = _real(found.place.path, folders) if found.place.store is None else found.name
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _real(path: str, folders: dict[str, str]) -> str:
    """Return where a file really is; its folder, which many share, is followed once."""
    folder, name = os.path.split(path)
    if name in {"", "."} or os.path.islink(path):  # noqa: PTH114 - quicker than by a `Path`, and there are many
        return os.path.realpath(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return f"{folders[folder].rstrip(os.sep)}{os.sep}{name}"


def names(roots: list[Path]) -> list[str]:
    """Name each given path: as given if relative, else by as many of its last parts as tell it from the others.

    >>> names([Path("./seeds"), Path("/data/a/news.txt"), Path("/data/b/news.txt")])
    ['seeds', 'a/news.txt', 'b/news.txt']
    """
    parts = [root.parts[1:] for root in dict.fromkeys(roots) if root.is_absolute()]
    shared = Counter(way[-count:] for way in parts for count in range(1, len(way) + 1))
    return [root.as_posix() if not root.is_absolute() else _shortest(root.parts[1:], shared) for root in roots]


def _shortest(parts: tuple[str, ...], shared: Counter[tuple[str, ...]]) -> str:
    """Return the fewest last parts that no other path ends in."""
    counts = range(1, len(parts))
    return "/".join(next((parts[-count:] for count in counts if shared[parts[-count:]] == 1), parts))


def _below(root: Path, name: str) -> Iterator[Source | Ignored | DocumentError]:
    if str(root) == STDIN.path:
        yield Source(STDIN, "stdin")
        return
    try:
        folder = stat.S_ISDIR(root.stat().st_mode)
    except (OSError, ValueError) as error:  # a ValueError for a name that no file can have
        yield _unreachable(root, name, error)
    else:
        yield from _in_folder(root, "" if name == "." else f"{name}/", name) if folder else [_source(root, name)]


def _source(root: Path, name: str) -> Source:
    return Source(Place(str(root)), name)


def _stored(root: str) -> Iterator[Source | Ignored | DocumentError]:
    """Yield the files of a store at or below a URI; of a file that was named itself, whatever it is called."""
    try:
        found = list(listed(root))
    except DocumentError as error:
        yield error
        return
    empty = True
    for place, name in found:
        document = len(found) == 1 or place.suffix in SUFFIXES
        empty = empty and not document
        if all(map(_wanted, name.split("/")[3:])):
            yield Source(place, name) if document else Ignored(name)
    if empty:
        yield _empty(plain(root))


def _unreachable(root: Path, name: str, error: OSError | ValueError) -> Source | DocumentError:
    """Return a link that leads nowhere as the file it would be, for what is wrong with it is seen when it is read."""
    if isinstance(error, FileNotFoundError):
        return _source(root, name) if root.is_symlink() else DocumentError(name, "no such file or folder", cure=_CHECK)
    problem = error.strerror if isinstance(error, OSError) else "no file can be called that"
    return DocumentError(name, f"cannot be reached: {problem}", cure="check the path and its permissions")


def _in_folder(root: Path, prefix: str, name: str) -> Iterator[Source | Ignored | DocumentError]:
    errors: list[tuple[str, OSError]] = []
    documents = 0
    for below, files in _walk(root, errors):
        ours = _OUTPUTS if _WORKSPACE in files else frozenset[str]()
        ours |= _EXPORT if set(files) >= _EXPORT else frozenset[str]()
        folder = os.path.join("" if root == Path() else root, below)  # noqa: PTH118 - as above
        for file in sorted(filter(_wanted, set(files) - ours)):
            place = Place(folder + file)
            if place.suffix in SUFFIXES:
                documents += 1
                yield Source(place, f"{prefix}{below}{file}")
            else:
                yield Ignored(f"{prefix}{below}{file}")
    for below, error in errors:
        cure = "check its permissions" if isinstance(error, PermissionError) else "move what it holds further up"
        yield DocumentError(prefix + below.rstrip("/") if below else name, "cannot be listed", cure=cure)
    if not documents and not errors:
        yield _empty(name)


def _empty(name: str) -> DocumentError:
    return DocumentError(name, "holds no documents", cure=f"put in files ending in {', '.join(sorted(SUFFIXES))}")


def _walk(root: Path, errors: list[tuple[str, OSError]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the files of a folder and of all below it, however deep (`os.walk` calls itself before Python 3.12).

    Folders come as paths below the root, in sorted order, each with a slash at its end.
    """
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(Path(root, below)) as found:
                entries = [(entry.name, _is_folder(entry), entry.is_symlink()) for entry in found]
        except OSError as error:
            errors.append((below, error))
            continue
        yield below, [name for name, folder, _ in entries if not folder]
        folders = sorted(name for name, folder, link in entries if folder and not link and _wanted(name))
        waiting.extend(f"{below}{name}/" for name in reversed(folders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # as of a link to itself, which is then a file that cannot be read
        return False


def _wanted(file: str) -> bool:
    return not file.startswith((".", "~$")) and not file.endswith("~") and file.lower() not in _JUNK
