"""The pipeline to read with, found before anything heavy is loaded: the bundled one, or one of the user's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.util import find_spec
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .parsed import Parsed

LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "lemminflect")  # another version of one may read differently
CURE = "install it first, or leave out --pipeline for the bundled one"


@dataclass(frozen=True, slots=True)
class Model:
    """A pipeline that is there, and not loaded yet.

    ``name`` is what spaCy loads, a package or a folder, and ``None`` the bundled one; ``folder`` holds its files.
    """

    name: str | None = None
    folder: Path | None = None

    @classmethod
    def find(cls, name: str | None = None) -> Model:
        """Find a spaCy pipeline by package name or path; without a name, the bundled one.

        Raises:
            ModelError: there is none of that name.

        >>> Model.find().name is None
        True
        """
        if name is None:
            return cls()
        for folder in (_package(name), Path(name)):
            if folder is not None and isfile(folder / "meta.json"):  # noqa: PTH113 - a Path would raise for a name too long
                return cls(name, folder)
        raise ModelError(name, "no spaCy pipeline of that name or path", cure=CURE)

    def fingerprint(self) -> str:
        """Return a hash of the user's pipeline, file by file, and of the libraries that run it."""
        digest = hashlib.sha256(" ".join(f"{library} {version(library)}" for library in LIBRARIES).encode())
        if self.folder is not None:
            digest.update(repr(self.name).encode())
            for path in sorted(path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
                digest.update(path.relative_to(self.folder).as_posix().encode() + path.read_bytes())
        return digest.hexdigest()

    def load(self) -> Callable[[str], Parsed]:
        """Load the pipeline, which takes a second or more, and return what it parses texts with.

        Raises:
            ModelError: it cannot be loaded, or does not find sentences.
        """
        if self.name is None:
            from .bundled import Bundled

            return Bundled().parse
        from .parsed import Parsed
        from .pipeline import user_pipeline

        nlp = user_pipeline(self.name)
        return lambda text: Parsed.of(nlp(text))


def _package(name: str) -> Path | None:
    """Return the folder of an installed package, found without running any of it."""
    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):  # ValueError: no package is called that
        return None
    spec = find_spec(name) if name.isidentifier() else None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None
