"""Which municipalities are like this one, and how their figures spread.

Size classes and degree of urbanity are those of Statistics Netherlands (CBS).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypedDict

import dataframely as dy
import polars as pl

from data_loaders.schema import RegionLevel, Regions
from data_loaders.schema.columns import label, year
from data_loaders.schema.rows import only_row
from measures.region.counts import KnownPerRegion
from measures.region.enums import FigureReason, SimilarMethod, SizeClass
from measures.region.likeness import FIGURES, USUAL, distances, figures_wide
from measures.region.rates import RegionRates
from measures.region.scope import RegionKey, level_of

SIZE_BOUNDS = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
URBANITY = "stedelijkheid"
"""The class of CBS that tells how urban a municipality is."""
NEAREST = 15
"""Size of the group of the nearest."""
FEWEST = 3
"""With fewer others in the classes, the nearest municipalities are shown instead, and the page says so."""

_CODE = dy.String(metadata=label("Code", "Code"))
"""Of a region on the list, or of one that a reader put together (`measures.region.own`)."""


class SimilarMember(RegionKey):
    """A region beside the two facts that make it similar."""

    code = _CODE
    population = Regions.population
    size_class = dy.Enum(SizeClass, nullable=True, metadata=label("Grootteklasse", "Size class"))
    urbanity = dy.Int8(
        nullable=True,
        min=1,
        max=5,
        metadata=label(
            "Stedelijkheid",
            "Degree of urbanity",
            about_nl="Klasse van het CBS: 1 zeer sterk stedelijk tot en met 5 niet stedelijk.",
            about_en="Class of CBS: 1 very strongly urban to 5 not urban.",
        ),
    )
    urbanity_year = year(nullable=True, metadata=label("Jaar", "Year"))
    distance = dy.Float64(
        nullable=True,
        min=0,
        metadata=label(
            "Afstand",
            "Distance",
            about_nl="0 is gelijk; 1 is gemiddeld één standaardafwijking per cijfer.",
            about_en="0 is equal; 1 is one standard deviation per figure on average.",
        ),
    )


class _Own(TypedDict):
    """What the methods compare of the region itself."""

    province_code: str | None
    neighbours: list[str]
    size_class: str | None
    urbanity: int | None


@dataclass(frozen=True)
class SimilarGroup:
    """The regions one region is compared with; the region itself is never a member."""

    requested: SimilarMethod
    used: SimilarMethod
    """Differs from `requested` when that gave no usable group; `reason` says why."""
    members: dy.DataFrame[SimilarMember]
    """Most alike first."""
    reason: FigureReason | None = None


class GroupPoint(RegionKey):
    """One region of a group as a point; the region itself is one of them."""

    code = _CODE
    known = KnownPerRegion.known
    per_10k = RegionRates.per_10k
    per_10k_low = RegionRates.per_10k_low
    per_10k_high = RegionRates.per_10k_high
    reason = RegionRates.reason
    is_self = dy.Bool(metadata=label("Deze regio", "This region"))


class Spread(dy.Schema):
    """Five numbers of a group; quartiles interpolate linearly between the sorted values."""

    regions = dy.UInt32(metadata=label("Regio's met een cijfer", "Regions with a figure"))
    without_figure = dy.UInt32(metadata=label("Zonder cijfer", "Without a figure"))
    minimum = dy.Float64(nullable=True, metadata=label("Laagste", "Lowest"))
    lower_quartile = dy.Float64(nullable=True, metadata=label("Eerste kwartiel", "First quartile"))
    median = dy.Float64(nullable=True, metadata=label("Midden (mediaan)", "Median"))
    upper_quartile = dy.Float64(nullable=True, metadata=label("Derde kwartiel", "Third quartile"))
    maximum = dy.Float64(nullable=True, metadata=label("Hoogste", "Highest"))


def with_classes(regions: pl.DataFrame, context: pl.DataFrame) -> pl.DataFrame:
    """`regions` with `size_class`, `urbanity` with its year, and the figures that distances are measured in (`figures_wide`).

    Empty where population, or the figure of CBS, is missing. A bound belongs to the class above it.

    Args:
        regions: the declared table.
        context: the declared table `context_values`.
    """
    people = pl.when(pl.col("population") > 0).then("population")
    figures = context.rename({"municipality_code": "code"}).filter(pl.col("value").is_not_null())
    urbanity = figures.filter(pl.col("indicator_id") == URBANITY).select(
        "code", urbanity=pl.col("value").cast(pl.Int8), urbanity_year="year"
    )
    return (
        regions.with_columns(size_class=_class_of(people, SIZE_BOUNDS, SizeClass))
        .join(urbanity, on="code", how="left")
        .join(figures_wide(regions, context), on="code", how="left")
    )


def similar_to(
    regions: pl.DataFrame,
    code: str,
    *,
    method: SimilarMethod = SimilarMethod.SIZE_AND_URBANITY,
    chosen: tuple[str, ...] = (),
    figures: tuple[str, ...] = USUAL,
) -> SimilarGroup:
    """The group of regions that region `code` is compared with.

    Args:
        regions: as `with_classes` gives them.
        code: a region of any level. Above municipalities there are too few regions for classes: the
            group is then every other region of the level.
        method: how to choose among municipalities.
        chosen: codes for `CHOSEN`; codes that are no region of the same level are left out.
        figures: what the distance is measured in, by which every group is ordered.

    Returns:
        `SimilarGroup`. Fallbacks: classes with fewer than `FEWEST` others give the nearest
        municipalities (`FigureReason.GROUP_TOO_SMALL`); a municipality without population or urbanity gets
        the municipalities of its province, with that reason; an unknown code an empty group.
    """
    level = level_of(regions, code)
    if level is None:
        return SimilarGroup(method, method, SimilarMember.create_empty(), FigureReason.UNKNOWN_CODE)
    same_level = regions.filter(pl.col("level") == level)
    peers = same_level.join(distances(same_level.select("code", *FIGURES), code, figures), on="code", how="left")
    if level != RegionLevel.MUNICIPALITY and method != SimilarMethod.CHOSEN:
        return SimilarGroup(method, SimilarMethod.SAME_LEVEL, _members(peers, code), FigureReason.NOT_A_MUNICIPALITY)
    own = only_row(peers.filter(code=code), _Own)
    missing = _missing(own, method)
    if missing:
        same = peers.filter(pl.col("province_code") == own["province_code"])
        return SimilarGroup(method, SimilarMethod.PROVINCE, _members(same, code), missing)
    if method == SimilarMethod.NEAREST:
        return SimilarGroup(method, method, _nearest(peers, code))
    members = _members(peers.filter(_belongs(own, method, chosen)), code)
    if method in CLASS_COLUMNS and len(members) < FEWEST:
        return SimilarGroup(method, SimilarMethod.NEAREST, _nearest(peers, code), FigureReason.GROUP_TOO_SMALL)
    return SimilarGroup(method, method, members)


def spread(rates: pl.DataFrame, codes: list[str]) -> dy.DataFrame[Spread]:
    """How `per_10k` spreads over the regions in `codes`.

    Args:
        rates: columns `code` and `per_10k`, one row per region.
        codes: the group; a code without a row counts as without a figure.

    Returns:
        `Spread`, one row; the five numbers are empty when no region of the group has a figure.
    """
    figures = rates.filter(pl.col("code").is_in(codes))["per_10k"].drop_nulls()
    quartile = {name: figures.quantile(q, interpolation="linear") for name, q in _QUANTILES.items()}
    return Spread.cast(
        pl.DataFrame(
            {"regions": len(figures), "without_figure": len(codes) - len(figures)}
            | {name: [at] for name, at in quartile.items()}
        )
    )


def points(rates: pl.DataFrame, codes: list[str], code: str) -> dy.DataFrame[GroupPoint]:
    """Region `code` and its group as points, highest lower end of the margin first, without a figure last.

    Args:
        rates: rows of `with_rates`, or of one theme of `with_theme_rates`.
        codes: the group.
        code: the region itself.
    """
    rows = rates.filter(pl.col("code").is_in([*codes, code])).with_columns(is_self=pl.col("code") == code)
    return GroupPoint.cast(rows.sort("per_10k_low", "per_10k", "code", descending=[True, True, False], nulls_last=True))


CLASS_COLUMNS: dict[SimilarMethod, tuple[Literal["size_class", "urbanity"], ...]] = {
    SimilarMethod.SIZE_AND_URBANITY: ("size_class", "urbanity"),
    SimilarMethod.SIZE: ("size_class",),
    SimilarMethod.URBANITY: ("urbanity",),
}
"""The classes that must be equal, per method."""

_QUANTILES = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}


def _class_of(value: pl.Expr, bounds: tuple[int, ...], classes: type[StrEnum]) -> pl.Expr:
    """The class of `value`: as many bounds reached, as many classes up."""
    reached = pl.sum_horizontal((value >= bound).cast(pl.UInt8) for bound in bounds)
    return (
        pl.when(value.is_not_null())
        .then(reached)
        .replace_strict(dict(enumerate(classes)), return_dtype=pl.Enum(classes))
    )


def _missing(own: _Own, method: SimilarMethod) -> FigureReason | None:
    """Which fact `method` needs and the municipality lacks."""
    if method not in {*CLASS_COLUMNS, SimilarMethod.NEAREST}:
        return None
    if own["size_class"] is None:
        return FigureReason.NO_POPULATION
    is_usable = own["urbanity"] is not None or method in {SimilarMethod.SIZE, SimilarMethod.NEAREST}
    return None if is_usable else FigureReason.NO_URBANITY


def _belongs(own: _Own, method: SimilarMethod, chosen: tuple[str, ...]) -> pl.Expr:
    """Whether a municipality belongs to the group of `own`."""
    if method in CLASS_COLUMNS:
        return pl.all_horizontal(pl.col(column) == pl.lit(own[column]) for column in CLASS_COLUMNS[method])
    codes = {SimilarMethod.NEIGHBOURS: own["neighbours"], SimilarMethod.CHOSEN: list(chosen)}
    if method in codes:
        return pl.col("code").is_in(codes[method])
    if method == SimilarMethod.PROVINCE:
        return pl.col("province_code") == pl.lit(own["province_code"], pl.String)
    return pl.lit(True)


def _members(peers: pl.DataFrame, code: str) -> dy.DataFrame[SimilarMember]:
    """`peers` without the region itself, most alike first, without a distance last."""
    return SimilarMember.cast(peers.filter(pl.col("code") != code).sort("distance", "code", nulls_last=True))


def _nearest(peers: pl.DataFrame, code: str) -> dy.DataFrame[SimilarMember]:
    return SimilarMember.cast(_members(peers.drop_nulls("distance"), code).head(NEAREST))
