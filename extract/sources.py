"""Which files a command line names, in a fixed order, and what each is called in the graph."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import DocumentError

STDIN = Path("-")
LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = LINES | {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"}
_JUNK = frozenset({"__pycache__", "node_modules", "thumbs.db", "desktop.ini"})
# What a build leaves behind is not input for the next one.
_WORKSPACE = "workspace.db"
_OUTPUTS = frozenset(
    {_WORKSPACE, f"{_WORKSPACE}-wal", f"{_WORKSPACE}-shm", "report.json"}
    | {f"graph.{suffix}" for suffix in ("ttl", "nq", "html", "graphml")}
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and its name in the graph: a relative POSIX path that tells nothing about the machine."""

    path: Path
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
    for root, name in zip(roots, names(roots), strict=True):
        for found in _below(root, name):
            if isinstance(found, Source):
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def names(roots: list[Path]) -> list[str]:
    """Name each given path: as given if relative, else by as many of its last parts as tell it from the others.

    >>> names([Path("./seeds"), Path("/data/a/news.txt"), Path("/data/b/news.txt")])
    ['seeds', 'a/news.txt', 'b/news.txt']
    """
    return [_name(root, [other for other in roots if other != root]) for root in roots]


def _name(root: Path, others: list[Path]) -> str:
    if not root.is_absolute():
        return root.as_posix()
    parts = root.parts[1:]
    for count in range(1, len(parts)):
        if not any(other.parts[-count:] == parts[-count:] for other in others):
            return "/".join(parts[-count:])
    return "/".join(parts)


def _below(root: Path, name: str) -> Iterator[Source | Ignored | DocumentError]:
    if root == STDIN:
        yield Source(root, "stdin")
    elif root.is_dir():
        yield from _in_folder(root, "" if name == "." else f"{name}/", name)
    elif root.exists() or root.is_symlink():
        yield Source(root, name)
    else:
        yield DocumentError(name, "no such file or folder", cure="check the path")


def _in_folder(root: Path, prefix: str, name: str) -> Iterator[Source | Ignored | DocumentError]:
    errors: list[OSError] = []
    documents = 0
    for folder, folders, files in os.walk(root, onerror=errors.append):
        folders[:] = sorted(filter(_wanted, folders))
        ours = _OUTPUTS if _WORKSPACE in files else frozenset[str]()
        below = Path(folder).relative_to(root).as_posix()
        start = prefix if below == "." else f"{prefix}{below}/"
        for file in sorted(filter(_wanted, set(files) - ours)):
            if Path(file).suffix.lower() in SUFFIXES:
                documents += 1
                yield Source(Path(folder, file), start + file)
            else:
                yield Ignored(start + file)
    for error in errors:
        place = Path(error.filename).relative_to(root).as_posix()
        yield DocumentError(name if place == "." else prefix + place, "cannot be listed", cure="check its permissions")
    if not documents and not errors:
        yield DocumentError(name, "holds no documents", cure=f"put in files ending in {', '.join(sorted(SUFFIXES))}")


def _wanted(file: str) -> bool:
    return not file.startswith((".", "~$")) and not file.endswith("~") and file.lower() not in _JUNK


def count(paths: Iterable[Path]) -> int:
    """Count the documents and failures to come, as well as can be told without reading them."""
    return sum(
        _documents_in(found.path) if isinstance(found, Source) else 1
        for found in find(paths)
        if not isinstance(found, Ignored)
    )


def _documents_in(path: Path) -> int:
    if path.suffix.lower() not in LINES:
        return 1
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1
