"""Addresses with more in them than any reader chose."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_FIELDS = 200
"""Streamlit forgets an address of more than a thousand fields altogether, and the page could not tell that it did."""


class ShortAddress:
    """Sends a visitor with too many fields on to the same address with the first of them; the page tells which it does not know."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, or pass on."""
        fields = scope.get("query_string", b"").split(b"&") if scope["type"] == "http" else []
        if scope["type"] != "http" or scope["method"] != "GET" or len(fields) <= MOST_FIELDS:
            await self.app(scope, receive, send)
            return
        kept = b"&".join(fields[:MOST_FIELDS]).decode("latin-1")
        # Only the query: behind a proxy we do not know how the outside calls us, and a path can look like a host.
        await RedirectResponse(f"?{kept}", status_code=303)(scope, receive, send)
