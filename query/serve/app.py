"""The application: which address answers what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, quote, urlsplit

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request  # noqa: TC002 - starlette reads it at run time
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ...errors import EvigraphError
from . import pages
from .answers import Task, Written
from .completion import completions
from .description import description
from .explorer import PART, page_of
from .protocol import operation
from .security import Guard, authorize, policy_of
from .service import Service
from .settings import RefusedError, Settings
from .snapshots import Snapshots

VIEW = "graph.html"
_ASSETS = {
    "console.js": "text/javascript; charset=utf-8",
    "editor.js": "text/javascript; charset=utf-8",
    "answer.js": "text/javascript; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
}
_VARY = {"vary": "Accept"}


def application(folder: Path, settings: Settings) -> Starlette:
    """Return the ASGI application that serves a folder; it is loaded when the application starts.

    Arguments:
        folder: one that `evigraph build` wrote.
        settings: where the server stops, and whether it takes updates.

    Raises:
        WorkspaceError: the folder holds no graph.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with TemporaryDirectory(prefix="evigraph-", ignore_cleanup_errors=True) as room:
            snapshots = Snapshots(folder, Path(room))
            first = await asyncio.to_thread(snapshots.take)
            app.state.service = Service(snapshots, settings, first)
            yield
            await app.state.service.close()

    Snapshots(folder, folder).stamp()  # complain now rather than when the server starts
    return Starlette(
        routes=_routes(folder),
        middleware=[Middleware(Guard, settings)],
        exception_handlers={EvigraphError: _refused},
        lifespan=lifespan,
    )


def _routes(folder: Path) -> list[Route]:
    return [
        Route("/", _console),
        Route("/sparql", _sparql, methods=["GET", "POST"]),
        Route("/sparql/", _sparql, methods=["GET", "POST"]),
        Route("/graphs", _graph, methods=["GET"]),
        Route("/explorer", partial(_explorer, folder)),
        Route(PART, _part),
        Route("/completions.json", _completions),
        Route("/static/{name}", _static),
        Route("/ontology", partial(_named, "terms")),
        Route("/{path:path}", partial(_named, "thing")),
    ]


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


async def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001 - what starlette calls
    status = error.status if isinstance(error, RefusedError) else 400
    more = {"www-authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - of HTTP
    return PlainTextResponse(f"{error}\n", status, headers={**_VARY, **more})


async def _sparql(request: Request) -> Response:
    """Answer the SPARQL protocol."""
    service, endpoint = _service(request), str(request.url.replace(query="", fragment="")).rstrip("?/")
    body = await _body(request, service.settings.body)
    asked = operation(
        "POST" if request.method == "POST" else "GET",
        request.url.query,
        request.headers.get("content-type"),
        body,
        endpoint,
    )
    if asked is None:
        writable = service.settings.token is not None
        content, media_type = description(_accept(request), endpoint, service.base, writable=writable)
        return Response(content, media_type=media_type, headers=_VARY)
    if asked.kind == "update":
        authorize(request.headers.get("authorization"), service.settings.token)
        await service.update(asked.text, asked.scope)
        return Response(status_code=204)
    return _response(await service.ask(Task("query", asked.text, _accept(request), asked.scope)))


async def _graph(request: Request) -> Response:
    """Answer the reading side of the Graph Store Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/)."""
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    match fields:
        case [("default", "")]:
            name = ""
        case [("graph", iri)] if _is_iri(iri):
            name = iri
        case _:
            raise RefusedError(400, "graph", "is not named", cure="say ?default or ?graph=IRI, one of them")
    return _response(await _service(request).ask(Task("graph", name, _accept(request))))


async def _named(kind: str, request: Request) -> Response:
    """Show what has the address as its name, under the base of the data."""
    service = _service(request)
    path = bytes(request.scope["raw_path"]).decode("latin-1").partition("?")[0]
    iri = service.base + path.removeprefix("/")
    if not _is_iri(iri):
        raise RefusedError(404, path, "is no name in here", cure="start from the query page at /")
    task = Task("terms" if kind == "terms" else "thing", iri, _accept(request))
    return _response(await service.ask(task))


async def _explorer(folder: Path, request: Request) -> Response:  # noqa: ARG001 - what starlette calls
    try:
        page = await asyncio.to_thread(lambda: page_of((folder / VIEW).read_bytes()))
    except OSError as error:
        raise RefusedError(404, VIEW, "is not in the folder", cure="build the graph again") from error
    return Response(page, media_type="text/html; charset=utf-8", headers={"content-security-policy": policy_of(page)})


async def _part(request: Request) -> Response:
    """Give the explorer a part of a graph that is too large for one file."""
    return _response(await _service(request).ask(Task("part", request.url.query)))


async def _console(request: Request) -> Response:  # noqa: ARG001 - what starlette calls
    return Response(pages.console_page(), media_type="text/html; charset=utf-8")


async def _completions(request: Request) -> Response:
    return JSONResponse(completions(_service(request).base))


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise RefusedError(404, name, "is not here", cure="start from the query page at /")
    content = files(__package__).joinpath("assets", name).read_bytes()
    return Response(content, media_type=_ASSETS[name])


async def _body(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        RefusedError: it is longer than the server reads.
    """
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            raise RefusedError(413, "request", f"is longer than {most:,} bytes", cure="ask in several requests")
    return bytes(content)


def _response(found: Written) -> Response:
    headers = {**_VARY}
    if found.cut:
        headers["evigraph-cut"] = found.cut
    if found.hint:
        headers["evigraph-hint"] = quote(found.hint)
    return Response(found.content, headers=headers, media_type=found.media_type)


def _accept(request: Request) -> str | None:
    return ",".join(request.headers.getlist("accept")) or None


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return bool(urlsplit(text).scheme)
