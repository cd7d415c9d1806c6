"""The merger on pairs of our own records that were judged by reading."""

import polars as pl
import pytest

from prepare.merging import merge
from prepare.merging.quality import Quality, assess
from tests.prepare.merging.labelled import judged_pairs
from tests.prepare.merging.rows import WORDS, real_candidates


@pytest.fixture(scope="module")
def judged() -> pl.DataFrame:
    return judged_pairs()


def quality(pairs: pl.DataFrame) -> Quality:
    candidates, regions = real_candidates()
    return assess(merge(candidates, regions=regions, words=WORDS), pairs)


def test_the_set_is_large_and_has_both_answers(judged: pl.DataFrame) -> None:
    counts = dict(judged["answer"].value_counts().iter_rows())

    assert counts["same"] >= 75
    assert counts["different"] >= 150


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_sure_merges_are_right_and_little_is_missed(judged: pl.DataFrame, part: str) -> None:
    found = quality(judged.filter(part=part))

    assert found.precision >= 0.99
    assert found.recall_with_review >= 0.95
