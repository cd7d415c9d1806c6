"""Headers around every answer."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.base_map import hosts

EMBED = "embed=1"
YEAR = 31_536_000
"""Seconds."""


def policy() -> str:
    """The Content-Security-Policy: nothing comes from elsewhere, but for the tiles of the base map when that is on."""
    tiles = "".join(f" {host}" for host in hosts())
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit compiles its charts and styles in the page, hence inline and eval.
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob:{tiles}",
            "font-src 'self' data:",
            f"connect-src 'self' data: blob: ws: wss:{tiles}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


class SecurityHeaders:
    """Content-Security-Policy and its relatives; only an embedded view may be framed by other sites."""

    def __init__(self, app: ASGIApp, *, is_secure: bool = False) -> None:
        """Around `app`; `is_secure` when readers reach the site by https, and so should from now on."""
        self.app, self.policy, self.is_secure = app, policy(), is_secure

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
