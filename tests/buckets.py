"""A store of objects on this machine that speaks as much of the S3 protocol as reading needs.

See https://docs.aws.amazon.com/AmazonS3/latest/API/. ``python -m evigraph.benchmarks.stores`` asks a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class _Answers(BaseHTTPRequestHandler):
    """Answers about the objects of a server."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        key, options = unquote(asked.path).strip("/"), parse_qs(asked.query)
        if "list-type" in options:
            self._say(200, _listing(self.server.objects, key, options.get("prefix", [""])[0]))
        elif key in self.server.objects:
            self._part(self.server.objects[key])
        else:
            bucket = "/" not in key and any(each.startswith(f"{key}/") for each in self.server.objects)
            self._say(200 if bucket else 404, b"")

    def _part(self, content: bytes) -> None:
        span = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if span is None:
            self._say(200, content)
        else:
            start, end = int(span[1]), min(int(span[2]), len(content) - 1)
            self._say(206, content[start : end + 1], f"bytes {start}-{end}/{len(content)}")

    def _say(self, code: int, content: bytes, span: str | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", "Wed, 31 Jan 2024 00:00:00 GMT")
        if span is not None:
            self.send_header("Content-Range", span)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def __init__(self, objects: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.objects = objects


@contextmanager
def bucket(objects: Mapping[str, bytes]) -> Iterator[str]:
    """Serve objects by their keys, the first part of each being the bucket; give the address."""
    with _Server(objects) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def _listing(objects: Mapping[str, bytes], name: str, prefix: str) -> bytes:
    below = {key: len(content) for key, content in sorted(objects.items()) if key.startswith(f"{name}/{prefix}")}
    contents = "".join(
        f"<Contents><Key>{escape(key.removeprefix(f'{name}/'))}</Key><Size>{size}</Size>"
        "<LastModified>2024-01-31T00:00:00.000Z</LastModified></Contents>"
        for key, size in below.items()
    )
    head = f"<Name>{name}</Name><KeyCount>{len(below)}</KeyCount><IsTruncated>false</IsTruncated>"
    return f"<ListBucketResult>{head}{contents}</ListBucketResult>".encode()
