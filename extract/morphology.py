"""Features of words (UD v2) out of their tags and the tree: number, person, tense, case and the like.

English shows few of them on the word, and most follow from the Penn tag; what does not hangs on the subject of a verb,
on its auxiliaries, or on what an infinitive or participle is in its clause. The tables are written by hand from the
training part of EWT. Words of a treebank's development part, in gold words, that are right in all features:

==========================  =======  =======
tags and trees              EWT dev  GUM dev
==========================  =======  =======
both of the treebank        .9745    .9477
trees of the bundled reader .9724    .9454
both of the bundled reader  .9526    .9298
==========================  =======  =======

GUM writes a degree on every adverb, and marks abbreviations, where EWT does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

PERSONS = {
    "1s": "Number=Sing|Person=1",
    "1p": "Number=Plur|Person=1",
    "2": "Number=Sing|Person=2",
    "3s": "Number=Sing|Person=3",
    "3p": "Number=Plur|Person=3",
}
# By universal part of speech and Penn tag, then by tag alone; what is in neither has no features.
BY_BOTH = {
    ("AUX", "MD"): "VerbForm=Fin",
    ("NOUN", "NN"): "Number=Sing",
    ("PROPN", "NN"): "Number=Sing",
    ("ADJ", "NNP"): "Degree=Pos",
    ("ADJ", "NN"): "Degree=Pos",
    ("PRON", "WDT"): "PronType=Rel",
    ("DET", "WDT"): "PronType=Int",
    ("PRON", "WP"): "PronType=Rel",
    ("PART", "RB"): "Polarity=Neg",
    ("VERB", "NNP"): "VerbForm=Ger",
}
BY_TAG = {
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "VB": "VerbForm=Inf",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBZ": f"Mood=Ind|{PERSONS['3s']}|Tense=Pres|VerbForm=Fin",
    "WRB": "PronType=Int",
    "WP$": "Poss=Yes|PronType=Rel",
    "FW": "Foreign=Yes",
}
_WORDS = {
    "ADJ JJ": {"Degree=Pos|NumForm=Word|NumType=Ord": "first second third"},
    "ADV RB": {
        "Degree=Pos": "well far soon long hard early late little",
        "NumForm=Word|NumType=Mult": "once twice",
        "NumForm=Word|NumType=Ord": "first second",
        "PronType=Dem": "now then there here",
        "PronType=Ind": "ever sometimes somewhere anywhere either sometime anytime",
        "PronType=Neg": "never",
        "PronType=Tot": "always",
    },
    "CCONJ CC": {"Polarity=Neg": "nor"},
    "DET DT": {
        "Definite=Def|PronType=Art": "the",
        "Definite=Ind|PronType=Art": "a an",
        "Number=Plur|PronType=Dem": "these those",
        "Number=Sing|PronType=Dem": "this that",
        "PronType=Ind": "some any another either",
        "PronType=Neg": "no",
        "PronType=Tot": "all every each both",
    },
    "DET PDT": {
        "NumForm=Word|NumType=Frac|PronType=Ind": "half",
        "PronType=Ind": "such quite",
        "PronType=Tot": "all both",
    },
    "INTJ UH": {"Polarity=Neg": "no", "Polarity=Pos": "yes"},
    "NOUN NN": {"Number=Sing|NumForm=Word|NumType=Frac": "half"},
    "PRON DT": {
        "Number=Plur|PronType=Dem": "these those",
        "Number=Sing|PronType=Dem": "this that",
        "PronType=Ind": "some any another either",
        "PronType=Neg": "neither",
        "PronType=Tot": "all each both",
    },
    "PRON NN": {
        "Number=Sing|PronType=Ind": "something someone somebody anything anyone anybody",
        "Number=Sing|PronType=Neg": "nothing one nobody",
        "Number=Sing|PronType=Tot": "everything everyone everybody",
        "PronType=Neg": "none",
    },
    "PRON PRP": {
        "Case=Nom|Number=Sing|Person=1|PronType=Prs": "i",
        "Case=Nom|Number=Plur|Person=1|PronType=Prs": "we",
        "Case=Nom|Person=2|PronType=Prs": "you",
        "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs": "he",
        "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs": "she",
        "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs": "it",
        "Case=Nom|Number=Plur|Person=3|PronType=Prs": "they",
        "Case=Acc|Number=Sing|Person=1|PronType=Prs": "me",
        "Case=Acc|Number=Plur|Person=1|PronType=Prs": "us 's",
        "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs": "him",
        "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs": "her",
        "Case=Acc|Number=Plur|Person=3|PronType=Prs": "them",
        "Case=Acc|Number=Sing|Person=1|PronType=Prs|Reflex=Yes": "myself",
        "Case=Acc|Number=Sing|Person=2|PronType=Prs|Reflex=Yes": "yourself",
        "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes": "himself",
        "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes": "herself",
        "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Emp|Reflex=Yes": "itself",
        "Case=Acc|Number=Plur|Person=1|PronType=Prs|Reflex=Yes": "ourselves",
        "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes": "themselves",
        "Number=Sing|Person=1|Poss=Yes|PronType=Prs": "mine",
        "Number=Sing|Person=3|PronType=Prs": "one",
    },
    "PRON PRP$": {
        "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs": "my",
        "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs": "our",
        "Case=Gen|Person=2|Poss=Yes|PronType=Prs": "your",
        "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs": "his",
        "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs": "her",
        "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs": "its",
        "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs": "their",
    },
    "PRON WP": {"PronType=Int": "what"},
    "ADV WRB": {"PronType=Rel": "whenever"},
}
BY_WORD = {
    (*key.split(), word): features
    for key, rows in _WORDS.items()
    for features, words in rows.items()
    for word in words.split()
}
MOST_KNOWN = 65_536  # words whose features are kept
_OBJECTS = frozenset({"obj", "iobj", "obl", "nmod"})
_GERUNDS = frozenset({"acl", "xcomp", "amod", "csubj", "nsubj"})
_COMMANDS = frozenset({"root", "ROOT", "parataxis"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_TELLING = frozenset((*_SUBJECTS, "aux", "aux:pass", "conj", "mark"))
_PRONOUNS = {"i": "1s", "we": "1p", "you": "2", "u": "2", "they": "3p", "these": "3p", "those": "3p"}
_FRACTION = re.compile(r"\d*[/½¼¾⅓⅔]\d*|\d*\.\d+")
_ROMAN = re.compile("[IVXLC]+")
_TO_BE = {"am": "1s", "'m": "1s"}


@dataclass(frozen=True)  # no slots, for the cached property
class Tree:
    """One sentence: its words, their parts of speech, Penn tags, heads (-1 the root; no circles) and relations."""

    words: Sequence[str]
    kinds: Sequence[str]
    tags: Sequence[str]
    heads: Sequence[int]
    rels: Sequence[str]

    @cached_property
    def below(self) -> list[dict[str, int]]:
        """Return the first dependent of each word by its relation, for those that features hang on."""
        found: list[dict[str, int]] = [{} for _ in self.words]
        for word, rel in enumerate(self.rels):
            if rel in _TELLING and self.heads[word] >= 0:
                found[self.heads[word]].setdefault(rel, word)
        return found


def features(tree: Tree) -> list[str]:
    """Return the features of every word as UD writes them, ``_`` for none.

    >>> features(Tree(["They", "were", "founded"], ["PRON", "AUX", "VERB"], ["PRP", "VBD", "VBN"],
    ...               [2, 2, -1], ["nsubj:pass", "aux:pass", "root"]))[1:]
    ['Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin', 'Tense=Past|VerbForm=Part|Voice=Pass']
    """
    found = [*map(_of_word, tree.words, tree.kinds, tree.tags)]
    for place, (known, kind, tag) in enumerate(zip(found, tree.kinds, tree.tags, strict=True)):
        if tag in _VERBS and kind in {"VERB", "AUX"}:
            found[place] = _VERBS[tag](tree, place)
        elif "Case=Nom" in known and _is_object(tree, place):
            found[place] = known.replace("Case=Nom", "Case=Acc")
    return found


def _is_object(tree: Tree, place: int) -> bool:
    """Tell whether a pronoun without cases of its own is an object."""
    return tree.words[place].lower() in {"it", "you"} and _universal(tree.rels[place]) in _OBJECTS


@lru_cache(maxsize=MOST_KNOWN)
def _of_word(word: str, kind: str, tag: str) -> str:
    """Return the features of a word that hang on nothing around it."""
    if tag == "CD":
        return _number(word)
    return BY_WORD.get((kind, tag, word.lower())) or BY_BOTH.get((kind, tag)) or BY_TAG.get(tag, "_")


def _number(word: str) -> str:
    form = "Digit" if any(map(str.isdigit, word)) else "Roman" if len(word) > 1 and _ROMAN.fullmatch(word) else "Word"
    return f"NumForm={form}|NumType={'Frac' if _FRACTION.fullmatch(word) else 'Card'}"


def _universal(rel: str) -> str:
    return rel.partition(":")[0]


def _present(tree: Tree, place: int) -> str:
    person = _TO_BE.get(tree.words[place].lower()) or _person(tree, place) or "3p"
    agreed = "3p" if person == "3s" else person  # the third person singular has a tag of its own
    return f"Mood=Ind|{PERSONS[agreed]}|Tense=Pres|VerbForm=Fin"


def _past(tree: Tree, place: int) -> str:
    person = _person(tree, place) or "3s"
    agreed = "3s" if person != "1s" and tree.words[place].lower() == "was" else person
    return f"Mood=Ind|{PERSONS[agreed]}|Tense=Past|VerbForm=Fin"


def _person(tree: Tree, place: int) -> str | None:
    """Return person and number of the subject of a finite verb."""
    subject = _subject(tree, _clause(tree, place))
    return None if subject is None else _of_subject(tree, subject)


def _clause(tree: Tree, place: int) -> int:
    """Return the head of the clause of a verb: what an auxiliary or copula hangs on, else the verb."""
    auxiliary = tree.kinds[place] == "AUX" and _universal(tree.rels[place]) in {"aux", "cop"}
    return tree.heads[place] if auxiliary and tree.heads[place] >= 0 else place


def _subject(tree: Tree, head: int) -> int | None:
    """Return the subject of a clause, that of the first of coordinated ones, or what a relative clause modifies."""
    for _ in tree.words:
        below = tree.below[head]
        found = next((below[rel] for rel in _SUBJECTS if rel in below), None)
        rel = tree.rels[head]
        if rel == "acl:relcl" and (found is None or tree.tags[found] in {"WDT", "WP"}):
            return tree.heads[head]
        if found is not None or rel != "conj":
            return found
        head = tree.heads[head]
    return None


def _of_subject(tree: Tree, subject: int) -> str:
    word = tree.words[subject].lower()
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    several = "conj" in tree.below[subject] or tree.tags[subject] in {"NNS", "NNPS"}
    return "3p" if several else "3s"


def _past_participle(tree: Tree, place: int) -> str:
    """Add the voice: passive, unless it only has an auxiliary of the perfect, or follows one that has."""
    below, base = tree.below[place], BY_TAG["VBN"]
    if tree.kinds[place] == "AUX" or ("aux" in below and "aux:pass" not in below):
        return base
    alone = tree.rels[place] == "conj" and "aux:pass" not in below
    if alone and tree.tags[tree.heads[place]] == "VBN":
        return _past_participle(tree, tree.heads[place])
    return f"{base}|Voice=Pass"


def _ing(tree: Tree, place: int) -> str:
    """Tell gerunds, which stand for a noun or modify one, from participles."""
    rel, below = tree.rels[place], tree.below[place]
    gerund = rel in _GERUNDS or (rel == "ccomp" and "aux" not in below)
    return "VerbForm=Ger" if gerund and tree.kinds[place] == "VERB" else BY_TAG["VBG"]


def _base(tree: Tree, place: int) -> str:
    return "Mood=Imp|VerbForm=Fin" if _commands(tree, _clause(tree, place), place) else BY_TAG["VB"]


def _commands(tree: Tree, head: int, verb: int) -> bool:
    """Tell whether a base form is an imperative: a main clause without subject, auxiliary or "to"."""
    below = tree.below[head]
    if any(rel in below and below[rel] != verb for rel in ("aux", "mark", *_SUBJECTS)):
        return False
    if tree.rels[head] == "conj" and tree.tags[tree.heads[head]] == "VB":
        return _commands(tree, tree.heads[head], tree.heads[head])
    return tree.rels[head] in _COMMANDS


_VERBS = {"VBP": _present, "VBD": _past, "VBN": _past_participle, "VBG": _ing, "VB": _base}
