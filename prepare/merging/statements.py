"""What each source said about each initiative: nothing is lost, and conflicts stay visible."""

import polars as pl

from data_loaders.schema import LegalForm, Statements, Status

_NO_STATEMENT = {"status": Status.UNKNOWN.value, "legal_form": LegalForm.UNKNOWN.value}
SCALARS = (
    "name", "summary", "main_theme", "legal_form", "status", "started_year", "scope", "place", "municipality_code",
    "website",
)  # fmt: skip
"""Fields of which the site shows one value; every other value is a conflict."""
LISTS = ("themes", "networks", "networks_unlisted")
"""Fields of which the site shows all values together."""


def state(rows: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    """One row per field, value and source page (see `data_loaders.schema.Statements`), sorted by key.

    Args:
        rows: candidates with their `id`.
        initiatives: the merged initiatives, for what the site shows.
    """
    rows, initiatives = (frame.with_columns(main_theme=pl.col("themes").list.first()) for frame in (rows, initiatives))
    scalars = (_scalar(rows, initiatives, field) for field in SCALARS)
    lists = (_list(rows, field) for field in LISTS)
    # Field by field and in the order of their names: one sort of all together would need the memory of the whole again.
    by_field = sorted([*scalars, *lists], key=lambda said: said["field"].first() or "")
    return Statements.cast(pl.concat(by_field).sort("initiative_id", maintain_order=True))


def _scalar(rows: pl.DataFrame, initiatives: pl.DataFrame, field: str) -> pl.DataFrame:
    shown = initiatives.select("id", shown=pl.col(field).cast(pl.String))
    return _said(
        rows.join(shown, on="id", how="left"), field, is_shown=pl.col(field).cast(pl.String) == pl.col("shown")
    )


def _list(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    return _said(rows.explode(field, keep_nulls=False, empty_as_null=False), field, is_shown=pl.lit(value=True))


def _said(rows: pl.DataFrame, field: str, *, is_shown: pl.Expr) -> pl.DataFrame:
    """The statements about one field, each value once per page, under its newest title, with how many readings say it."""
    stated = rows.select(
        "source_url", "source_title", "source_year", "id",
        value=pl.col(field).cast(pl.String), is_shown=is_shown.fill_null(value=False),
    )  # fmt: skip
    known = stated.filter(pl.col("value").is_not_null() & (pl.col("value") != _NO_STATEMENT.get(field, "")))
    order = {"id": False, "value": False, "source_url": False, "source_year": True, "source_title": False}
    ordered = known.sort(list(order), descending=list(order.values()), nulls_last=True)
    is_first = pl.any_horizontal(pl.col(column) != pl.col(column).shift(1) for column in ("id", "value", "source_url"))
    numbered = ordered.with_columns(statement=is_first.fill_null(value=True).cum_sum())
    counted = numbered.with_columns(readings=pl.len().over("statement"))
    return counted.unique("statement", keep="first", maintain_order=True).select(
        initiative_id="id", field=pl.lit(field), value="value", source_url="source_url",
        source_title="source_title", source_year="source_year", readings="readings", is_shown="is_shown",
    )  # fmt: skip
