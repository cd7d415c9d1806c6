import asyncio

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from api.sockets import Budget, SocketBudget
from tests.api.asgi import run


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_few_messages_are_handled_at_once_and_more_wait_their_turn() -> None:
    budget = Budget(3, 2, Clock())

    assert [budget.wait() for _ in range(5)] == [0, 0, 0, 0.5, 1]


@given(st.lists(st.floats(0, 5), max_size=60))
def test_no_more_messages_are_handled_than_the_budget_allows(pauses: list[float]) -> None:
    clock = Clock()
    budget, handled = Budget(5, 2, clock), []
    for pause in pauses:
        clock.now += pause
        clock.now += budget.wait()
        handled.append(clock.now)

    for first, start in enumerate(handled):
        for last in range(first, len(handled)):
            assert last - first + 1 <= 5 + 2 * (handled[last] - start) + 1e-6


def test_every_message_of_a_socket_reaches_the_page_in_order() -> None:
    sent: list[Message] = [{"type": "websocket.connect"}]
    sent += [{"type": "websocket.receive", "bytes": bytes([number])} for number in range(40)]
    got: list[bytes] = []

    async def page(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] != "websocket.disconnect":
            got.append(message.get("bytes", b"connect"))

    async def receive() -> Message:
        return sent.pop(0) if sent else {"type": "websocket.disconnect"}

    async def send(_message: Message) -> None:
        return

    run(SocketBudget(page, at_once=10, per_second=1_000)({"type": "websocket"}, receive, send))

    assert got == [b"connect", *(bytes([number]) for number in range(40))]


def test_a_socket_that_says_nothing_is_closed_and_one_that_spoke_may_be_silent() -> None:
    async def outcome(first: list[Message]) -> list[str]:
        sent: list[str] = []

        async def page(_scope: Scope, receive: Receive, _send: Send) -> None:
            while (await receive())["type"] != "websocket.disconnect":
                pass

        async def receive() -> Message:
            if first:
                return first.pop(0)
            await asyncio.sleep(0.2)
            return {"type": "websocket.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message["type"])

        await SocketBudget(page, first_seconds=0.02)({"type": "websocket"}, receive, send)
        return sent

    connect: Message = {"type": "websocket.connect"}
    assert run(outcome([connect])) == ["websocket.close"]
    assert run(outcome([connect, {"type": "websocket.receive", "bytes": b"1"}])) == []
