"""Watches a server while it is measured: records its cost, and stops it when needed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

import psutil

PATIENCE = 120.0
"""Most seconds for any step."""
TIME_OUT = f"time-out, {PATIENCE:.0f} s"
GRACE = 15.0
"""Seconds after `PATIENCE` until a browser that does not respond is stopped."""
LEAST_FREE = 2_000_000_000
"""Bytes of memory that must stay free for the machine."""
EVERY = 0.25


class StoppedError(Exception):
    """The measurement was stopped, or the server or page failed; the message gives a short reason."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds and resident memory (bytes) of a server with its children."""

    cpu: float
    memory: int

    @classmethod
    def of(cls, process: int) -> "Cost":
        """The cost so far.

        Raises:
            psutil.Error: the server ended.
        """
        cpu, memory = 0.0, 0
        for member in _family(process):
            with suppress(psutil.NoSuchProcess):
                times = member.cpu_times()
                cpu, memory = cpu + times.user + times.system, memory + member.memory_info().rss
        return cls(cpu, memory)


def _family(process: int) -> list[psutil.Process]:
    parent = psutil.Process(process)
    return [parent, *parent.children(recursive=True)]


def _renderers() -> list[psutil.Process]:
    """The renderer processes of this run's browser; only by ending one can a hanging page be stopped."""
    renderers = []
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "--type=renderer" in process.cmdline():
                renderers.append(process)
    return renderers


@dataclass
class Watch:
    """Checks the server four times a second."""

    process: int
    least_free: int = LEAST_FREE
    peak: int = 0
    """Most resident memory (bytes) since `peak` was last set to 0."""
    why: str = ""
    """Why the server or browser was stopped; empty if it was not."""
    deadline: float = field(default_factory=lambda: time.monotonic() + PATIENCE + GRACE)

    def allow(self, seconds: float) -> None:
        """Stop a browser that does not respond within so many seconds from now."""
        self.deadline = time.monotonic() + seconds

    def look(self) -> None:
        """Record the peak; stop the browser when out of time, or both browser and server when out of memory."""
        with suppress(psutil.Error):
            self.peak = max(self.peak, Cost.of(self.process).memory)
        if psutil.virtual_memory().available < self.least_free:
            why = f"memory full, server {self.peak / 1e9:.1f} GB"
            self._stop(why, _renderers())
            self._stop(why, _family(self.process))
        elif time.monotonic() > self.deadline:
            self._stop(TIME_OUT, _renderers())

    def _stop(self, why: str, processes: list[psutil.Process]) -> None:
        self.why = self.why or why
        for process in processes:
            with suppress(psutil.Error):
                process.kill()


@contextmanager
def watched(process: int) -> Iterator[Watch]:
    """Watch a server until the block ends."""
    watch, over = Watch(process), Event()

    def look_again() -> None:
        while not over.wait(EVERY):
            with suppress(psutil.Error):
                watch.look()

    thread = Thread(target=look_again, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()
