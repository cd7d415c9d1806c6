"""A budget of messages per websocket, so that one visitor cannot keep the server from all others."""

import asyncio
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 30.0
"""Messages that a socket may send without pause. A page sends some ten when it opens."""
PER_SECOND = 4.0
"""Messages per second after that: a reader who presses without pause stays below it."""


class Budget:
    """A bucket of messages that fills itself again.

    Args:
        at_once: how many it holds.
        per_second: how fast it fills.
        clock: seconds that only go up.
    """

    def __init__(self, at_once: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once, self._per_second, self._clock = at_once, per_second, clock
        self._left, self._counted_at = at_once, clock()

    def wait(self) -> float:
        """Take one message, and the seconds to wait before it may be handled."""
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._counted_at) * self._per_second)
        self._counted_at = now
        self._left -= 1
        return max(0.0, -self._left / self._per_second)


class SocketBudget:
    """Hands the messages of a websocket on at the pace of its budget; no message is lost.

    Every message starts a run of the page in a thread. Without a pace, 6,000 messages in 59 kB keep the event loop busy
    for fifteen seconds. While a message waits, the server reads no further from that socket.
    """

    def __init__(self, app: ASGIApp, at_once: float = AT_ONCE, per_second: float = PER_SECOND) -> None:
        self.app, self.at_once, self.per_second = app, at_once, per_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the connection on, with a budget if it is a websocket."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        budget = Budget(self.at_once, self.per_second)

        async def receive_at_pace() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                await asyncio.sleep(budget.wait())
            return message

        await self.app(scope, receive_at_pace, send)
