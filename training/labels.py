"""What each head predicts: the label sets, and how those of the corpora map to them."""

from __future__ import annotations

NAME_TYPES = ("PERSON", "ORG", "LOC", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "MISC", "DATE", "NUM")
NAME_TAGS = ("O", *(f"{prefix}-{kind}" for kind in NAME_TYPES for prefix in "BI"))

KNOWLEDGENET = (
    "DATE_OF_BIRTH",
    "DATE_OF_DEATH",
    "PLACE_OF_BIRTH",
    "PLACE_OF_RESIDENCE",
    "NATIONALITY",
    "EMPLOYEE_OR_MEMBER_OF",
    "EDUCATED_AT",
    "POLITICAL_AFFILIATION",
    "CHILD_OF",
    "SPOUSE",
    "DATE_FOUNDED",
    "HEADQUARTERS",
    "SUBSIDIARY_OF",
    "FOUNDED_BY",
    "CEO",
)

# Re-DocRED relations that touch what a KnowledgeNet property says, in either direction. A pair that Re-DocRED knows to
# hold none of them is a negative for the property; a pair that holds one is left out, since the definitions differ.
KNOWLEDGENET_IN_WIKIDATA: dict[str, frozenset[str]] = {
    "DATE_OF_BIRTH": frozenset({"P569"}),
    "DATE_OF_DEATH": frozenset({"P570"}),
    "PLACE_OF_BIRTH": frozenset({"P19", "P27", "P551"}),
    "PLACE_OF_RESIDENCE": frozenset({"P551", "P937", "P27", "P19", "P20"}),
    "NATIONALITY": frozenset({"P27", "P172", "P19", "P495"}),
    "EMPLOYEE_OR_MEMBER_OF": frozenset(
        {"P108", "P463", "P54", "P241", "P102", "P39", "P710", "P1344", "P264", "P527", "P361"}
    ),
    "EDUCATED_AT": frozenset({"P69"}),
    "POLITICAL_AFFILIATION": frozenset({"P102", "P463"}),
    "CHILD_OF": frozenset({"P22", "P25", "P40"}),
    "SPOUSE": frozenset({"P26"}),
    "DATE_FOUNDED": frozenset({"P571", "P580"}),
    "HEADQUARTERS": frozenset({"P159", "P131", "P276", "P17", "P740", "P361"}),
    "SUBSIDIARY_OF": frozenset({"P749", "P355", "P127", "P361", "P527", "P137"}),
    "FOUNDED_BY": frozenset({"P112", "P170", "P127", "P488", "P178"}),
    "CEO": frozenset({"P488", "P112", "P6", "P35", "P127", "P108"}),
}

# KnowledgeNet says of some ends what they are: subject type, object type (``None``: it may be several).
KNOWLEDGENET_TYPES: dict[str, tuple[str | None, str | None]] = {
    "DATE_OF_BIRTH": ("PERSON", "DATE"),
    "DATE_OF_DEATH": ("PERSON", "DATE"),
    "PLACE_OF_BIRTH": ("PERSON", "LOC"),
    "PLACE_OF_RESIDENCE": ("PERSON", "LOC"),
    "NATIONALITY": ("PERSON", None),
    "EMPLOYEE_OR_MEMBER_OF": ("PERSON", "ORG"),
    "EDUCATED_AT": ("PERSON", "ORG"),
    "POLITICAL_AFFILIATION": ("PERSON", None),
    "CHILD_OF": ("PERSON", "PERSON"),
    "SPOUSE": ("PERSON", "PERSON"),
    "DATE_FOUNDED": ("ORG", "DATE"),
    "HEADQUARTERS": ("ORG", "LOC"),
    "SUBSIDIARY_OF": ("ORG", "ORG"),
    "FOUNDED_BY": ("ORG", None),
    "CEO": ("ORG", "PERSON"),
}

# A MISC entity of Re-DocRED is what its relations make it (as subject, as object).
MISC_AS_SUBJECT: dict[str, str] = {
    **dict.fromkeys(
        ("P175", "P57", "P58", "P161", "P50", "P86", "P264", "P162", "P272", "P449", "P674", "P676", "P136"),
        "WORK_OF_ART",
    ),
    **dict.fromkeys(("P176", "P400", "P178"), "PRODUCT"),
    **dict.fromkeys(("P710", "P585"), "EVENT"),
}
MISC_AS_OBJECT: dict[str, str] = {
    **dict.fromkeys(("P800", "P1441"), "WORK_OF_ART"),
    **dict.fromkeys(("P607", "P1344"), "EVENT"),
    **dict.fromkeys(("P172",), "NORP"),
    **dict.fromkeys(("P1056",), "PRODUCT"),
}
REDOCRED_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "TIME": "DATE", "NUM": "NUM"}
WNUT_TYPES = {
    "person": frozenset({"PERSON"}),
    "location": frozenset({"LOC"}),
    "corporation": frozenset({"ORG"}),
    "group": frozenset({"ORG"}),
    "product": frozenset({"PRODUCT", "MISC"}),
    "creative-work": frozenset({"WORK_OF_ART", "MISC", "EVENT"}),
}
UNER_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
# What a noun or a pronoun is of (GUM, Zeldes 2017).
SORTS = ("abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time")
GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
