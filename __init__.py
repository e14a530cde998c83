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
        EvigraphError,
        FormatError,
        ModelError,
        OutputError,
        QueryError,
        UnknownEntityError,
        WorkspaceError,
    )
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
    "Entity",
    "Evidence",
    "EvigraphError",
    "Failure",
    "FormatError",
    "Graph",
    "KnowledgeGraph",
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

_FACE = frozenset({"KnowledgeGraph", "build", "load", "read"})


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "api" if name in _FACE else "errors" if name.endswith("Error") else "graph.model"
    value: object = getattr(import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted({*globals(), *__all__})
