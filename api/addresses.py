"""Limits on addresses that are far longer than any choice of a reader."""

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
        elif scope["method"] == "GET" and len(fields) > MOST_FIELDS:
            shortened = b"&".join(fields[:MOST_FIELDS]).decode("latin-1")
            # Redirect to a query only: behind a proxy we do not know our public name, and a path can look like a host.
            await RedirectResponse(f"?{shortened}", status_code=303)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
