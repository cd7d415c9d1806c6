"""A TCP proxy between browser and server that can cut or freeze connections, block websockets, and end TLS."""

import asyncio
import re
import ssl
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SOCKET_REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
LOST = (OSError, ssl.SSLError, asyncio.IncompleteReadError)


class Line:
    """Forwards each connection to `server`, with one request per connection, so that each can be inspected.

    Args:
        server: address and port on this machine.
        tls: if given, the line ends TLS. Like many proxies it then sends the server's own name as `Host`.
    """

    def __init__(self, server: tuple[str, int], tls: ssl.SSLContext | None = None) -> None:
        self.server, self.tls = server, tls
        self.is_open = self.passes_sockets = True
        self.is_frozen = False
        self.own_port = 0
        self._ends: set[StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._listens = threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._run()), daemon=True)
        self._thread.start()
        self._listens.wait()

    def cut(self) -> None:
        """Close every connection, and refuse new ones until `mend`."""
        self.is_open = False
        for end in list(self._ends):
            self._loop.call_soon_threadsafe(end.transport.abort)

    def mend(self) -> None:
        """Let new connections through again."""
        self.is_open, self.is_frozen = True, False

    def freeze(self) -> None:
        """Keep open connections but forward nothing more from the browser on them; new connections work."""
        self.is_frozen = True

    def close(self) -> None:
        """Stop listening."""
        self.cut()
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()
        self._loop.close()

    async def _run(self) -> None:
        self._ended = asyncio.Event()
        listener = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self.own_port = listener.sockets[0].getsockname()[1]
        self._listens.set()
        await self._ended.wait()
        listener.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        # A connection that is let go with its loop would be a warning in some test after this one.
        for end in self._ends:
            end.transport.abort()
        for _ in range(5):
            await asyncio.sleep(0)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(*LOST, asyncio.CancelledError):  # the latter only at the very end
            head = await reader.readuntil(b"\r\n\r\n") if self.is_open else b""
            is_socket = b"upgrade: websocket" in head.lower()
            if is_socket and not self.passes_sockets:
                writer.write(SOCKET_REFUSED)
            elif head:
                far_reader, far_writer = await asyncio.open_connection(*self.server)
                self._ends |= {writer, far_writer}
                far_writer.write(self._passed_on(head, is_socket=is_socket))
                await asyncio.gather(self._pump(reader, far_writer, freezes=True), self._pump(far_reader, writer))
                self._ends -= {writer, far_writer}
        writer.close()

    def _passed_on(self, head: bytes, *, is_socket: bool) -> bytes:
        if self.tls:
            head = re.sub(rb"(?i)\r\nhost: [^\r]*", b"\r\nX-Forwarded-Proto: https\r\nHost: localhost", head, count=1)
        if is_socket:
            return head
        alone = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
        return alone.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)

    async def _pump(self, reader: StreamReader, writer: StreamWriter, *, freezes: bool = False) -> None:
        was_frozen = False
        with suppress(*LOST):
            while part := await reader.read(65_536):
                was_frozen = was_frozen or (freezes and self.is_frozen)
                if not was_frozen:
                    writer.write(part)
                    await writer.drain()
        writer.close()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line that is closed at the end of the block."""
    line = Line(("127.0.0.1", port))
    try:
        yield line
    finally:
        line.close()
