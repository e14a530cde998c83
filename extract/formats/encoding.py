"""Bytes to text: byte order marks, UTF-8, UTF-16, and legacy encodings as a last, reported guess.

Nothing is replaced or dropped on the way: a file either decodes whole or is refused with the place that does not.
Line ends are kept as they are (``\\r\\n`` stays two characters), so that offsets hold in the decoded file.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ...errors import DocumentError

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = b"\t\n\v\f\r\x1b"
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROLS = bytes(set(range(32)) - set(_TEXT_CONTROLS))
_SAMPLE = 65_536
_MOST_CONTROLS = 0.01
_FEWEST_NULS = 0.3
_RESAVE = "open it in an editor and save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that gave it; ``guessed`` where nothing in the file named it."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """Say that the encoding was guessed, if it was."""
        return (f"not UTF-8; read as {self.encoding}, which is a guess",) if self.guessed else ()


def decode(data: bytes, source: str) -> Decoded:
    """Decode the bytes of a text file.

    Tries, in this order: a byte order mark, UTF-8, UTF-16 without a mark, and a legacy encoding guessed by
    charset-normalizer.

    Raises:
        DocumentError: if the bytes are not text, or are text with damage that would have to be papered over.

    >>> decode("Köln".encode("utf-16"), "a.txt")
    Decoded(text='Köln', encoding='utf-16-le', guessed=False)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode_as(encoding, data[len(mark) :], source), encoding)
    if b"\0" in data:
        return _without_mark(data, source)
    if _share(data, _CONTROLS) > _MOST_CONTROLS:
        raise _binary(source)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error, source)


def _decode_as(encoding: str, data: bytes, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(encoding, data, error, source) from error


def _damaged(encoding: str, data: bytes, error: UnicodeDecodeError, source: str) -> DocumentError:
    line = data.count(b"\n", 0, error.start) + 1
    problem = f"damaged {encoding.upper()}: byte {error.start}, line {line}, is not valid"
    return DocumentError(source, problem, cure=_RESAVE)


def _binary(source: str) -> DocumentError:
    return DocumentError(source, "binary data, not text", cure="give the text, HTML, PDF or DOCX version of it")


def _share(data: bytes, kinds: bytes) -> float:
    return 1 - len(data.translate(None, kinds)) / len(data) if data else 0.0


def _without_mark(data: bytes, source: str) -> Decoded:
    """Read UTF-16 without a mark, which shows as NULs in every second byte of mostly Latin text."""
    for encoding, high, low in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if _share(high, b"\0") > _FEWEST_NULS and b"\0" not in low and len(data) % 2 == 0:
            return Decoded(_decode_as(encoding, data, source), encoding, guessed=True)
    raise _binary(source)


def _legacy(data: bytes, error: UnicodeDecodeError, source: str) -> Decoded:
    if _mostly_utf8(data):
        raise _damaged("utf-8", data, error, source) from error
    encoding = _guess(_sample(data, error.start))
    if encoding is None:
        raise DocumentError(source, "an encoding nobody here knows", cure=_RESAVE) from error
    return Decoded(_decode_as(encoding, data, source), encoding, guessed=True)


def _mostly_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few bad bytes from a legacy encoding, whose letters are nearly all bad as UTF-8."""
    bad = len(data.decode("utf-8", "replace").encode("utf-8").split("\N{REPLACEMENT CHARACTER}".encode())) - 1
    good = len(_SEQUENCE.findall(data))
    return 4 * bad < good


def _sample(data: bytes, middle: int) -> bytes:
    """Cut whole lines around the first byte that is not ASCII; guessing on 50 MB would take minutes."""
    start = data.rfind(b"\n", max(0, middle - _SAMPLE), middle) + 1
    if len(data) - start <= _SAMPLE:
        return data[start:]
    end = data.rfind(b"\n", start, start + _SAMPLE)
    return data[start : end if end > middle else start + _SAMPLE]


def _guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return None
    plausible = {name for match in matches for name in (match.encoding, *match.could_be_from_charset)}
    # A short Western text fits many code pages alike; Windows-1252 is by far the commonest of them on the web
    # (WHATWG Encoding Standard makes it the default), so it wins wherever it is plausible.
    return "cp1252" if best.encoding.startswith("cp125") and "cp1252" in plausible else best.encoding
