"""Measures the time to read a partner's list: `make bench ARGS="--parts reading"`, without a browser.

`read` is everything from the file on disk to rows that are recognised, cleaned and located, with their messages. `check`
is the complete `python -m prepare check`: start-up, reading, the merge with the release, and the report. The rival is a
simple pandas script without recognition or messages, with one join for the place. Each runs in its own process, so that
peaks of memory can be compared.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figures
from bench.reading_rows import partner_list
from data_loaders.store import PREPARED, load_snapshot
from prepare.__main__ import SOURCES

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000)
_GEOGRAPHY = ("regions", "places", "postcodes", "districts", "municipality_changes")
_THIS_YEAR = 2026
_CONTACT = r"\S+@\S+\.\w+|(?:\+31|0)\d[\d -]{7,}"


def figures(sizes: tuple[int, ...] = SIZES) -> Iterator[Figures]:
    """One line per size and contender; `times_pandas` is our processor time divided by that of the script."""
    real = load_snapshot(PREPARED)
    for rows in sizes:
        with tempfile.TemporaryDirectory(prefix="samenkaart-reading-") as folder:
            path = Path(folder, "lijst.csv")
            partner_list(real.table("places"), real.table("postcodes"), rows).write_csv(path, separator=";")
            rival = _measured([sys.executable, "-m", "bench.reading", "pandas", str(path)])
            yield {"what": "reading", "contender": "pandas", "rows": rows, **rival}
            commands = {
                "read": [sys.executable, "-m", "bench.reading", "read", str(path)],
                "check": [sys.executable, "-m", "prepare", "check", "--json", str(path)],
            }
            for name, command in commands.items():
                ours = _measured(command)
                ratio = round(ours["cpu_seconds"] / rival["cpu_seconds"], 1)
                yield {"what": "reading", "contender": name, "rows": rows, **ours, "times_pandas": ratio}


def _measured(command: list[str]) -> Figures:
    """Figures of a process and its children; figures that the process prints itself, such as its time, take precedence."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=dict(os.environ))
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1:
        raise RuntimeError(done.stderr[-500:])
    whole = {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
    }
    own_figures: Figures = json.loads(done.stdout) if command[2] == "bench.reading" else {}
    return whole | own_figures


def with_pandas(path: Path) -> Figures:
    """The minimum that a script would do with the same columns."""
    import pandas as pd  # noqa: PLC0415 - not for ours

    real = load_snapshot(PREPARED)
    regions, places = real.table("regions").to_pandas(), real.table("places").to_pandas()
    started, processor = time.perf_counter(), time.process_time()
    rows = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    rows = rows.drop(columns="E-mail").apply(lambda column: column.str.strip())
    for column in ("Naam initiatief", "Omschrijving"):
        rows[column] = rows[column].str.replace(_CONTACT, "", regex=True).str.replace(r"\s+", " ", regex=True)
    rows["jaar"] = rows["Startjaar"].str.extract(r"((?:19|20)\d\d)", expand=False)
    rows["thema"] = rows["Thema's"].str.lower().str.split(r"[;,/]", regex=True).str[0]
    towns = places[places["is_official"]].drop_duplicates("name").set_index("name")["municipality_code"]
    rows["gemeente"] = rows["Gemeentecode"].where(rows["Gemeentecode"] != "", rows["Plaats"].map(towns))
    rows["naam gemeente"] = rows["gemeente"].map(regions.set_index("code")["name"])
    rows["breedte"] = pd.to_numeric(rows["Breedtegraad"], errors="coerce")
    rows["lengte"] = pd.to_numeric(rows["Lengtegraad"], errors="coerce")
    return _taken(started, processor, int(rows["naam gemeente"].notna().sum()))


def with_ours(path: Path) -> Figures:
    """`prepare.read.source.read_source`, as a check does it."""
    from prepare.read.source import Atlas, ReadConfig, Words, read_source  # noqa: PLC0415 - not for the rival
    from prepare.worker import without_collector  # noqa: PLC0415

    without_collector()
    real = load_snapshot(PREPARED)
    tables = {name: real.table(name) for name in _GEOGRAPHY}
    atlas = Atlas.load(tables, real.shapes("municipalities"), real.shapes("surroundings"))
    config = ReadConfig(Words.load(SOURCES), atlas, _THIS_YEAR, keeps_cells=True)
    started, processor = time.perf_counter(), time.process_time()
    result = read_source(path, config)
    return _taken(started, processor, result.candidates.height)


def _taken(started: float, processor: float, placed: int) -> Figures:
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "cpu_seconds": round(time.process_time() - processor, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "placed": placed,
    }


def main(arguments: list[str]) -> None:
    """Run one contender in this process."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("contender", choices=["pandas", "read"])
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    print(json.dumps((with_pandas if options.contender == "pandas" else with_ours)(options.file)))


if __name__ == "__main__":
    main(sys.argv[1:])
