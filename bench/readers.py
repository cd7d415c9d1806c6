"""Simulated readers without a browser: they open a page and its live connection, press, and reconnect when it is lost.

They use Streamlit's own protocol (protobuf messages over a websocket), like its browser code.
"""

import asyncio
import gzip
import html
import json
import re
import time
from dataclasses import dataclass, field

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from tests.deploy.stand import unverified

VERSION = re.compile(r"20\d\d-\d\d-\d\d-[0-9a-f]{8}")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
PATIENCE = 60.0
"""Seconds that a reader waits for anything."""
AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0, 8.0)
"""Seconds between attempts to reconnect."""
HELD = 'id="straks" data-wacht'
"""HTML in a page that does not become live, because the server is full."""
TRUST = unverified()
"""TLS context, made once because that takes longer than a request."""
GONE = (OSError, websockets.WebSocketException, TimeoutError)


class LostError(Exception):
    """A reader got no answer, or a wrong one; the message says which."""


@dataclass(frozen=True)
class Seen:
    """The view of a reader."""

    heading: str
    versions: frozenset[str]
    """Every data version in the view; more than one is an error."""
    size: int
    """Number of characters."""

    @classmethod
    def of(cls, text: str) -> "Seen":
        """The view in the HTML of a page, or in the JSON of a live connection."""
        heading_tag = HEADING.search(text)
        heading = re.sub(r"<[^>]+>", "", html.unescape(heading_tag[1])) if heading_tag else ""
        if "\\u" in heading:
            heading = str(json.loads(f'"{heading}"'))
        return cls(" ".join(heading.split()), frozenset(VERSION.findall(text)), len(text))


def _unpacked(component: BidiComponent) -> str:
    """The data of a component; a piece of a page comes packed."""
    return gzip.decompress(component.bytes).decode() if component.bytes else component.json


@dataclass
class Reader:
    """One reader with one open tab. Use it with `async with`."""

    base: str
    """Address of the site, without a slash at the end."""
    page: str = ""
    query: str = ""
    source: str = ""
    """IP address (127.x.y.z) of this reader; the proxy limits the requests per address."""
    presses: list[float] = field(default_factory=list)
    """Seconds from each press to its answer."""
    lost_connections: int = 0
    held: bool = False
    """Whether the page said that the server has no room for a live page."""

    async def __aenter__(self) -> "Reader":
        transport = httpx.AsyncHTTPTransport(verify=TRUST, local_address=self.source or None)
        self._http = httpx.AsyncClient(base_url=self.base, timeout=PATIENCE, transport=transport)
        self._live: ClientConnection | None = None
        self._session = ""
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.leave()
        await self._http.aclose()

    async def leave(self) -> None:
        """Close the tab."""
        if self._live:
            await self._live.close()
            self._live = None

    def drop(self) -> None:
        """Lose the connection, as in a tunnel."""
        if self._live:
            self._live.transport.abort()

    async def ask(self, page: str = "", query: str = "") -> Seen:
        """Request a page and read it completely.

        Raises:
            LostError: there is no answer, or its status is not 200.
        """
        self.page, self.query = page, query
        try:
            answer = await self._http.get(f"/{page}", params=query or None, headers={"Accept": "text/html"})
        except httpx.HTTPError as error:
            raise LostError(f"/{page}?{query}: {error!r}") from error
        if answer.status_code != 200:
            raise LostError(f"/{page}?{query}: status {answer.status_code}")
        self.held = HELD in answer.text
        return Seen.of(answer.text)

    async def press(self, query: str | None = None, page: str | None = None) -> Seen:
        """Go to another address in the live page and wait for its view, even if the connection is lost meanwhile.

        Raises:
            LostError: there is no answer after many attempts.
        """
        self.query, self.page = self.query if query is None else query, self.page if page is None else page
        start, why = time.monotonic(), ""
        for pause in (*AGAIN, 0):
            try:
                async with asyncio.timeout(PATIENCE):
                    seen = await self._run()
            except GONE as error:
                self.lost_connections, self._live, why = self.lost_connections + 1, None, repr(error)
                await asyncio.sleep(pause)
            else:
                self.presses.append(time.monotonic() - start)
                return seen
        raise LostError(f"live /{self.page}?{self.query}: {why}")

    async def _run(self) -> Seen:
        if self._live is None:
            self._live = await self._connect()
        message = BackMsg()
        message.rerun_script.query_string, message.rerun_script.page_name = self.query, self.page
        await self._live.send(message.SerializeToString())
        parts: list[str] | None = None
        while True:
            received = await self._live.recv()
            forward = ForwardMsg.FromString(received if isinstance(received, bytes) else received.encode())
            if forward.HasField("new_session"):
                self._session, parts = forward.new_session.initialize.session_id, []
            element = forward.delta.new_element
            if parts is None:
                # Skip messages of an earlier run.
                continue
            if element.HasField("bidi_component"):
                parts.append(_unpacked(element.bidi_component))
            if forward.HasField("script_finished"):
                if forward.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return Seen.of("".join(parts))
                if forward.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise LostError(f"live /{self.page}?{self.query}: the run failed")

    async def _connect(self) -> ClientConnection:
        address = f"{self.base.replace('http', 'ws', 1)}/_stcore/stream"
        cookies = "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())
        known = ["streamlit", "", self._session] if self._session else ["streamlit"]
        return await connect(
            address,
            subprotocols=[each or "none" for each in known],  # type: ignore[misc]  # a name of its library's own type
            additional_headers={"Cookie": cookies},
            origin=Origin(self.base),
            ssl=TRUST if self.base.startswith("https") else None,
            local_addr=(self.source, 0) if self.source else None,
            max_size=None,
            ping_interval=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
