"""Checks on a whole release before it may replace the one in use.

Each check returns one Dutch sentence per fault. The schema of each table (types, closed lists, bounds, unique keys) is
checked when the table is written, not here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from data_loaders.manifest import SourceEntry
from data_loaders.schema import Reach, RegionLevel
from geo.locate import Locator

NEAR_METRES = 1_000.0
"""How far outside its municipality a point may lie, because published borders are simplified."""
MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Release:
    """The release that is about to be published."""

    tables: Mapping[str, pl.DataFrame]
    municipalities: bytes
    """GeoJSON of the municipalities."""
    sources: tuple[SourceEntry, ...]


def check_release(release: Release, previous: Mapping[str, pl.DataFrame] | None, *, accept_shrink: bool) -> list[str]:
    """All faults that prevent publishing.

    Args:
        release: the new one.
        previous: tables of the release in use; None when there is none.
        accept_shrink: whether tables may have fewer rows, and initiatives may vanish.
    """
    findings = [finding for check in _CHECKS for finding in check(release)]
    if previous is not None and not accept_shrink:
        findings += _shrinking(release.tables, previous)
    return findings


@dataclass(frozen=True)
class _Reference:
    """A column whose values must occur in a column of another table."""

    table: str
    column: str
    target: str
    target_column: str


_REFERENCES = (
    _Reference("initiatives", "municipality_code", "regions", "code"),
    _Reference("initiatives", "seat_code", "regions", "code"),
    _Reference("initiatives", "networks", "partners", "partner_id"),
    _Reference("initiatives", "parent_id", "initiatives", "id"),
    _Reference("statements", "initiative_id", "initiatives", "id"),
    _Reference("aliases", "id", "initiatives", "id"),
    _Reference("partners", "municipality_code", "regions", "code"),
    _Reference("partners", "province_codes", "regions", "code"),
    _Reference("relations", "from_partner", "partners", "partner_id"),
    _Reference("relations", "to_partner", "partners", "partner_id"),
    _Reference("indicators", "goal_id", "goals", "goal_id"),
    _Reference("indicator_values", "indicator_id", "indicators", "indicator_id"),
    _Reference("indicator_values", "region_code", "regions", "code"),
    _Reference("milestones", "goal_id", "goals", "goal_id"),
    _Reference("places", "municipality_code", "regions", "code"),
    _Reference("postcodes", "municipality_code", "regions", "code"),
    _Reference("districts", "municipality_code", "regions", "code"),
    _Reference("municipality_changes", "code_today", "regions", "code"),
    _Reference("regions", "neighbours", "regions", "code"),
    _Reference("context_values", "indicator_id", "context_indicators", "indicator_id"),
    _Reference("context_values", "municipality_code", "regions", "code"),
)


def _codes_on_the_list(release: Release) -> list[str]:
    findings = []
    for reference in _REFERENCES:
        values = release.tables[reference.table][reference.column]
        values = values.explode() if values.dtype == pl.List else values
        known = release.tables[reference.target][reference.target_column]
        strange = values.drop_nulls().unique().filter(~values.drop_nulls().unique().is_in(known.implode())).sort()
        if strange.len():
            where = f"{reference.table}.{reference.column}"
            findings.append(f"{where} noemt wat niet in {reference.target} staat: {_examples(strange)}.")
    return findings


def _old_ids_are_free(release: Release) -> list[str]:
    aliases, ids = release.tables["aliases"], release.tables["initiatives"]["id"]
    taken = aliases.filter(pl.col("old_id").is_in(ids.implode()))["old_id"]
    return [f"Een oud kenmerk is ook een geldend kenmerk: {_examples(taken)}."] if taken.len() else []


def _parts_add_up(release: Release) -> list[str]:
    findings = [
        f"{entry.file}: {entry.read} rijen gelezen, maar {entry.accepted} + {entry.merged} + {entry.rejected} verantwoord."
        for entry in release.sources
        if entry.read != entry.accepted + entry.merged + entry.rejected
    ]
    accepted = sum(entry.accepted for entry in release.sources if entry.kind == "initiatives")
    initiatives = release.tables["initiatives"].height
    if accepted != initiatives:
        findings.append(f"{accepted} rijen werden een nieuw initiatief, maar er zijn {initiatives} initiatieven.")
    totals = release.tables["regions"].group_by("level").agg(pl.col("population").sum())
    if totals["population"].n_unique() > 1:
        findings.append(f"De inwoners van de gebieden tellen niet op: {dict(totals.iter_rows())}.")
    return findings


def _points_inside(release: Release) -> list[str]:
    locator = Locator(release.municipalities)
    regions = release.tables["regions"].filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    pointed = {
        "initiatives": release.tables["initiatives"].select(pl.col("id"), "municipality_code", "longitude", "latitude"),
        "regions": regions.select(
            pl.col("code").alias("id"), pl.col("code").alias("municipality_code"), "longitude", "latitude"
        ),
    }
    findings = []
    for name, table in pointed.items():
        # Codes without boundaries are the concern of `_shapes_are_the_list`.
        known = table.drop_nulls().filter(pl.col("municipality_code").is_in(locator.codes))
        codes = known["municipality_code"].to_numpy().astype(object)
        distances = locator.distances(codes, known["longitude"].to_numpy(), known["latitude"].to_numpy())
        outside = known.filter(pl.Series(np.asarray(distances > NEAR_METRES)))["id"]
        if outside.len():
            findings.append(f"{name}: het punt ligt niet in de gemeente bij {_examples(outside)}.")
    return findings


def _only_local_ones_count_in_a_municipality(release: Release) -> list[str]:
    table = release.tables["initiatives"]
    is_local = pl.col("scope") == Reach.LOCAL
    wrong = table.filter(is_local != pl.col("municipality_code").is_not_null())["id"]
    reason = "Een lokaal initiatief staat in een gemeente, een regionaal of landelijk niet; anders is het bij"
    return [f"{reason} {_examples(wrong)}."] if wrong.len() else []


def _shapes_are_the_list(release: Release) -> list[str]:
    regions = release.tables["regions"].filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    different = sorted(set(Locator(release.municipalities).codes) ^ set(regions["code"]))
    return [f"Grenzen en gemeentelijst verschillen: {', '.join(different[:MOST_EXAMPLES])}."] if different else []


def _shrinking(tables: Mapping[str, pl.DataFrame], previous: Mapping[str, pl.DataFrame]) -> list[str]:
    """Initiatives that vanished without a forwarding id, and tables with fewer rows than before."""
    removed = tables["changes"].filter(pl.col("kind") == "removed")["id"]
    remedy = "Klopt dit, bouw dan met --accept-shrink."
    findings = [f"Verdwenen initiatieven ({removed.len()}): {_examples(removed)}. {remedy}"] if removed.len() else []
    for name in sorted(set(tables) - _MAY_SHRINK):
        if tables[name].height < previous[name].height:
            findings.append(f"{name} had {previous[name].height} rijen en heeft er nu {tables[name].height}. {remedy}")
    return findings


_MAY_SHRINK = frozenset({"initiatives", "statements", "changes", "aliases"})
"""Tables that may shrink, because merging makes them smaller; vanished initiatives are found by id instead."""

_CHECKS: tuple[Callable[[Release], list[str]], ...] = (
    _codes_on_the_list,
    _old_ids_are_free,
    _parts_add_up,
    _shapes_are_the_list,
    _points_inside,
    _only_local_ones_count_in_a_municipality,
)


def _examples(values: pl.Series) -> str:
    shown = ", ".join(map(str, values.head(MOST_EXAMPLES)))
    return f"{shown} en nog {values.len() - MOST_EXAMPLES}" if values.len() > MOST_EXAMPLES else shown
