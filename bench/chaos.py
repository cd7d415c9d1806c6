"""Kills a replica, a connection or the preparation at random moments, while readers keep pressing.

Every view must be complete and of one data version.

    python -m bench.chaos --instants 200
"""

import argparse
import asyncio
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figures
from bench.load import SEEN_SECONDS, Address, Diary, choices, expected
from bench.readers import LostError, Reader
from bench.releases import switch, two_releases
from data_loaders.manifest import read_manifest
from data_loaders.problems import DataProblem
from prepare.publish import ManifestParts, Report, publish
from tests.browser.harness import ROOT
from tests.deploy.stand import Replica, Stand, stand

READERS, INSTANTS = 8, 200
KINDS = ("replica", "connection", "preparation")
MARK = "proef"
"""First word of the attribution of each release: `proef 1 …` has all initiatives, `proef 2 …` has fewer."""


@dataclass
class Chaos:
    """The disturbances of a test setup (`tests.deploy.stand`), and what its readers see."""

    stood: Stand
    releases: dict[str, Path]
    """Kind (`1` or `2`) to the folder of a complete release."""
    choose: random.Random
    diary: Diary = field(default_factory=Diary)
    readers: list[Reader] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    is_over: bool = False
    _starting: "Future[None] | None" = None

    async def run(self, instants: int, apart: float) -> None:
        """Run `instants` disturbances in random order, each kind equally often, while readers press.

        Args:
            instants: number of disturbances.
            apart: average seconds between two disturbances.
        """
        kinds = [*KINDS] * math.ceil(instants / len(KINDS))
        self.choose.shuffle(kinds)
        pressing = [asyncio.create_task(self._press_on(number)) for number in range(READERS)]
        with ThreadPoolExecutor(1) as beside:
            for number, kind in enumerate(kinds[:instants]):
                await asyncio.sleep(self.choose.uniform(0, 2 * apart))
                await self._strike(kind, number, beside)
            if self._starting:
                await asyncio.wrap_future(self._starting)
        self.is_over = True
        await asyncio.gather(*pressing)

    async def _press_on(self, number: int) -> None:
        async with Reader(self.stood.url, source=f"127.0.8.{1 + number}") as reader:
            self.readers.append(reader)
            turn = number
            while not self.is_over:
                turn += 1
                page, query = self.choose.choice(choices(turn))
                try:
                    # Sometimes a reader opens the page again instead of pressing in the live one.
                    if self.choose.random() < 0.2:
                        await reader.leave()
                        self.diary.note(reader, await reader.ask(page, query))
                    self.diary.note(reader, await reader.press(query, page))
                except LostError as error:
                    self.diary.failed.append(str(error))
                await asyncio.sleep(self.choose.uniform(0, 0.4))

    async def _strike(self, kind: str, number: int, beside: ThreadPoolExecutor) -> None:
        if kind == "replica" and self._starting and not self._starting.done():
            # Never kill both replicas, because then none could answer.
            kind = "connection"
        self.done[kind] += 1
        if kind == "replica":
            replica = self.choose.choice(self.stood.replicas)
            replica.kill()
            self._starting = beside.submit(_start, replica)
        elif kind == "connection":
            self.choose.choice(self.readers).drop()
        else:
            await asyncio.to_thread(self._prepare, number, self.choose.choice("12"), self.choose.uniform(0.3, 8))

    def _prepare(self, number: int, kind: str, seconds: float) -> None:
        """Start a preparation, and kill it after `seconds` unless it is done."""
        command = [sys.executable, "-m", "bench.chaos", "--publish", str(self.stood.data), str(self.releases[kind])]
        preparation = subprocess.Popen([*command, f"{MARK} {kind} {number}"], cwd=ROOT)
        try:
            preparation.wait(seconds)
        except subprocess.TimeoutExpired:
            preparation.kill()
            preparation.wait()
            self.done["killed preparation"] += 1

    def kinds(self) -> dict[str, str]:
        """Each version to its kind."""
        kind_of_version = {}
        for release in (self.stood.data.parent / "releases").iterdir():
            try:
                manifest = read_manifest(release)
            except DataProblem:
                continue
            words = manifest.attribution["nl"].split()
            kind_of_version[manifest.data_version] = words[1] if words[0] == MARK else ""
        return kind_of_version


def _start(replica: Replica) -> None:
    replica.start()
    replica.until_ready()


def publish_again(root: Path, release: Path, attribution: str) -> None:
    """Publish the files of a release with another attribution, which makes it another version."""
    manifest = read_manifest(release)
    files = {name: Report((release / name).read_bytes(), entry.rows) for name, entry in manifest.files.items()}
    publish(root, files, ManifestParts(manifest.date, manifest.sources, attribution, attribution))


def chaos_at(stood: Stand, releases: dict[str, Path], instants: int, apart: float, seed: int = 0) -> Figures:
    """Run `instants` disturbances in a test setup; see `Chaos.run`."""
    says: dict[tuple[str, Address], str] = {}
    for kind, release in releases.items():
        switch(stood.data, release)
        time.sleep(SEEN_SECONDS)
        says |= {(kind, address): words for (_, address), words in asyncio.run(expected(stood.url)).items()}
    publish_again(stood.data, releases["1"], f"{MARK} 1 -1")
    time.sleep(SEEN_SECONDS)
    struck = Chaos(stood, releases, random.Random(seed))
    asyncio.run(struck.run(instants, apart))
    return outcome_figures(struck, says)


def chaos(instants: int, apart: float) -> Figures:
    """The same in a new test setup."""
    with tempfile.TemporaryDirectory(prefix="samenkaart-chaos-") as name:
        root, first, second = two_releases(Path(name))
        with stand(Path(name), root) as stood:
            return chaos_at(stood, {"1": first, "2": second}, instants, apart)


def outcome_figures(struck: Chaos, says: dict[tuple[str, Address], str]) -> Figures:
    """The figures of a run."""
    kinds, outcomes, odd = struck.kinds(), Counter[str](), list[str]()
    for address, seen in struck.diary.views:
        version = next(iter(seen.versions), "")
        if len(seen.versions) != 1:
            odd.append(f"{address}: {seen}")
            outcomes["of more than one version, or of none"] += 1
        elif says.get((kinds.get(version, ""), address)) != seen.heading:
            outcomes["not what the version has at this address"] += 1
        else:
            outcomes["whole"] += 1
    return {
        "what": "chaos",
        "done": dict(struck.done),
        "versions": len({version for _, seen in struck.diary.views for version in seen.versions}),
        "views": dict(outcomes),
        "odd": odd[:3],
        "failed": len(struck.diary.failed),
        "why": Counter(struck.diary.failed).most_common(3),
        "connections_lost": sum(reader.lost_connections for reader in struck.readers),
        "load": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m bench.chaos", description=__doc__)
    parser.add_argument("--instants", type=int, default=INSTANTS)
    parser.add_argument("--apart", type=float, default=2.0, help="seconds between two instants, on average")
    parser.add_argument("--publish", nargs=3, metavar=("ROOT", "RELEASE", "ATTRIBUTION"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.publish:
        root, release, attribution = options.publish
        publish_again(Path(root), Path(release), attribution)
    else:
        print(json.dumps(chaos(options.instants, options.apart)), flush=True)


if __name__ == "__main__":
    main()
