"""Run the server."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import uvicorn

from ...errors import OutputError
from .app import application
from .settings import Settings


def serve(folder: Path, settings: Settings, tell: Callable[[str, str | None], None]) -> None:
    """Serve a folder until interrupted.

    Arguments:
        folder: one that `evigraph build` wrote.
        settings: where to listen and where to stop; port 0 takes any that is free.
        tell: called with the address, and the token if updates are taken, once both are known.

    Raises:
        WorkspaceError: the folder holds no graph.
        OutputError: the port is taken.
        KeyboardInterrupt: it was told to stop.
    """
    with _listening(settings) as listener:
        address = f"http://{_bracketed(settings.host)}:{listener.getsockname()[1]}/"
        server = uvicorn.Server(
            uvicorn.Config(
                application(folder, settings),
                log_level="warning",
                access_log=False,
                server_header=False,
                limit_concurrency=1000,
                timeout_graceful_shutdown=2,
            )
        )
        tell(address, settings.token)
        server.run([listener])
        raise KeyboardInterrupt  # only a signal ends it, even one that whoever started us had ignored


def with_token(settings: Settings) -> Settings:
    """Return settings that take updates under a token nobody can guess."""
    return replace(settings, token=secrets.token_urlsafe(24))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(512)  # who comes before the graph is loaded waits
    except OSError as error:
        listener.close()
        subject, problem = f"{settings.host}:{settings.port}", f"cannot be listened on: {error.strerror or error}"
        raise OutputError(subject, problem, cure="take another --port; 0 is any that is free") from error
    return listener
