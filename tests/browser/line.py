"""A line between a browser and a server, to cut, freeze, or let pages through but no websockets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SOCKET_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Line:
    """Passes each connection on to `port`; one request per connection, so that each can be judged.

    Args:
        port: of the server, on this machine.
        host: address that the line listens at.
    """

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port = port
        self.is_open = self.passes_sockets = True
        self.is_frozen = False
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=128)
        self.own_port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Close every connection, and refuse new ones until `mend`."""
        self.is_open = False
        with self._lock:
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let new connections through again."""
        self.is_open, self.is_frozen = True, False

    def freeze(self) -> None:
        """Let open connections stand, but bring nothing more from the browser over them; new ones work."""
        self.is_frozen = True

    def close(self) -> None:
        """Stop listening."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        with near, suppress(OSError):
            head = _head(near) if self.is_open else b""
            is_socket = b"upgrade: websocket" in head.lower()
            if not head:
                return
            if is_socket and not self.passes_sockets:
                near.sendall(SOCKET_REFUSED)
                return
            with socket.create_connection(("127.0.0.1", self.port)) as far:
                self._join(near, far, head if is_socket else head.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))

    def _join(self, near: socket.socket, far: socket.socket, head: bytes) -> None:
        with self._lock:
            self._ends |= {near, far}
        far.sendall(head)
        back = threading.Thread(target=self._pump, args=(far, near, False), daemon=True)
        back.start()
        self._pump(near, far, True)
        back.join()
        with self._lock:
            self._ends -= {near, far}

    def _pump(self, source: socket.socket, goal: socket.socket, is_browser: bool) -> None:
        was_frozen = False
        with suppress(OSError):
            while part := source.recv(65_536):
                was_frozen = was_frozen or (self.is_frozen and is_browser)
                if not was_frozen:
                    goal.sendall(part)
        for end in (source, goal):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _head(near: socket.socket) -> bytes:
    """What came first, without a `Connection: keep-alive` that would keep the line for the next request."""
    head = b""
    while b"\r\n\r\n" not in head:
        part = near.recv(65_536)
        if not part:
            return b""
        head += part
    return head.replace(b"Connection: keep-alive\r\n", b"")


@contextmanager
def line_to(port: int, host: str = "127.0.0.1") -> Iterator[Line]:
    """A line that is closed at the end."""
    line = Line(port, host)
    try:
        yield line
    finally:
        line.close()
