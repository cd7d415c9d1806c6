"""Measures how alike municipalities are, by the distance between figures of CBS that a reader can choose.

See docs/methode-vergelijken.md.
"""

from collections.abc import Sequence
from enum import StrEnum, auto

import polars as pl

from data_loaders.schema import RegionLevel

INHABITANTS = "inwoners"
"""Inhabitants come from the table of regions, which all measures use as denominator."""


class FigureKind(StrEnum):
    """How two values of a figure are compared in words."""

    COUNT = auto()
    """As a ratio: 12% more."""
    SHARE = auto()
    """As a difference in whole percentage points; CBS rounds these, so a difference of one means nothing."""
    VALUE = auto()
    """As a ratio, in the words higher and lower."""
    DISTANCE = auto()
    """As a ratio, in the words further and nearer."""


FIGURES: dict[str, FigureKind] = {
    INHABITANTS: FigureKind.COUNT,
    "omgevingsadressendichtheid": FigureKind.COUNT,
    "aandeel_65_plus": FigureKind.SHARE,
    "aandeel_eenpersoonshuishoudens": FigureKind.SHARE,
    "aandeel_rond_sociaal_minimum": FigureKind.SHARE,
    "aandeel_huurwoningen": FigureKind.SHARE,
    "aandeel_corporatiewoningen": FigureKind.SHARE,
    "aandeel_leegstand": FigureKind.SHARE,
    "woz_waarde": FigureKind.VALUE,
    "wmo_clienten": FigureKind.COUNT,
    "autos_per_huishouden": FigureKind.COUNT,
    "aardgasverbruik": FigureKind.VALUE,
    "elektriciteitsverbruik": FigureKind.VALUE,
    "afstand_supermarkt": FigureKind.DISTANCE,
    "afstand_huisarts": FigureKind.DISTANCE,
    "afstand_bibliotheek": FigureKind.DISTANCE,
    "afstand_cafe": FigureKind.DISTANCE,
    "afstand_treinstation": FigureKind.DISTANCE,
}
"""Figures that a reader can choose, in the order of the screens. Households are left out because they follow inhabitants,
and urbanity because it is the class of address density."""

USUAL = tuple(FIGURES)[:5]
"""The figures that count unless the reader chooses others."""
SAME_RATIO, SAME_POINTS = 0.05, 1.0
"""Largest difference for which two values are called the same: 5%, or one percentage point."""


def figures_wide(regions: pl.DataFrame, context: pl.DataFrame) -> pl.DataFrame:
    """One row per municipality with a column per key of `FIGURES`; null if unknown.

    Args:
        regions: the declared table.
        context: the declared table `context_values`.
    """
    people = regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY).select(
        "code", pl.when(pl.col("population") > 0).then(pl.col("population").cast(pl.Float64)).alias(INHABITANTS)
    )
    known = context.filter(pl.col("indicator_id").is_in([name for name in FIGURES if name != INHABITANTS]))
    wide = known.pivot("indicator_id", index="municipality_code", values="value").rename({"municipality_code": "code"})
    missing = [pl.lit(None, pl.Float64).alias(name) for name in FIGURES if name not in {*wide.columns, INHABITANTS}]
    return people.join(wide.with_columns(missing), on="code", how="left").select("code", *FIGURES)


def distances(wide: pl.DataFrame, code: str, figures: Sequence[str]) -> pl.DataFrame:
    """The distance of each municipality from municipality `code`, as columns `code` and `distance`.

    The distance is the root mean square of the differences per figure, each in standard deviations over all
    municipalities. Shares are used as they are, distances by their square root, and all other figures by their logarithm.
    So each figure has the same weight, and a distance of 0 means equal.

    Args:
        wide: rows of `figures_wide`.
        code: a municipality.
        figures: keys of `FIGURES`. A figure that is unknown for `code`, or equal everywhere, does not count.

    Returns:
        One row per municipality. `distance` is null if a figure that counts is unknown, and for all if none counts.
    """
    standard = wide.select("code", *(_standard(name) for name in figures if name in FIGURES))
    own = standard.row(by_predicate=pl.col("code") == code, named=True) if code in wide["code"] else {}
    squares = [(pl.col(name) - value) ** 2 for name, value in own.items() if name != "code" and value is not None]
    if not squares:
        return wide.select("code", distance=pl.lit(None, pl.Float64))
    return standard.select("code", distance=(sum(squares[1:], squares[0]) / len(squares)).sqrt())


def _standard(name: str) -> pl.Expr:
    # A distance can be 0, which has no logarithm; the square root dampens large values in the same way.
    shown = {FigureKind.SHARE: pl.col(name), FigureKind.DISTANCE: pl.col(name).sqrt()}
    value = shown.get(FIGURES[name], pl.col(name).log())
    usable = pl.when(value.is_finite()).then(value)
    return (pl.when(usable.std() > 0).then(usable) / usable.std()).alias(name)


def compared(name: str, own: float, other: float) -> int:
    """-1 if `other` is less than `own`, 0 if a reader would call them the same, 1 if it is more."""
    difference = other - own
    same = SAME_POINTS if FIGURES[name] is FigureKind.SHARE else SAME_RATIO * abs(own)
    if abs(difference) <= same:
        return 0
    return 1 if difference > 0 else -1
