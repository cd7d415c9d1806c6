"""Addresses that get no page: with more in them than any reader chose, and those of Streamlit that the site does not use."""

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_FIELDS = 200
"""Fields in one query. Streamlit drops the whole query when it has more than a thousand, and the page would not know."""

LONGEST = 65_536
"""Bytes of path and query. The HTTP parser (httptools) sets no limit."""
TOO_LONG = "Dit adres is te lang. / This address is too long."

PROGRAMS = "/api/"
"""Addresses for programs start with this. `api.rest.service` refuses long ones itself, with a problem as JSON."""


class ShortAddress:
    """Shortens an address with too many fields: it redirects to the same path with the first `MOST_FIELDS` of them.

    An address of more than `LONGEST` bytes is refused with 414.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, redirect or pass on the request."""
        if scope["type"] != "http" or scope["path"].startswith(PROGRAMS):
            await self.app(scope, receive, send)
            return
        query = scope["query_string"]
        fields = query.split(b"&")
        if len(scope["path"]) + len(query) > LONGEST:
            await PlainTextResponse(TOO_LONG, status_code=414)(scope, receive, send)
        elif scope["method"] in {"GET", "HEAD"} and len(fields) > MOST_FIELDS:
            shortened = b"&".join(fields[:MOST_FIELDS]).decode("latin-1")
            # Redirect to a query only: behind a proxy we do not know our public name, and a path can look like a host.
            await RedirectResponse(f"?{shortened}", status_code=303)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file", "/oauth2callback", "/auth")
"""Metrics about sessions and caches, Streamlit's file uploads (ours are in `api.uploads`), and its sign-in, which we do not use."""


def is_closed(path: str) -> bool:
    """Whether `path` is one of the `CLOSED` addresses, or lies below one."""
    plain = "/" + path.strip("/")
    return any(plain == closed or plain.startswith(f"{closed}/") for closed in CLOSED)


class ClosedAddresses:
    """Answers 404 at the closed addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] == "http" and is_closed(scope["path"]):
            await PlainTextResponse("404", status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
