"""The browser's face: one page on the loopback, for whoever has the address with its token.

A page of a stranger can send requests to any port of this machine. So the name in the address must be ours,
each request needs the token, and one that changes something must come from our own page.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import webbrowser
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from lint.review.pages import SUFFIXES, image
from lint.review.view import keys, view

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from lint.review.session import Session

STATIC = Path(__file__).parent / "static"
PARTS = {
    "review.js": "text/javascript; charset=utf-8",
    "review.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
LONGEST = 1 << 16
"""Bytes of a request: a key, and what was typed at its prompt."""
WAIT = 20.0
"""Seconds after which a page that waits for changes is answered anyway."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets through what comes from our own page, and adds the headers."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._begin = f"/{token}/".encode()
        self._hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}
        self._origins = {b"http://" + host for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Any) -> None:
            if message["type"] == "http.response.start":
                more = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        app = self._app if self._allows(scope) else PlainTextResponse("no", 403)
        await app(scope, receive, add)

    def _allows(self, scope: Scope) -> bool:
        headers = dict(scope["headers"])
        path = scope["path"].encode()[: len(self._begin)]
        if headers.get(b"host") not in self._hosts or not secrets.compare_digest(path, self._begin):
            return False
        origin = headers.get(b"origin")
        if scope["method"] == "GET":
            return origin is None or origin in self._origins
        return origin in self._origins and headers.get(b"content-type") == b"application/json"


def application(session: Session, token: str, port: int, ended: asyncio.Event | None = None) -> ASGIApp:
    """The web application of a review; `ended` is set when the reviewer quits."""

    async def index(_: Request) -> Response:
        return FileResponse(STATIC / "index.html", media_type="text/html; charset=utf-8")

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        return FileResponse(STATIC / name, media_type=PARTS[name]) if name in PARTS else _none()

    async def start(_: Request) -> Response:
        said = {"language": session.language, "keys": keys(session.language), "errors": session.errors}
        return JSONResponse(said | {"view": view(session)})

    async def press(request: Request) -> Response:
        said = await _body(request)
        key, text = said.get("key"), said.get("text")
        if isinstance(key, str) and (text is None or isinstance(text, str)):
            session.press(key, text)
        shown = view(session)
        if session.over and ended is not None:
            ended.set()
        return JSONResponse(shown)

    async def go(request: Request) -> Response:
        said = await _body(request)
        session.go(str(said.get("key", "")), str(said.get("filter", "")))
        return JSONResponse(view(session))

    async def changes(request: Request) -> Response:
        seen = request.path_params["version"]
        await run_in_threadpool(_wait, session, seen)
        return JSONResponse(view(session))

    async def picture(request: Request) -> Response:
        path = image(session, request.path_params["file"], request.path_params["page"])
        return FileResponse(path, media_type=SUFFIXES[path.suffix.lower()]) if path else _none()

    at = f"/{token}"
    routes = [
        Route(f"{at}/", index),
        Route(f"{at}/start", start),
        Route(f"{at}/press", press, methods=["POST"]),
        Route(f"{at}/go", go, methods=["POST"]),
        Route(f"{at}/changes/{{version:int}}", changes),
        Route(f"{at}/image/{{file:int}}/{{page:int}}", picture),
        Route(f"{at}/{{name}}", static),
    ]
    return Guard(Starlette(routes=routes), token, port)


def _none() -> Response:
    return PlainTextResponse("nothing here", 404)


async def _body(request: Request) -> dict[str, Any]:
    """The object in a request of ours; empty if it is something else."""
    import msgspec

    data = b""
    async for part in request.stream():
        data += part
        if len(data) > LONGEST:
            return {}
    try:
        said = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def _wait(session: Session, seen: int) -> None:
    with session.changed:
        session.changed.wait_for(lambda: session.version != seen or session.over, WAIT)


def serve(session: Session, port: int, announce: Any, *, open_browser: bool) -> None:
    """Serve until the reviewer quits, the terminal closes or a signal comes; `announce` gets the address."""
    token = secrets.token_urlsafe(24)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(("127.0.0.1", port))
        place.listen()  # a browser that comes before the server is up waits, and is not refused
        number = place.getsockname()[1]
        address = f"http://127.0.0.1:{number}/{token}/"

        async def run() -> None:
            ended = asyncio.Event()
            app = application(session, token, number, ended)
            config = uvicorn.Config(
                app, log_level="error", access_log=False, timeout_graceful_shutdown=1, lifespan="off"
            )
            server = uvicorn.Server(config)
            async with _ending(server, ended):
                announce(address)
                if open_browser:
                    await run_in_threadpool(webbrowser.open, address)
                await server.serve(sockets=[place])

        session.start()
        try:
            asyncio.run(run())
        finally:
            session.over = True
            with session.changed:
                session.changed.notify_all()
            session.stop()


@asynccontextmanager
async def _ending(server: uvicorn.Server, ended: asyncio.Event) -> AsyncIterator[None]:
    """Let the server end when the reviewer quits, or when whoever started it is gone."""
    parent = os.getppid()

    async def watch() -> None:
        while not ended.is_set() and os.getppid() == parent:
            try:
                await asyncio.wait_for(ended.wait(), 1)
            except TimeoutError:
                continue
        server.should_exit = True

    task = asyncio.create_task(watch())
    try:
        yield
    finally:
        task.cancel()
