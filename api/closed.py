"""Closes the addresses of Streamlit that the site does not use."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

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
