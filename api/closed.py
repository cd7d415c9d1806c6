"""Addresses of Streamlit that the site does not use, closed to everybody."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/upload_file", "/oauth2callback", "/auth")
"""Figures about sessions and caches, Streamlit's own way to take in files (ours is `api.uploads`), and parts of a way to sign in that
we do not have."""


def is_closed(path: str) -> bool:
    """Whether `path` is one of these addresses, or lies below one."""
    plain = "/" + path.strip("/")
    return any(plain == closed or plain.startswith(f"{closed}/") for closed in CLOSED)


class ClosedAddresses:
    """Answers 404 where Streamlit would tell what is no reader's business."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] == "http" and is_closed(scope["path"]):
            await PlainTextResponse("404", status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
