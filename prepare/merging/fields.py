"""Merges the rows of each initiative field by field, by the rules in `docs/merging.md`.

Each function takes described candidates with their `cluster` and returns one row per cluster.
"""

from collections.abc import Sequence

import polars as pl

from data_loaders.schema import LegalForm, LocationPrecision, Reach, Status, Theme
from data_loaders.schema.folding import fold_expr

_LATER_IN_LIFE = [Status.ENDED, Status.ACTIVE, Status.STARTING]
"""Between statements of the same year, the status first in this list wins, because statuses follow each other one way."""


def merge_fields(rows: pl.DataFrame, answers: pl.DataFrame | None = None) -> pl.DataFrame:
    """All fields except the ids: `cluster` and the columns of `Initiatives`, sorted by `cluster`.

    Args:
        rows: the described candidates with their `cluster`.
        answers: from `answered.rows_of_answers`; they state only status, website, page and year.
    """
    stated = rows if answers is None else pl.concat([rows, answers], how="diagonal")
    # An answer with only a website must not count as a source that does not know the status.
    of_status = stated if answers is None else stated.filter(pl.col("name").is_not_null() | _knows_status())
    parts = [
        _names(rows),
        _summaries(rows),
        _themes(rows),
        _legal_forms(rows),
        _statuses(of_status),
        _status_readings(of_status),
        _years(stated),
        _scopes(rows),
        _locations(rows),
        _websites(stated),
        _unions(rows),
        _sources(stated),
    ]
    merged = rows.select(pl.col("cluster").unique().sort())
    for part in parts:
        merged = merged.join(part, on="cluster", how="left", maintain_order="left")
    return merged.with_columns(
        pl.col("legal_form").fill_null(LegalForm.UNKNOWN.value),
        pl.col("status").fill_null(Status.UNKNOWN.value),
        pl.col("scope").fill_null(Reach.LOCAL.value),
        search_text=_search_text(),
    )


def _best(
    rows: pl.DataFrame, fields: Sequence[str | pl.Expr], order: Sequence[pl.Expr], *, high_first: Sequence[bool]
) -> pl.DataFrame:
    """`fields` of the first row of each cluster in `order`; nulls sort last."""
    ordered = rows.sort("cluster", *order, descending=[False, *high_first], nulls_last=True)
    return ordered.unique("cluster", keep="first", maintain_order=True).select("cluster", *fields)


def _votes(*value: str) -> pl.Expr:
    return pl.len().over("cluster", *value)


def _names(rows: pl.DataFrame) -> pl.DataFrame:
    """The name by most sources, then the newest, then the longest; all other spellings become other names."""
    shown = _best(
        rows,
        ["name", "folded"],
        [_votes("folded"), pl.col("source_year"), _votes("name"), pl.col("name").str.len_chars(), pl.col("name")],
        high_first=[True, True, True, True, False],
    )
    spellings = (
        rows.select("cluster", "folded", "name")
        .sort("cluster", "folded", "name")
        .unique(["cluster", "folded"], keep="first")
    )
    other = (
        spellings.join(shown, on=["cluster", "folded"], how="anti")
        .group_by("cluster")
        .agg(other_names=pl.col("name").sort())
    )
    joined = shown.drop("folded").join(other, on="cluster", how="left", maintain_order="left")
    return joined.with_columns(pl.col("other_names").fill_null([]))


def _summaries(rows: pl.DataFrame) -> pl.DataFrame:
    summarised = rows.filter(pl.col("summary").is_not_null())
    length = pl.col("summary").str.len_chars()
    return _best(
        summarised, ["summary"], [pl.col("source_year"), length, pl.col("summary")], high_first=[True, True, False]
    )


def _themes(rows: pl.DataFrame) -> pl.DataFrame:
    """All themes. The main theme comes first: the one that most sources put first. The others follow by number of sources."""
    position = pl.int_range(pl.len()).over("index")
    named = (
        rows.select("cluster", "index", "source_year", theme="themes")
        .explode("theme")
        .with_columns(is_main=position == 0)
    )
    counted = named.group_by("cluster", "theme").agg(
        main=pl.col("is_main").sum(), named=pl.len(), newest=pl.col("source_year").filter("is_main").max()
    )
    main = _best(
        counted.with_columns(first="theme"), ["first"], [pl.col(c) for c in ("main", "named", "newest", "theme")],
        high_first=[True, True, True, False],
    )  # fmt: skip
    ordered = counted.join(main, on="cluster").sort(
        "cluster", pl.col("theme") == pl.col("first"), "named", "theme", descending=[False, True, True, False]
    )
    return ordered.group_by("cluster", maintain_order=True).agg(themes=pl.col("theme").cast(pl.Enum(Theme)))


def _legal_forms(rows: pl.DataFrame) -> pl.DataFrame:
    known = rows.filter(pl.col("legal_form") != LegalForm.UNKNOWN.value)
    order = [pl.col("source_year"), _votes("legal_form"), pl.col("legal_form")]
    return _best(known, ["legal_form"], order, high_first=[True, True, False])


def _statuses(rows: pl.DataFrame) -> pl.DataFrame:
    """The newest known status with its year; a statement with a year goes before one without."""
    known = rows.filter(_knows_status())
    later = (
        pl.col("status")
        .cast(pl.String)
        .replace_strict({status.value: rank for rank, status in enumerate(_LATER_IN_LIFE)})
    )
    return _best(
        known,
        ["status", pl.col("source_year").alias("status_year")],
        [pl.col("source_year"), later],
        high_first=[True, False],
    )


def _knows_status() -> pl.Expr:
    return pl.col("status") != Status.UNKNOWN.value


def _status_readings(rows: pl.DataFrame) -> pl.DataFrame:
    """The status of each reading, when the readings of an initiative differ; otherwise an empty list.

    A reading without a status counts only beside a reading of the same page with one. Other pages may simply not
    mention the status.
    """
    status = pl.col("status").cast(pl.Enum(Status))
    is_known = _knows_status()
    page = ["cluster", "source_url"]
    is_in_doubt = is_known.any().over(page) & ~is_known.all().over(page)
    of_each = rows.group_by("cluster").agg(
        status_readings=status.filter(is_known | is_in_doubt).sort(),
        differs=is_in_doubt.any() | (status.filter(is_known).n_unique() > 1),
    )
    agreed = pl.lit([], pl.List(pl.Enum(Status)))
    return of_each.select("cluster", pl.when("differs").then("status_readings").otherwise(agreed))


def _years(rows: pl.DataFrame) -> pl.DataFrame:
    """The earliest start year in any source, and the year of the newest source."""
    return rows.group_by("cluster").agg(pl.col("started_year").min(), seen_year=pl.col("source_year").max())


def _scopes(rows: pl.DataFrame) -> pl.DataFrame:
    """The widest scope that a source states; most rows state none."""
    widest = pl.col("scope").cast(pl.Enum(Reach)).to_physical().max()
    return (
        rows.group_by("cluster")
        .agg(scope=widest)
        .with_columns(pl.col("scope").replace_strict(dict(enumerate(Reach)), return_dtype=pl.Enum(Reach), default=None))
    )


def _locations(rows: pl.DataFrame) -> pl.DataFrame:
    """Place, municipality and point of one row.

    The municipality is the one that a person chose, or that most sources name; within it, the most precise row wins.
    """
    fields = ["place", "municipality_code", "municipality", "longitude", "latitude", "location_precision"]
    ranks = {precision.value: rank for rank, precision in enumerate(LocationPrecision)}
    precision = pl.col("location_precision").cast(pl.String).replace_strict(ranks, default=None, return_dtype=pl.UInt8)
    order = [
        pl.col("is_rightly_placed"), _votes("municipality_code"), precision, _votes("place"), pl.col("source_year"),
        *(pl.col(field) for field in fields),
    ]  # fmt: skip
    return _best(rows, fields, order, high_first=[True, True, False, True, True, *[False] * len(fields)])


def _websites(rows: pl.DataFrame) -> pl.DataFrame:
    known = rows.filter(pl.col("website").is_not_null())
    is_secure = pl.col("website").str.starts_with("https")
    order = [pl.col("source_year"), _votes("site"), is_secure, pl.col("website").str.len_chars(), pl.col("website")]
    return _best(known, ["website"], order, high_first=[True, True, True, False, False])


def _unions(rows: pl.DataFrame) -> pl.DataFrame:
    columns = ("networks", "networks_unlisted")
    return rows.group_by("cluster").agg(pl.col(column).explode(keep_nulls=False).unique().sort() for column in columns)


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Every page once, newest first; a page with several titles or years gets the newest."""
    pages = rows.select("cluster", url="source_url", title="source_title", year="source_year")
    one_each = pages.sort(
        "cluster", "url", "year", "title", descending=[False, False, True, False], nulls_last=True
    ).unique(["cluster", "url"], keep="first", maintain_order=True)
    ordered = one_each.sort("cluster", "year", "url", descending=[False, True, False], nulls_last=True)
    return ordered.group_by("cluster", maintain_order=True).agg(sources=pl.struct("url", "title", "year"))


def _search_text() -> pl.Expr:
    parts = [
        pl.col("name"),
        pl.col("other_names").list.join(" "),
        pl.col("place"),
        pl.col("municipality"),
        pl.col("summary"),
    ]
    return fold_expr(pl.concat_str(parts, separator=" ", ignore_nulls=True))
