import asyncio
import json
import os
import signal
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from api import health
from api.health import readyz
from api.room import LEAVE, LivePlaces, Room, drain, stopping_gently
from data_loaders.problems import DataFault, DataProblem
from data_loaders.store import current
from tests.api.asgi import get, run

NEW = "streamlit, token"
BACK = "streamlit, token, session"


class Socket:
    """A websocket as the web server passes it to the application."""

    def __init__(self, protocols: str = NEW) -> None:
        headers = [(b"sec-websocket-protocol", protocols.encode())]
        self.scope: Scope = {
            "type": "websocket",
            "path": "/_stcore/stream",
            "headers": headers,
            "extensions": {"websocket.http.response": {}},
        }
        self.sent: list[Message] = []
        self.over = asyncio.Event()

    async def receive(self) -> Message:
        await asyncio.sleep(0)
        return {"type": "websocket.connect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)
        if message["type"] == "websocket.close":
            self.over.set()


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """A live page that stays until its reader leaves, and then sends a last message."""
    await receive()
    await send({"type": "websocket.accept"})
    await scope["state"].wait()
    await send({"type": "websocket.send", "bytes": b"x"})


async def with_open(room: Room, protocols: list[str], then: Callable[[list[Socket]], object]) -> list[Socket]:
    """Open these sockets one after the other, and call `then` while they are open."""
    sockets = [Socket(each) for each in protocols]
    places, tasks = LivePlaces(page, room), []
    for socket in sockets:
        socket.scope["state"] = socket.over
        tasks.append(asyncio.create_task(places(socket.scope, socket.receive, socket.send)))
        await asyncio.sleep(0.01)
    asked = then(sockets)
    if asyncio.iscoroutine(asked):
        await asked
    for socket in sockets:
        socket.over.set()
    await asyncio.gather(*tasks)
    return sockets


def is_live(socket: Socket) -> bool:
    return bool(socket.sent[0]["type"] == "websocket.accept")


def test_a_full_server_refuses_new_readers_but_not_returning_ones() -> None:
    room = Room(2)

    sockets = run(with_open(room, [NEW, NEW, NEW, BACK, BACK], lambda _: None))

    assert [is_live(socket) for socket in sockets] == [True, True, False, True, False]
    assert sockets[2].sent[0]["status"] == 503


def test_a_place_is_free_after_its_reader_left() -> None:
    room = Room(1)

    run(with_open(room, [NEW], lambda _: None))

    assert room.live == 0
    assert room.has_place()


def test_a_stopping_process_disconnects_its_readers_and_accepts_no_new_ones() -> None:
    room = Room(5)

    sockets = run(with_open(room, [NEW, NEW], lambda _: drain(room, 0.06)))

    closed = {"type": "websocket.close", "code": LEAVE}
    assert [socket.sent[1:] for socket in sockets] == [[closed], [closed]]
    assert not room.has_place(comes_back=True)


def test_a_stop_signal_is_passed_on_after_all_readers_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENKAART_DRAIN", "0.1")
    room, heard = Room(1), list[bool]()
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append(True))

    async def serve() -> list[bool]:
        async with stopping_gently(room):
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(0.03)
            early = [room.is_stopping, bool(heard)]
            while not heard:
                await asyncio.sleep(0.01)
        return early

    # In this thread: no other hears signals. A test in a browser leaves its event loop running here; it stands still meanwhile.
    of_browser = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        with asyncio.Runner() as runner:
            early = runner.run(serve())
    finally:
        asyncio._set_running_loop(of_browser)
        signal.signal(signal.SIGTERM, before)
    assert early == [True, False]


def ready(monkeypatch: pytest.MonkeyPatch, room: Room) -> tuple[int, object]:
    monkeypatch.setattr(health, "ROOM", room)
    answer = get(Starlette(routes=[Route("/readyz", readyz)]), "/readyz")
    return answer.status, json.loads(answer.body)


def test_a_full_process_is_ready_since_it_has_plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"status": "ready", "data_version": current().version}

    assert ready(monkeypatch, Room(1)) == (200, {**told, "room": True})
    assert ready(monkeypatch, Room(0)) == (200, {**told, "room": False})


def test_a_process_that_stops_or_has_no_data_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    stopping = Room(1)
    stopping.is_stopping = True
    assert ready(monkeypatch, stopping)[0] == 503

    def nothing() -> None:
        raise DataProblem(DataFault.NO_DATA, "manifest.json")

    monkeypatch.setattr(health, "current", nothing)
    assert ready(monkeypatch, Room(1))[0] == 503
