"""Judged pairs are counted by what became of them."""

import polars as pl
import pytest

from prepare.merging.quality import Quality, assess
from tests.prepare.merging.rows import merged


def test_counts_by_what_became_of_a_pair() -> None:
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
        merged_same=1, merged_different=0, review_same=1, review_different=1, missed_same=1, apart_different=1
    )
    assert found.figures()["recall_with_review"] == pytest.approx(0.6667)
    assert found.precision == 1.0
    assert found.recall == pytest.approx(1 / 3)
