"""What each source said about each initiative: nothing is lost, and conflicts stay visible."""

import polars as pl

from data_loaders.schema import LegalForm, Statements, Status

_KEY = ["initiative_id", "field", "value", "source_url"]
_NO_STATEMENT = {"status": Status.UNKNOWN.value, "legal_form": LegalForm.UNKNOWN.value}
SCALARS = ("name", "summary", "legal_form", "status", "started_year", "place", "municipality_code", "website")
"""Fields of which the site shows one value; every other value is a conflict."""
LISTS = ("themes", "networks", "networks_unlisted")
"""Fields of which the site shows all values together."""


def state(rows: pl.DataFrame, initiatives: pl.DataFrame) -> pl.DataFrame:
    """One row per field, value and source page (see `data_loaders.schema.Statements`).

    Args:
        rows: described candidates with their `id`.
        initiatives: the merged initiatives, for what the site shows.
    """
    scalars = [
        _values(rows, field, pl.col(field)).join(_shown(initiatives, field), on="initiative_id", how="left")
        for field in SCALARS
    ]
    lists = [
        _values(rows.explode(field, keep_nulls=False, empty_as_null=False), field, pl.col(field)).with_columns(
            shown="value"
        )
        for field in LISTS
    ]
    said = pl.concat([*scalars, *lists]).with_columns(is_shown=pl.col("value").eq_missing(pl.col("shown")))
    newest_title = ["source_year", "source_title"]
    one_each = said.sort(*_KEY, *newest_title, descending=[False] * 4 + [True, False], nulls_last=True)
    return Statements.validate(
        one_each.unique(_KEY, keep="first", maintain_order=True).select(Statements.column_names()), cast=True
    )


def _values(rows: pl.DataFrame, field: str, value: pl.Expr) -> pl.DataFrame:
    said = rows.select(
        "source_url", "source_title", "source_year",
        initiative_id="id", field=pl.lit(field), value=value.cast(pl.String),
    )  # fmt: skip
    return said.filter(pl.col("value").is_not_null() & (pl.col("value") != _NO_STATEMENT.get(field, "")))


def _shown(initiatives: pl.DataFrame, field: str) -> pl.DataFrame:
    return initiatives.select(initiative_id="id", shown=pl.col(field).cast(pl.String))
