"""Log lines as JSON, each with the reference of its request.

No line tells who the reader is: no IP address, no search words. A reader who gets an error page sees its reference.
"""

import json
import logging
import os
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SETTING = "SAMENKAART_LOG"
"""Environment variable: `json` gives lines for programs; without it the lines are plain text."""
HEADER = "X-Request-Id"
_reference: ContextVar[str] = ContextVar("reference", default="")


class JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON: time (UTC), level, logger, message, reference and, after an error, the traceback."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": _reference.get(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value}, ensure_ascii=False)


def use_json_lines() -> None:
    """Write every log line of this process as JSON, if the setting asks for it."""
    if os.environ.get(SETTING) != "json":
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True


class Referenced:
    """Gives every request a reference; its answer and its log lines carry it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the reference, and add it to the headers of the answer."""
        reference = token_hex(4)
        _reference.set(reference)

        async def with_reference(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = reference
            await send(message)

        await self.app(scope, receive, with_reference)
