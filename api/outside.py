"""How the site is reached from outside: by which names, and under which path."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names that the machine itself uses: in health checks, in tests, or by a proxy on the same machine."""
FOR_MACHINES = ("/healthz", "/readyz")
"""Health checks ask a single process at its own address, so any host name will do."""
NOT_OURS = "Deze site heeft een andere naam. / This site has another name."


def hosts(address: str) -> Sequence[str]:
    """The host names that a request may use, from the public address of the site. Empty means any name: no address is set."""
    name = urlsplit(address).netloc.rpartition("@")[2]
    return [_without_port(name), *LOOPBACK] if name else []


def _without_port(host: str) -> str:
    return re.sub(r":\d+$", "", host).lower().rstrip(".")


class KnownHost:
    """Answers 421 when a request uses a host name that is not ours, so that no page is made for made-up names."""

    def __init__(self, app: ASGIApp, known: Sequence[str]) -> None:
        self.app, self.known = app, frozenset(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on the request."""
        is_asked = scope["type"] in {"http", "websocket"} and scope["path"] not in FOR_MACHINES
        if not (self.known and is_asked) or _without_port(Headers(scope=scope).get("host", "")) in self.known:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(NOT_OURS, 421, headers={"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})


class UnderPath:
    """Lets the whole site live under a path of its host (`/samenkaart`), while the rest of the code thinks it is at the root.

    It removes the path from requests and puts it before the addresses of redirects. A proxy may also remove it itself.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on without the path."""
        if not self.base or scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path == self.base:
            # Without a host: only the reader knows by what name the site was reached.
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
