"""The web server of `serve`: chat platforms' requests, health, readiness and metrics. The only file with starlette.

A body is read only as far as it may be large, and no error of ours is told to whoever asks: they get its status.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from prompts.refusal import Refusal

BODY_SECONDS: Final = 10.0  # for a body to come: a platform sends it in one go
_LAST_SECONDS: Final = 3  # for the requests in hand, once the server is told to end
LARGEST: Final = 1_000_000  # bytes of a request: a form filled to the brim is a tenth of that
_log = structlog.get_logger()


class ServerRefusal(Refusal):
    """The server cannot begin."""


Receive = Callable[[bytes, Mapping[str, str]], Awaitable[tuple[int, str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What is answered where.

    `ready` names what is missing, nothing when all is well; `metrics` is text as Prometheus reads it.
    """

    posts: Mapping[str, Receive] = field(default_factory=dict)  # path -> what takes its requests
    ready: Callable[[], Mapping[str, str]]
    metrics: Callable[[], str]
    started: Callable[[], Awaitable[None]]
    stopped: Callable[[], Awaitable[None]]


def application(doors: Doors) -> Starlette:
    """Return the ASGI application."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        await doors.started()
        try:
            yield
        finally:
            await doors.stopped()

    routes = [
        Route("/health", _health),
        Route("/ready", _ready(doors)),
        Route("/metrics", _metrics(doors)),
        *(Route(path, _post(receive), methods=["POST"]) for path, receive in doors.posts.items()),
    ]
    return Starlette(routes=routes, lifespan=life)


def server(app: Starlette, host: str) -> uvicorn.Server:
    """Return the server, not yet running; it runs on uvloop and httptools where they are installed."""
    config = uvicorn.Config(
        app,
        host=host,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_LAST_SECONDS,
        server_header=False,
    )
    return uvicorn.Server(config)


def listening_at(host: str, port: int) -> socket.socket:
    """Return a socket bound to where the server is to listen; port 0 is any that is free.

    Raises:
        ServerRefusal: somebody else listens there, or there is no such place on this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
    except OSError as error:
        place.close()
        raise ServerRefusal("server.port_taken", host=host, port=port, reason=error.strerror or error) from error
    return place


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _ready(doors: Doors) -> Callable[[Request], Response]:
    def ready(_: Request) -> Response:
        missing = doors.ready()
        return JSONResponse({"status": "ok" if not missing else "waiting", **missing}, 503 if missing else 200)

    return ready


def _metrics(doors: Doors) -> Callable[[Request], Response]:
    return lambda _: PlainTextResponse(doors.metrics(), media_type="text/plain; version=0.0.4")


def _post(receive: Receive) -> Callable[[Request], Awaitable[Response]]:
    async def post(request: Request) -> Response:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except TimeoutError:
            return Response(status_code=408, headers={"connection": "close"})
        if body is None:
            return Response(status_code=413)
        try:
            status, kind, text = await receive(body, request.headers)
        except Exception:  # noqa: BLE001 - the platform sends it again; what went wrong is for our log alone
            _log.exception("request.failed", path=request.url.path)
            return Response(status_code=500)
        return Response(text, status, media_type=kind)

    return post


async def _body(request: Request) -> bytes | None:
    """Return a request's body, None where it is larger than anything a platform sends."""
    said = request.headers.get("content-length", "0")
    if not said.isdigit() or int(said) > LARGEST:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)
