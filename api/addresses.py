"""Addresses with more in them than any reader chose."""

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_FIELDS = 200
"""Streamlit forgets an address of more than a thousand fields altogether, and the page could not tell that it did."""

LONGEST = 65_536
"""Bytes of an address; what reads requests (httptools) has no limit of its own."""
TOO_LONG = "Dit adres is te lang. / This address is too long."

PROGRAMS = "/api/"
"""Below it answer `api.rest.service` and its relatives, which refuse in words that a program understands."""


class ShortAddress:
    """Cuts off an address with too many fields: the visitor is sent to the same address with the first ones, and the page lists the rest.

    An address longer than any browser's gets no page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, redirect, or pass on."""
        if scope["type"] != "http" or scope["path"].startswith(PROGRAMS):
            await self.app(scope, receive, send)
            return
        query = scope["query_string"]
        fields = query.split(b"&")
        if len(scope["path"]) + len(query) > LONGEST:
            await PlainTextResponse(TOO_LONG, status_code=414)(scope, receive, send)
        elif scope["method"] == "GET" and len(fields) > MOST_FIELDS:
            shortened = b"&".join(fields[:MOST_FIELDS]).decode("latin-1")
            # Only the query: behind a proxy we do not know how the outside calls us, and a path can look like a host.
            await RedirectResponse(f"?{shortened}", status_code=303)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
