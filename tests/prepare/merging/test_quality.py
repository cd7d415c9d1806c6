"""Judged pairs are counted by outcome."""

import polars as pl

from prepare.merging.quality import Quality, assess
from tests.prepare.merging.rows import merged


def test_pairs_are_counted_by_outcome() -> None:
    result = merged(
        {"name": "Wesselhof"}, {"name": "Wesselhof"}, {"name": "Wesselhof", "place": "Vleuten"}, {"name": "Populier"}
    )
    judged = pl.DataFrame(
        [
            ("same", "a.csv", 2, "b.csv", 2),
            ("same", "a.csv", 2, "c.csv", 2),
            ("same", "a.csv", 2, "d.csv", 2),
            ("different", "b.csv", 2, "c.csv", 2),
            ("different", "b.csv", 2, "d.csv", 2),
            ("different", "b.csv", 2, "a.csv", 2),
        ],
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
        merged_same=1, merged_different=1, review_same=1, review_different=1, missed_same=1, apart_different=1
    )
    assert found.figures() == vars(found) | {"precision": 0.5, "recall": 0.3333, "recall_with_review": 0.6667}


def test_nothing_merged_is_nothing_wrong() -> None:
    nothing = Quality(0, 0, 0, 0, 0, 0)

    assert (nothing.precision, nothing.recall) == (1.0, 1.0)
