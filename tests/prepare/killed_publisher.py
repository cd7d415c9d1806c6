"""Publishes repeatedly and is killed one step later each time; test_publish_killed.py runs it as a program.

    killed_publisher.py RELEASE COPIES

RELEASE is the folder of a release to publish; COPIES holds many copies of another one, named 0, 1,
2 …; in copy N the publisher is killed (SIGKILL) just before its Nth step on the file system.
Writes the number of steps of a publisher that was not killed.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from data_loaders.manifest import MANIFEST
from prepare.publish import Report, publish
from tests.releases import PARTS

STEPS_SEEN_BY_AUDIT = {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir"}


def main(release: Path, copies: Path) -> int:
    files = {path.name: Report(path.read_bytes(), 0) for path in release.iterdir() if path.name != MANIFEST}
    for number, copy in enumerate(sorted(copies.iterdir(), key=lambda path: int(path.name))):
        # A child of its own per step, made before any of them has used polars: its threads do not survive a fork.
        child = os.fork()
        if child == 0:
            die_before_step(number)
            publish(copy / "prepared", files, PARTS)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return number
    raise SystemExit("more steps than copies")


def die_before_step(number: int) -> None:
    done = 0

    def step(*_: Any) -> None:
        nonlocal done
        if done == number:
            os.kill(os.getpid(), signal.SIGKILL)
        done += 1

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        is_written = event != "open" or (isinstance(arguments[1], str) and "w" in arguments[1])
        if event in STEPS_SEEN_BY_AUDIT and is_written:
            step()

    flush = os.fsync

    def fsync(fd: Any) -> None:  # a number or a file
        step()
        flush(fd)

    os.fsync = fsync
    sys.addaudithook(audit)


if __name__ == "__main__":
    sys.stdout.write(str(main(Path(sys.argv[1]), Path(sys.argv[2]))))
