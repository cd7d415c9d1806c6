"""Load test (`make load`): many readers over two replicas behind the real proxy, with failures in the middle.

Each reader opens the page, chooses two themes one after the other, and follows a link to the list, with time to read in
between. Meanwhile a replica is killed, a new release arrives, and both replicas are restarted one by one. Every view is
compared with what its address should show.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figures
from bench.readers import LostError, Reader, Seen
from bench.releases import switch, two_releases
from bench.watch import Cost
from data_loaders.schema import Theme
from tests.deploy.stand import Stand, stand

READERS, ARRIVING_SECONDS, READING_SECONDS = 500, 60.0, 10.0
MOST_SECONDS = 600.0
"""Time after which the test ends, whatever happens."""
QUIET_PRESSES = 20
NO_BOUND = 10_000
"""A limit on live pages that is never reached."""
STEPS = (25, 50, 100, 150, 200, 300, 400, 500)
SEEN_SECONDS = 2.0
"""Time within which every replica shows a new release."""
Address = tuple[str, str]
"""Page and query string."""


@dataclass
class Diary:
    """The views and errors of all readers."""

    views: list[tuple[Address, Seen]] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)
    """Seconds from each press to its answer."""
    failed: list[str] = field(default_factory=list)
    lost_connections: int = 0
    held: int = 0
    """Number of readers who got no live page and kept the plain page."""

    def note(self, reader: Reader, seen: Seen) -> None:
        """Record the page that a reader saw."""
        self.views.append(((reader.page, reader.query), seen))


@dataclass(frozen=True)
class Crowd:
    """Number of readers, seconds in which they arrive, and seconds between two presses of a reader."""

    readers: int = READERS
    arriving: float = ARRIVING_SECONDS
    reading: float = READING_SECONDS


def choices(number: int) -> tuple[Address, ...]:
    """The addresses that a reader visits; so few that the expected heading of each can be read beforehand."""
    themes = [theme.value for theme in Theme]
    first, second = themes[number % len(themes)], themes[(number + 3) % len(themes)]
    return (
        ("", ""),
        ("", f"thema={first}"),
        ("", f"thema={first}&thema={second}"),
        ("initiatieven", f"thema={first}&thema={second}"),
    )


async def read(url: str, number: int, diary: Diary, reading: float) -> None:
    """Be one reader, from the first page to the last."""
    source = f"127.0.{1 + number // 250}.{1 + number % 250}"
    async with Reader(url, source=source) as reader:
        try:
            opened, *others = choices(number)
            diary.note(reader, await reader.ask(*opened))
            if reader.held:
                diary.held += 1
                await _without_live(reader, diary, others, reading)
                return
            diary.note(reader, await reader.press())
            for page, query in others:
                await asyncio.sleep(reading * random.uniform(0.8, 1.2))
                diary.note(reader, await reader.press(query, page))
                diary.presses.append(reader.presses[-1])
        except LostError as error:
            diary.failed.append(str(error))
        finally:
            diary.lost_connections += reader.lost_connections


async def _without_live(reader: Reader, diary: Diary, others: list[Address], reading: float) -> None:
    """Follow the links of the plain page."""
    for page, query in others:
        await asyncio.sleep(reading)
        diary.note(reader, await reader.ask(page, query))


async def expected(url: str) -> dict[tuple[str, Address], str]:
    """Version and address to the expected heading, for the release in use."""
    says = {}
    async with Reader(url, source="127.0.9.9") as reader:
        for address in {address for number in range(len(Theme)) for address in choices(number)}:
            seen = await reader.ask(*address)
            says[next(iter(seen.versions)), address] = seen.heading
    return says


async def quiet(url: str) -> float:
    """95th percentile of the seconds per press, for a single reader."""
    async with Reader(url, source="127.0.9.8") as reader:
        await reader.ask()
        await reader.press()
        for number in range(QUIET_PRESSES):
            _, address, *_ = choices(number)
            await reader.press(address[1])
            await asyncio.sleep(0.2)
    return p95(reader.presses[1:])


def p95(values: list[float]) -> float:
    """The 95th percentile; 0 without values."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else sum(values)


def _judged(address: Address, seen: Seen, says: dict[tuple[str, Address], str]) -> str:
    if len(seen.versions) != 1:
        return "versions"
    return "right" if says.get((next(iter(seen.versions)), address)) == seen.heading else "lost filter"


async def trouble(stood: Stand, second: Path, step: float, events: list[tuple[str, float]]) -> None:
    """Kill a replica, switch to a new release, and restart both replicas, `step` seconds apart."""

    def note(what: str) -> None:
        events.append((what, time.monotonic()))

    def kill() -> None:
        replica = stood.replicas[0]
        note("kill")
        replica.kill()
        time.sleep(2)
        replica.start()
        replica.until_ready()

    def change() -> None:
        note("switch")
        switch(stood.data, second)

    def restart() -> None:
        note("restart")
        stood.restart_one_by_one()

    troubles: tuple[Callable[[], None], ...] = (kill, change, restart)
    for each in troubles:
        await asyncio.sleep(step)
        await asyncio.to_thread(each)
    note("over")


async def crowd(url: str, crowded: Crowd, diary: Diary, meanwhile: Awaitable[None]) -> None:
    """Let readers come and go, while `meanwhile` runs."""

    async def come(number: int) -> None:
        await asyncio.sleep(crowded.arriving * number / crowded.readers)
        await read(url, number, diary, crowded.reading)

    tasks = [asyncio.ensure_future(come(number)) for number in range(crowded.readers)]
    tasks.append(asyncio.ensure_future(meanwhile))
    _, late = await asyncio.wait(tasks, timeout=MOST_SECONDS)
    for task in late:
        task.cancel()
    diary.failed += ["still waiting at the end"] * len(late)


def memory(stood: Stand) -> int:
    """Memory of both replicas in bytes."""
    return sum(Cost.of(replica.process.pid).memory for replica in stood.replicas if replica.process)


@contextmanager
def a_stand(live: int) -> Iterator[tuple[Stand, Path]]:
    """A test setup with two releases and at most `live` live pages per replica; yields it with the second release."""
    with tempfile.TemporaryDirectory(prefix="samenkaart-load-") as name:
        root, _, second = two_releases(Path(name))
        settings = {"SAMENKAART_LIVE": str(live), "SAMENKAART_DRAIN": "10"}
        with stand(Path(name), root, settings) as stood:
            yield stood, second


def load_at(stood: Stand, second: Path, crowded: Crowd) -> Figures:
    """Run the whole test in a test setup; `second` is the release that arrives."""
    diary, troubles = Diary(), list[tuple[str, float]]()
    says = asyncio.run(expected(stood.url))
    alone, before = asyncio.run(quiet(stood.url)), memory(stood)
    started, step = time.monotonic(), (crowded.arriving + 3 * crowded.reading) / 5
    asyncio.run(crowd(stood.url, crowded, diary, trouble(stood, second, step, troubles)))
    took, after = time.monotonic() - started, memory(stood)
    says |= asyncio.run(expected(stood.url))
    return {"what": "load", "seconds": round(took), **seen_by(diary, says), **times(diary, alone)} | {
        "readers": crowded.readers,
        "troubles": [f"{what} at {at - started:.0f} s" for what, at in troubles],
        "memory_per_reader_mb": round((after - before) / crowded.readers / 1e6, 2),
        "load": round(os.getloadavg()[0], 1),
    }


def seen_by(diary: Diary, says: dict[tuple[str, Address], str]) -> Figures:
    """Number of views, and of the different errors."""
    outcomes = Counter(_judged(address, seen, says) for address, seen in diary.views)
    return {
        "views": len(diary.views),
        "lost_filters": outcomes["lost filter"],
        "two_versions": outcomes["versions"],
        "failed": len(diary.failed),
        "why": Counter(diary.failed).most_common(5),
        "connections_lost": diary.lost_connections,
        "kept_the_plain_page": diary.held,
    }


def times(diary: Diary, alone: float) -> Figures:
    """Times of presses, also compared with `alone`: the 95th percentile of a single reader, in seconds."""
    middle, most = statistics.median(diary.presses), p95(diary.presses)
    return {
        "presses": len(diary.presses),
        "press_p50_ms": round(middle * 1000),
        "press_p95_ms": round(most * 1000),
        "quiet_p95_ms": round(alone * 1000),
        "ratio": round(most / alone, 1),
    }


def most_readers(steps: Sequence[int], reading: float, most_ratio: float = 5.0) -> Iterator[Figures]:
    """Increase the number of readers of one process until a press takes too long; without proxy and failures."""
    with a_stand(NO_BOUND) as (stood, _):
        url, process = stood.replicas[0].url, stood.replicas[0].process
        if process is None:
            return
        says, alone = asyncio.run(expected(url)), asyncio.run(quiet(url))
        for readers in steps:
            diary, before = Diary(), Cost.of(process.pid).cpu
            asyncio.run(crowd(url, Crowd(readers, reading, reading), diary, asyncio.sleep(0)))
            # Processor time shows the capacity of an idle machine, even if this one is busy.
            spent = round((Cost.of(process.pid).cpu - before) / len(diary.views) * 1000)
            figures = {**seen_by(diary, says), **times(diary, alone), "cpu_ms_per_view": spent}
            yield {"what": "most_readers", "readers": readers, **figures, "load": round(os.getloadavg()[0], 1)}
            if figures["ratio"] > most_ratio:
                break


def main() -> None:
    """Print one JSON object per figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--arriving", type=float, default=ARRIVING_SECONDS, help="seconds in which they come")
    parser.add_argument("--reading", type=float, default=READING_SECONDS, help="seconds between two presses")
    parser.add_argument("--live", type=int, default=NO_BOUND, help="live places per replica")
    parser.add_argument("--most", action="store_true", help="look for the most readers that one process serves")
    parser.add_argument("--steps", type=int, nargs="+", default=STEPS, help="with --most: numbers of readers")
    options = parser.parse_args()
    if options.most:
        for figures in most_readers(options.steps, options.reading):
            print(json.dumps(figures), flush=True)
    else:
        with a_stand(options.live) as (stood, second):
            figures = load_at(stood, second, Crowd(options.readers, options.arriving, options.reading))
        print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
