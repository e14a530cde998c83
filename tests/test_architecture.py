"""The rooms keep to themselves: who imports whom, and which heavy library lives where (ARCHITECTURE.md)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("extract", "graph", "export", "query")
DOORS = {
    "graph": {"graph"},
    "extract": {"extract", "graph"},
    "export": {"export", "graph"},
    "query": {"query", "export", "graph"},
}
# Modules of the root that rooms may use as well.
COMMON = {"errors", "bounds", "frozen"}
# Where each heavy library may be imported; training and benchmarks may use all of them.
HOMES = {
    "spacy": {"extract"},
    "thinc": {"extract"},
    "onnxruntime": {"extract"},
    "tokenizers": {"extract"},
    "lemminflect": {"extract"},
    "trafilatura": {"extract/formats"},
    "pypdf": {"extract/formats"},
    "docx": {"extract/formats"},
    "markdown_it": {"extract/formats"},
    "charset_normalizer": {"extract/formats"},
    "msgspec": {"graph", "export"},
    "networkx": {"graph"},
    "graspologic_native": {"graph"},
    "rdflib": {"query/rdf.py"},
    "pyvis": {"export"},
    "jinja2": {"export", "query/serve"},
    "pyoxigraph": {"query", "graph/authority_files.py"},
    "oxrdflib": {"query/rdf.py"},
    "pyshacl": {"query/shacl.py"},
    "starlette": {"query/serve"},
    "uvicorn": {"query/serve"},
    "pandas": {"frame.py"},
    "pyarrow": {"export/parquet.py", "extract/formats/tables.py", "extract/stores.py"},
    "ray": {"actors.py"},
    "typer": {"cli.py", "options.py", "terminal.py", "upkeep_commands.py"},
    "rich": {"terminal.py"},
    "torch": set(),
    "onnx": set(),
    "requests": set(),
    "httpx": set(),
}
HEAVY = {*HOMES, "numpy", "lxml"}
# The library's faces name the types they hand out; they import them for the type checker only.
FACES = {"api.py", "asking.py"}


@dataclass(frozen=True)
class Import:
    """One import: where it stands, the module it names, and whether only the type checker sees it."""

    path: str
    module: str
    relative: bool
    types_only: bool


def _sources() -> Iterator[Path]:
    yield from sorted(ROOT.glob("*.py"))
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for part in block.body
        for node in ast.walk(part)
    }
    name = path.relative_to(ROOT).as_posix()
    for node in ast.walk(tree):
        for module in _modules(node, path):
            yield Import(name, module, getattr(node, "level", 0) > 0, id(node) in guarded)


def _modules(node: ast.AST, path: Path) -> list[str]:
    """Name the modules a statement imports; our own as ``evigraph.…``."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    if node.level == 0:
        return [node.module or ""]
    package = ("evigraph", *path.relative_to(ROOT).parent.parts)
    base = ".".join((*package[: len(package) - node.level + 1], *([node.module] if node.module else [])))
    return [base] if node.module else [f"{base}.{alias.name}" for alias in node.names]


IMPORTS = [found for path in _sources() for found in _imports(path)]


def _room(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def test_the_walk_sees_the_rooms():
    """The rules below would hold of nothing at all."""
    assert {_room(found.path) for found in IMPORTS} >= set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_directions(room):
    """Extract → graph ← export ← query: no room imports one it may not, nor anything of the root but what is common."""
    ours = [found for found in IMPORTS if _room(found.path) == room and found.module.startswith("evigraph")]
    reached = {(found.path, found.module) for found in ours if found.module.split(".")[1] not in DOORS[room] | COMMON}
    assert reached == set()


def test_imports_of_our_own_are_relative():
    """Modules name each other relatively, so that the package can be mapped to the root."""
    assert [found for found in IMPORTS if found.module.split(".")[0] == "evigraph" and not found.relative] == []


@pytest.mark.parametrize("library", HOMES)
def test_one_home_per_heavy_library(library):
    """A heavy library is imported in its home only."""
    strangers = {
        found.path
        for found in IMPORTS
        if found.module.split(".")[0] == library
        and not any(found.path == home or found.path.startswith(f"{home}/") for home in HOMES[library])
        and not (found.types_only and found.path in FACES)
    }
    assert strangers == set()


def test_the_model_needs_the_standard_library_only():
    """The shared values can be used anywhere."""
    modules = {found.module for found in IMPORTS if found.path in {"graph/model.py", "frozen.py"}} - {"evigraph.frozen"}
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names


def loaded_by(code: str) -> set[str]:
    """Run code in a process of its own; return the top-level modules it prints."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own arguments
    return {name.split(".")[0] for name in done.stdout.split()}


def test_importing_evigraph_loads_no_heavy_library():
    """``import evigraph`` is fast because everything heavy waits until it is used."""
    code = "import sys, evigraph, evigraph.errors, evigraph.graph.model; print(*sys.modules)"
    assert loaded_by(code) & HEAVY == set()


def test_help_loads_no_heavy_library():
    """``evigraph --help`` answers at once."""
    code = "import sys, evigraph.cli; print(*sys.modules)"
    assert loaded_by(code) & HEAVY == {"typer"}
