"""Connections that send too much or too little, to a real server on this machine."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from websockets.frames import Frame, Opcode

from api.connections import BoundedHttp, Bounds, PackedOnce, bound_connections

SMALL = Bounds(longest_head=2_000, head_seconds=0.4, body_seconds=0.4, whole_body_seconds=1.2, most_waiting=3)
PATIENCE = 20


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads the whole request before it answers."""
    try:
        await Request(scope, receive).body()
    except ClientDisconnect:
        return
    await PlainTextResponse("pagina")(scope, receive, send)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    bound_connections(SMALL)
    config = uvicorn.Config(page, port=0, log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    number: int = listener.getsockname()[1]
    yield number
    server.should_exit = True
    thread.join(PATIENCE)
    listener.close()


@contextmanager
def connection(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as opened:
        yield opened


def everything(opened: socket.socket) -> bytes:
    """Everything the server sends until it closes the connection; fails when it never does."""
    said = b""
    try:
        while piece := opened.recv(65_536):
            said += piece
    except ConnectionError:
        pass
    return said


def ask(port: int, head: bytes) -> bytes:
    with connection(port) as opened:
        opened.sendall(head)
        return everything(opened)


def test_an_ordinary_request_is_answered(port: int) -> None:
    assert ask(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").endswith(b"pagina")


def test_two_requests_on_one_connection_are_both_answered(port: int) -> None:
    with connection(port) as opened:
        opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        while b"pagina" not in opened.recv(4_096):
            pass
        opened.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

        assert everything(opened).endswith(b"pagina")


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 3_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: aaaa\r\n" * 300 + b"\r\n",
        b"GET /" + b"a" * 3_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-A: " + b"a" * 3_000,
    ],
    ids=["one long header", "many headers", "a long address", "a header without end"],
)
def test_headers_beyond_the_limit_are_refused(port: int, head: bytes) -> None:
    assert ask(port, head).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("start", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"], ids=["silence", "half a request"])
def test_a_connection_with_unfinished_headers_is_closed(port: int, start: bytes) -> None:
    assert ask(port, start) == b""


def test_a_connection_with_an_unfinished_body_is_closed(port: int) -> None:
    assert ask(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc") == b""


def test_a_connection_whose_body_comes_byte_by_byte_is_closed(port: int) -> None:
    sent = 0
    with connection(port) as opened, suppress(ConnectionError):
        opened.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n")
        while sent < 99:
            opened.sendall(b"a")
            sent += 1
            time.sleep(0.1)

    assert sent < 99


def test_with_too_many_waiting_connections_the_oldest_is_closed(port: int) -> None:
    with ExitStack() as opened:
        silent = [opened.enter_context(connection(port)) for _ in range(SMALL.most_waiting + 3)]

        answer = ask(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

        assert answer.endswith(b"pagina")
        assert everything(silent[0]) == b""
        assert len(BoundedHttp.waiting) <= SMALL.most_waiting


def test_closed_connections_are_forgotten(port: int) -> None:
    ask(port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    deadline = time.monotonic() + PATIENCE
    while BoundedHttp.waiting and time.monotonic() < deadline:
        time.sleep(0.05)

    assert BoundedHttp.waiting == {}


def test_a_message_of_which_the_largest_part_is_packed_is_not_packed_again() -> None:
    _, packing = PackedOnce(server_max_window_bits=12).process_request_params([], [])
    words, piece = (
        Frame(Opcode.BINARY, b"abc" * 1000),
        Frame(Opcode.BINARY, b"x" + gzip.compress(b"abc" * 1000, mtime=0)),
    )

    assert packing.encode(piece) is piece
    assert len(packing.encode(words).data) < 100
