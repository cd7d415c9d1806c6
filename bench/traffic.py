"""Counts the bytes that a browser receives: answers to requests, and messages over the websocket."""

import base64
import re
import zlib
from dataclasses import dataclass, field

from playwright.sync_api import CDPSession

from bench.figures import Figures
from data_loaders.documents import Document


@dataclass
class Traffic:
    """Bytes received, as sent over the network, so after compression."""

    http: int = 0
    websocket: int = 0
    packer: "zlib._Compress | None" = None
    """Compresses websocket messages as the server did, because the browser reports them uncompressed; None if not needed."""
    arrived: list[tuple[float, int]] = field(default_factory=list)
    """Time (seconds on the browser's clock) and number of bytes of each message."""
    ahead: float = 0.0
    """Difference in seconds between the time since 1970 and the browser's clock."""

    @classmethod
    def of(cls, session: CDPSession) -> "Traffic":
        """Start counting."""
        traffic = cls()
        session.on("Network.requestWillBeSent", traffic.note_request)
        session.on("Network.loadingFinished", traffic.note_http)
        session.on("Network.webSocketHandshakeResponseReceived", traffic.note_agreement)
        session.on("Network.webSocketFrameReceived", traffic.note_frame)
        session.send("Network.enable")
        return traffic

    def note_request(self, event: Document) -> None:
        """Handle a sent request; it gives the time on both clocks."""
        self.ahead = event["wallTime"] - event["timestamp"]

    def note_http(self, event: Document) -> None:
        """Handle a complete answer; one from the browser's cache counts as zero."""
        size = int(event["encodedDataLength"])
        self.http += size
        self.arrived.append((event["timestamp"], size))

    def note_agreement(self, event: Document) -> None:
        """Handle the opening of a websocket; its answer says how messages are compressed (RFC 7692)."""
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        agreed = headers.get("sec-websocket-extensions", "")
        window = re.search(r"server_max_window_bits=(\d+)", agreed)
        bits = int(window[1]) if window else 15
        self.packer = zlib.compressobj(wbits=-bits) if "permessage-deflate" in agreed else None

    def note_frame(self, event: Document) -> None:
        """Handle a websocket message; binary messages are reported in base64."""
        payload = event["response"]["payloadData"]
        message = base64.b64decode(payload) if event["response"]["opcode"] == 2 else payload.encode()
        if self.packer:
            # A compressed message ends with an empty block, whose four bytes are not sent.
            size = len(self.packer.compress(message) + self.packer.flush(zlib.Z_SYNC_FLUSH)) - 4
        else:
            size = len(message)
        self.websocket += size
        self.arrived.append((event["timestamp"], size))

    def until(self, ms: float) -> int:
        """Bytes received before a time in milliseconds since 1970."""
        return sum(size for at, size in self.arrived if (at + self.ahead) * 1000 <= ms)

    def since(self, before: "Traffic") -> Figures:
        """The figures of what was received after `before`."""
        return {"http_bytes": self.http - before.http, "websocket_bytes": self.websocket - before.websocket}

    def noted(self) -> "Traffic":
        """A copy of the present state."""
        return Traffic(self.http, self.websocket)
