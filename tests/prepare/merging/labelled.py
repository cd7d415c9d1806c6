"""Pairs of our own records that a person judged."""

from pathlib import Path

import polars as pl

from tests.prepare.merging.rows import real_candidates


def judged_pairs() -> pl.DataFrame:
    """`answer`, `part` (`tuning` or `held_out`), and `source`, `row` of both sides."""
    pairs = pl.read_csv(Path(__file__).with_name("labelled_pairs.csv"), infer_schema=False)
    rows = real_candidates()[0].select("source", "name", "row")
    for side in "ab":
        pairs = pairs.join(
            rows.rename({"row": f"row_{side}"}),
            left_on=[f"source_{side}", f"name_{side}"],
            right_on=["source", "name"],
            validate="m:1",
        )
    return pairs
