"""The rules by which things are not taken, in words for whoever asks why something is missing."""

from __future__ import annotations

from types import MappingProxyType

RULES = MappingProxyType(
    {
        # What cannot be an end of a claim.
        "bare number": "a number alone stands for nothing that one could look up",
        "date": "a date is no thing; it may be the time of a claim",
        "field without a name": "a field or an industry that is not named",
        "generic pronoun": "a pronoun for anybody, such as “you”",
        "meaningless head": "a word that says nothing by itself, such as “part” or “way”",
        "no noun": "not a noun, so no thing",
        "noun without what it is of": "a noun that means nothing without what it is of, such as “the mother”",
        "one of those something is between": "what is between several is between all of them together",
        "pronoun without an antecedent": "a pronoun that stands for nothing said before",
        "scene of the sentence": "it only sets the scene, and nothing is said of it",
        "value": "a date or an amount where a thing was looked for",
        # Amounts.
        "amount without an owner": "the sentence does not say what has this amount",
        "distance from somewhere": "how far away something lies is no size of it",
        "from one amount to another": "only where a change leads is taken",
        "no more than an upper limit": "“up to” and “less than” do not say how much it is",
        "share of what is not said": "a share of something that the sentence does not name",
        # Relations that the network found likely.
        "a likelier relation excludes it": "another relation of the two was likelier, and both do not hold at once",
        "another kinship": "the sentence names another kinship of the two",
        "denied relation": "the sentence denies it",
        "no literal can be told": "no date or number can be told from the words",
        "no support near its ends": "the words around the two do not say it, and the network was not sure alone",
        "no word of the relation": "the sentence has none of the words that this relation is said with",
        "not likely enough": "the network was not sure enough of this relation",
        "places not side by side": "the two places do not stand side by side",
        "studies there": "somebody who studies there, and does not work there",
        # Claims that could not stay.
        "classes of its ends": "this relation does not hold between things of these two kinds",
        "one country in another": "countries are listed together, not one inside the other",
        "one thing at both ends": "both ends turned out to be the same thing",
        "said by the vocabulary": "a relation of the vocabulary says the same in the same words",
        "said of the place inside it": "it is already said of the smaller place before it",
        # Claims of a reading that a graph could not take.
        "both ends are one entity": "both ends turned out to be the same thing",
        "end is no entity": "one of its ends names nothing that became a thing of the graph",
        "nothing tells which": "a description such as “the man”, where nothing says which one is meant",
        "heading": "a heading, which is not read as a sentence",
    }
)


def explained(rule: str) -> str:
    """Return what a rule means; that of another tool is its own explanation.

    >>> explained("heading"), explained("my own rule")
    ('a heading, which is not read as a sentence', 'my own rule')
    """
    return RULES.get(rule, rule)
