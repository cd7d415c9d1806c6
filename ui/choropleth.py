"""The map with a colour per region: classes, legend, tooltips, table and sentence of the same frame."""

from dataclasses import replace
from functools import partial

import polars as pl
import streamlit as st

from data_loaders.schema import Theme
from geo.breaks import MOST_CLASSES, ClassKind, class_breaks, class_of
from geo.layers import classed_areas, deck
from measures.counts import top_themes
from measures.map_figures import Measure, region_figures
from ui.colours import map_colours
from ui.legend import LegendRow, legend
from ui.map_mode import LEVELS, SHAPES, Asked, Mode
from ui.map_tips import TIP, tip_style
from ui.map_view import (
    MAP_HEIGHT_PX,
    TURN,
    around,
    border_layer,
    choose_region,
    names_layer,
    shape_address,
    start_view,
)
from ui.numbers import number
from ui.palette import Ground, rgb
from ui.session import View

FRACTIONS = frozenset({Measure.RATE, Measure.SHARE})
"""Figures that lie between whole numbers too, and rest on few initiatives in small places."""


def figures(view: View, asked: Asked) -> pl.DataFrame:
    """See `measures.map_figures.region_figures`."""
    return region_figures(view.catalogue, view.selection, LEVELS[asked.mode], asked.measure, asked.since)


def classes(view: View, rows: pl.DataFrame, asked: Asked, ground: Ground) -> tuple[list[int], list[LegendRow]]:
    """Per region, in the order of the codes, its row in the legend; and the legend."""
    return view.once("classes", lambda: _classes(view, rows, asked, ground), asked, ground)


def _classes(view: View, rows: pl.DataFrame, asked: Asked, ground: Ground) -> tuple[list[int], list[LegendRow]]:
    values = rows.filter(pl.col("code").is_not_null())["value"]
    most = 1 if asked.mode is Mode.WHITE_SPOTS else MOST_CLASSES
    breaks = class_breaks(values, most=most, whole=asked.measure not in FRACTIONS)
    told = zip(legend(breaks, view.language, ground), breaks["kind"], strict=True)
    return class_of(values, breaks).to_list(), [_told(view, row, kind, asked) for row, kind in told]


def _told(view: View, row: LegendRow, kind: str, asked: Asked) -> LegendRow:
    """`row` with the unit that its label needs."""
    if asked.mode is Mode.WHITE_SPOTS and kind == ClassKind.VALUE:
        return replace(row, label=view.t("kaart.something_known"))
    if asked.measure is Measure.SHARE and kind in {ClassKind.VALUE, ClassKind.ZERO}:
        return replace(row, label=f"{row.label}%")
    return row


def measure_words(view: View, asked: Asked) -> str:
    """What the colours stand for."""
    if asked.mode is Mode.WHITE_SPOTS:
        return view.t("kaart.unit_witte_vlekken")
    return view.t(f"kaart.unit_{asked.measure.replace('-', '_')}", since=str(asked.since))


def region_map(view: View, rows: pl.DataFrame, asked: Asked, alt: str) -> None:
    """Draw `rows` of `figures`; choosing a region narrows the selection to it."""
    ground: Ground = st.context.theme.type or "light"
    colours = map_colours(ground, ())
    of_region, key_rows = classes(view, rows, asked, ground)
    level = LEVELS[asked.mode]
    address = shape_address(view.snapshot.version, SHAPES[level])
    border = partial(border_layer, version=view.snapshot.version, is_near=view.selection.municipality is not None)
    layers = [
        *around(view.snapshot.version, colours),
        classed_areas(SHAPES[level], address, classes=of_region, fills=[rgb(row.colour) for row in key_rows]),
        border("gebiedsgrenzen", shapes=SHAPES[level], line=colours.line, width_px=0.6),
        border("provinciegrenzen", shapes="provinces", line=colours.border, width_px=1.4),
        names_layer(view, colours),
    ]
    regions = rows.filter(pl.col("code").is_not_null())
    st.html(view.once("tips", lambda: _tips(view, regions, asked), asked))
    key = f"map_{st.session_state.get(TURN, 0)}"
    st.pydeck_chart(
        deck(layers, start_view(view), TIP),
        height=MAP_HEIGHT_PX,
        on_select=lambda: choose_region(view, key, SHAPES[level]),
        selection_mode="single-object",
        alt=alt,
        key=key,
    )


def _tips(view: View, regions: pl.DataFrame, asked: Asked) -> str:
    return tip_style([region_tip(view, row, asked) for row in regions.iter_rows(named=True)])


def value_words(view: View, value: float | None, asked: Asked) -> str:
    """One value as a reader sees it; unknown and not computable in words."""
    if value is None:
        return view.t("legend.unknown")
    if value != value:  # noqa: PLR0124 - NaN is the one number that differs from itself
        return view.t("legend.no_data")
    decimals = {Measure.RATE: 2, Measure.SHARE: 0}.get(asked.measure)
    return number(value, view.language, decimals) + ("%" if asked.measure is Measure.SHARE else "")


def region_tip(view: View, row: dict[str, object], asked: Asked) -> str:
    """What pointing at a region tells: name, true count, the figure and the most frequent themes."""
    count = view.t("map.count", count=row["count"])
    told = f"{row['name']}: {count if row['count'] else view.t('legend.unknown')}"
    if asked.has_measure and asked.measure is not Measure.COUNT:
        told += f"\n{measure_words(view, asked)}: {value_words(view, row['value'], asked)}"  # type: ignore[arg-type]  # a number
    if top := top_themes(row, most=2):  # type: ignore[arg-type]  # themes are counts
        told += "\n" + ", ".join(f"{view.t(f'theme.{theme}')} {number(n, view.language)}" for theme, n in top)
    return told


def legend_notes(view: View, rows: pl.DataFrame, asked: Asked) -> list[str]:
    """What a reader must know under the legend of `rows`: what a COROP region is; for rates and shares, what small numbers do."""
    told = [view.t("kaart.corop_is")] if asked.mode is Mode.COROPS else []
    if asked.measure in FRACTIONS and (small := int(rows["is_small"].sum())):
        told.append(view.t("kaart.small_numbers", regions=view.t(f"kaart.count_{LEVELS[asked.mode]}", count=small)))
    return told


def region_sentence(view: View, rows: pl.DataFrame, asked: Asked) -> str:
    """What the map shows: how many regions without anything known, and where the figure is highest."""
    regions = rows.filter(pl.col("code").is_not_null())
    unit = view.t(f"kaart.level_{LEVELS[asked.mode]}")
    unknown = regions["count"].eq(0).sum()
    form = "regions_unknown" if unknown else "regions_known"
    told = [view.t(f"kaart.{form}", unknown=unknown, total=regions.height, unit=unit)]
    known = regions.filter(pl.col("value").is_not_nan() & pl.col("value").is_not_null()).sort(
        "value", "code", descending=[True, False]
    )
    if asked.mode is not Mode.WHITE_SPOTS and known.height and known["value"][0]:
        top = known.row(0, named=True)
        shown = value_words(view, top["value"], asked)
        told.append(view.t("kaart.highest", name=top["name"], value=shown, what=measure_words(view, asked)))
    return " ".join(told)


def region_table(view: View, rows: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """`rows` in the reader's words; the row of what lies in no known region is named, and a total closes it."""
    t = view.t
    unit = t(f"kaart.level_{LEVELS[asked.mode]}_one")
    numbers = ["count", *(theme.value for theme in Theme)]
    total = rows.select(pl.col(numbers).sum()).with_columns(name=pl.lit(t("map.total")))
    named = rows.with_columns(name=pl.col("name").fill_null(t("map.not_placed")))
    values = [value_words(view, value, asked) for value in rows["value"]]
    told = pl.concat([named.with_columns(told=pl.Series(values, dtype=pl.String)), total], how="diagonal_relaxed")
    own = [pl.col("told").fill_null("").alias(measure_words(view, asked))]
    if not asked.has_measure or asked.measure is Measure.COUNT:
        own = []
    themes = [pl.col(theme.value).alias(t(f"theme.{theme}")) for theme in Theme]
    return told.select(pl.col("name").alias(unit), *own, pl.col("count").alias(t("map.number")), *themes)
