"""Rows that carry an old id on: the evidence that an initiative is, or took over, one that readers may have kept."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

import polars as pl

from data_loaders.schema.folding import fold_expr
from data_loaders.schema.pages import page_key
from prepare.merging.features import bare_site


class Fit(IntEnum):
    """How well a row fits an old entry, the best first."""

    REPEATED = 0
    """On a page of the entry, and nothing that its sources did not say."""
    TOLD_MORE = 1
    """On a page of the entry, with a site or start year where its sources said none."""
    ELSEWHERE = 2
    """On another page, but by its words the same: more than a kind in its name, or a place."""


def carriers(rows: pl.DataFrame, initiatives: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Which rows of today could be a row of an old entry.

    A row fits when it has a name, the municipality and the place of the entry, and no other site
    or start year than its sources said. The row that gave the entry its place fits best, as long
    as nobody changes it. A row counts only for the entries that it fits best.

    Args:
        rows: from `merger.match`.
        initiatives: of the previous version.
        statements: of the previous version.

    Returns:
        `old`, `index`, `cluster`, `fit` (of `Fit`), `is_other` (not by the shown name and place), sorted.
    """
    today = rows.select(
        "index", "cluster", "municipality_code", "site", "started_year", "says_where",
        page=page_key(pl.col("source_url")), called="folded", where="folded_place",
    )  # fmt: skip
    # A row in no known municipality is held against the entries in none.
    fitting = today.join(
        _entries(initiatives, statements), on=["called", "municipality_code", "where"], nulls_equal=True
    ).with_columns(fit=_fit())
    return (
        fitting.filter(pl.col("fit") == pl.col("fit").min().over("index"))
        .select("old", "index", "cluster", "fit", "is_other")
        .sort("old", "fit", "is_other", "cluster", "index")
    )


def _entries(initiatives: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """What was said of each old entry, one row per name and place."""
    said = statements.group_by(old="initiative_id").agg(
        places=fold_expr(_values("place")), sites=bare_site(_values("website")), years=_values("started_year")
    )
    shown = initiatives.select(
        "municipality_code",
        old="id",
        name=fold_expr(pl.col("name")),
        called=pl.concat_list("name", "other_names"),
        place=fold_expr(pl.col("place")).fill_null(""),
        pages=pl.col("sources").list.eval(page_key(pl.element().struct.field("url"))),
    ).join(said, on="old", how="left")
    lists = shown.with_columns(pl.col("places", "sites", "years").fill_null([]))
    by_place = lists.with_columns(where=pl.concat_list("place", "places").list.unique()).explode("where")
    by_name = by_place.explode("called").with_columns(fold_expr(pl.col("called"))).unique(["old", "called", "where"])
    is_shown_place = pl.col("where") == pl.col("place")
    return by_name.with_columns(
        is_shown_place=is_shown_place, is_other=~is_shown_place | (pl.col("called") != pl.col("name"))
    )


def _values(field: str) -> pl.Expr:
    return pl.col("value").filter(pl.col("field") == field).unique()


def _fit() -> pl.Expr:
    """A `Fit`, or null when the row says otherwise."""
    year = pl.col("started_year").cast(pl.String)
    silent = {"sites": pl.col("site") == "", "years": year.is_null()}
    repeats = {"sites": pl.col("sites").list.contains(pl.col("site")), "years": pl.col("years").list.contains(year)}
    says_the_same = pl.all_horizontal(silent[said] | repeats[said] for said in silent)
    says_nothing_else = pl.all_horizontal(
        silent[said] | repeats[said] | (pl.col(said).list.len() == 0) for said in silent
    )
    is_like = says_nothing_else & pl.col("is_shown_place")
    on_its_page = pl.col("pages").list.contains(pl.col("page"))
    return (
        pl.when(on_its_page & says_the_same).then(Fit.REPEATED.value)
        .when(on_its_page & is_like).then(Fit.TOLD_MORE.value)
        .when(~on_its_page & is_like & pl.col("says_where")).then(Fit.ELSEWHERE.value)
    )  # fmt: skip


def one_row_each(
    carried: pl.DataFrame, recognised: Mapping[str, int], lost: Iterable[str]
) -> Iterator[tuple[str, int]]:
    """The cluster that each lost id leads to: the one with a row that is its own and of no other id.

    When two old entries have only one row left between them, that row goes to the id that was kept. The
    other id leads nowhere: it must never lead to an initiative that only stood beside its own.

    Args:
        carried: from `carriers`.
        recognised: the clusters of the ids that were found back; these have their rows first.
        lost: the other ids.

    Returns:
        Lost ids with their cluster, the best fits first; an id without a row is left out.
    """
    taken = pl.col("cluster").is_in(list(recognised.values()))
    near = _around(carried, list(lost)).sort(taken, "is_other", "cluster", "index")
    cluster_of = dict(near.select("index", "cluster").iter_rows())
    waiting = sorted(set(near["old"]), key=lambda old: (old not in recognised, old))
    for fit in Fit:
        fits = near.filter(fit=fit.value).group_by("old", maintain_order=True).agg("index")
        row_of = _shared_out(waiting, dict(fits.iter_rows()))
        yield from ((old, cluster_of[row]) for old, row in row_of.items() if old not in recognised)
        waiting = [old for old in waiting if old not in row_of]


def _around(carried: pl.DataFrame, lost: list[str]) -> pl.DataFrame:
    """The part of `carried` with every id that has a row in common with a lost one, directly or by others."""
    near = carried.filter(pl.col("old").is_in(lost))
    while True:
        wider = carried.join(carried.join(near, on="index", how="semi"), on="old", how="semi")
        if wider.height == near.height:
            return near
        near = wider


def _shared_out(ids: list[str], rows_of: Mapping[str, list[int]]) -> dict[str, int]:
    """One row for as many ids as possible; an id that has one keeps one, though it may change to another.

    The textbook way (augmenting paths), written out because the libraries' versions do not say
    whose turn is first.
    """
    holder: dict[int, str] = {}
    for new in ids:
        came: dict[int, tuple[str, int | None]] = {}
        queue: list[tuple[str, int | None]] = [(new, None)]
        for old, left in queue:
            free = None
            for row in rows_of.get(old, []):
                if row in came:
                    continue
                came[row] = (old, left)
                if row not in holder:
                    free = row
                    break
                queue.append((holder[row], row))
            if free is not None:
                _move(holder, came, free)
                break
    return {old: row for row, old in holder.items()}


def _move(holder: dict[int, str], came: Mapping[int, tuple[str, int | None]], free: int) -> None:
    row: int | None = free
    while row is not None:
        holder[row], row = came[row]
