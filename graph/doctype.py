"""What the document type of an XML file declares, before a parser follows it.

Vocabularies written by Protégé name their name spaces as entities, so entities as such do no harm. One that names
others can stand for any amount of text ("billion laughs"), as can a long one; one of another file is not ours to read.
"""

from __future__ import annotations

import re

_ROOT = re.compile(rb"<[A-Za-z_]")
HEAD = 1_000_000  # bytes in which the first element has to begin
_ENTITY = re.compile(rb"""<!ENTITY\s+(?:%\s+)?[^\s"'>]+\s+(?:"([^"]*)"|'([^']*)'|)""")
_REFERENCE = re.compile(rb"&[^#]|%")
_LONGEST = 1000


def problem(head: bytes) -> str | None:
    """Return what is wrong with how an XML file begins, if anything is.

    >>> problem(b'<!DOCTYPE r [<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">]><r/>') is None
    True
    >>> problem(b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><r/>')
    'declares an entity that names others, another file or more than 1000 bytes'
    """
    if b"<!DOCTYPE" not in head:
        return None
    if len(head) >= HEAD and _ROOT.search(head) is None:
        return "has a document type without an end"
    for entity in _ENTITY.finditer(head):
        value = entity[1] if entity[1] is not None else entity[2]
        if value is None or len(value) > _LONGEST or _REFERENCE.search(value):
            return f"declares an entity that names others, another file or more than {_LONGEST} bytes"
    return None
