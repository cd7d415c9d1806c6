"""Finds the themes in which a region differs most from a reference, beyond what chance explains."""

from collections.abc import Collection

import dataframely as dy
import polars as pl

from data_loaders.schema import RegionLevel, Theme
from data_loaders.schema.columns import label
from measures.region.chance import References
from measures.region.dispersion import expected_range

CONFIDENCE_IN_ALL = 0.95
"""Confidence for all themes together; each theme is tested at 1 - 0.05/8 (Bonferroni)."""


class ThemeDifference(dy.Schema):
    """One row per theme, largest difference first."""

    theme = dy.Enum(Theme, primary_key=True, metadata=label("Thema", "Theme"))
    known = References.known
    expected = References.expected
    low = References.low
    high = References.high
    beyond = dy.Int64(
        nullable=True,
        metadata=label(
            "Wat toeval niet verklaart",
            "What chance does not explain",
            about_nl="Initiatieven boven (of, met een min, onder) de grens van wat te verwachten is. Leeg: niet te toetsen.",
            about_en="Initiatives above (or, with a minus, below) the bounds of what is to be expected. Empty: cannot be tested.",
        ),
    )


def theme_differences(
    theme_rates: pl.DataFrame, inside: Collection[str], beside: Collection[str]
) -> dy.DataFrame[ThemeDifference]:
    """How many initiatives of each theme a region has more or fewer than chance explains, compared with a reference.

    The model is that of `measures.region.chance`, with wider ranges. In 95 of 100 regions all eight themes fall within
    their range, because readers look at the largest difference of eight.

    Args:
        theme_rates: rows of `with_theme_rates`.
        inside: codes of the region's municipalities.
        beside: codes of the reference's municipalities; those of the region itself are left out.

    Returns:
        `ThemeDifference`, sorted by the number beyond the range, then by the distance from the expected number.
    """
    usable = theme_rates.filter(pl.col("level") == RegionLevel.MUNICIPALITY, pl.col("population") > 0)
    own = _totals(usable, set(inside))
    rest = _totals(usable, set(beside) - set(inside))
    themes = theme_rates.select("theme", "dispersion").unique("theme")
    rows = [
        {"theme": theme} | _difference(own.get(theme, (0, 0)), rest.get(theme, (0, 0)), factor)
        for theme, factor in themes.iter_rows()
    ]
    frame = ThemeDifference.cast(pl.DataFrame(rows, schema=list(ThemeDifference.columns()), infer_schema_length=None))
    apart = (pl.col("known").cast(pl.Float64) - pl.col("expected")).abs()
    order = [pl.col("beyond").abs(), apart, pl.col("theme")]
    return ThemeDifference.cast(frame.sort(order, descending=[True, True, False], nulls_last=True))


def _totals(usable: pl.DataFrame, codes: set[str]) -> dict[str, tuple[int, int]]:
    """Theme to its number of known initiatives and inhabitants."""
    rows = usable.filter(pl.col("code").is_in(list(codes))).group_by("theme")
    return {
        theme: (int(known), int(people))
        for theme, known, people in rows.agg(pl.col("known").sum(), pl.col("population").sum()).iter_rows()
    }


def _difference(own: tuple[int, int], rest: tuple[int, int], dispersion: float) -> dict[str, float | int | None]:
    known, people = own
    total, everybody = known + rest[0], people + rest[1]
    if not people or not rest[1] or not total:
        return {"known": known, "expected": None, "low": None, "high": None, "beyond": None}
    confidence = 1 - (1 - CONFIDENCE_IN_ALL) / len(Theme)
    low, high = expected_range(total, people / everybody, dispersion, confidence=confidence)
    beyond = max(known - high, 0) + min(known - low, 0)
    return {"known": known, "expected": total * people / everybody, "low": low, "high": high, "beyond": beyond}
