"""Matches rows of today to initiatives of the previous release, so that ids which readers may have kept stay valid.

An old entry is an initiative of the previous release. A carrier of an old entry is a row of today that could be a row
of that entry; the entry's id may then lead to the initiative that holds the row.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

import polars as pl

from data_loaders.schema.folding import fold_expr
from data_loaders.schema.pages import page_key
from prepare.merging.features import bare_site


class Fit(IntEnum):
    """How well a row fits an old entry, the best first."""

    REPEATED = 0
    """The row is on a page of the entry and repeats a website and start year of the entry, or has none."""
    TOLD_MORE = 1
    """The row is on a page of the entry and has a website or start year where the entry had none."""
    ELSEWHERE = 2
    """The row is on another page, but its words identify it: its name is more than a kind of initiative, or it has a place."""


def carriers(rows: pl.DataFrame, initiatives: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """The rows of today that could be a row of an old entry.

    A row fits an entry when three things hold: it has one of the entry's names, it has the entry's municipality and
    one of its places, and its website and start year do not contradict the entry's sources. A row counts only for the
    entries that it fits best.

    Args:
        rows: from `merger.match`.
        initiatives: the table of the previous release.
        statements: the table of the previous release.

    Returns:
        `old` (id of the entry), `index` and `cluster` of the row, `fit` (a `Fit`), and `is_other` (the match is not by
        the name and place that the site shows); sorted.
    """
    today = rows.select(
        "index", "cluster", "municipality_code", "site", "started_year", "says_where",
        page=page_key(pl.col("source_url")), called="folded", where="folded_place",
    )  # fmt: skip
    # `nulls_equal`: a row without a municipality is compared with the entries without one.
    fitting = today.join(
        _entries(initiatives, statements), on=["called", "municipality_code", "where"], nulls_equal=True
    ).with_columns(fit=_fit())
    return (
        fitting.filter(pl.col("fit") == pl.col("fit").min().over("index"))
        .select("old", "index", "cluster", "fit", "is_other")
        .sort("old", "fit", "is_other", "cluster", "index")
    )


def _entries(initiatives: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """The old entries, one row per name and place, with the pages, websites and start years of their sources."""
    stated = statements.group_by(old="initiative_id").agg(
        places=fold_expr(_values("place")), sites=bare_site(_values("website")), years=_values("started_year")
    )
    shown = initiatives.select(
        "municipality_code",
        old="id",
        name=fold_expr(pl.col("name")),
        called=pl.concat_list("name", "other_names"),
        place=fold_expr(pl.col("place")).fill_null(""),
        pages=pl.col("sources").list.eval(page_key(pl.element().struct.field("url"))),
    ).join(stated, on="old", how="left")
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
    """A `Fit`; null when the row contradicts the entry."""
    year = pl.col("started_year").cast(pl.String)
    silent = {"sites": pl.col("site") == "", "years": year.is_null()}
    repeats = {"sites": pl.col("sites").list.contains(pl.col("site")), "years": pl.col("years").list.contains(year)}
    says_the_same = pl.all_horizontal(silent[fact] | repeats[fact] for fact in silent)
    says_nothing_else = pl.all_horizontal(
        silent[fact] | repeats[fact] | (pl.col(fact).list.len() == 0) for fact in silent
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
    """The cluster that each lost id leads to: a cluster with a row that is assigned to this id alone.

    Each row is assigned to at most one id. If two old entries have one row left between them, the id that was
    recognised gets it. The lost id then leads nowhere, because it must never lead to another initiative than its own.

    Args:
        carried: from `carriers`.
        recognised: id to cluster, for the ids that are in use today; these get rows first.
        lost: all other ids of the previous release.

    Yields:
        Lost ids with their cluster, the best fits first; an id that gets no row is left out.
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
    """The part of `carried` about ids that share a row with a lost id, directly or through other ids."""
    near = carried.filter(pl.col("old").is_in(lost))
    while True:
        wider = carried.join(carried.join(near, on="index", how="semi"), on="old", how="semi")
        if wider.height == near.height:
            return near
        near = wider


def _shared_out(ids: list[str], rows_of: Mapping[str, list[int]]) -> dict[str, int]:
    """Assign a row to as many ids as possible: a maximum bipartite matching by augmenting paths.

    Ids come in the given order. An id that has a row always keeps one, though perhaps not the same. We wrote this
    ourselves because the functions in libraries do not guarantee an order.
    """
    holder: dict[int, str] = {}
    for new in ids:
        reached_by: dict[int, tuple[str, int | None]] = {}
        queue: list[tuple[str, int | None]] = [(new, None)]
        for old, left in queue:
            free = None
            for row in rows_of.get(old, []):
                if row in reached_by:
                    continue
                reached_by[row] = (old, left)
                if row not in holder:
                    free = row
                    break
                queue.append((holder[row], row))
            if free is not None:
                _move(holder, reached_by, free)
                break
    return {old: row for row, old in holder.items()}


def _move(holder: dict[int, str], reached_by: Mapping[int, tuple[str, int | None]], free: int) -> None:
    row: int | None = free
    while row is not None:
        holder[row], row = reached_by[row]
