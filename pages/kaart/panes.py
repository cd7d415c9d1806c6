"""The two panes of the map page as HTML: the map with its card, and the list beside it."""

import math
from dataclasses import replace
from typing import NotRequired

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Reach, RegionLevel
from data_loaders.schema.rows import rows_of
from measures.map_figures import Measure, RegionFigure
from pages.kaart.choices import ways
from pages.kaart.marks import to_region
from pages.kaart.modes import MapFigure
from pages.kaart.need import FAR_APART_DOWN, FAR_APART_FIRST, figure_told, need_rows
from pages.kaart.pointed import first_rows, sheet
from ui.choropleth import figures
from ui.filter_controls import address
from ui.initiative_rows import list_page
from ui.map_ground import scene_of
from ui.map_key import key_board
from ui.map_mode import LEVELS, MapChoice, Mode
from ui.map_svg import map_svg
from ui.map_tips import FRACTIONS, margin_words, value_words
from ui.numbers import number
from ui.plain.listing import initiative_list, order_menu, pager
from ui.plain.render import control_html
from ui.story import Control
from ui.view import View

PAGE_REGIONS = 50
STRIP_PX = 124


class _Listed(RegionFigure):
    code: str
    count: int
    need: NotRequired[float | None]
    """Only on the map of two figures."""


def map_body(view: View, choice: MapChoice, figure: MapFigure, alt: str) -> Markup:
    """The map with its switch and legend in a corner, notes, the sheet of a selected bubble, and zoom buttons."""
    notes = Markup().join(Markup("<p>{}</p>").format(note) for note in figure.notes)
    more = Markup('<details class="toelichting" id="toelichting"><summary>{}</summary>{}</details>').format(
        view.t("kaart.notes"), notes
    )
    buttons = Markup().join(
        Markup('<button type="button" data-zoom="{}" aria-label="{}" title="{}">{}</button>').format(
            step, words, words, sign
        )
        for step, words, sign in (
            ("1", view.t("kaart.zoom_in"), "+"),
            ("-1", view.t("kaart.zoom_out"), "−"),
            ("0", view.t("kaart.zoom_reset"), "⌂"),
        )
    )
    return Markup(
        '<div class="kaartvak" id="kaartvak" data-wenk="{}">{}<div class="kaartje">'
        '<div class="wijzen" id="wijzen" popover>{}</div>{}{}</div>{}{}'
        '<div class="zoomknop levend">{}</div></div>'
    ).format(
        view.t("kaart.hint"),
        map_svg(view, scene_of(view, figure.level), figure.marks, alt),
        control_html(view, ways(view, choice)),
        key_board(view, figure.key),
        more if figure.notes else "",
        _elsewhere(view, figure),
        sheet(view, choice, figure.marks),
        buttons,
    )


def _elsewhere(view: View, figure: MapFigure) -> Markup:
    """The number of initiatives that are in no bubble, so that the parts add up to the total."""
    count = figure.table[view.t("map.number")]
    rest = [
        int(number) for name, number in zip(figure.table.to_series(0), count, strict=True) if name == view.t("map.wide")
    ]
    if not rest or not rest[0]:
        return Markup()
    wide = replace(view.selection, scope=(Reach.REGIONAL, Reach.NATIONAL))
    return Markup('<p class="elders"><a href="{}">{}</a></p>').format(
        address(view, wide), view.t("kaart.elsewhere", count=rest[0])
    )


def list_body(view: View, chosen: pl.DataFrame, choice: MapChoice, lists: Control) -> Markup:
    """The chosen list, under the switch between lists."""
    is_regions = lists.choices[1].is_on
    shown = _regions(view, choice) if is_regions else initiative_list(view, chosen, first_rows(view, choice))
    order = Markup() if is_regions or chosen.is_empty() else order_menu(view)
    head = Markup('<div class="lijstkop">{}{}</div>').format(control_html(view, lists), order)
    return head + Markup('<div class="rollen" tabindex="0" role="group" aria-label="{}">{}</div>').format(
        lists.title, shown
    )


def _regions(view: View, map_choice: MapChoice) -> Markup:
    """The list of regions: by the lower end of the margin for a rate, else by the figure; unknown ones last."""
    choice = (
        map_choice
        if map_choice.mode in LEVELS
        else replace(map_choice, mode=Mode.MUNICIPALITIES, measure=Measure.COUNT)
    )
    is_need = choice.mode is Mode.NEED
    by = "low" if choice.measure is Measure.RATE else "value"
    if is_need:
        rows = need_rows(view, choice).filter(pl.col("code").is_not_null())
        ranked = rows.sort(*FAR_APART_FIRST, descending=FAR_APART_DOWN, nulls_last=True)
        order = "behoefte.ordered"
    else:
        rows = figures(view, choice).filter(pl.col("code").is_not_null())
        ranked = rows.sort(
            pl.col("value").is_null(), pl.col("value").is_nan(), by, "name", descending=[False, False, True, False]
        )
        order = "marge.ordered" if by == "low" else "kaart.ordered"
    page = list_page(view, ranked.height, PAGE_REGIONS)
    top = float(rows.filter(pl.col("value").is_not_nan())["high" if by == "low" else "value"].quantile(0.97) or 1)
    shown = rows_of(ranked[page.first : page.until], _Listed)
    items = [_region(view, row, choice, max(top, 1e-9)) for row in shown]
    return Markup('<p class="noot">{}</p><ul class="gebieden">{}</ul>{}').format(
        view.t(order),
        Markup().join(items),
        pager(view, page),
    )


def _region(view: View, row: _Listed, choice: MapChoice, top: float) -> Markup:
    known = row["value"] is not None and not math.isnan(row["value"])
    count = view.t("kaart.count_known", count=row["count"]) if row["count"] else view.t("legend.unknown").lower()
    margin = margin_words(view, row)
    strip = _strip(row, choice, top) if known else Markup()
    value = value_words(view, row["value"], choice) if known and choice.measure is not Measure.COUNT else ""
    return Markup(
        '<li{}><span><a href="{}">{}</a><small>{}</small></span>{}<span class="getal"><b>{}</b><small>{}</small></span></li>'
    ).format(
        Markup(' class="eigen"') if row["is_own"] else "",
        to_region(view, row["code"]) or view.link("regio", corop=row["code"]),
        _name(view, row, choice),
        _under(view, row, margin),
        strip,
        (value or number(row["count"], view.language)) if row["count"] else "",  # what is not known is never a zero
        count if value or not row["count"] else "",
    )


def _name(view: View, row: _Listed, choice: MapChoice) -> str:
    is_municipality = LEVELS[choice.mode] is RegionLevel.MUNICIPALITY
    return view.names.everyday(row["code"]) if is_municipality else str(row["name"])


def _under(view: View, row: _Listed, margin: str) -> str:
    province = view.names.provinces.get(view.names.province_of.get(row["code"], ""), "")
    need = figure_told(view, row["need"]) if "need" in row else ""
    return " · ".join(filter(None, [province, need, f"{view.t('marge.short')} {margin}" if margin else ""]))


def _strip(row: _Listed, choice: MapChoice, top: float) -> Markup:
    """The figure as a dot, with its margin as a band. Screen readers skip it: the numbers are beside it."""

    def x(value: float) -> float:
        return 5 + (STRIP_PX - 12) * min(value / top, 1)

    band, low, high = Markup(), row["low"], row["high"]
    if choice.measure in FRACTIONS and low is not None and high is not None and not math.isnan(low):
        band = Markup(
            '<path d="M{:.1f} 8H{:.1f}" stroke="var(--accent)" stroke-width="5" stroke-opacity=".35" stroke-linecap="round"/>'
        ).format(x(low), x(high))
    return Markup(
        '<svg viewBox="0 0 {0} 16" width="{0}" height="16" aria-hidden="true"><path d="M5 8H{1}" stroke="var(--regel)"/>{2}'
        '<circle cx="{3:.1f}" cy="8" r="4.6" fill="var(--accent)"/></svg>'
    ).format(STRIP_PX, STRIP_PX - 7, band, x(row["value"] or 0.0))
