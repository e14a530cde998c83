"""What every answer says to a browser, and which requests are not heard at all."""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from ipaddress import ip_address
from typing import Any

from .settings import RefusedError, Settings

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"<>]+)">', re.I)
_PORT = re.compile(r":\d+$")


class Guard:
    """Refuses requests under a foreign name or from a foreign site, and puts the headers on every answer."""

    def __init__(self, application: Application, settings: Settings) -> None:
        """Take what is guarded, and who else may read."""
        self._application, self._settings = application, settings

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._headers(message)]
            await send(message)

        if self._foreign(fields):
            await sent({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"request: comes under a foreign name or site\n"})
            return
        await self._application(scope, receive, sent)

    def _foreign(self, fields: Mapping[str, str]) -> bool:
        """Tell whether a site that is none of ours sent its visitor here, or named this machine as its own."""
        host, origin = fields.get("host", ""), fields.get("origin")
        if not _own(_PORT.sub("", host).strip("[]").lower(), self._settings.host.lower()):
            return True
        return origin is not None and origin not in {f"http://{host}", f"https://{host}", self._settings.origin}

    def _headers(self, message: Message) -> list[tuple[bytes, bytes]]:
        own = {name.lower() for name, _ in message.get("headers", ())}
        origin = self._settings.origin
        shared = "same-origin" if origin is None else "cross-origin"
        headers = {**_HEADERS, "cross-origin-resource-policy": shared, "cache-control": "no-cache"}
        if origin is not None:
            exposed = "Evigraph-Cut, Evigraph-Hint"
            headers |= {"access-control-allow-origin": origin, "access-control-expose-headers": exposed}
        return [(name.encode(), value.encode()) for name, value in headers.items() if name.encode() not in own]


def _own(name: str, host: str) -> bool:
    """Tell whether a server may be called so: a name that another site could have made point here is not its own."""
    try:
        ip_address(name)
    except ValueError:
        return name in {"localhost", host}
    return True


def authorize(authorization: str | None, token: str | None) -> None:
    """Let an update pass that bears the token.

    Raises:
        RefusedError: there are no updates here, or the token is missing or wrong.
    """
    if token is None:
        cure = "start it with --writable, or ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise RefusedError(403, "update", "is refused: this server only reads", cure=cure)
    if not hmac.compare_digest((authorization or "").encode(), f"Bearer {token}".encode()):
        raise RefusedError(401, "update", "bears no token or a wrong one", cure="send Authorization: Bearer TOKEN")


def policy_of(page: bytes) -> str:
    """Return the policy that a page of ours states about itself, for its header; without one nothing in it runs.

    >>> policy_of(b'<meta http-equiv="Content-Security-Policy" content="default-src x">')
    "default-src x; frame-ancestors 'none'"
    """
    found = _META.search(page[:100_000])
    if found is None:
        return "default-src 'none'; frame-ancestors 'none'"
    return found[1].decode("ascii").replace("&#39;", "'") + "; frame-ancestors 'none'"
