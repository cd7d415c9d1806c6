"""Runs `prepare bulk` in a process of its own, so that its memory and libraries are gone when it ends."""

import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock, Thread

from api.rest.problems import ProblemKind, Refusal
from data_loaders.snapshot import Snapshot

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent
GIVEN_UP_SECONDS = 60.0
"""After a failure, the files of that release are not tried again for so long."""
NICENESS = 10
"""Lowers the priority of the process, so that pages are answered first."""


class Maker:
    """Makes the files of one release at a time. A release that somebody waits for is made before the others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._line: list[str] = []
        self._at_work = ""
        self._given_up: dict[str, float] = {}

    def make_first(self, in_use: Snapshot, version: str) -> None:
        """Make the files of `version` next, since somebody waits for them.

        Raises:
            Refusal: they could not be made a moment ago.
        """
        if time.monotonic() < self._given_up.get(version, 0.0):
            raise Refusal(ProblemKind.OUR_FAULT)
        self._join(in_use, version, 0)

    def make_later(self, in_use: Snapshot, version: str) -> None:
        """Make the files of `version` after all others."""
        self._join(in_use, version, len(self._line))

    def _join(self, in_use: Snapshot, version: str, place: int) -> None:
        with self._lock:
            if version == self._at_work:
                return
            if version in self._line:
                self._line.remove(version)
            self._line.insert(place, version)
            if not self._at_work:
                self._at_work = self._line.pop(0)
                Thread(target=self._work, args=(in_use.folder,), daemon=True).start()

    def _work(self, folder: Path) -> None:
        while version := self._at_work:
            status = _made(folder, version)
            if status:
                LOG.error("files of %s were not made: exit status %s", version, status)
                self._given_up[version] = time.monotonic() + GIVEN_UP_SECONDS
            with self._lock:
                self._at_work = self._line.pop(0) if self._line else ""


def _made(folder: Path, version: str) -> int:
    """Exit status of the process that makes the files of `version`."""
    command = [sys.executable, "-m", "prepare", "--prepared", str(folder), "bulk", "--version", version]
    try:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own module; the version is one that is kept
    except OSError:
        LOG.exception("no process for the files of %s", version)
        return 1
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
    return process.wait()


MAKER = Maker()
