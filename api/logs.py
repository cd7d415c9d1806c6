"""Log lines as JSON, each with the reference of the request it is about.

No line names a reader: no address of a machine, no search words. A reader who meets an error sees its reference.
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
"""Environment variable: `json` for lines that programs read; without it, lines for people."""
HEADER = "X-Request-Id"
_reference: ContextVar[str] = ContextVar("reference", default="")


class JsonLines(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record with its time (UTC), level, logger, message, reference and, after an error, the traceback."""
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
    """Let everything that this process logs come out as JSON, if the setting asks for it."""
    if os.environ.get(SETTING) != "json":
        return
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True


class Referenced:
    """Gives every answer a reference, in its headers and in the lines that are logged while it is made."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the reference around the rest of the site."""
        reference = token_hex(4)
        _reference.set(reference)

        async def with_reference(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = reference
            await send(message)

        await self.app(scope, receive, with_reference)
