"""What comes in over the line, in bytes: answers to requests, and messages over the websocket."""

import base64
import re
import zlib
from dataclasses import dataclass, field

from playwright.sync_api import CDPSession

from bench.figures import Figures
from data_loaders.documents import Document


@dataclass
class Traffic:
    """Bytes that came in, as sent: packed where browser and server agreed on that."""

    http: int = 0
    websocket: int = 0
    packer: "zlib._Compress | None" = None
    """Packs websocket messages again as the server did, since the browser tells them unpacked; None: they came as they are."""
    arrived: list[tuple[float, int]] = field(default_factory=list)
    """When (seconds on the browser's own clock), and how many bytes."""
    ahead: float = 0.0
    """Seconds that the clock on the wall, since 1970, is ahead of the browser's own."""

    @classmethod
    def of(cls, session: CDPSession) -> "Traffic":
        """Count from now on."""
        traffic = cls()
        session.on("Network.requestWillBeSent", traffic.note_request)
        session.on("Network.loadingFinished", traffic.note_http)
        session.on("Network.webSocketHandshakeResponseReceived", traffic.note_agreement)
        session.on("Network.webSocketFrameReceived", traffic.note_frame)
        session.send("Network.enable")
        return traffic

    def note_request(self, event: Document) -> None:
        """A request went out; it tells the time on both clocks."""
        self.ahead = event["wallTime"] - event["timestamp"]

    def note_http(self, event: Document) -> None:
        """An answer came in whole; from the browser's cache it counts zero."""
        size = int(event["encodedDataLength"])
        self.http += size
        self.arrived.append((event["timestamp"], size))

    def note_agreement(self, event: Document) -> None:
        """A websocket opened; its answer says whether and how messages are packed (RFC 7692)."""
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        agreed = headers.get("sec-websocket-extensions", "")
        window = re.search(r"server_max_window_bits=(\d+)", agreed)
        bits = int(window[1]) if window else 15
        self.packer = zlib.compressobj(wbits=-bits) if "permessage-deflate" in agreed else None

    def note_frame(self, event: Document) -> None:
        """A websocket message came in; binary ones are told in base64."""
        payload = event["response"]["payloadData"]
        message = base64.b64decode(payload) if event["response"]["opcode"] == 2 else payload.encode()
        if self.packer:
            # Each message ends with an empty block, whose four bytes are not sent.
            size = len(self.packer.compress(message) + self.packer.flush(zlib.Z_SYNC_FLUSH)) - 4
        else:
            size = len(message)
        self.websocket += size
        self.arrived.append((event["timestamp"], size))

    def until(self, ms: float) -> int:
        """Bytes that had come in by a time in milliseconds since 1970."""
        return sum(size for at, size in self.arrived if (at + self.ahead) * 1000 <= ms)

    def since(self, before: "Traffic") -> Figures:
        """What came in after `before`."""
        return {"http_bytes": self.http - before.http, "websocket_bytes": self.websocket - before.websocket}

    def noted(self) -> "Traffic":
        """As it is now."""
        return Traffic(self.http, self.websocket)
