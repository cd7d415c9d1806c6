"""How the parts of a region's story stand on the screen."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from geo.layers import COUNTRY_VIEW, areas, fit, surroundings
from geo.region_layers import chosen_among, region_deck
from ui import plain
from ui.figure import Figure, check, draw_figure, source_line
from ui.grid import grid
from ui.map_view import border_layer, shape_address
from ui.palette import ABROAD, ACCENT, BORDER, LAND, NOT_A_VALUE, WATER, Ground, rgb
from ui.region.find import GROUP, MEMBERS
from ui.region.part import Part, html_table
from ui.region.told import Told
from ui.session import View

MAP_PX, COUNTRY_PX = 300, 430
MOST_ROWS = 100
"""Rows of a table as HTML; longer ones are scrolled in a grid, which sends the rows in sight only."""
TURN = "region_turn"
KEPT = ("taal", "embed", GROUP, MEMBERS)
"""Parameters that stay when another region is opened."""


def ground() -> Ground:
    """Light or dark, as the reader has it."""
    return st.context.theme.type or "light"


def region_address(code: str | None, view: View) -> str | None:
    """The page of region `code`."""
    if code is None:
        return None
    parameter = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}.get(code[:2], "vergelijk")
    return f"/regio?{parameter}={code}{'&taal=en' if view.language == 'en' else ''}"


def figure_of(told: Told, part: Part) -> Figure:
    """A part with its source and age, as every figure has them."""
    return Figure(
        name=f"regio-{part.name}-{told.profile.code}".lower(),
        title=f"{part.title}: {told.name}",
        sentence=part.sentence,
        table=part.table.with_columns(pl.selectors.float().round(2)),
        source=told.part("source"),
        age=part.age or told.age,
    )


def draw_part(view: View, told: Told, part: Part, *, show_title: bool = True, show_sentence: bool = True) -> None:
    """Sentence and table of a part, with source, files, link and citation."""
    figure = figure_of(told, part)
    check(figure)
    if show_title:
        plain.paragraph(part.title, "h2")
    if show_sentence:
        plain.paragraph(part.sentence)
    if part.note:
        plain.paragraph(part.note, "small")
    if part.table.height > MOST_ROWS:
        grid(figure.table, alt=part.sentence, key=f"table_{figure.name}")
    elif part.table.height:
        addresses = {**part.links}
        if part.codes:
            addresses[part.table.columns[0]] = [region_address(code, view) for code in part.codes]
        st.html(html_table(part, view.language, addresses))
    source_line(view, figure)


def draw_pictured(view: View, told: Told, part: Part, chart: Callable[[Told, Ground], Any]) -> None:
    """Sentence, picture and table of a part."""
    figure = figure_of(told, part)

    def picture(alt: str) -> None:
        drawn = chart(told, ground())
        # Panels beside each other are wider than a phone: they slide, and the page does not.
        with st.container(key=f"schuif_{figure.name}"):
            st.altair_chart(drawn, width="stretch", theme=None, alt=alt, key=f"chart_{figure.name}")

    plain.paragraph(part.title, "h2")
    draw_figure(view, figure, picture, show_title=False)
    if part.note:
        plain.paragraph(part.note, "small")


def neighbours_map(view: View, told: Told) -> None:
    """The region among its neighbours; choosing one opens its page."""
    row = told.tables.regions.row(by_predicate=pl.col("code") == told.profile.code, named=True)
    beside = list(row["neighbours"] or [])
    names = ", ".join(sorted(told.names[code] for code in beside)) or view.t("regio.no_neighbours")
    alt = view.t("regio.neighbours_map_alt", name=told.name, neighbours=names)
    shapes = {"municipality": "municipalities", "corop": "corops"}.get(told.profile.level, "provinces")
    region_map(view, shapes, [told.profile.code], beside, row, alt)


def region_map(  # noqa: PLR0913, PLR0917 - what is on the map and how it is told
    view: View, shapes: str, chosen: list[str], beside: list[str], bounds: dict[str, float], alt: str
) -> None:
    """Shapes of one level that open a region's page when chosen."""
    now = ground()
    address = shape_address(view.snapshot.version, shapes)
    sea = shape_address(view.snapshot.version, "surroundings")
    layers = [
        surroundings(sea, water=rgb(WATER[now]), abroad=rgb(ABROAD[now])),
        areas("regios", address, fill=rgb(LAND[now])),
    ]
    if chosen:
        fills = (rgb(ACCENT[now]), rgb(NOT_A_VALUE[now]["unknown"]), (0, 0, 0, 0))  # type: ignore[index]
        layers.append(chosen_among("gekozen", address, chosen=chosen, beside=beside, fills=fills))
    version = view.snapshot.version
    layers.append(border_layer("grenzen", version, shapes, line=rgb(BORDER[now]), width_px=0.8, is_near=bool(chosen)))
    key = f"region_map_{st.session_state.get(TURN, 0)}"
    wide = fit(bounds["west"], bounds["south"], bounds["east"], bounds["north"])
    st.pydeck_chart(
        region_deck(layers, wide | {"zoom": wide["zoom"] - 1.2} if chosen else COUNTRY_VIEW),
        height=MAP_PX if chosen else COUNTRY_PX,
        on_select=lambda: _open(view, key),
        selection_mode="single-object",
        alt=alt,
        key=key,
    )


def _open(view: View, key: str) -> None:
    objects = st.session_state[key].selection.objects.get("regios")
    code = objects[0]["properties"]["code"] if objects else None
    if code is None:
        return
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    go_to(view, [code])


def go_to(view: View, codes: list[str]) -> None:
    """Make these regions the state: the first as the page's own, further ones beside it."""
    parameter = {"GM": "gemeente", "PV": "provincie", "CR": "corop"}.get(codes[0][:2], "vergelijk")
    named = view.names.municipalities | view.names.provinces
    address: dict[str, list[str]] = {parameter: [named.get(codes[0], codes[0])]}
    if len(codes) > 1:
        address["vergelijk"] = address.get("vergelijk", []) + codes[1:]
    kept = {name: st.query_params.get_all(name) for name in KEPT if name in st.query_params}
    st.query_params.from_dict(address | kept)
