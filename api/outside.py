"""How the site is reached from outside: by which names, and under which path."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names by which the machine itself asks: checks of health, tests, a proxy beside us that names us so."""
FOR_MACHINES = ("/healthz", "/readyz")
"""Asked by whoever runs the site, at the address of one process."""
NOT_OURS = "Deze site heeft een andere naam. / This site has another name."


def hosts(address: str) -> Sequence[str]:
    """The names that a request may call the site by, from its public address; empty, so any, where none is set."""
    name = urlsplit(address).netloc.rpartition("@")[2]
    return [_without_port(name), *LOOPBACK] if name else []


def _without_port(host: str) -> str:
    return re.sub(r":\d+$", "", host).lower().rstrip(".")


class KnownHost:
    """Answers 421 to who calls the site by another name than its own: nothing is made for names that anybody can think of."""

    def __init__(self, app: ASGIApp, known: Sequence[str]) -> None:
        self.app, self.known = app, frozenset(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        is_asked = scope["type"] in {"http", "websocket"} and scope["path"] not in FOR_MACHINES
        if not (self.known and is_asked) or _without_port(Headers(scope=scope).get("host", "")) in self.known:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(NOT_OURS, 421, headers={"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})


class UnderPath:
    """Lets the whole site live under a path of its host (`/samenkaart`), as if it were at the root.

    The path is taken off what comes in, and put before where an answer leads. A proxy that takes it off itself is served as well.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on without the path."""
        if not self.base or scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path == self.base:
            # Relative, since only the reader knows by what name the site was reached.
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{self.base}/{'?' + query if query else ''}", 308)(scope, receive, send)
            return
        if path.startswith(f"{self.base}/"):
            raw = scope.get("raw_path") or path.encode()
            scope = {**scope, "path": path.removeprefix(self.base), "raw_path": raw.removeprefix(self.base.encode())}

        async def send_outward(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                location = headers.get("location", "")
                if location.startswith("/") and not location.startswith("//"):
                    headers["location"] = self.base + location
            await send(message)

        await self.app(scope, receive, send_outward)
