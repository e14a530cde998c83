"""The words of HTML by the standard library's parser, which has no limits of depth or length to lose words at."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "template", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "label", "mark", "q"}
    | {"s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)


def words(page: str) -> str:
    """Return the text between the tags, a new line at each tag that is not inline; scripts and styles are left out.

    >>> words("<p>Alibaba <b>Group</b><br>hires</p><script>alert(1)</script>")
    'Alibaba Group\\nhires'
    """
    parser = _Words()
    parser.feed(page)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.found).split("\n"))
    return "\n".join(filter(None, lines))


class _Words(HTMLParser):
    """Gathers character data outside of silent elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - signature is given
        if tag in _SILENT:
            self._silent = tag
        elif tag not in _INLINE:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        elif tag not in _INLINE:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self.found.append(data.replace("\n", " "))
