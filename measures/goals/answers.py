"""Answers to yes-or-no indicators per municipality: yes, no, or unknown."""

import polars as pl

from data_loaders.schema import RegionLevel
from measures.goals.kinds import Answer
from measures.goals.programme import Programme, current_values

ANSWERS = pl.Enum(Answer)


def answers(programme: Programme, indicator_id: str) -> pl.DataFrame:
    """The newest answer for every municipality of today.

    Returns:
        One row per municipality, by name: `municipality_code`, `municipality`, `province_code`, `province`, `answer`
        (Answer: no for a value of zero, yes for any other value), and `year`, `qualifier_note`, `source_url` and
        `source_title`, which are null where nothing was found.
    """
    newest = (
        current_values(programme.indicator_values)
        .filter(pl.col("indicator_id") == indicator_id)
        .unique("region_code", keep="last", maintain_order=True)
    )
    municipalities = programme.regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY).select(
        "province_code", "province", municipality_code="code", municipality="name"
    )
    answer = (
        pl.when(pl.col("value").is_null())
        .then(pl.lit(Answer.UNKNOWN.value))
        .when(pl.col("value") == 0)
        .then(pl.lit(Answer.NO.value))
        .otherwise(pl.lit(Answer.YES.value))
    )
    return (
        municipalities.join(newest, left_on="municipality_code", right_on="region_code", how="left")
        .select(
            "municipality_code",
            "municipality",
            "province_code",
            "province",
            answer.cast(ANSWERS).alias("answer"),
            "year",
            "qualifier_note",
            "source_url",
            "source_title",
        )
        .sort("municipality")
    )


def answer_counts(answered: pl.DataFrame, by: str | None = None) -> pl.DataFrame:
    """Number of municipalities with the answer yes, no, or unknown.

    Args:
        answered: rows of `answers`.
        by: if given, count per value of this column, such as `province_code`.

    Returns:
        `by` if given, `yes`, `no`, `unknown` and `municipalities` (UInt32): the first three add up to the last.
    """
    counts = [(pl.col("answer") == answer).sum().cast(pl.UInt32).alias(answer.value) for answer in Answer]
    total = pl.len().cast(pl.UInt32).alias("municipalities")
    if by is None:
        return answered.select(*counts, total)
    return answered.group_by(by).agg(*counts, total).sort(by, nulls_last=True)
