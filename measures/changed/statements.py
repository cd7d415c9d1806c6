"""Adds the source of each changed fact and the reason for the change, from the statements of both releases."""

import polars as pl

from measures.changed.rows import Happened, ReasonOfChange

_SAID = ("id", "field", "value", "source_url")


def with_source(differing: pl.DataFrame, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """`differing` with columns for source and reason.

    Args:
        differing: `id`, `kind`, `field`, `old`, `new`, and for pages their `source_url`, `source_title`, `source_year`.
        old: `statements` of the earlier release.
        new: `statements` of the later one.

    The source is one that states the value shown now: a new page if there is one, and then the newest.
    """
    shown = _backing(differing, old, new)
    sourced = differing.join(shown, on=["id", "field"], how="left", suffix="_said").with_columns(
        pl.coalesce(name, f"{name}_said").alias(name) for name in ("source_url", "source_title", "source_year")
    )
    return sourced.with_columns(kind=_kind(), reason=_reason()).drop(
        "source_url_said", "source_title_said", "source_year_said", "is_new_page", "is_new_saying"
    )


def _backing(differing: pl.DataFrame, old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    old, new = old.rename({"initiative_id": "id"}), new.rename({"initiative_id": "id"})
    fields = differing.select("id", "field").unique()
    known_pages = old.select("id", "source_url").unique().with_columns(page_known=pl.lit(value=True))
    known_sayings = old.select(_SAID).unique().with_columns(saying_known=pl.lit(value=True))
    return (
        new.filter("is_shown")
        .join(fields, on=["id", "field"], how="semi")
        .join(known_pages, on=["id", "source_url"], how="left")
        .join(known_sayings, on=list(_SAID), how="left")
        .with_columns(is_new_page=pl.col("page_known").is_null(), is_new_saying=pl.col("saying_known").is_null())
        .sort(
            "is_new_page",
            "is_new_saying",
            "source_year",
            "source_url",
            descending=[True, True, True, False],
            nulls_last=True,
        )
        .group_by("id", "field", maintain_order=True)
        .agg(pl.col("source_url", "source_title", "source_year", "is_new_page", "is_new_saying").first())
    )


def _kind() -> pl.Expr:
    """The kind of change; a newer year for the same status is a confirmation only with a new page, else a correction."""
    is_year_corrected = (
        (pl.col("field") == "status")
        & (pl.col("kind") == Happened.CONFIRMED.value)
        & ~pl.col("is_new_page").fill_null(value=False)
    )
    return pl.when(is_year_corrected).then(pl.lit(Happened.CORRECTED.value)).otherwise("kind")


def _reason() -> pl.Expr:
    works_wider = (pl.col("field") == "municipality_code") & pl.col("new").is_null()
    return (
        pl.when(works_wider)
        .then(pl.lit(ReasonOfChange.WORKS_WIDER.value))
        .when((pl.col("field") == "status") & (pl.col("old") == pl.col("new")) & ~pl.col("is_new_page"))
        .then(pl.lit(ReasonOfChange.YEAR_OF_SOURCE.value))
        .when("is_new_page")
        .then(pl.lit(ReasonOfChange.NEW_SOURCE.value))
        .when("is_new_saying")
        .then(pl.lit(ReasonOfChange.READ_AGAIN.value))
        .when(pl.col("is_new_page").is_not_null())
        .then(pl.lit(ReasonOfChange.OTHER_STATEMENT.value))
        .when(pl.col("new").is_null())
        .then(pl.lit(ReasonOfChange.NOT_SAID_ANY_MORE.value))
    )
