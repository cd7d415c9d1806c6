"""Headers around every answer, and of requests whether the caller has it already."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.base_map import hosts

EMBED = "embed=1"
YEAR = 31_536_000
"""Seconds."""


def policy(scripts: Sequence[str] = ()) -> str:
    """The Content-Security-Policy: nothing is loaded from another host, except the tiles of the base map if it is on.

    Args:
        scripts: the inline scripts of our pages. A browser runs no other inline script.
    """
    tiles = "".join(f" {host}" for host in hosts())
    ours = "".join(f" 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit loads our components from blob: addresses, and reads its tables with WebAssembly.
            f"script-src 'self' 'wasm-unsafe-eval' blob:{ours}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{tiles}",
            "font-src 'self' data:",
            f"connect-src 'self'{tiles}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


class SecurityHeaders:
    """Adds the Content-Security-Policy and similar headers. Other sites may frame only an embedded view."""

    def __init__(self, app: ASGIApp, *, scripts: Sequence[str] = (), is_secure: bool = False) -> None:
        """Wrap `app`. `scripts`: see `policy`. `is_secure`: readers use https, and browsers must keep using it."""
        self.app, self.policy, self.is_secure = app, policy(scripts), is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to an HTTP answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        embedded = EMBED in scope.get("query_string", b"").decode("latin-1").split("&")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                ancestors = "*" if embedded else "'self'"
                headers["Content-Security-Policy"] = f"{self.policy}; frame-ancestors {ancestors}"
                if self.is_secure:
                    headers["Strict-Transport-Security"] = f"max-age={YEAR}"
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, with_headers)


def has_it(request: Headers, tag: str) -> bool:
    """Whether the condition `If-None-Match` names this tag; weak and strong ones compare alike."""
    named = {each.strip().removeprefix("W/") for each in request.get("if-none-match", "").split(",")}
    return bool(named & {tag.removeprefix("W/"), "*"})
