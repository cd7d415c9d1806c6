"""Stable ids: a slug of name and municipality that stays the same in later releases. Replaced ids forward."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from data_loaders.schema import Aliases
from data_loaders.schema.folding import fold_expr
from prepare.merging.carriers import Fit, carriers, one_row_each

_LONGEST = 80


@dataclass(frozen=True)
class PreviousIds:
    """The ids that readers may have kept, with what they meant: tables of the previous release."""

    initiatives: pl.DataFrame
    aliases: pl.DataFrame
    statements: pl.DataFrame


def assign_ids(
    merged: pl.DataFrame, rows: pl.DataFrame, previous: PreviousIds | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """An id for every cluster, and the ids that old ids forward to.

    An old id stays with the initiative that has its name and municipality; if there are several, place and source
    page decide. As long as rows of the old entry exist, the id stays with an initiative that holds one of them.

    If several old ids belong to one initiative, the id that was shown under the present name stays. The others
    forward to it, if a row of today can be assigned to each (see `carriers.one_row_each`). An id whose name is gone
    is recognised by its source page or its own website. If that fails too, the id ends. A new id is never equal to
    an old one.

    Args:
        merged: from `fields.merge_fields`.
        rows: from `merger.match`.
        previous: the previous release, if there is one.

    Returns:
        `cluster`, `id`, sorted by `cluster`; and the rows of `Aliases`.
    """
    id_of, forwards = ({}, {}) if previous is None else _recognise(merged, rows, previous)
    used = set() if previous is None else set(previous.initiatives["id"])
    forwarded = set() if previous is None else set(previous.aliases["old_id"])
    ids = _new_ids(merged, id_of, used, forwarded)
    given = merged.select("cluster", pl.Series("id", ids, dtype=pl.String))
    by_cluster = dict(given.iter_rows())
    aliases = {old: by_cluster[cluster] for old, cluster in forwards.items()}
    if previous is not None:
        aliases |= _follow(previous.aliases, set(ids), aliases)
    table = pl.DataFrame(
        {"old_id": list(aliases), "id": list(aliases.values())}, schema={"old_id": pl.String, "id": pl.String}
    )
    return given, Aliases.validate(table.sort("old_id"), cast=True)


def _follow(old: pl.DataFrame, live: set[str], forwards: dict[str, str]) -> dict[str, str]:
    """The aliases of the previous release, changed to point to ids that exist now."""
    led_on = ((old_id, forwards.get(target, target)) for old_id, target in old.select("old_id", "id").iter_rows())
    return {old_id: target for old_id, target in led_on if target in live and old_id not in live}


def _new_ids(merged: pl.DataFrame, id_of: dict[int, str], used: set[str], forwarded: set[str]) -> list[str]:
    """Ids for the clusters, in the order of `merged`.

    An id that forwards (`forwarded`) may be reused only as the plainest slug of a cluster: then its own name is back.
    """
    taken = used | set(id_of.values())
    numbers: dict[str, int] = {}
    slugs = merged.select("cluster", name=_slug("name"), place=_slug("place"), municipality=_slug("municipality"))
    result = []
    for cluster, name, place, municipality in slugs.iter_rows():
        new = id_of.get(cluster) or next(
            slug
            for rank, slug in enumerate(_choices(name, place, municipality, numbers))
            if slug not in taken and (rank == 0 or slug not in forwarded)
        )
        taken.add(new)
        result.append(new)
    return result


def _slug(column: str) -> pl.Expr:
    plain = fold_expr(pl.col(column)).str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    return plain.str.head(_LONGEST).str.strip_chars("-").fill_null("")


def _choices(name: str, place: str, municipality: str, numbers: dict[str, int]) -> Iterable[str]:
    """Endless slugs for one initiative, from plain to specific: with the municipality, the place, then a number.

    Args:
        name, place, municipality: as slugs.
        numbers: the highest number tried so far per slug; this function updates it, so that namesakes cost little time.
    """
    name = name or "initiatief"
    base = (
        name
        if name == municipality or name.endswith(f"-{municipality}") or not municipality
        else f"{name}-{municipality}"
    )
    yield base
    if place and place != municipality:
        base = f"{name}-{place}" if place.endswith(municipality) else f"{name}-{place}-{municipality}".strip("-")
        yield base
    while True:
        numbers[base] = numbers.get(base, 1) + 1
        yield f"{base}-{numbers[base]}"


_Keys = tuple[str, ...]
_UNCHANGED: _Keys = ("content",)
_SAME_PAGE: _Keys = ("called", "municipality_code", "where", "page")
_SAME_PLACE: _Keys = ("called", "municipality_code", "where")
_SAME_MUNICIPALITY: _Keys = ("called", "municipality_code")
_MOVED: _Keys = ("called", "page")
_RENAMED: _Keys = ("website", "municipality_code")


def _recognise(
    merged: pl.DataFrame, rows: pl.DataFrame, previous: PreviousIds
) -> tuple[dict[int, str], dict[str, int]]:
    """Cluster to the old id that it keeps, and the other old ids to the clusters that they forward to.

    The keys are tried from strict to loose, so that an id goes to its best match.
    """
    now, before = _keyed(merged), _keyed(previous.initiatives.rename({"id": "cluster"}))
    id_of: dict[int, str] = {}
    cluster_of: dict[str, int] = {}
    forwards: dict[str, int] = {}
    _keep(_matches(now, before, _UNCHANGED), id_of, cluster_of)
    carried = carriers(rows, previous.initiatives, previous.statements)
    own = _own_clusters(carried, cluster_of)
    for keys in (_SAME_PAGE, _SAME_PLACE):
        matches = _matches(now, before, keys)
        _keep([(old, cluster) for old, cluster in matches if cluster in own.get(old, {cluster})], id_of, cluster_of)
    matches = _matches(now, before, _SAME_MUNICIPALITY)
    _keep([(old, cluster) for old, cluster in matches if cluster in own.get(old, ())], id_of, cluster_of)
    lost = [old for old in previous.initiatives["id"] if old not in cluster_of]
    for old, cluster in list(one_row_each(carried, cluster_of, lost)):
        if id_of.setdefault(cluster, old) != old:
            forwards[old] = cluster
        cluster_of[old] = cluster
    for keys in (_SAME_MUNICIPALITY, _MOVED, _RENAMED):
        _keep(_matches(now, before, keys), id_of, cluster_of)
    return id_of, forwards


def _own_clusters(carried: pl.DataFrame, cluster_of: dict[str, int]) -> dict[str, set[int]]:
    """For each id not yet recognised: the clusters that hold a row of its old entry."""
    unrecognised = carried.filter(pl.col("fit") == Fit.REPEATED, ~pl.col("old").is_in(list(cluster_of)))
    return {old: set(clusters) for old, clusters in unrecognised.group_by("old").agg("cluster").iter_rows()}


def _keep(matches: list[tuple[str, int]], id_of: dict[int, str], cluster_of: dict[str, int]) -> None:
    for old, cluster in matches:
        if old not in cluster_of and cluster not in id_of:
            id_of[cluster], cluster_of[old] = old, cluster


def _keyed(initiatives: pl.DataFrame) -> pl.LazyFrame:
    """The columns by which an entry is recognised, one row per name and page; `is_other` marks names that are not shown."""
    facts = ["search_text", "website", "started_year", "status", "status_year", "legal_form"]
    content = [pl.col(fact).cast(pl.String).fill_null("") for fact in facts]
    themes, pages = (
        pl.col("themes").cast(pl.List(pl.String)),
        pl.col("sources").list.eval(pl.element().struct.field("url")),
    )
    wide = initiatives.lazy().select(
        "cluster",
        "website",
        "name",
        municipality_code=pl.col("municipality_code").fill_null(""),
        where=fold_expr(pl.col("place")).fill_null(""),
        content=pl.concat_str(*content, themes.list.join(","), pages.list.join(" "), separator="\x1f").hash(seed=0),
        page=pages,
        called=pl.concat_list("name", "other_names"),
    )
    long = wide.explode("page").explode("called").with_columns(is_other=pl.col("called") != pl.col("name"))
    return long.with_columns(called=fold_expr(pl.col("called"))).drop("name")


def _matches(now: pl.LazyFrame, before: pl.LazyFrame, keys: _Keys) -> list[tuple[str, int]]:
    """Pairs of old id and cluster that agree on `keys`; matches by shown names come before matches by other names."""
    old, new = (side.select("cluster", "is_other", *keys).drop_nulls().unique() for side in (before, now))
    both = (
        old.join(new, on=list(keys), suffix="_now")
        .group_by("cluster", "cluster_now")
        .agg(rank=(pl.col("is_other").cast(pl.UInt8) + pl.col("is_other_now").cast(pl.UInt8)).min())
    )
    return both.sort("rank", "cluster", "cluster_now").select("cluster", "cluster_now").collect().rows()
