"""Readers without a browser: they ask for a page, open its live connection, press, and come back when that is lost.

They speak Streamlit's own protocol (protobuf messages over a websocket), as its browser code does.
"""

import asyncio
import html
import json
import re
import time
from dataclasses import dataclass, field

import httpx
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from tests.deploy.stand import unverified

VERSION = re.compile(r"20\d\d-\d\d-\d\d-[0-9a-f]{8}")
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
PATIENCE = 60.0
"""Seconds that a reader waits for anything."""
AGAIN = (0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0, 8.0)
"""Seconds between tries to get a lost connection back."""
HELD = 'id="straks" data-wacht'
"""In a page that is not to become live now, since the server has no room."""
TRUST = unverified()
"""Made once: it takes longer than a request."""
GONE = (OSError, websockets.WebSocketException, TimeoutError)


class LostError(Exception):
    """A reader was lost: no answer, or the wrong one; the message says which."""


@dataclass(frozen=True)
class Seen:
    """What a reader has on the screen."""

    heading: str
    versions: frozenset[str]
    """Every data version that is named on it; more than one is a fault."""
    size: int
    """Bytes."""

    @classmethod
    def of(cls, text: str) -> "Seen":
        """A page, or the JSON that its live connection sent."""
        heading_tag = HEADING.search(text)
        heading = re.sub(r"<[^>]+>", "", html.unescape(heading_tag[1])) if heading_tag else ""
        if "\\u" in heading:
            heading = str(json.loads(f'"{heading}"'))
        return cls(" ".join(heading.split()), frozenset(VERSION.findall(text)), len(text))


@dataclass
class Reader:
    """One reader with one tab open. Use as `async with`."""

    base: str
    """Where the site is, without a slash at the end."""
    page: str = ""
    query: str = ""
    source: str = ""
    """The address (127.x.y.z) that this reader comes from: the proxy bounds what one address may ask."""
    presses: list[float] = field(default_factory=list)
    """Seconds until the answer to each press."""
    lost_connections: int = 0
    held: bool = False
    """The page said that there is no room for a live one."""

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
        """Lose the connection, as under a bridge."""
        if self._live:
            self._live.transport.abort()

    async def ask(self, page: str = "", query: str = "") -> Seen:
        """Ask for the page of an address, and read it whole.

        Raises:
            LostError: no answer, or not 200.
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
        """Press something that leads to another address, and wait for the live page to show it, however often the connection goes.

        Raises:
            LostError: no answer after many tries.
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
                # What is still coming of a run before this one.
                continue
            if element.HasField("bidi_component"):
                parts.append(element.bidi_component.json)
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
