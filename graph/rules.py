"""What the vocabulary asks of a graph, rule by rule: the one source of the SHACL shapes and of the checks in SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from .vocabulary import Property, Vocabulary

Kind = Literal["subject", "object", "datatype", "once"]

_Fitting = Callable[[tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a property asks.

    ``subject`` and ``object`` ask for one of the ``allowed`` classes, ``datatype`` for one of the allowed datatypes,
    ``once`` for one value at most, which texts that contradict each other do not give.
    """

    predicate: str
    kind: Kind
    allowed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name the rule, as a shape is called."""
        return f"{self.predicate}-{self.kind}"

    @property
    def severe(self) -> bool:
        """Tell whether breaking it is an error; two values where there is one may both have been said."""
        return self.kind != "once"

    @property
    def message(self) -> str:
        """Say what the rule asks."""
        if self.kind == "once":
            return f"{self.predicate} has one value at most"
        end = {"subject": "the subject", "object": "the object", "datatype": "the value"}[self.kind]
        return f"{end} of {self.predicate} is one of {', '.join(self.allowed)}"


def rules(vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """Return the rules of a vocabulary, property by property.

    >>> from .vocabulary import bundled
    >>> [rule.kind for rule in rules(bundled()) if rule.predicate == "bornOn"]
    ['subject', 'datatype', 'once']
    """
    fitting = cache(partial(_fitting, vocabulary))
    return tuple(rule for found in vocabulary.properties.values() for rule in _rules(vocabulary, found, fitting))


def _rules(vocabulary: Vocabulary, found: Property, fitting: _Fitting) -> Iterator[Rule]:
    if found.domain:
        yield Rule(found.name, "subject", fitting(found.domain))
    classes = tuple(name for name in found.range if not name.startswith("xsd:"))
    values = {name for name in found.range if name.startswith("xsd:")}
    values |= {each for name in classes if name in vocabulary.classes for each in vocabulary.classes[name].datatypes}
    if classes:
        yield Rule(found.name, "object", fitting(classes))
    if values:
        yield Rule(found.name, "datatype", tuple(sorted(values)))
    if found.functional:
        yield Rule(found.name, "once")


def _fitting(vocabulary: Vocabulary, alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return the classes that fit: those asked for, those below them, and those above, which say less."""
    above = frozenset().union(*map(vocabulary.ancestors, alternatives))
    return tuple(
        name
        for name in sorted(vocabulary.classes)
        if name in above or not vocabulary.ancestors(name).isdisjoint(alternatives)
    )
