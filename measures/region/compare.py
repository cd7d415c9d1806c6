"""Puts two to five regions side by side, on the same scales."""

from dataclasses import dataclass
from itertools import combinations

import dataframely as dy
import polars as pl

from measures.region.enums import FigureReason
from measures.region.rates import RegionRates, RegionThemeRates
from measures.region.scope import municipalities_of

FEWEST, MOST = 2, 5


@dataclass(frozen=True)
class Comparison:
    """Regions side by side, in the requested order."""

    table: dy.DataFrame[RegionRates]
    themes: dy.DataFrame[RegionThemeRates]
    scales: dict[str, float]
    """Upper end of the shared axis per figure (`known`, `per_10k`, `theme_known`, `theme_per_10k`).

    Rates run to the highest upper bound of their intervals, so that no interval is cut off; 0.0 when there is nothing to draw.
    """
    left_out: tuple[tuple[str, FigureReason], ...]
    """Requested codes that are left out, each with the reason."""
    overlaps: tuple[tuple[str, str], ...]
    """Pairs (smaller, larger) in which the first lies inside the second; its initiatives count in both."""
    shared: tuple[tuple[str, str], ...]
    """Pairs that partly overlap; the initiatives in shared municipalities count in both."""
    same: tuple[tuple[str, str], ...]
    """Pairs with exactly the same municipalities."""
    reason: FigureReason | None
    """`TOO_FEW` if fewer than two regions remain; the table still has the remaining one."""


def compare(rates: pl.DataFrame, themes: pl.DataFrame, regions: pl.DataFrame, codes: list[str]) -> Comparison:
    """Put regions of any level side by side.

    Args:
        rates: rows of `with_rates` for all regions.
        themes: rows of `with_theme_rates` for all regions.
        regions: the declared table.
        codes: the requested codes; unknown, repeated and surplus codes are left out and reported.

    Returns:
        `Comparison`; the first five usable codes are kept.
    """
    usable, left_out = _usable(codes, set(regions["code"]))
    order = pl.DataFrame({"code": usable}, schema={"code": pl.String})
    table = order.join(rates, on="code", how="left", maintain_order="left")
    per_theme = order.join(themes, on="code", how="inner", maintain_order="left_right")
    inside = {code: set(municipalities_of(regions, code)) for code in usable}
    return Comparison(
        table=RegionRates.cast(table),
        themes=RegionThemeRates.cast(per_theme),
        scales={
            "known": _top(table["known"]),
            "per_10k": _top(table["per_10k_high"]),
            "theme_known": _top(per_theme["known"]),
            "theme_per_10k": _top(per_theme["per_10k_high"]),
        },
        left_out=tuple(left_out),
        overlaps=tuple((a, b) for a in usable for b in usable if inside[a] < inside[b]),
        shared=tuple(
            (a, b)
            for a, b in combinations(usable, 2)
            if inside[a] & inside[b] and not (inside[a] <= inside[b] or inside[b] <= inside[a])
        ),
        same=tuple((a, b) for a, b in combinations(usable, 2) if inside[a] and inside[a] == inside[b]),
        reason=FigureReason.TOO_FEW if len(usable) < FEWEST else None,
    )


def _usable(codes: list[str], existing: set[str]) -> tuple[list[str], list[tuple[str, FigureReason]]]:
    """The codes to compare, and the other codes with the reason why they are left out."""
    usable: list[str] = []
    left_out: list[tuple[str, FigureReason]] = []
    for code in codes:
        if code not in existing:
            left_out.append((code, FigureReason.UNKNOWN_CODE))
        elif code in usable:
            left_out.append((code, FigureReason.DUPLICATE))
        elif len(usable) == MOST:
            left_out.append((code, FigureReason.TOO_MANY))
        else:
            usable.append(code)
    return usable, left_out


def _top(figures: pl.Series) -> float:
    return float(figures.cast(pl.Float64).max() or 0.0)  # type: ignore[arg-type]  # a figure is a number
