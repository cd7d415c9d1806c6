"""A limit on the messages of one websocket, so that one visitor cannot keep the server busy."""

import asyncio
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 30.0
"""Messages that a websocket may send in one go. A page sends some ten when it opens."""
FIRST_SECONDS = 20.0
"""Within this time the first message of a websocket must arrive. Streamlit's page sends it at once. A silent one holds no live place."""
PER_SECOND = 4.0
"""Messages per second after that. A reader who keeps pressing stays below it."""


SILENT = 1008
"""Code of a websocket that is closed because it broke a rule."""


class Budget:
    """A token bucket: each message takes one token, and tokens come back with time.

    Args:
        at_once: tokens in a full bucket.
        per_second: tokens that come back per second.
        clock: a monotonic clock in seconds.
    """

    def __init__(self, at_once: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once, self._per_second, self._clock = at_once, per_second, clock
        self._left, self._counted_at = at_once, clock()

    def wait(self) -> float:
        """Take one token; return the seconds to wait before its message may be handled."""
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._counted_at) * self._per_second)
        self._counted_at = now
        self._left -= 1
        return max(0.0, -self._left / self._per_second)


class SocketBudget:
    """Passes the messages of a websocket on at the pace of its budget. No message is lost.

    Every message starts a run of the page in a thread. Without a limit, 6,000 messages of 59 kB in all keep the event loop
    busy for fifteen seconds. While a message waits, the server does not read on from that websocket.
    """

    def __init__(
        self,
        app: ASGIApp,
        at_once: float = AT_ONCE,
        per_second: float = PER_SECOND,
        first_seconds: float = FIRST_SECONDS,
    ) -> None:
        self.app, self.at_once, self.per_second, self.first_seconds = app, at_once, per_second, first_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the connection on, with a budget if it is a websocket."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        budget, has_spoken = Budget(self.at_once, self.per_second), False

        async def receive_at_pace() -> Message:
            nonlocal has_spoken
            try:
                async with asyncio.timeout(None if has_spoken else self.first_seconds):
                    message = await receive()
            except TimeoutError:
                await send({"type": "websocket.close", "code": SILENT})
                return {"type": "websocket.disconnect", "code": SILENT}
            if message["type"] == "websocket.receive":
                has_spoken = True
                await asyncio.sleep(budget.wait())
            return message

        await self.app(scope, receive_at_pace, send)
