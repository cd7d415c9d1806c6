"""Measures the merger: its quality on judged pairs, and its time and memory on generated rows, compared with rivals.

`python -m bench.merge`, one JSON object per line. The rivals run when `.venv-bench` holds
`bench/requirements-bench.txt` (`python -m venv .venv-bench`, then pip install), each in a process of its own, as does
ours, so that peaks of memory compare.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from bench.figures import Figures
from bench.merge_rows import generate
from data_loaders.store import PREPARED, load_snapshot
from prepare.merging import Decisions, merge, read_words
from prepare.merging.merger import match
from prepare.merging.quality import assess
from tests.prepare.merging.labelled import judged_pairs
from tests.prepare.merging.rows import real_candidates

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "data" / "sources" / "words" / "name_words.csv"
RIVAL = Path(__file__).with_name("merge_rival.py")
RIVAL_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
RIVALS = {"splink": 1_000_000, "recordlinkage": 100_000}
"""Most rows for a rival: recordlinkage compares all pairs of a block in pandas, which becomes too slow."""
PATIENCE = 900


def quality() -> Iterator[Figures]:
    """Precision and recall on judged pairs of our own records, without the decisions in decisions.csv."""
    candidates, regions = real_candidates()
    merged = merge(candidates, regions=regions, words=read_words(WORDS))
    judged = judged_pairs()
    for part in ("tuning", "held_out"):
        yield {"what": "merge_quality", "part": part, **assess(merged, judged.filter(part=part)).figures()}


def scale(count: int) -> Iterator[Figures]:
    """Time and peak memory of our merger and its rivals, on the same `count` generated rows."""
    real = load_snapshot(PREPARED)
    with tempfile.TemporaryDirectory(prefix="samenkaart-merge-") as name:
        rows, regions = Path(name, "rows.parquet"), Path(name, "regions.parquet")
        generate(real.table("places"), count).write_parquet(rows)
        real.table("regions").write_parquet(regions)
        ours = [sys.executable, "-m", "bench.merge", "--measure", str(rows), str(regions)]
        yield {"what": "merge_scale", "contender": "ours", "rows": count, **_measured(ours)}
        for rival, most in RIVALS.items():
            if RIVAL_PYTHON.exists() and count <= most:
                measured = _measured([str(RIVAL_PYTHON), str(RIVAL), rival, str(rows)])
                yield {"what": "merge_scale", "contender": rival, "rows": count, **measured}


def _measured(command: list[str]) -> Figures:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=ROOT)
    except subprocess.TimeoutExpired:
        return {"failed": f"more than {PATIENCE} s"}
    if done.returncode != 0:
        return {"failed": done.stderr[-300:]}
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(rows: Path, regions: Path) -> Figures:
    """Merge the rows in this process; gives the seconds for the pairs alone (as rivals do) and for everything."""
    made, lands, words = pl.read_parquet(rows), pl.read_parquet(regions), read_words(WORDS)
    candidates = made.drop("truth")
    started = time.perf_counter()
    match(candidates, regions=lands, words=words, answers=Decisions.create_empty())
    paired = time.perf_counter()
    processor = time.process_time()
    merged = merge(candidates, regions=lands, words=words)
    whole, processor = time.perf_counter() - paired, time.process_time() - processor
    known = merged.outcomes.join(made.select("source", "row", "truth"), on=["source", "row"])
    pairs, right, all_right = (_pairs(known, *keys) for keys in (("id",), ("id", "truth"), ("truth",)))
    return {
        "pairs_seconds": round(paired - started, 1),
        "seconds": round(whole, 1),
        "cpu_seconds": round(processor, 1),
        "rows_per_second": round(made.height / whole),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "precision": round(right / max(pairs, 1), 4),
        "recall": round(right / max(all_right, 1), 4),
        "to_review": merged.reviews.height,
    }


def _pairs(rows: pl.DataFrame, *keys: str) -> int:
    """Number of pairs of rows that agree on all `keys`."""
    sizes = rows.group_by(keys).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def main(arguments: list[str]) -> None:
    """Print one JSON object per figure."""
    parser = argparse.ArgumentParser(prog="python -m bench.merge", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--measure", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        print(json.dumps(measure(*options.measure)))
        return
    for figures in quality():
        print(json.dumps(figures), flush=True)
    for count in options.rows:
        for figures in scale(count):
            print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
