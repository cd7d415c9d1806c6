import base64
import zlib

import pytest

from bench.traffic import Traffic


def test_traffic_counts_text_as_it_is_and_binary_messages_unpacked() -> None:
    traffic = Traffic(http=10)
    before = traffic.noted()

    traffic.note_http({"encodedDataLength": 5, "timestamp": 1.0})
    traffic.note_frame({"response": {"opcode": 1, "payloadData": "abcd"}, "timestamp": 1.0})
    traffic.note_frame({"response": {"opcode": 2, "payloadData": "YWJj"}, "timestamp": 1.0})

    assert traffic.since(before) == {"http_bytes": 5, "websocket_bytes": 7}


def frame(message: bytes) -> dict[str, object]:
    return {"response": {"opcode": 2, "payloadData": base64.b64encode(message).decode()}, "timestamp": 1.0}


def test_packed_messages_count_as_they_were_sent() -> None:
    traffic, message = Traffic(), b"zorg wonen energie " * 500
    traffic.note_agreement(
        {"response": {"headers": {"Sec-WebSocket-Extensions": "permessage-deflate; server_max_window_bits=12"}}}
    )

    traffic.note_frame(frame(message))
    once = traffic.websocket
    traffic.note_frame(frame(message))

    packer = zlib.compressobj(wbits=-12)
    assert once == len(packer.compress(message) + packer.flush(zlib.Z_SYNC_FLUSH)) - 4
    assert once < traffic.websocket < 2 * once + 1


def test_without_an_agreement_messages_count_as_they_are() -> None:
    traffic = Traffic()

    traffic.note_agreement({"response": {"headers": {}}})
    traffic.note_frame(frame(b"a" * 1000))

    assert traffic.websocket == 1000


@pytest.mark.parametrize(("seconds", "expected"), [(0.9, 0), (1.0, 5), (2.0, 5), (2.5, 12)])
def test_bytes_received_before_a_clock_time(seconds: float, expected: int) -> None:
    traffic = Traffic()
    traffic.note_request({"timestamp": 0.5, "wallTime": 1000.5})
    traffic.note_http({"encodedDataLength": 5, "timestamp": 1.0})
    traffic.note_frame({"response": {"opcode": 1, "payloadData": "zorg ja"}, "timestamp": 2.1})

    assert traffic.until((1000 + seconds) * 1000) == expected
