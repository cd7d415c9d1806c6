"""Pictures of a region's figures, the same for screen, paper and file."""

from typing import Any

import altair as alt
import polars as pl

from ui.palette import ACCENT, BORDER, GROUND, INK, THEME_COLOURS, Ground
from ui.region.told import Told

FONT = "Source Sans Pro, Source Sans, Liberation Sans, Arial, Helvetica, sans-serif"
ROW_PX = 26
AUTOSIZE = alt.AutoSizeParams(type="fit-x", contains="padding")
"""The width follows the page; heights are ours, since marks are placed in pixels."""
LOCALES = {
    "nl": alt.NumberLocale(decimal=",", thousands=".", grouping=[3], currency=["€ ", ""]),
    "en": alt.NumberLocale(decimal=".", thousands=",", grouping=[3], currency=["£", ""]),
}


def _dressed(chart: alt.LayerChart | alt.FacetChart, told: Told, ground: Ground) -> Any:
    """`chart` in our type and colours, with numbers as the language writes them."""
    ink = INK[ground]
    return (
        chart.properties(background=GROUND[ground])
        .configure(font=FONT, locale=alt.Locale(number=LOCALES[told.language]))
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=ink, titleColor=ink, gridColor=BORDER[ground], gridOpacity=0.25, domain=False, ticks=False
        )
        .configure_header(labelColor=ink, labelFontSize=12)
    )


def _axis_title(told: Told) -> str:
    return told.part("spreiding.axis")


def spread_chart(told: Told, ground: Ground, *, width: int | str = "container") -> Any:
    """The group as points on one axis: the middle half as a band, the median as a line, the region with its margin."""
    five = told.profile.spread.row(0, named=True)
    points = told.profile.points.drop_nulls("per_10k")
    x = alt.X("x:Q", title=_axis_title(told), scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=6))
    box = alt.Chart(
        alt.InlineData(values=[{"x": five["lower_quartile"], "x2": five["upper_quartile"], "m": five["median"]}])
    )
    layers = [
        box.mark_rect(color=BORDER[ground], opacity=0.25, aria=False).encode(
            x=x, x2="x2:Q", y=alt.value(22), y2=alt.value(74)
        ),
        box.mark_tick(color=INK[ground], thickness=2, size=52, aria=False).encode(x=alt.X("m:Q"), y=alt.value(48)),
        _dots(told, points.filter(~pl.col("is_self")), ground, x),
        *_self_marks(points.filter(pl.col("is_self")), ground, x),
    ]
    return _dressed(alt.layer(*layers).properties(width=width, height=92, autosize=AUTOSIZE), told, ground)


def _dots(told: Told, others: pl.DataFrame, ground: Ground, x: alt.X) -> Any:
    values = [
        {"x": row["per_10k"], "n": row["name"], "m": told.margin(row["per_10k_low"], row["per_10k_high"])}
        for row in others.iter_rows(named=True)
    ]
    tooltip = [
        alt.Tooltip("n:N", title=" "),
        alt.Tooltip("x:Q", title=told.part("naast.rate"), format=".2f"),
        alt.Tooltip("m:N", title=told.t("marge.name")),
    ]
    return (
        alt.Chart(alt.InlineData(values=values))
        .mark_circle(color=BORDER[ground], opacity=0.75, size=70, aria=False)
        .encode(x=x, y=alt.value(48), tooltip=tooltip)
    )


def _self_marks(own: pl.DataFrame, ground: Ground, x: alt.X) -> list[alt.Chart]:
    values = [
        {"x": row["per_10k"], "low": row["per_10k_low"], "high": row["per_10k_high"], "n": row["name"]}
        for row in own.iter_rows(named=True)
    ]
    chart = alt.Chart(alt.InlineData(values=values))
    accent = ACCENT[ground]
    return [
        chart.mark_rule(color=accent, strokeWidth=2.5, aria=False).encode(
            x=alt.X("low:Q"), x2="high:Q", y=alt.value(48)
        ),
        chart.mark_point(color=accent, fill=accent, shape="diamond", size=190, opacity=1, aria=False).encode(
            x=x, y=alt.value(48)
        ),
        chart.mark_text(color=INK[ground], fontWeight="bold", fontSize=13, aria=False).encode(
            x=x, y=alt.value(9), text="n:N"
        ),
    ]


def themes_chart(told: Told, ground: Ground, *, width: int | str = "container") -> Any:
    """Known initiatives per theme; a theme of which nothing is known says so instead of showing an empty bar."""
    colours = THEME_COLOURS[ground]
    values = [
        {
            "theme": told.t(f"theme.{row['theme']}"),
            "known": row["known"],
            "colour": colours[row["theme"]],
            "words": told.count(row["known"]) if row["known"] else told.part("thema.none"),
        }
        for row in told.profile.themes.iter_rows(named=True)
    ]
    chart = alt.Chart(alt.InlineData(values=values))
    y = alt.Y("theme:N", sort=None, title=None, axis=alt.Axis(labelFontSize=13, labelLimit=200))
    x = alt.X("known:Q", axis=None, scale=alt.Scale(domain=[0, 1.15 * max(1, *(row["known"] for row in values))]))
    bars = chart.mark_bar(height=15, aria=False).encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    labels = chart.mark_text(align="left", dx=5, color=INK[ground], fontSize=13, aria=False).encode(
        x=x, y=y, text="words:N"
    )
    return _dressed(
        alt.layer(bars, labels).properties(width=width, height=ROW_PX * len(values), autosize=AUTOSIZE),
        told,
        ground,
    )
