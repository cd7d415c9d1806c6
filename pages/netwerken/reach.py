"""Who is active in a region, and where one network is alone, together or absent."""

from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from data_loaders.schema import RegionLevel
from geo.layers import classed_areas, deck
from geo.signs import sign_layer
from measures.networks import CellState, NetworkTables, active_in, initiatives_in, reach_of
from pages.netwerken.bar import level_control
from pages.netwerken.choice import REGION_LEVELS, Choice
from pages.netwerken.heat import STATE_COLOURS, state_key
from pages.netwerken.networks import network_tables
from pages.netwerken.words import (
    SIGNS,
    counted_states,
    named_list,
    named_partner,
    network_figure,
    region_names,
    state_word,
)
from ui import plain
from ui.charts import ground
from ui.colours import map_colours
from ui.figure import draw_figure
from ui.map_mode import SHAPES
from ui.map_tips import TIP, tip_style
from ui.map_view import border_layer, shape_address, start_view
from ui.numbers import number
from ui.palette import Ground, rgb
from ui.session import View

COUNTRY = "NL"
MAP_PX = 460
SIGN_PX = {RegionLevel.PROVINCE: 22, RegionLevel.COROP: 18, RegionLevel.MUNICIPALITY: 13}


def show_here(view: View, choice: Choice) -> None:
    """Both questions, one under the other."""
    tables = network_tables(view)
    _who(view, choice, tables)
    plain.paragraph(view.t("netwerken.reach_title"), "h2")
    if choice.network:
        level_control(view, choice)
        show_reach(view, choice, tables)
    else:
        plain.paragraph(view.t("netwerken.choose_network"))


def _who(view: View, choice: Choice, tables: NetworkTables) -> None:
    t, code = view.t, choice.region or COUNTRY
    found = active_in(tables, code, theme=choice.theme)
    if choice.network:
        found = found.filter(pl.col("network") != choice.network)
    active = found.filter(pl.col("initiatives") > 0)
    sentence = t(
        "netwerken.who",
        region=region_names(view).get(code, code),
        count=active.height,
        silent=found.height - active.height,
    )
    table = found.select(
        named_partner(view, "network").alias(t("netwerken.network")),
        pl.col("own").alias(t("netwerken.counts.own")),
        pl.col("initiatives").alias(t("netwerken.counts.initiatives")),
        _covers(view),
        _state(view),
    )
    counted = initiatives_in(tables, region=code, theme=choice.theme)
    figure = network_figure(view, "wie-hier-actief", t("netwerken.who_title"), sentence, table, counted)
    draw_figure(view, figure, lambda alt_text: _bars(view, active, alt_text))


def _covers(view: View) -> pl.Expr:
    words = {None: "unknown", True: "yes", False: "no"}
    said = [view.t(f"netwerken.{words[value]}") for value in (True, False, None)]
    yes_no = pl.when(pl.col("covers")).then(pl.lit(said[0])).when(~pl.col("covers")).then(pl.lit(said[1]))
    return yes_no.otherwise(pl.lit(said[2])).alias(view.t("netwerken.covers"))


def _state(view: View) -> pl.Expr:
    spoken = {state.value: state_word(view, state) for state in CellState}
    return pl.col("state").cast(pl.String).replace(spoken).alias(view.t("netwerken.state_title"))


def _bars(view: View, active: pl.DataFrame, alt_text: str) -> None:
    """Own initiatives and those through networks underneath, so that both counts are seen; each name opens its partner."""
    t = view.t
    if active.is_empty():
        plain.paragraph(t("netwerken.nobody_known"))
        return
    most = max(active["initiatives"].to_list())
    rows = "".join(_bar(view, row, most) for row in active.iter_rows(named=True))
    own, all_ = (
        f'<th scope="col" class="getal" style="white-space:normal">{_patch(state)}{escape(t(f"netwerken.counts.{name}"))}</th>'
        for name, state in (("own", CellState.OVERLAP), ("initiatives", CellState.SINGLE))
    )
    st.html(
        f'<table class="regio"><caption>{escape(alt_text)}</caption><thead><tr><th scope="col">'
        f'{escape(t("netwerken.network"))}</th><td style="width:30%"></td>{own}{all_}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _bar(view: View, row: dict[str, Any], most: int) -> str:
    own, through = row["own"], row["initiatives"] - row["own"]
    parts = "".join(
        f'<span style="display:inline-block;height:0.9em;width:{100 * count / most:.1f}%;'
        f'background:{STATE_COLOURS[ground()][state][0]}"></span>'
        for count, state in ((own, CellState.OVERLAP), (through, CellState.SINGLE))
    )
    partner = row["network"]
    address = f"/netwerken?{urlencode({'netwerk': partner} | ({'taal': 'en'} if view.language == 'en' else {}))}"
    name = plain.link(view.names.partners.get(partner, partner), address)
    counts = "".join(f'<td class="getal">{number(count, view.language)}</td>' for count in (own, row["initiatives"]))
    return f'<tr><th scope="row">{name}</th><td aria-hidden="true" style="line-height:1">{parts}</td>{counts}</tr>'


def _patch(state: CellState) -> str:
    return (
        f'<span style="display:inline-block;width:0.8em;height:0.8em;margin-right:0.3em;'
        f'background:{STATE_COLOURS[ground()][state][0]}"></span>'
    )


def show_reach(view: View, choice: Choice, tables: NetworkTables) -> None:
    """Every region of one network in its state, on the map and as a table; `choice.network` is set."""
    t, network = view.t, choice.network or ""
    level = REGION_LEVELS[choice.level]
    found = reach_of(tables, network, level=level, theme=choice.theme)
    found = _inside(view, found)
    sentence = t(
        "netwerken.reach",
        partner=view.names.partners[network],
        count=found.height,
        states=counted_states(view, found["state"]),
    )
    table = found.select(
        pl.col("region").replace(region_names(view)).alias(t("netwerken.axis.region")),
        _state(view),
        pl.col("initiatives").alias(t("netwerken.counts.initiatives")),
        pl.col("own").alias(t("netwerken.counts.own")),
        pl.col("known").alias(t("netwerken.counts.known")),
        named_list("other_networks", view.names.partners).alias(t("netwerken.other_networks")),
        _covers(view),
    )
    counted = initiatives_in(tables, network=network, theme=choice.theme)
    figure = network_figure(view, f"bereik-{network}", t("netwerken.reach_figure"), sentence, table, counted)
    draw_figure(view, figure, lambda alt_text: _map(view, found, level, alt_text))


def _inside(view: View, found: pl.DataFrame) -> pl.DataFrame:
    """Only the regions of the chosen province, when there is one."""
    if not (province := view.selection.province):
        return found
    regions = view.snapshot.table("regions").filter(
        (pl.col("province_code") == province) | (pl.col("code") == province)
    )
    return found.filter(pl.col("region").is_in(regions["code"].to_list()))


def _map(view: View, found: pl.DataFrame, level: RegionLevel, alt_text: str) -> None:
    """Every region in the colour of its state, with the sign of it, so that no state is told by its colour alone."""
    on, version = ground(), view.snapshot.version
    colours = map_colours(on, ())
    points = view.snapshot.table("regions").filter(pl.col("level") == level).sort("code")
    placed = points.join(found, left_on="code", right_on="region", how="left", maintain_order="left")
    states = list(CellState)
    fills = [rgb(STATE_COLOURS[on][state][0]) for state in states] + [colours.land]
    of_region = [states.index(CellState(state)) if state else len(states) for state in placed["state"]]
    border = partial(border_layer, version=version, is_near=view.selection.municipality is not None)
    layers = [
        classed_areas(SHAPES[level], shape_address(version, SHAPES[level]), classes=of_region, fills=fills),
        border("gebiedsgrenzen", shapes=SHAPES[level], line=colours.border, width_px=0.6),
        border("provinciegrenzen", shapes="provinces", line=colours.border, width_px=1.6),
        sign_layer(_signs(placed, on), size_px=SIGN_PX[level]),
    ]
    st.html(tip_style([_tip(view, row) for row in placed.iter_rows(named=True)]))
    st.pydeck_chart(deck(layers, start_view(view), TIP), height=MAP_PX, alt=alt_text, key="reach_map")
    state_key(view, [state for state in CellState if state in set(found["state"].to_list())])


def _signs(placed: pl.DataFrame, on: Ground) -> list[dict[str, Any]]:
    known = placed.drop_nulls(["state", "longitude"]).select("longitude", "latitude", pl.col("state").cast(pl.String))
    return [
        {"p": [round(longitude, 4), round(latitude, 4)], "s": SIGNS[state], "c": rgb(STATE_COLOURS[on][state][1])}
        for longitude, latitude, state in ((*point, CellState(word)) for *point, word in known.iter_rows())
    ]


def _tip(view: View, row: dict[str, Any]) -> str:
    if not row["state"]:
        return str(row["name"])
    told = f"{row['name']}: {state_word(view, CellState(row['state']))}"
    lines = [told, view.t("map.count", count=row["initiatives"])]
    others = [view.names.partners.get(partner, partner) for partner in row["other_networks"]]
    return "\n".join(lines + ([f"{view.t('netwerken.other_networks')}: {', '.join(others)}"] if others else []))
