"""Measures how far readings of the same page agree.

Some pages were read by several people, independently. If they wrote down different facts, the page is not clear about
them. Most other facts rest on a single reading, so this agreement shows how reliable those are.
"""

import dataframely as dy
import polars as pl

from data_loaders.schema import Statements
from data_loaders.schema.columns import label

MAY_NOT_KNOW = ("legal_form", "started_year", "status")
"""Facts that a reading can leave unknown."""
COMPARED = ("status", "main_theme", "started_year")
"""Facts whose agreement is published."""
_PAGE = ("initiative_id", "source_url")


class Agreement(dy.Schema):
    """Counts of pairs of readings of one page about one initiative; all other counts add up to `pairs`."""

    field = dy.String(primary_key=True, metadata=Statements.field.metadata)
    pairs = dy.UInt32(metadata=label("Paren", "Pairs"))
    same = dy.UInt32(metadata=label("Zeggen hetzelfde", "Say the same"))
    neither_knows = dy.UInt32(metadata=label("Weten het beide niet", "Neither knows"))
    one_knows = dy.UInt32(metadata=label("Eén weet het niet", "One does not know"))
    different = dy.UInt32(metadata=label("Zeggen iets anders", "Say something else"))


def with_silence(statements: pl.DataFrame) -> pl.DataFrame:
    """`statements` with extra rows for readings that leave a fact unknown.

    Args:
        statements: the declared table. Every reading states a name, which gives the number of readings of a page.

    Returns:
        The same columns. The extra rows come last: per page and fact of `MAY_NOT_KNOW`, with an empty `value` and
        `is_shown` false.
    """
    pages = (
        statements.filter(pl.col("field") == "name")
        .group_by(_PAGE, maintain_order=True)
        .agg(pl.col("source_title", "source_year").first(), pl.col("readings").sum())
    )
    facts = pages.join(pl.DataFrame({"field": MAY_NOT_KNOW}), how="cross")
    knowing = statements.group_by(*_PAGE, "field").agg(knowing=pl.col("readings").sum())
    left = facts.join(knowing, on=[*_PAGE, "field"], how="left").with_columns(
        # A partner's answer states a fact but no name, so a fact may be known more often than there are readings.
        readings=pl.col("readings").cast(pl.Int64) - pl.col("knowing").fill_null(0),
        is_shown=pl.lit(value=False),
    )
    silent = left.filter(pl.col("readings") > 0).drop("knowing").cast({"readings": statements.schema["readings"]})
    return pl.concat([statements, silent], how="diagonal")


def agreement(statements: pl.DataFrame) -> dy.DataFrame[Agreement]:
    """Agreement between any two readings of one page about one initiative.

    Args:
        statements: the declared table.

    Returns:
        `Agreement`, one row per fact of `COMPARED`. Three readings of a page give three pairs; one reading gives none.
    """
    compared = with_silence(statements).filter(pl.col("field").is_in(COMPARED))
    n = pl.col("readings").cast(pl.Int64)
    silent = n.filter(pl.col("value").is_null()).sum()
    pages = compared.group_by("field", *_PAGE).agg(
        pairs=_pairs(n.sum()),
        same=_pairs(n.filter(pl.col("value").is_not_null())).sum(),
        neither_knows=_pairs(silent),
        one_knows=silent * (n.sum() - silent),
    )
    kinds = ("pairs", "same", "neither_knows", "one_knows")
    sums = pages.group_by("field").agg(pl.col(kinds).sum())
    whole = pl.DataFrame({"field": COMPARED}).join(sums, on="field", how="left", maintain_order="left").fill_null(0)
    different = pl.col("pairs") - pl.col("same") - pl.col("neither_knows") - pl.col("one_knows")
    return Agreement.cast(whole.with_columns(different=different))


def _pairs(readings: pl.Expr) -> pl.Expr:
    return readings * (readings - 1) // 2
