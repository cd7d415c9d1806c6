"""Measures how many reruns of the map page one server process can serve, and the cost of each.

The clients use Streamlit's own protocol, like its browser code: protobuf messages over a websocket.
"""

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ButtonGroup_pb2 import ButtonGroup
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from bench.figures import Figures
from bench.watch import Cost
from data_loaders.schema import Theme
from tests.browser.harness import Site

SECONDS = 10.0
THEMES = len(Theme)


@dataclass
class Client:
    """A reader who presses one theme after the other without pause."""

    connection: ClientConnection
    pills: ButtonGroup = field(default_factory=ButtonGroup)
    reruns: int = 0
    bytes_in: int = 0

    async def rerun(self) -> None:
        """Press the next theme and wait for the end of its script run."""
        message = BackMsg()
        # Our themes are links, so a press goes to another address; others have pills.
        message.rerun_script.query_string = f"thema={list(Theme)[self.reruns % THEMES]}"
        if self.pills.id:
            pressed = message.rerun_script.widget_states.widgets.add(id=self.pills.id)
            chosen = self.pills.options[self.reruns % len(self.pills.options)].content
            pressed.string_array_value.data.append(chosen)
        await self.connection.send(message.SerializeToString())
        while not self._is_over(await self.connection.recv()):
            pass
        self.reruns += 1

    def _is_over(self, frame: str | bytes) -> bool:
        received = frame.encode() if isinstance(frame, str) else frame
        self.bytes_in += len(received)
        message = ForwardMsg.FromString(received)
        element = message.delta.new_element
        if element.HasField("button_group") and len(element.button_group.options) == THEMES:
            self.pills = element.button_group
        return bool(message.HasField("script_finished"))


async def _click_until(url: str, deadline: float) -> Client:
    # No limit on the size of frames: the naive app needs large ones, and a browser has no limit either.
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None, ping_interval=None) as connection:  # type: ignore[list-item]  # a name of its library's own type
        client = Client(connection)
        while time.monotonic() < deadline:
            await client.rerun()
        return client


async def _all(url: str, clients: int, seconds: float) -> list[Client]:
    deadline = time.monotonic() + seconds
    return await asyncio.gather(*(_click_until(url, deadline) for _ in range(clients)))


def measure(site: Site, clients: int, seconds: float = SECONDS) -> Figures:
    """Reruns per second, CPU milliseconds per rerun and memory per session with `clients` at once."""
    url = f"ws://{urlsplit(site.url).netloc}/_stcore/stream"
    asyncio.run(_all(url, 1, 2.0))
    before, start = Cost.of(site.process.pid), time.monotonic()
    done = asyncio.run(_all(url, clients, seconds))
    after, took = Cost.of(site.process.pid), time.monotonic() - start
    reruns = sum(client.reruns for client in done)
    return {
        "reruns": reruns,
        "reruns_per_s": round(reruns / took, 1),
        "cpu_ms_per_rerun": round((after.cpu - before.cpu) / reruns * 1000, 1),
        "bytes_per_rerun": round(sum(client.bytes_in for client in done) / reruns),
        "memory_per_session_mb": round((after.memory - before.memory) / clients / 1e6, 2),
    }
