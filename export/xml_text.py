"""Text in XML 1.0: what it cannot hold at all, and what has to be escaped."""

from __future__ import annotations

import re

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(value: str) -> str:
    """Replace each character that XML 1.0 cannot hold, even escaped, by U+FFFD; lengths stay the same.

    >>> legal("page\\x0cbreak")
    'page\ufffdbreak'
    """
    return value if value.isprintable() else _FORBIDDEN.sub("\ufffd", value)  # as most is


def escaped(value: str) -> str:
    """Return text for the inside of an element or a quoted attribute, carriage returns kept from normalisation.

    >>> escaped('<b> & "q"')
    '&lt;b&gt; &amp; &quot;q&quot;'
    """
    for plain, safe in _ESCAPES:
        value = value.replace(plain, safe)
    return legal(value)


def raw(value: bytes) -> bytes:
    """Return the text that was escaped, but for characters that XML cannot hold.

    >>> raw(b"&lt;b&gt; &amp;amp;")
    b'<b> &amp;'
    """
    if b"&" in value:
        for plain, safe in reversed(_ESCAPES):
            value = value.replace(safe.encode(), plain.encode())
    return value
