"""What the taggers' labels are called in the vocabulary."""

from __future__ import annotations

# The bundled reader's labels and those of OntoNotes, which most spaCy pipelines use.
CLASSES: dict[str, str] = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
    "GPE": "Place",
    "FAC": "Place",
    "NORP": "Group",
    "EVENT": "Event",
    "WORK_OF_ART": "Work",
    "LAW": "Work",
    "PRODUCT": "Product",
    "LANGUAGE": "Language",
    "MISC": "Thing",
    "DATE": "Date",
    "TIME": "Time",
    "NUM": "Quantity",
    "CARDINAL": "Quantity",
    "ORDINAL": "Quantity",
    "QUANTITY": "Quantity",
    "PERCENT": "Quantity",
    "MONEY": "Money",
}
VALUES = frozenset({"Date", "Time", "Quantity", "Money"})
UNKNOWN, CONCEPT = "Thing", "Concept"


def class_of(label: str) -> str:
    """Return the class of an entity label; a label nobody knows is a thing.

    >>> class_of("ORG"), class_of("SPACESHIP")
    ('Organization', 'Thing')
    """
    return CLASSES.get(label, UNKNOWN)


UNRELATED = frozenset({"abstract", "animal", "object", "plant", "substance"})  # nobody is born in one or works for it
SORTS = {"person": "Person", "organization": "Organization", "place": "Place", "event": "Event"}


def class_of_sort(sort: str, head: str) -> str | None:
    """Return the class of what a description is of, given its head; several people are a group.

    >>> class_of_sort("person", "talents"), class_of_sort("place", "city"), class_of_sort("abstract", "idea")
    ('Group', 'Place', None)
    """
    plural = head.lower().endswith("s") and not head.lower().endswith("ss")
    return "Group" if sort == "person" and plural else SORTS.get(sort)
