"""What comes in over the line, in bytes: answers to requests, and messages over the websocket."""

import base64
import re
import zlib
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession

Figures = dict[str, Any]


@dataclass
class Traffic:
    """Bytes that came in, as sent: packed where browser and server agreed on that."""

    http: int = 0
    websocket: int = 0
    packer: Any = None
    """Packs websocket messages again as the server did, since the browser tells them unpacked; None: they came as they are."""

    @classmethod
    def of(cls, session: CDPSession) -> "Traffic":
        """Count from now on."""
        traffic = cls()
        session.on("Network.loadingFinished", traffic.note_http)
        session.on("Network.webSocketHandshakeResponseReceived", traffic.note_agreement)
        session.on("Network.webSocketFrameReceived", traffic.note_frame)
        session.send("Network.enable")
        return traffic

    def note_http(self, event: dict[str, Any]) -> None:
        """An answer came in whole; from the browser's cache it counts zero."""
        self.http += int(event["encodedDataLength"])

    def note_agreement(self, event: dict[str, Any]) -> None:
        """A websocket opened; its answer says whether and how messages are packed (RFC 7692)."""
        headers = {name.lower(): value for name, value in event["response"]["headers"].items()}
        agreed = headers.get("sec-websocket-extensions", "")
        window = re.search(r"server_max_window_bits=(\d+)", agreed)
        bits = int(window[1]) if window else 15
        self.packer = zlib.compressobj(wbits=-bits) if "permessage-deflate" in agreed else None

    def note_frame(self, event: dict[str, Any]) -> None:
        """A websocket message came in; binary ones are told in base64."""
        payload = event["response"]["payloadData"]
        message = base64.b64decode(payload) if event["response"]["opcode"] == 2 else payload.encode()
        if self.packer:
            # Each message ends with an empty block, whose four bytes are not sent.
            self.websocket += len(self.packer.compress(message) + self.packer.flush(zlib.Z_SYNC_FLUSH)) - 4
        else:
            self.websocket += len(message)

    def since(self, before: "Traffic") -> Figures:
        """What came in after `before`."""
        return {"http_bytes": self.http - before.http, "websocket_bytes": self.websocket - before.websocket}

    def noted(self) -> "Traffic":
        """As it is now."""
        return Traffic(self.http, self.websocket)
