"""Turn documents into a knowledge graph in which every edge shows the sentence that says it.

``evigraph.build("seeds/")`` reads documents and gives a `KnowledgeGraph`; ``evigraph.load(folder)`` opens one that was
built before; ``evigraph.read(text)`` gives what one text says. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import KnowledgeGraph, build, load, read
    from .errors import (
        AuthorityError,
        DocumentError,
        EngineError,
        EvigraphError,
        FormatError,
        ModelError,
        OutputError,
        QueryError,
        UnknownEntityError,
        WorkspaceError,
    )
    from .extract.limits import Limits
    from .graph.model import (
        Claim,
        Document,
        Entity,
        Evidence,
        Failure,
        Graph,
        Mention,
        Reading,
        Relation,
        Value,
    )

__version__ = "0.1.0"

__all__ = [
    "AuthorityError",
    "Claim",
    "Document",
    "DocumentError",
    "EngineError",
    "Entity",
    "Evidence",
    "EvigraphError",
    "Failure",
    "FormatError",
    "Graph",
    "KnowledgeGraph",
    "Limits",
    "Mention",
    "ModelError",
    "OutputError",
    "QueryError",
    "Reading",
    "Relation",
    "UnknownEntityError",
    "Value",
    "WorkspaceError",
    "build",
    "load",
    "read",
]

_HOMES = {"Limits": "extract.limits", **dict.fromkeys(("KnowledgeGraph", "build", "load", "read"), "api")}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_home(name)}", __name__), name)
    globals()[name] = value
    return value


def _home(name: str) -> str:
    return _HOMES.get(name, "errors" if name.endswith("Error") else "graph.model")


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
