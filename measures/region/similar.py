"""Finds municipalities that are similar to one municipality, and describes how a figure varies among them.

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
"""Indicator id of the class of CBS for how urban a municipality is."""
NEAREST = 15
"""Size of the group of the nearest."""
FEWEST = 3
"""Fewest other municipalities in the same classes; with fewer, the nearest ones are shown instead, and the page says so."""

_CODE = dy.String(metadata=label("Code", "Code"))
"""Of a region on the list, or of one that a reader put together (`measures.region.own`)."""


class SimilarMember(RegionKey):
    """A similar region, with the facts by which it is similar."""

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
    """The columns of the region itself that the methods compare."""

    province_code: str | None
    neighbours: list[str]
    size_class: str | None
    urbanity: int | None


@dataclass(frozen=True)
class SimilarGroup:
    """The regions with which one region is compared; the region itself is never a member."""

    requested: SimilarMethod
    used: SimilarMethod
    """The method used; it differs from `requested` if that gave no usable group, and `reason` says why."""
    members: dy.DataFrame[SimilarMember]
    """The members, most similar first."""
    reason: FigureReason | None = None


class GroupPoint(RegionKey):
    """One region as a point in a chart of its group; the region itself is a point too."""

    code = _CODE
    known = KnownPerRegion.known
    per_10k = RegionRates.per_10k
    per_10k_low = RegionRates.per_10k_low
    per_10k_high = RegionRates.per_10k_high
    reason = RegionRates.reason
    is_self = dy.Bool(metadata=label("Deze regio", "This region"))


class Spread(dy.Schema):
    """The five-number summary of a group; quartiles are interpolated linearly."""

    regions = dy.UInt32(metadata=label("Regio's met een cijfer", "Regions with a figure"))
    without_figure = dy.UInt32(metadata=label("Zonder cijfer", "Without a figure"))
    minimum = dy.Float64(nullable=True, metadata=label("Laagste", "Lowest"))
    lower_quartile = dy.Float64(nullable=True, metadata=label("Eerste kwartiel", "First quartile"))
    median = dy.Float64(nullable=True, metadata=label("Midden (mediaan)", "Median"))
    upper_quartile = dy.Float64(nullable=True, metadata=label("Derde kwartiel", "Third quartile"))
    maximum = dy.Float64(nullable=True, metadata=label("Hoogste", "Highest"))


def with_classes(regions: pl.DataFrame, context: pl.DataFrame) -> pl.DataFrame:
    """`regions` with `size_class`, `urbanity` with its year, and the figures for distances (`figures_wide`).

    A column is null if the population or the figure of CBS is missing. A bound belongs to the class above it.

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
    """The group of regions with which region `code` is compared.

    Args:
        regions: rows of `with_classes`.
        code: a region of any level. For a region above municipalities, the group is every other region of its level,
            because there are too few for classes.
        method: how to choose among municipalities.
        chosen: codes for `CHOSEN`; codes of another level are ignored.
        figures: the figures for the distance, by which every group is sorted.

    Returns:
        `SimilarGroup`. There are two fallbacks. Classes with fewer than `FEWEST` others are replaced by the nearest
        municipalities (`FigureReason.GROUP_TOO_SMALL`). A municipality without population or urbanity gets the
        municipalities of its province, with the reason. An unknown code gives an empty group.
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
    """The five-number summary of `per_10k` over the regions in `codes`.

    Args:
        rates: columns `code` and `per_10k`, one row per region.
        codes: the group; a code without a row counts as one without a figure.

    Returns:
        `Spread`, one row; the five numbers are null if no region of the group has a figure.
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
    """Region `code` and its group as points, sorted by the lower end of the margin, highest first and nulls last.

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
"""Method to the columns that must be equal."""

_QUANTILES = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}


def _class_of(value: pl.Expr, bounds: tuple[int, ...], classes: type[StrEnum]) -> pl.Expr:
    """The class of `value`: its position in `classes` is the number of bounds that it reaches."""
    reached = pl.sum_horizontal((value >= bound).cast(pl.UInt8) for bound in bounds)
    return (
        pl.when(value.is_not_null())
        .then(reached)
        .replace_strict(dict(enumerate(classes)), return_dtype=pl.Enum(classes))
    )


def _missing(own: _Own, method: SimilarMethod) -> FigureReason | None:
    """The reason why `method` cannot be used: a missing fact of the municipality; None if it can."""
    if method not in {*CLASS_COLUMNS, SimilarMethod.NEAREST}:
        return None
    if own["size_class"] is None:
        return FigureReason.NO_POPULATION
    is_usable = own["urbanity"] is not None or method in {SimilarMethod.SIZE, SimilarMethod.NEAREST}
    return None if is_usable else FigureReason.NO_URBANITY


def _belongs(own: _Own, method: SimilarMethod, chosen: tuple[str, ...]) -> pl.Expr:
    """An expression for whether a municipality belongs to the group of `own`."""
    if method in CLASS_COLUMNS:
        return pl.all_horizontal(pl.col(column) == pl.lit(own[column]) for column in CLASS_COLUMNS[method])
    codes = {SimilarMethod.NEIGHBOURS: own["neighbours"], SimilarMethod.CHOSEN: list(chosen)}
    if method in codes:
        return pl.col("code").is_in(codes[method])
    if method == SimilarMethod.PROVINCE:
        return pl.col("province_code") == pl.lit(own["province_code"], pl.String)
    return pl.lit(True)


def _members(peers: pl.DataFrame, code: str) -> dy.DataFrame[SimilarMember]:
    """`peers` without the region itself, most similar first; those without a distance come last."""
    return SimilarMember.cast(peers.filter(pl.col("code") != code).sort("distance", "code", nulls_last=True))


def _nearest(peers: pl.DataFrame, code: str) -> dy.DataFrame[SimilarMember]:
    return SimilarMember.cast(_members(peers.drop_nulls("distance"), code).head(NEAREST))
