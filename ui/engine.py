"""Draws pictures in a process of its own: `python -m ui.engine`.

vl-convert holds Python's global lock while it draws (up to a second the first time), and its JavaScript engine takes 150 MB. In
the server it would delay every reader. Here it delays nobody, and its memory is freed after a while without work.
"""

import json
import select
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE
from threading import Lock, Timer
from typing import BinaryIO, TypedDict

ROOT = Path(__file__).parents[1]
IDLE_SECONDS = 120.0
"""The process ends after this time without an order."""
LONGEST_SECONDS = 60.0
"""Time limit for one drawing. A drawing takes a tenth of a second, the first one a second."""
SIZE = struct.Struct(">?I")
"""The header of each answer: whether it is a drawing (else an error message), and its length."""


class DrawingOrder(TypedDict):
    """A picture to draw."""

    svg: str
    scale: float


class EngineError(Exception):
    """Nothing was drawn; the message is from the drawing library."""


class _EndedError(Exception):
    """The process has ended, which it does after a while without work."""


class Engine:
    """Draws one picture at a time. Safe to use from several threads."""

    def __init__(self, idle_seconds: float = IDLE_SECONDS) -> None:
        self._idle = idle_seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, order: DrawingOrder) -> bytes:
        """The picture for an order.

        Raises:
            EngineError: it cannot be drawn.
        """
        written = json.dumps(order).encode() + b"\n"
        with self._lock:
            try:
                return self._ask(self._process or self._start(), written)
            except _EndedError:
                return self._ask_again(written)

    def _ask_again(self, written: bytes) -> bytes:
        try:
            return self._ask(self._start(), written)
        except _EndedError as error:
            raise EngineError("the engine ended, or took too long") from error

    def wait(self) -> int | None:
        """Wait until the process ends by itself; returns its exit status."""
        return self._process.wait() if self._process else None

    def end(self) -> None:
        """End the process now; the next order starts a new one."""
        with self._lock:
            if self._process:
                self._process.kill()
                self._close()

    def _close(self) -> None:
        if self._process and self._process.stdin and self._process.stdout:
            with self._process.stdout, suppress(OSError):
                self._process.stdin.close()
            self._process.wait()
        self._process = None

    def _start(self) -> "subprocess.Popen[bytes]":
        self._close()
        command = [sys.executable, "-m", "ui.engine", str(self._idle)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE)  # noqa: S603 - our own module
        return self._process

    @staticmethod
    def _ask(process: "subprocess.Popen[bytes]", written: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:
            raise _EndedError
        # One drawing that never ends must not block all others.
        watch = Timer(LONGEST_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        try:
            process.stdin.write(written)
            process.stdin.flush()
            head = process.stdout.read(SIZE.size)
            if len(head) < SIZE.size:
                raise _EndedError
            is_drawn, size = SIZE.unpack(head)
            answer = process.stdout.read(size)
        except OSError as error:
            raise _EndedError from error
        finally:
            watch.cancel()
        if len(answer) < size:
            raise _EndedError
        if not is_drawn:
            raise EngineError(answer.decode(errors="replace"))
        return answer


ENGINE = Engine()
"""The one of this server process."""


def svg_png(svg: str, scale: float) -> bytes:
    """One of our SVG drawings as PNG; loads nothing from the network."""
    return ENGINE.draw({"svg": svg, "scale": scale})


def _draw(order: DrawingOrder) -> bytes:
    import vl_convert  # noqa: PLC0415 - a JavaScript engine, which is for this process only

    return bytes(vl_convert.svg_to_png(order["svg"], scale=order["scale"]))


def _serve(orders: BinaryIO, answers: BinaryIO, idle_seconds: float) -> None:
    while select.select([orders], [], [], idle_seconds)[0] and (line := orders.readline()):
        try:
            is_drawn, answer = True, _draw(json.loads(line))
        except Exception as error:
            is_drawn, answer = False, str(error).encode()
        answers.write(SIZE.pack(is_drawn, len(answer)) + answer)
        answers.flush()


if __name__ == "__main__":
    import font_source_sans_pro
    import vl_convert

    vl_convert.register_font_directory(str(Path(font_source_sans_pro.__file__).parent / "files"))
    _serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]))
