"""Every format a graph can be written in, and the writing of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from difflib import get_close_matches
from importlib import import_module
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..errors import FormatError, OutputError
from .changes import EVERYTHING, NOTHING, Changes, Content, Earlier

if TYPE_CHECKING:
    from ..graph.model import Graph

Writer = Callable[["Graph"], bytes]
Files = Callable[["Graph"], Iterable[tuple[str, Iterable[bytes]]]]


class Format(NamedTuple):
    """A format: its name, its file suffixes (the usual one first), its media type, and what makes its bytes."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    writer: Writer


class Folder(NamedTuple):
    """A format of several files in a folder: its name, suffixes of such folders, the type of the files, their maker."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    files: Files


def _late(module: str, function: str) -> Writer:
    """Return a writer that is imported when it is first used, so that listing formats stays free."""

    def writer(graph: Graph) -> bytes:
        made = getattr(import_module(f".{module}", __package__), function)(graph)
        return made if isinstance(made, bytes) else made.encode("utf-8", "replace")

    return writer


def _late_files(module: str, function: str) -> Files:
    """Return what makes files, imported as late."""

    def files(graph: Graph) -> Iterable[tuple[str, Iterable[bytes]]]:
        found: Iterable[tuple[str, Iterable[bytes]]] = getattr(import_module(f".{module}", __package__), function)(
            graph
        )
        return found

    return files


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        found.name: found
        for found in (
            Format("ttl", (".ttl", ".turtle"), "text/turtle", _late("turtle", "turtle")),
            Format("ttl12", (".ttl12",), "text/turtle; version=1.2", _late("turtle12", "turtle12")),
            Format("nt", (".nt",), "application/n-triples", _late("ntriples", "nt")),
            Format("nq", (".nq",), "application/n-quads", _late("ntriples", "nq")),
            Format("trig", (".trig",), "application/trig", _late("turtle", "trig")),
            Format("jsonld", (".jsonld",), "application/ld+json", _late("jsonld", "jsonld")),
            Format("rdfxml", (".rdf", ".xml"), "application/rdf+xml", _late("rdfxml", "rdfxml")),
            Format("graphml", (".graphml",), "application/graphml+xml", _late("graphml", "graphml")),
            Format("gexf", (".gexf",), "application/gexf+xml", _late("gexf", "gexf")),
            Format("json", (".json",), "application/json", _late("records", "records")),
            Format("csv", (".csv",), "text/csv; charset=utf-8", _late("table", "table")),
            Format("cyjs", (".cyjs",), "application/json", _late("cytoscape", "cytoscape")),
            Format("html", (".html", ".htm"), "text/html; charset=utf-8", _late("html", "render")),
        )
    }
)
# What makes a format in pieces, so that neither the graph nor its bytes need to fit in memory.
OF_ANY_SIZE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ttl": ("turtle", "turtle_pieces"),
        "nt": ("ntriples", "nt_pieces"),
        "nq": ("ntriples", "nq_pieces"),
        "graphml": ("graphml", "graphml_pieces"),
        "csv": ("table", "table_pieces"),
    }
)
STATED = frozenset(("ttl", "nt", "nq"))  # those of them that are made of `Statements`, the others of a graph
FOLDERS: Mapping[str, Folder] = MappingProxyType(
    {
        found.name: found
        for found in (
            Folder("parquet", (".parquet",), "application/vnd.apache.parquet", _late_files("parquet", "parquet")),
            Folder("neo4j", (".neo4j",), "text/csv; charset=utf-8", _late_files("neo4j", "neo4j")),
        )
    }
)
_ALL: Mapping[str, Format | Folder] = {**FORMATS, **FOLDERS}
_BY_SUFFIX = {suffix: found for found in _ALL.values() for suffix in found.suffixes}


def format_of(name: str) -> Format | Folder:
    """Return a format by its name or one of its suffixes, in any case.

    Raises:
        FormatError: there is none of that name; the message lists those there are.

    >>> format_of("TTL").suffixes
    ('.ttl', '.turtle')
    >>> format_of("tutle")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    evigraph.errors.FormatError: tutle: is no format (did you mean turtle? the formats are ttl, nt, …)
    """
    key = name.lower()
    found = _ALL.get(key) or _BY_SUFFIX.get(f".{key.removeprefix('.')}")
    if found is None:
        raise FormatError(name, "is no format", cure=_cure(key))
    return found


def dumps(graph: Graph, format: str) -> bytes:  # noqa: A002 - the word every library uses for it
    r"""Return a graph in a format as bytes.

    Raises:
        FormatError: there is no such format, or it is one of several files.

    >>> from ..graph.model import Graph
    >>> dumps(Graph(), "json").splitlines()[1]
    b' "documents": [],'
    """
    found = format_of(format)
    if isinstance(found, Folder):
        raise FormatError(found.name, "is a folder of files", cure=f"name the folder, as in -o graph.{found.name}")
    return found.writer(graph)


def pieces(graph: Graph, format: str, earlier: Earlier = NOTHING) -> Iterator[bytes]:  # noqa: A002 - as in dumps
    """Yield the bytes of a graph in a format; the formats for graphs of any size make them one after the other.

    Arguments:
        graph: the graph to write.
        format: the name of a format.
        earlier: a file of the format as it was before; what has not changed since is taken from it if possible.

    Raises:
        FormatError: there is no such format, or it is one of several files.
    """
    for together in several(graph, {format_of(format).name: earlier.content}, earlier.changes):
        yield from chain.from_iterable(together.values())


def several(
    graph: Graph, contents: Mapping[str, Content], changes: Changes = EVERYTHING
) -> Iterator[Mapping[str, Iterator[bytes]]]:
    """Yield formats that are made together, by their names, with their bytes as `pieces` gives them.

    What the graph states is gathered once for all those formats that say it in order, which come first. Their pieces
    are to be taken in turns, or what one of them is ahead of the others waits in memory; and all before the next ones.

    Arguments:
        graph: the graph to write.
        contents: by the names of formats, their files as they were before.
        changes: what has changed since.

    Raises:
        FormatError: a format is one of several files.
    """
    stated = {name: content for name, content in contents.items() if name in STATED}
    if stated:
        yield from _stated(graph, stated, changes)
    for name, content in contents.items():
        if name not in STATED:
            known = name in OF_ANY_SIZE
            yield {name: _writer(name)(graph, Earlier(content, changes)) if known else iter((dumps(graph, name),))}


def _stated(graph: Graph, contents: Mapping[str, Content], changes: Changes) -> Iterator[Mapping[str, Iterator[bytes]]]:
    from .gathering import Statements

    with closing(Statements.of(graph, changes=changes)) as said:
        shared = zip(contents.items(), said.shared(len(contents)), strict=True)
        yield {name: _writer(name)(each, content) for (name, content), each in shared}


def _writer(name: str) -> Callable[..., Iterator[bytes]]:
    module, function = OF_ANY_SIZE[name]
    found: Callable[..., Iterator[bytes]] = getattr(import_module(f".{module}", __package__), function)
    return found


def write(graph: Graph, path: str | os.PathLike[str], format: str | None = None) -> None:  # noqa: A002 - as in dumps
    """Write a graph to a file, whole or not at all; in a format of several files, each of them.

    Arguments:
        graph: the graph to write.
        path: the file, or the folder of several; it is replaced if it exists, in a folder that has to exist.
        format: the name of a format; without it the suffix of the file decides.

    Raises:
        FormatError: there is no such format, or the suffix belongs to none.
        OutputError: the file cannot be written.
    """
    target = Path(path)
    kind = format_of(target.suffix if format is None else format) if format or target.suffix else None
    if kind is None:
        raise FormatError(str(target), "has no suffix to tell the format by", cure=_cure(""))
    if isinstance(kind, Folder):
        _fill(target, kind.files(graph))
    else:
        _replace(target, pieces(graph, kind.name))


def _cure(name: str) -> str:
    close = get_close_matches(name.removeprefix("."), [*_ALL, *(suffix[1:] for suffix in _BY_SUFFIX)], n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    return f"{hint}the formats are {', '.join(_ALL)}"


def _replace(target: Path, content: Iterable[bytes]) -> None:
    """Write beside the target and move into place, so that no reader ever meets half a file."""
    with (
        _explained(target),
        NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as unfinished,
    ):
        try:
            unfinished.writelines(content)
            unfinished.close()
            _keep_mode(Path(unfinished.name), target)
            Path(unfinished.name).replace(target)
        except BaseException:
            Path(unfinished.name).unlink(missing_ok=True)
            raise


def _fill(target: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write all files aside, then move each into the folder; others that are there stay."""
    with _explained(target):
        target.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".unfinished-", dir=target) as unfinished:
            names = []
            for name, content in files:
                with Path(unfinished, name).open("wb") as file:
                    file.writelines(content)
                names.append(name)
            for name in names:
                Path(unfinished, name).replace(target / name)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        cure = "name a file in a folder that exists and that you may write, on a disk with space"
        raise OutputError(str(target), problem, cure=cure) from error


def _keep_mode(unfinished: Path, target: Path) -> None:
    """Give the file the permissions of the one it replaces, else those of a text file; temporary ones are private."""
    unfinished.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
