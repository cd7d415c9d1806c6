"""Lists changes in initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from data_loaders.schema import Status
from measures.changed.rows import Happened, ReasonOfChange, Subject
from measures.changed.statements import with_source

if TYPE_CHECKING:
    from measures.changed.between import Release

POINT = "location_precision"
"""The field of a row about a moved point. Its values are the precisions, or the coordinates if the precision is the same."""
_MOVES_ALONG = ("place", "longitude", "latitude")
_DERIVED = ("id", "search_text", "seen_year", "status_readings", "status_year", *_MOVES_ALONG)
_IN_ORDER = ("themes",)
"""Lists in which the order matters, because the first item is the main one."""
_CONTEXT = ("region_codes", "themes", "networks")
_NOTHING = pl.lit(None, pl.String)


def changed_initiatives(old: Release, new: Release, columns: list[str]) -> pl.DataFrame:
    """Rows of `Change` about initiatives; `columns` are the columns in both releases."""
    before, after = old.initiatives.select(columns), new.initiatives.select(columns)
    both = after.join(before, on="id", suffix="_old")
    facts = [
        _statuses(both),
        _points(both),
        *(_facts(both, column) for column in columns if column not in (*_DERIVED, "status", "sources", POINT)),
        _pages(both),
    ]
    differing = _without_what_follows(pl.concat(facts, how="diagonal_relaxed"))
    changes = with_source(differing, old.statements, new.statements)
    whole = pl.concat([_came_and_went(before, after, new), changes], how="diagonal_relaxed")
    context = _context(before, after)
    return whole.join(context, on="id", how="left").with_columns(subject=pl.lit(Subject.INITIATIVE.value))


def _came_and_went(before: pl.DataFrame, after: pl.DataFrame, new: Release) -> pl.DataFrame:
    gone = before.join(after, on="id", how="anti").join(new.aliases, left_on="id", right_on="old_id", how="left")
    target = pl.col("id_right")
    was_known = target.is_in(before["id"].implode())
    renamed = gone.filter(target.is_not_null() & ~was_known)
    added = after.join(before, on="id", how="anti").filter(~pl.col("id").is_in(renamed["id_right"].implode()))
    reason = pl.lit(ReasonOfChange.SAME_INITIATIVE.value)
    return pl.concat(
        [
            _whole(added, Happened.ADDED).with_columns(**_newest_page()),
            _whole(gone.filter(was_known), Happened.MERGED, new=target, reason=reason),
            _whole(renamed, Happened.FORWARDED, new=target),
            _whole(gone.filter(target.is_null()), Happened.REMOVED).with_columns(**_newest_page()),
        ],
        how="diagonal_relaxed",
    ).drop("sources")


def _whole(
    initiatives: pl.DataFrame, kind: Happened, new: pl.Expr = _NOTHING, reason: pl.Expr = _NOTHING
) -> pl.DataFrame:
    return initiatives.select(
        "id", "sources", kind=pl.lit(kind.value), field=pl.lit(""), old=_NOTHING, new=new, reason=reason
    )


def _newest_page() -> dict[str, pl.Expr]:
    year = pl.element().struct.field("year").fill_null(-1)
    newest = pl.col("sources").list.eval(pl.element().sort_by(year, descending=True)).list.first()
    return {f"source_{part}": newest.struct.field(part) for part in ("url", "title", "year")}


def _statuses(both: pl.DataFrame) -> pl.DataFrame:
    """Changes of status, also of only its year."""
    is_other = pl.col("status").cast(pl.String) != pl.col("status_old").cast(pl.String)
    is_newer = pl.col("status_year").fill_null(0) > pl.col("status_year_old").fill_null(0)
    kind = (
        pl.when(is_other & (pl.col("status").cast(pl.String) == Status.ENDED.value))
        .then(pl.lit(Happened.STOPPED.value))
        .when(~is_other & is_newer)
        .then(pl.lit(Happened.CONFIRMED.value))
        .otherwise(pl.lit(Happened.CORRECTED.value))
    )
    return both.filter(is_other | pl.col("status_year").ne_missing(pl.col("status_year_old"))).select(
        "id",
        kind=kind,
        field=pl.lit("status"),
        old=pl.col("status_old").cast(pl.String),
        new=pl.col("status").cast(pl.String),
        old_year="status_year_old",
        new_year="status_year",
    )


def _points(both: pl.DataFrame) -> pl.DataFrame:
    is_finer = pl.col(POINT).cast(pl.String).ne_missing(pl.col(f"{POINT}_old").cast(pl.String))
    moved = is_finer | pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name}_old")) for name in ("longitude", "latitude")
    )

    def text(suffix: str) -> pl.Expr:
        at = pl.concat_str(f"latitude{suffix}", f"longitude{suffix}", separator=", ")
        return pl.when(is_finer).then(pl.col(f"{POINT}{suffix}").cast(pl.String)).otherwise(at)

    return _corrected(both.filter(moved), POINT, text("_old"), text(""))


def _facts(both: pl.DataFrame, column: str) -> pl.DataFrame:
    old, new = _text(both, f"{column}_old"), _text(both, column)
    if column not in _IN_ORDER and isinstance(both.schema[column], pl.List):
        differs = _sorted(both, column).ne_missing(_sorted(both, f"{column}_old"))
    else:
        differs = new.ne_missing(old)
    return _corrected(both.filter(differs), column, old, new)


def _pages(both: pl.DataFrame) -> pl.DataFrame:
    """Changes of source pages: a new page is a confirmation; a lost page, or another title or year, is a correction."""
    urls, old_urls = (pl.col(name).list.eval(pl.element().struct.field("url")) for name in ("sources", "sources_old"))
    differs = _text(both, "sources").ne_missing(_text(both, "sources_old"))
    is_new = urls.list.set_difference(old_urls).list.len() > 0
    kind = pl.when(is_new).then(pl.lit(Happened.CONFIRMED.value)).otherwise(pl.lit(Happened.CORRECTED.value))
    return (
        _corrected(both.filter(differs), "sources", _text(both, "sources_old"), _text(both, "sources"), kind)
        .join(both.select("id", new_url=urls.list.set_difference(old_urls).list.first()), on="id", how="left")
        .join(_page_rows(both), left_on=["id", "new_url"], right_on=["id", "source_url"], how="left")
        .rename({"new_url": "source_url"})
    )


def _page_rows(both: pl.DataFrame) -> pl.DataFrame:
    pages = both.select("id", "sources").explode("sources").unnest("sources")
    return pages.unique(["id", "url"]).rename({"url": "source_url", "title": "source_title", "year": "source_year"})


def _corrected(
    differing: pl.DataFrame,
    field: str,
    old: pl.Expr,
    new: pl.Expr,
    kind: pl.Expr = pl.lit(Happened.CORRECTED.value),  # noqa: B008 - a constant
) -> pl.DataFrame:
    return differing.select("id", kind=kind, field=pl.lit(field), old=old, new=new)


def _without_what_follows(facts: pl.DataFrame) -> pl.DataFrame:
    """Leave out consequences: a point that moved with its municipality, and a page that is the source of a new status."""

    def has(field: str, kind: Happened | None = None) -> pl.Expr:
        of_field = pl.col("field") == field
        return (of_field if kind is None else of_field & (pl.col("kind") == kind.value)).any().over("id")

    is_moved_along = (pl.col("field") == POINT) & has("municipality_code")
    is_told_by_status = (pl.col("field") == "sources") & (
        has("status", Happened.CONFIRMED) | has("status", Happened.STOPPED)
    )
    return facts.filter(~is_moved_along & ~is_told_by_status)


def _context(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Name, with the regions, themes and networks in either release, so that followers of the old and the new match."""
    known = pl.concat([_followed(after), _followed(before)])
    return known.group_by("id", maintain_order=True).agg(
        pl.col("name").first(),
        *(pl.col(name).explode(empty_as_null=False).unique(maintain_order=True).drop_nulls() for name in _CONTEXT),
    )


def _followed(initiatives: pl.DataFrame) -> pl.DataFrame:
    municipality = pl.concat_list("municipality_code").list.drop_nulls().alias("region_codes")
    return initiatives.select("id", "name", municipality, pl.col("themes").cast(pl.List(pl.String)), pl.col("networks"))


def _sorted(frame: pl.DataFrame, column: str) -> pl.Expr:
    return _as_list(frame, column).list.sort()


def _as_list(frame: pl.DataFrame, column: str) -> pl.Expr:
    dtype = frame.schema[column]
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct):
        title, year = pl.element().struct.field("title"), pl.element().struct.field("year")
        dated = pl.format("{} ({})", title, year)
        return pl.col(column).list.eval(pl.coalesce(dated, title))
    return pl.col(column).cast(pl.List(pl.String))


def _text(frame: pl.DataFrame, column: str) -> pl.Expr:
    """A column as text; null when empty. Lists are joined with semicolons, and sources become title and year."""
    if not isinstance(frame.schema[column], pl.List):
        return pl.col(column).cast(pl.String)
    joined = _as_list(frame, column).list.join("; ")
    return pl.when(joined != "").then(joined)
