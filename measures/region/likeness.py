"""How much municipalities are alike: the distance between their figures of Statistics Netherlands (CBS), which a reader can choose.

See docs/methode-vergelijken.md.
"""

from collections.abc import Sequence
from enum import StrEnum, auto

import polars as pl

from data_loaders.schema import RegionLevel

INHABITANTS = "inwoners"
"""Taken from the table of regions, which every measure divides by."""


class FigureKind(StrEnum):
    """How two values of a figure are put beside each other."""

    COUNT = auto()
    """By their ratio: 12% more."""
    SHARE = auto()
    """Whole per cents as CBS rounds them: one more or less means nothing."""
    VALUE = auto()
    """By their ratio: higher or lower."""
    DISTANCE = auto()
    """By their ratio: further or nearer."""


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
"""Figures that can count, in the order of the screens. Households say what inhabitants say, and urbanity is the class of address density."""

USUAL = tuple(FIGURES)[:5]
"""Those that count unless the reader chooses others."""
SAME_RATIO, SAME_POINTS = 0.05, 1.0
"""Up to here two values are told as the same: 5%, or one percentage point."""


def figures_wide(regions: pl.DataFrame, context: pl.DataFrame) -> pl.DataFrame:
    """One row per municipality with a column per key of `FIGURES`, empty where not known.

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
    """How far each municipality lies from municipality `code`: `code` and `distance`.

    The root of the mean square of the differences, each in standard deviations over all municipalities: of shares as they are, of
    distances by their square root, of all others by their logarithm. So each figure weighs the same, however many there are, and 0 is equal.

    Args:
        wide: rows of `figures_wide`.
        code: a municipality.
        figures: keys of `FIGURES`. What is not known of `code` itself, or is the same everywhere, does not count.

    Returns:
        `distance` is empty where a figure that counts is not known, and everywhere when none counts.
    """
    standard = wide.select("code", *(_standard(name) for name in figures if name in FIGURES))
    own = standard.row(by_predicate=pl.col("code") == code, named=True) if code in wide["code"] else {}
    squares = [(pl.col(name) - value) ** 2 for name, value in own.items() if name != "code" and value is not None]
    if not squares:
        return wide.select("code", distance=pl.lit(None, pl.Float64))
    return standard.select("code", distance=(sum(squares[1:], squares[0]) / len(squares)).sqrt())


def _standard(name: str) -> pl.Expr:
    # A distance of nought (a supermarket in every street) has no logarithm: its square root is as mild with large values.
    shown = {FigureKind.SHARE: pl.col(name), FigureKind.DISTANCE: pl.col(name).sqrt()}
    value = shown.get(FIGURES[name], pl.col(name).log())
    usable = pl.when(value.is_finite()).then(value)
    return (pl.when(usable.std() > 0).then(usable) / usable.std()).alias(name)


def compared(name: str, own: float, other: float) -> int:
    """Whether `other` is less than (-1), the same as (0) or more than (1) `own`, as a reader would say it."""
    difference = other - own
    same = SAME_POINTS if FIGURES[name] is FigureKind.SHARE else SAME_RATIO * abs(own)
    return 0 if abs(difference) <= same else 1 if difference > 0 else -1
