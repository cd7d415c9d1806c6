"""Stable ids: a slug of name and municipality, kept over preparations; old ids forward."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from data_loaders.schema import Aliases
from data_loaders.schema.folding import fold_expr

_LONGEST = 80


@dataclass(frozen=True)
class PreviousIds:
    """The ids that readers may have kept: tables `initiatives` and `aliases` of the previous version."""

    initiatives: pl.DataFrame
    aliases: pl.DataFrame


def assign_ids(merged: pl.DataFrame, previous: PreviousIds | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """An id for every cluster, and where old ids forward to.

    An old id stays with the initiative that carries its name in its municipality, told apart
    where needed by place and source page. If several old ids meet in one initiative, the one
    that was shown under the present name stays and the others forward. An id that lost its name
    is found back by source page or own site. A new id never repeats an old one.

    Args:
        merged: from `fields.merge_fields`.
        previous: the previous version, if there is one.

    Returns:
        `cluster`, `id`, sorted by `cluster`; and the rows of `Aliases`.
    """
    kept, forwards = ({}, {}) if previous is None else _recognise(merged, previous)
    used = set() if previous is None else set(previous.initiatives["id"])
    forwarded = set() if previous is None else set(previous.aliases["old_id"])
    ids = _new_ids(merged, kept, used, forwarded)
    given = pl.DataFrame(
        {"cluster": merged["cluster"], "id": ids}, schema_overrides={"cluster": pl.UInt32, "id": pl.String}
    )
    by_cluster = dict(given.iter_rows())
    aliases = {old: by_cluster[cluster] for old, cluster in forwards.items()}
    if previous is not None:
        aliases |= _follow(previous.aliases, set(ids), aliases)
    table = pl.DataFrame(
        {"old_id": list(aliases), "id": list(aliases.values())}, schema={"old_id": pl.String, "id": pl.String}
    )
    return given, Aliases.validate(table.sort("old_id"), cast=True)


def _follow(old: pl.DataFrame, live: set[str], forwards: dict[str, str]) -> dict[str, str]:
    """Aliases of the previous version, led on to ids that exist now."""
    led_on = ((old_id, forwards.get(target, target)) for old_id, target in old.select("old_id", "id").iter_rows())
    return {old_id: target for old_id, target in led_on if target in live and old_id not in live}


def _new_ids(merged: pl.DataFrame, kept: dict[int, str], used: set[str], forwarded: set[str]) -> list[str]:
    """An id that forwards is given back only to the entry of that very name, when it stands alone again."""
    taken = used | set(kept.values())
    slugs = merged.select("cluster", name=_slug("name"), place=_slug("place"), municipality=_slug("municipality"))
    result = []
    for cluster, name, place, municipality in slugs.iter_rows():
        new = kept.get(cluster) or next(
            slug
            for rank, slug in enumerate(_choices(name, place, municipality))
            if slug not in taken and (rank == 0 or slug not in forwarded)
        )
        taken.add(new)
        result.append(new)
    return result


def _slug(column: str) -> pl.Expr:
    plain = fold_expr(pl.col(column)).str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    return plain.str.head(_LONGEST).str.strip_chars("-").fill_null("")


def _choices(name: str, place: str, municipality: str) -> Iterable[str]:
    """Slugs for one initiative, the plainest first, each more particular, without end."""
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
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _recognise(merged: pl.DataFrame, previous: PreviousIds) -> tuple[dict[int, str], dict[str, int]]:
    """The old id that each cluster keeps, and the clusters that further old ids forward to."""
    now, before = merged.lazy(), previous.initiatives.lazy().rename({"id": "cluster"})
    kept: dict[int, str] = {}
    found: dict[str, int] = {}
    by_name = [_matches(now, before, keys) for keys in (_SAME_PAGE, _SAME_PLACE)]
    for matches in by_name:
        _keep(matches, kept, found)
    forwards = {old: cluster for matches in reversed(by_name) for old, cluster in matches if old not in found}
    found |= forwards
    for keys in (_SAME_MUNICIPALITY, _RENAMED_OR_MOVED, _SAME_SITE):
        _keep(_matches(now, before, keys), kept, found)
    return kept, forwards


_SAME_PAGE = ("called", "municipality_code", "where", "page")
_SAME_PLACE = ("called", "municipality_code", "where")
_SAME_MUNICIPALITY = ("called", "municipality_code")
_RENAMED_OR_MOVED = ("called", "page")
_SAME_SITE = ("website", "municipality_code")


def _keep(matches: list[tuple[str, int]], kept: dict[int, str], found: dict[str, int]) -> None:
    for old, cluster in matches:
        if old not in found and cluster not in kept:
            kept[cluster], found[old] = old, cluster


def _matches(now: pl.LazyFrame, before: pl.LazyFrame, keys: tuple[str, ...]) -> list[tuple[str, int]]:
    """Old ids and clusters that agree on `keys`, shown names before other names."""
    joined = (
        _keyed(before, keys)
        .join(_keyed(now, keys), on=list(keys), suffix="_now")
        .select("cluster", "cluster_now", rank=pl.col("is_other") + pl.col("is_other_now"))
    )
    best = joined.group_by("cluster", "cluster_now").agg(pl.col("rank").min()).sort("rank", "cluster", "cluster_now")
    return best.select("cluster", "cluster_now").collect().rows()


def _keyed(initiatives: pl.LazyFrame, keys: tuple[str, ...]) -> pl.LazyFrame:
    """`cluster`, `is_other` (0 for the shown name) and the key columns, one row per combination."""
    wide = initiatives.select(
        "cluster",
        "municipality_code",
        "website",
        where=fold_expr(pl.col("place")).fill_null(""),
        page=pl.col("sources").list.eval(pl.element().struct.field("url")),
        called=pl.concat_list("name", "other_names"),
    )
    for column in {"called", "page"} & set(keys):
        wide = wide.explode(column)
    shown = initiatives.select("cluster", shown="name")
    named = wide.join(shown, on="cluster")
    is_other = (pl.col("called") != pl.col("shown")).cast(pl.UInt8) if "called" in keys else pl.lit(0, dtype=pl.UInt8)
    called = [fold_expr(pl.col("called")).alias("called")] if "called" in keys else []
    return (
        named.with_columns(is_other=is_other)
        .with_columns(called)
        .select("cluster", "is_other", *keys)
        .drop_nulls()
        .unique()
    )
