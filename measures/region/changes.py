"""What changed in a region since the previous data version."""

from dataclasses import dataclass

import dataframely as dy
import polars as pl

from data_loaders.schema import ChangeKind, Changes
from data_loaders.schema.columns import label
from measures.region.enums import Reason
from measures.region.scope import is_in_region

MUNICIPALITY_FIELD = "municipality_code"


class ChangedInitiative(dy.Schema):
    """One row per initiative and kind of change."""

    id = dy.String(primary_key=True, nullable=False, metadata=label("Kenmerk", "Identifier"))
    kind = dy.Enum(
        ChangeKind, primary_key=True, nullable=False, metadata=label("Wat is er veranderd", "Kind of change")
    )
    name = Changes.name
    fields = dy.List(
        dy.Struct(
            {"field": dy.String(nullable=False), "before": dy.String(nullable=True), "after": dy.String(nullable=True)},
            nullable=False,
        ),
        nullable=False,
        metadata=label("Gegevens", "Fields"),
    )
    has_left = dy.Bool(nullable=False, metadata=label("Staat nu in een andere regio", "Now placed in another region"))


@dataclass(frozen=True)
class RegionChanges:
    """Changes in one region."""

    rows: dy.DataFrame[ChangedInitiative]
    totals: dict[ChangeKind, int]
    """Initiatives per kind, all kinds, zeros included."""
    reason: Reason | None = None
    """`NO_PREVIOUS_VERSION`: nothing to compare with, which is not the same as no changes."""


def changes_in(changes: pl.DataFrame, regions: pl.DataFrame, code: str, *, has_previous: bool) -> RegionChanges:
    """Changes to initiatives in region `code`, or placed there until this version.

    Args:
        changes: the declared table.
        regions: the declared table.
        code: the region.
        has_previous: whether there is an earlier data version.

    Returns:
        `RegionChanges`, sorted by kind and name. An initiative that moved away shows up in both regions.
    """
    came_from = is_in_region(regions, code, "before") & (pl.col("field") == MUNICIPALITY_FIELD)
    is_here = is_in_region(regions, code)
    touched = changes.filter(is_here | came_from).with_columns(has_left=~is_here)
    named = (
        pl.struct("field", "before", "after")
        .filter(pl.col("field") != "")
        .sort_by(pl.col("field").filter(pl.col("field") != ""))
    )
    rows = (
        touched.group_by("id", "kind")
        .agg(pl.col("name").first(), pl.col("has_left").all(), fields=named)
        .sort("kind", "name", "id")
    )
    counts = dict(rows.group_by("kind").len().iter_rows())
    totals = {kind: int(counts.get(kind.value, 0)) for kind in ChangeKind}
    return RegionChanges(ChangedInitiative.cast(rows), totals, None if has_previous else Reason.NO_PREVIOUS_VERSION)
