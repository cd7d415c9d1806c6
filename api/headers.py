"""Headers around every answer, and the language and description of the page that Streamlit leaves out."""

import gzip
import re
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.assets import early
from geo.base_map import hosts

EMBED = "embed=1"
DESCRIPTIONS = {
    "nl": "Bewonersinitiatieven in Nederland op de kaart, met bron bij elk gegeven: wonen, zorg, energie en meer.",
    "en": "Residents' initiatives in the Netherlands on the map, with a source for every fact.",
}


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

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.policy = app, policy()

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
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self.app(scope, receive, with_headers)


def page_in_language(html: bytes, language: str, early_html: str = "") -> bytes:
    """Streamlit's page with the right `lang`, a description and `early_html` in its head; a page of our own has all it needs."""
    if b'<meta name="description"' in html:
        return html
    described = f'<meta name="description" content="{DESCRIPTIONS[language]}" />'.encode()
    spoken = re.sub(rb'<html lang="[^"]*"', f'<html lang="{language}"'.encode(), html, count=1)
    return spoken.replace(b"</head>", described + early_html.encode() + b"</head>", 1)


class PageLanguage:
    """Streamlit's HTML always says `lang="en"`; screen readers need the language that the address asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML answers; everything else passes untouched."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("taal")
        rewriter = _Rewriter(send, "en" if asked == ["en"] else "nl", early(scope["path"]))
        await self.app(scope, receive, rewriter.send)


class _Rewriter:
    """Holds back an HTML answer until it is whole, rewrites it and sends it on."""

    def __init__(self, send: Send, language: str, early_html: str) -> None:
        self._send, self._language, self._early = send, language, early_html
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(scope=message).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._flush(self._start)
            return
        await self._send(message)

    async def _flush(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        packed = headers.get("content-encoding") == "gzip"
        # The page reaches us already packed; it is small, so it goes out packed again.
        html = page_in_language(gzip.decompress(self._body) if packed else self._body, self._language, self._early)
        body = gzip.compress(html, mtime=0) if packed else html
        del headers["etag"]
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
