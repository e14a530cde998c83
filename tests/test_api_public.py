"""The public names are these, and come when they are asked for."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import evigraph
import pytest
from evigraph.errors import EvigraphError

PUBLIC = [
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


def test_public_names_are_pinned():
    """A name that comes or goes is a decision, not an accident."""
    assert evigraph.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there(name):
    """Each name can be had, has help, and is listed."""
    assert getattr(evigraph, name).__doc__
    assert name in dir(evigraph)


def test_an_unknown_name_is_an_attribute_error():
    """The lazy module is as strict as any other."""
    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        evigraph.bild  # noqa: B018 - asking is the test


def test_every_public_error_is_ours():
    """One except clause catches them all."""
    errors = [getattr(evigraph, name) for name in PUBLIC if name.endswith("Error")]
    assert all(issubclass(error, EvigraphError) for error in errors)


def test_the_version_is_that_of_the_package():
    """What the command shows is what pip installed."""
    assert evigraph.__version__ == importlib.metadata.version("evigraph")


def test_rooms_can_be_imported_beside_the_lazy_names():
    """``evigraph.query`` is a room and ``evigraph.build`` a function, in whatever order they are used."""
    code = (
        "import evigraph, evigraph.query; from evigraph import build; import evigraph.building; print(callable(build))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own arguments
    assert done.stdout == "True\n"
