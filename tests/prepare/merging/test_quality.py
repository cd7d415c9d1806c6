"""Judged pairs are counted by outcome."""

import polars as pl

from prepare.merging.quality import Quality, assess
from tests.prepare.merging.rows import merged


def test_pairs_are_counted_by_outcome() -> None:
    result = merged(
        {"name": "Wesselhof"}, {"name": "Wesselhof"}, {"name": "Wesselhof", "place": "Vleuten"}, {"name": "Populier"}
    )
    pairs = [
        ("same", "a.csv", 2, "b.csv", 2),
        ("different", "b.csv", 2, "a.csv", 2),
        ("same", "a.csv", 2, "c.csv", 2),
        ("different", "b.csv", 2, "c.csv", 2),
        ("same", "a.csv", 2, "d.csv", 2),
        ("different", "b.csv", 2, "d.csv", 2),
    ]
    judged = pl.DataFrame(
        [pair for times, pair in enumerate(pairs, start=1) for _ in range(times)],
        schema={
            "answer": pl.String,
            "source_a": pl.String,
            "row_a": pl.Int32,
            "source_b": pl.String,
            "row_b": pl.Int32,
        },
        orient="row",
    )

    found = assess(result, judged)

    assert found == Quality(
        merged_same=1, merged_different=2, review_same=3, review_different=4, missed_same=5, apart_different=6
    )
    shares = {"precision": 0.3333, "recall": 0.1111, "recall_with_review": 0.4444}
    assert found.figures() == vars(found) | shares


def test_nothing_merged_is_nothing_wrong() -> None:
    nothing = Quality(0, 0, 0, 0, 0, 0)

    assert (nothing.precision, nothing.recall) == (1.0, 1.0)
