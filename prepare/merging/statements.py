"""Makes the table of statements: every value that a source gives, so that conflicts stay visible."""

import polars as pl

from data_loaders.schema import LegalForm, Statements, Status

_NO_STATEMENT = {"status": Status.UNKNOWN.value, "legal_form": LegalForm.UNKNOWN.value}
SCALARS = (
    "name", "summary", "main_theme", "legal_form", "status", "started_year", "scope", "place", "municipality_code",
    "website",
)  # fmt: skip
"""Fields with one value on the site; any other value is a conflict."""
LISTS = ("themes", "networks", "networks_unlisted")
"""Fields whose values are all shown on the site."""


def state(rows: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    """One row per field, value and source page (see `data_loaders.schema.Statements`), sorted by key.

    Args:
        rows: candidates with their `id`.
        initiatives: the merged initiatives, which hold the values that the site shows.
    """
    rows, initiatives = (frame.with_columns(main_theme=pl.col("themes").list.first()) for frame in (rows, initiatives))
    scalars = (_scalar(rows, initiatives, field) for field in SCALARS)
    lists = (_list(rows, field) for field in LISTS)
    # Sorting field by field saves memory: one sort of everything would need a second copy of the whole table.
    by_field = sorted([*scalars, *lists], key=lambda frame: frame["field"].first() or "")
    return Statements.cast(pl.concat(by_field).sort("initiative_id", maintain_order=True))


def _scalar(rows: pl.DataFrame, initiatives: pl.DataFrame, field: str) -> pl.DataFrame:
    shown = initiatives.select("id", shown=pl.col(field).cast(pl.String))
    return _of_field(
        rows.join(shown, on="id", how="left"), field, is_shown=pl.col(field).cast(pl.String) == pl.col("shown")
    )


def _list(rows: pl.DataFrame, field: str) -> pl.DataFrame:
    return _of_field(rows.explode(field, keep_nulls=False, empty_as_null=False), field, is_shown=pl.lit(value=True))


def _of_field(rows: pl.DataFrame, field: str, *, is_shown: pl.Expr) -> pl.DataFrame:
    """The statements about one field: one row per value and page, with its newest title and its number of readings."""
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
