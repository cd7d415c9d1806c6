"""The map of points inside one municipality: a dot per point, in the colour of its theme."""

import math
from collections.abc import Mapping

import polars as pl

from data_loaders.schema import LocationPrecision, Theme
from data_loaders.schema.rows import rows_of
from measures.points import PointRow
from ui.map_key import LegendRow
from ui.seen import status_words
from ui.view import View

LARGEST_DOT_PX, SMALLEST_DOT_PX = 7.0, 2.5
MOST_PX, LEAST_LARGEST = 22.0, 25
"""Radius of the largest dot, and the least number of initiatives for which a dot gets that radius."""
FEW = 200
"""With at most this many points, dots have their full size."""
MANY = 1000
"""With more points than this, tooltips have names only. Tooltips are part of the page; the table has the rest."""


def point_token(theme: str | None) -> str:
    """The name of a theme's colour; the accent for a point with several themes."""
    return f"thema-{theme}" if theme else "accent"


def dot_px(points: int) -> float:
    """Radius of a dot for one initiative. It is smaller on a map with many points, so that they cover each other less."""
    return round(min(LARGEST_DOT_PX, max(SMALLEST_DOT_PX, LARGEST_DOT_PX * math.sqrt(FEW / max(points, 1)))), 1)


def dot_radii(rows: pl.DataFrame) -> list[float]:
    """The radius in pixels for each row of `measures.points.points` that has a point."""
    floor, largest = dot_px(rows.height), int(rows["count"].max() or 0)  # type: ignore[arg-type]  # a count is a number
    counts = rows.filter(pl.col("longitude").is_not_null())["count"]
    most = [MOST_PX * math.sqrt(count / max(largest, LEAST_LARGEST)) for count in counts]
    return [round(max(floor, min(room, floor * math.sqrt(count))), 1) for count, room in zip(counts, most, strict=True)]


def point_tips(view: View, rows: pl.DataFrame) -> list[str]:
    """The tooltip for each row of `measures.points.points`."""
    return [_tip(view, row, is_short=rows.height > MANY) for row in rows_of(rows, PointRow)]


def _tip(view: View, row: PointRow, *, is_short: bool) -> str:
    more = row["count"] - len(row["names"])
    rest = [view.t("kaart.more_here", count=more)] if more else []
    if is_short:
        return "\n".join([*row["names"], *rest])
    precision = ", ".join(view.t(f"precision.{value}") for value in row["location_precision"])
    statuses = [status_words(view.language, **status) for status in row["statuses"]]
    dated = [f"{name}: {status}" for name, status in zip(row["names"], statuses, strict=True)]
    return "\n".join([*dated, *rest, view.t("kaart.point_is", precision=precision)])


def points_sentence(view: View, rows: pl.DataFrame, middles: Mapping[LocationPrecision, int]) -> str:
    """How many points there are, how many initiatives have none, and how many stand in the middle of a place or district.

    `middles` comes from `measures.points.on_a_middle`.
    """
    unplaced = int(rows.filter(pl.col("longitude").is_null())["count"].sum())
    placed = rows.height - bool(unplaced)
    if not placed:
        return view.t("kaart.points_unplaced" if unplaced else "kaart.points_none", count=unplaced)
    sentences = [view.t("kaart.points_sentence" if unplaced else "kaart.points_all", points=placed, unplaced=unplaced)]
    if middles:
        only = ", ".join(view.t(f"kaart.points_only_{middle}", count=count) for middle, count in middles.items())
        sentences.append(view.t("kaart.points_only", only=only, count=sum(middles.values())))
    return " ".join(sentences)


def point_table(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """`rows` in the reader's words, with a row for the total."""
    t = view.t
    shown = rows.select(
        pl.when(pl.col("longitude").is_not_null())
        .then(pl.col("place").fill_null(""))
        .otherwise(pl.lit(t("map.wide")))
        .alias(t("map.place")),
        pl.col("names").list.join("; ").alias(t("kaart.names")),
        pl.col("location_precision")
        .list.eval(pl.element().replace({p: t(f"precision.{p}") for p in _precisions(rows)}))
        .list.join(", ")
        .alias(t("kaart.precision")),
        pl.col("count").alias(t("map.number")),
    )
    total = pl.DataFrame([[t("map.total")], [""], [""], [rows["count"].sum()]], schema=shown.schema)
    return pl.concat([shown, total])


def point_legend(view: View, rows: pl.DataFrame) -> list[LegendRow]:
    """A row for each colour on the map, with its theme and number of initiatives."""
    placed = rows.filter(pl.col("longitude").is_not_null())
    counts = dict(placed.group_by("theme").agg(pl.col("count").sum()).iter_rows())
    order = [theme.value for theme in Theme if theme.value in counts] + ([None] if None in counts else [])
    return [
        LegendRow(
            view.t(f"theme.{theme}") if theme else view.t("kaart.several_themes"),
            point_token(theme),
            counts[theme],
        )
        for theme in order
    ]


def _precisions(rows: pl.DataFrame) -> list[str]:
    return rows["location_precision"].explode(empty_as_null=True).drop_nulls().unique().to_list()
