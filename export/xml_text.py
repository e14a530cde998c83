"""Text in XML 1.0: what it cannot hold at all, and what has to be escaped."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(value: str) -> str:
    """Replace each character that XML 1.0 cannot hold, even escaped, by U+FFFD; lengths stay the same.

    >>> legal("page\\x0cbreak")
    'page\ufffdbreak'
    """
    return _FORBIDDEN.sub("\ufffd", value)


def escaped(value: str) -> str:
    """Return text for the inside of an element or a quoted attribute, carriage returns kept from normalisation.

    >>> escaped('<b> & "q"')
    '&lt;b&gt; &amp; &quot;q&quot;'
    """
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        value = value.replace(raw, safe)
    return legal(value)
