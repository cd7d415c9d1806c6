"""How far readings of one and the same page agree.

Some pages were read more than once, by people who did not see each other's reading. Where they put down different facts, the page does
not say it plainly. That is a measure of how sure all other facts are, most of which rest on one reading.
"""

import dataframely as dy
import polars as pl

from data_loaders.schema import Statements
from data_loaders.schema.columns import label

MAY_NOT_KNOW = ("legal_form", "started_year", "status")
"""Facts of which a reading either says something or does not know."""
COMPARED = ("status", "main_theme", "started_year")
"""Facts of which the agreement is published."""
_PAGE = ("initiative_id", "source_url")


class Agreement(dy.Schema):
    """Pairs of readings of one page about one initiative; the kinds add up to `pairs`."""

    field = dy.String(primary_key=True, metadata=Statements.field.metadata)
    pairs = dy.UInt32(metadata=label("Paren", "Pairs"))
    same = dy.UInt32(metadata=label("Zeggen hetzelfde", "Say the same"))
    neither_knows = dy.UInt32(metadata=label("Weten het beide niet", "Neither knows"))
    one_knows = dy.UInt32(metadata=label("Eén weet het niet", "One does not know"))
    different = dy.UInt32(metadata=label("Zeggen iets anders", "Say something else"))


def with_silence(statements: pl.DataFrame) -> pl.DataFrame:
    """`statements` and, per page and fact of `MAY_NOT_KNOW`, a row with an empty `value` for the readings that do not know it.

    Args:
        statements: the declared table; every reading states a name, which tells how many there are of a page.

    Returns:
        The same columns; the added rows are not shown, and come last.
    """
    pages = (
        statements.filter(pl.col("field") == "name")
        .group_by(_PAGE, maintain_order=True)
        .agg(pl.col("source_title", "source_year").first(), pl.col("readings").sum())
    )
    facts = pages.join(pl.DataFrame({"field": MAY_NOT_KNOW}), how="cross")
    knowing = statements.group_by(*_PAGE, "field").agg(knowing=pl.col("readings").sum())
    left = facts.join(knowing, on=[*_PAGE, "field"], how="left").with_columns(
        # An answer of a partner knows a fact without stating the name, so more may know it than there are readings.
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
        `Agreement`, one row per fact of `COMPARED`. Three readings of a page are three pairs. Pages read once take no part.
    """
    said = with_silence(statements).filter(pl.col("field").is_in(COMPARED))
    n = pl.col("readings").cast(pl.Int64)
    silent = n.filter(pl.col("value").is_null()).sum()
    pages = said.group_by("field", *_PAGE).agg(
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
