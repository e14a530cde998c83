"""What can go wrong, as a small tree; every error names the thing and the cure.

::

    EvigraphError
    ├── DocumentError      a file that cannot be read            (also ValueError)
    ├── OutputError        a place that cannot be written        (also OSError)
    ├── WorkspaceError     a folder that holds no usable graph   (also ValueError)
    ├── QueryError         a query that cannot be answered       (also ValueError)
    ├── FormatError        a format nobody writes                (also ValueError)
    ├── UnknownEntityError a name the graph does not hold        (also LookupError)
    ├── AuthorityError     records that cannot be linked to      (also ValueError)
    ├── ModelError         weights or pipelines that do not fit  (also ValueError)
    └── EngineError        machines that read, missing or lost   (also RuntimeError)
"""

from __future__ import annotations


class EvigraphError(Exception):
    """Say what happened and what to do about it.

    >>> print(DocumentError("notes.pdf", "the file is empty", cure="save it again"))
    notes.pdf: the file is empty (save it again)
    """

    def __init__(self, subject: str, problem: str, *, cure: str) -> None:
        """Take the thing, what is wrong with it, and what the user can do."""
        super().__init__(subject, problem, cure)
        self.subject = subject
        self.problem = problem
        self.cure = cure

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.subject}: {self.problem} ({self.cure})"


class DocumentError(EvigraphError, ValueError):
    """A file that cannot be read as a document."""


class OutputError(EvigraphError, OSError):
    """A place that cannot be written."""


class WorkspaceError(EvigraphError, ValueError):
    """A folder that holds no usable workspace."""


class QueryError(EvigraphError, ValueError):
    """A query that cannot be answered."""


class FormatError(EvigraphError, ValueError):
    """A format nobody here writes."""


class UnknownEntityError(EvigraphError, LookupError):
    """A name the graph does not hold."""


class AuthorityError(EvigraphError, ValueError):
    """Records to link to that cannot be read or reached."""


class ModelError(EvigraphError, ValueError):
    """Weights or a pipeline that do not fit."""


class EngineError(EvigraphError, RuntimeError):
    """Machines that read documents and cannot be used, or are lost."""
