"""ClearNLP labels, as spaCy's English pipelines give them, rewritten to Universal Dependencies v2.

The two schemes differ in shape: ClearNLP hangs a noun below its preposition and a predicate below its copula,
UD the other way round. Follows the guidelines at universaldependencies.org and the label guide of ClearNLP (Choi and
Palmer 2012).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "nn": "compound",
    "num": "nummod",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "npadvmod": "obl:unmarked",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "complm": "mark",
    "possessive": "case",
    "intj": "discourse",
    "meta": "dep",
    "pobj": "obl",
    "pcomp": "advcl",
}
ONLY_CLEARNLP = frozenset(RENAMED) - {"ROOT"} | {"prep", "agent"}
PREPOSITIONS = ("prep", "agent", "dative")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


@dataclass(frozen=True, slots=True)
class Row:
    """What the rewriting needs of a word: lemma, UPOS, head (-1 for the root) and label."""

    lemma: str
    pos: str
    head: int
    rel: str


def to_universal(rows: Sequence[Row]) -> list[Row]:
    """Rewrite a tree of ClearNLP labels to UD; a tree that already is UD comes back as it was.

    >>> tree = [Row("live", "VERB", -1, "ROOT"), Row("in", "ADP", 0, "prep"), Row("Rome", "PROPN", 1, "pobj")]
    >>> [(row.head, row.rel) for row in to_universal(tree)]
    [(-1, 'root'), (2, 'case'), (0, 'obl')]
    """
    if not any(row.rel in ONLY_CLEARNLP for row in rows):
        return list(rows)
    tree = list(rows)
    for step in (_lower_prepositions, _lower_copulas, _flatten_coordination):
        step(tree)
    return [replace(row, rel=RENAMED.get(row.rel, row.rel)) for row in tree]


def _lower_prepositions(tree: list[Row]) -> None:
    for index, row in enumerate(tree):
        if row.rel in ("pobj", "pcomp") and row.head >= 0:
            _lower_preposition(tree, index)


def _lower_preposition(tree: list[Row], index: int) -> None:
    """Hang the complement of a preposition, and of prepositions above that one, below what the first one modifies."""
    clause = tree[index].rel == "pcomp"
    chain, above = [], tree[index].head
    while above >= 0 and tree[above].rel in PREPOSITIONS and above not in chain:
        chain.append(above)
        above = tree[above].head
    if not chain or above < 0:
        return
    agent = tree[chain[-1]].rel == "agent"
    for preposition in chain:
        _move_children(tree, preposition, index)
        tree[preposition] = replace(tree[preposition], head=index, rel="mark" if clause else "case")
    tree[index] = replace(tree[index], head=above, rel=_complement(tree[above], clause=clause, agent=agent))


def _complement(governor: Row, *, clause: bool, agent: bool) -> str:
    if clause:
        return "acl" if governor.pos in NOMINAL else "advcl"
    if agent:
        return "obl:agent"
    return "nmod" if governor.pos in NOMINAL else "obl"


def _lower_copulas(tree: list[Row]) -> None:
    for index, row in enumerate(tree):
        above = row.head
        if row.rel in ("attr", "acomp") and above >= 0 and tree[above].lemma in ("be", "'s"):
            tree[index] = replace(row, head=tree[above].head, rel=tree[above].rel)
            _move_children(tree, above, index)
            tree[above] = replace(tree[above], head=index, rel="cop")


def _flatten_coordination(tree: list[Row]) -> None:
    """Hang each conjunct below the first one, and each conjunction below the conjunct that follows it."""
    for index, row in enumerate(tree):
        first = row.head
        while row.rel == "conj" and first >= 0 and tree[first].rel == "conj" and tree[first].head != index:
            first = tree[first].head
        tree[index] = replace(row, head=first)
    for index, row in enumerate(tree):
        following = (i for i in range(index + 1, len(tree)) if tree[i].rel == "conj")
        target = next(following, None) if row.rel == "cc" else None
        if target is not None:
            tree[index] = replace(row, head=target)


def _move_children(tree: list[Row], old: int, new: int) -> None:
    for index, row in enumerate(tree):
        if row.head == old and index != new:
            tree[index] = replace(row, head=new)
