r"""Values as bytes of JSON that is UTF-8 whatever is in them.

JSON can spell a lone surrogate, as ``\udcff``, and UTF-8 cannot hold one; they come from names of files and from texts.
"""

from __future__ import annotations

import json
import re

import msgspec

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def json_bytes(value: object, *, indent: int) -> bytes:
    r"""Return a value as JSON with its characters as they are, and a line end.

    >>> json_bytes({"source": "é\udcff.txt"}, indent=1).decode()
    '{\n "source": "é\\udcff.txt"\n}\n'
    """
    return utf8(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def json_line(value: object) -> str:
    r"""Return a value as JSON on one line with its characters as they are, a space after each comma and colon.

    >>> print(json_line({"source": "é\udcff.txt", "spans": [(0, 7), (9, 12)]}).encode("utf-8", "replace").decode())
    {"source": "é?.txt", "spans": [[0, 7], [9, 12]]}
    """
    try:
        return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
    except UnicodeEncodeError:  # a surrogate that stands alone
        return json.dumps(value, ensure_ascii=False)


def utf8(written: str) -> bytes:
    """Return JSON, or a piece of it, as UTF-8."""
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", written).encode()
