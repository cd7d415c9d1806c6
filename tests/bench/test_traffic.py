import base64
import zlib

from bench.traffic import Traffic


def test_traffic_counts_text_as_it_is_and_binary_messages_unpacked() -> None:
    traffic = Traffic(http=10)
    before = traffic.noted()

    traffic.note_http({"encodedDataLength": 5})
    traffic.note_frame({"response": {"opcode": 1, "payloadData": "abcd"}})
    traffic.note_frame({"response": {"opcode": 2, "payloadData": "YWJj"}})

    assert traffic.since(before) == {"http_bytes": 5, "websocket_bytes": 7}


def frame(message: bytes) -> dict[str, dict[str, object]]:
    return {"response": {"opcode": 2, "payloadData": base64.b64encode(message).decode()}}


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
