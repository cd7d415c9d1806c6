"""Partners on the map: seats, relations between them, and how many work in each province."""

from typing import Any

import polars as pl
import pydeck as pdk
import streamlit as st

from data_loaders.schema import RegionLevel, RelationKind, Scope
from geo.layers import COUNTRY_VIEW, PIXELS, bubble_layer, deck
from measures.networks import NetworkTables, PartnerChoice, SeatMap, choose_partners, seat_map
from pages.netwerken.choice import Choice, Layer, bound
from pages.netwerken.networks import network_tables
from pages.netwerken.words import area, network_figure, region_names, translated
from ui import plain
from ui.charts import ground
from ui.colours import map_colours
from ui.figure import draw_figure
from ui.map_view import ground as ground_layers
from ui.palette import ACCENT, GROUND, INK, rgb
from ui.session import View

MAP_PX = 560


def show_map(view: View, choice: Choice) -> None:
    """Switches, map and table; what cannot be drawn is counted."""
    t = view.t
    st.pills(
        t("netwerken.layers"),
        list(Layer),
        selection_mode="multi",
        format_func=lambda layer: t(f"netwerken.layer.{layer}"),
        **bound("laag", choice.layers),
    )
    tables = _narrowed(view, network_tables(view), choice)
    found = seat_map(tables)
    sentence = " ".join(
        [
            t("netwerken.seats.drawn", seats=found.seats.height, arcs=found.arcs.height),
            t("netwerken.seats.without_seat", count=found.without_seat),
            t("netwerken.seats.not_drawn", count=found.not_drawn),
            t("netwerken.seats.same_municipality", count=found.same_municipality),
        ]
    )
    figure = network_figure(view, "partners-kaart", t("netwerken.map_title"), sentence, _table(view, tables))
    draw_figure(view, figure, lambda alt: _draw(view, choice.layers, tables, found, alt))


def _narrowed(view: View, tables: NetworkTables, choice: Choice) -> NetworkTables:
    """Only the partners of the chosen roles, kinds and themes; with one partner: it and those it has a relation with."""
    wanted = PartnerChoice(
        roles=choice.roles, kinds=choice.kinds, themes=view.selection.themes, province=view.selection.province
    )
    partners, relations = choose_partners(tables.partners, wanted), tables.relations
    if choice.relations:
        relations = relations.filter(pl.col("kind").is_in(list(choice.relations)))
    if choice.network:
        own = (pl.col("from_partner") == choice.network) | (pl.col("to_partner") == choice.network)
        relations = relations.filter(own)
        near = [choice.network, *relations["from_partner"], *relations["to_partner"]]
        partners = partners.filter(pl.col("partner_id").is_in(near))
    return NetworkTables(tables.initiatives, partners, relations, tables.regions)


def _table(view: View, tables: NetworkTables) -> pl.DataFrame:
    t, regions = view.t, region_names(view)
    return tables.partners.sort("name").select(
        pl.col("name").alias(t("netwerken.network")),
        pl.col("municipality_code").replace(regions).fill_null(t("netwerken.unknown")).alias(t("netwerken.seat")),
        translated(view, "scope", Scope).alias(t("netwerken.scope_title")),
        area(view).alias(t("netwerken.area")),
    )


def _draw(view: View, wanted: tuple[Layer, ...], tables: NetworkTables, found: SeatMap, alt: str) -> None:
    on = ground()
    colours = map_colours(on, ())
    layers = ground_layers(view.snapshot.version, colours, is_country=True)
    if Layer.ARCS in wanted:
        layers.append(_arcs(view, found.arcs))
    if Layer.SEATS in wanted:
        layers.append(bubble_layer(_seat_rows(view, found.seats), fill=colours.bubble, line=colours.rim, name="zetels"))
    if Layer.AREAS in wanted:
        layers.append(_areas(view, tables))
    st.pydeck_chart(deck(layers, COUNTRY_VIEW), height=MAP_PX, alt=alt, key="seat_map")
    plain.paragraph(" ".join(view.t(f"netwerken.layer_about.{layer}") for layer in wanted), "small")


def _seat_rows(view: View, seats: pl.DataFrame) -> list[dict[str, Any]]:
    """One point per municipality: partners in one town would lie on top of one another."""
    towns = seats.group_by("municipality_code", "longitude", "latitude").agg("partner_id").sort("municipality_code")
    names, regions = view.names.partners, region_names(view)
    return [
        {
            "p": [round(longitude, 4), round(latitude, 4)],
            "r": 5 + 2 * len(ids),
            "t": f"{regions.get(code, code)}:\n" + "\n".join(names[partner] for partner in ids),
        }
        for code, longitude, latitude, ids in towns.iter_rows()
    ]


def _arcs(view: View, arcs: pl.DataFrame) -> pdk.Layer:
    on, names = ground(), view.names.partners
    spoken = {kind.value: view.t(f"netwerken.relation.{kind}") for kind in RelationKind}
    rows = [
        {
            "a": [round(row["from_longitude"], 4), round(row["from_latitude"], 4)],
            "b": [round(row["to_longitude"], 4), round(row["to_latitude"], 4)],
            "t": f"{names[row['from_partner']]} {spoken[row['kind']]} {names[row['to_partner']]}",
        }
        for row in arcs.iter_rows(named=True)
    ]
    return pdk.Layer(
        "ArcLayer",
        id="bogen",
        data=rows,
        get_source_position="a",
        get_target_position="b",
        # From light to full colour: the arc shows its direction.
        get_source_color=[*rgb(ACCENT[on]), 70],
        get_target_color=[*rgb(ACCENT[on]), 255],
        get_width=2,
        width_units=PIXELS,
        get_height=0.35,
        get_tilt=25,
        pickable=True,
    )


def _areas(view: View, tables: NetworkTables) -> pdk.Layer:
    """In each province the number of partners that say they work there, those that work nationwide left out."""
    counts = (
        tables.partners.filter(pl.col("scope") != Scope.NATIONAL)
        .select(code="province_codes")
        .explode("code")
        .group_by("code")
        .agg(count=pl.len())
    )
    provinces = tables.regions.filter(pl.col("level") == RegionLevel.PROVINCE)
    rows = [
        {
            "p": [round(row["longitude"], 4), round(row["latitude"], 4)],
            "n": str(row["count"]),
            "t": f"{row['name']}: {view.t('netwerken.work_here', count=row['count'])}",
        }
        for row in provinces.join(counts, on="code").sort("code").iter_rows(named=True)
    ]
    return pdk.Layer(
        "TextLayer",
        id="werkgebieden",
        data=rows,
        get_position="p",
        get_text="n",
        get_size=20,
        get_color=list(rgb(INK[ground()])),
        background=True,
        get_background_color=[*rgb(GROUND[ground()]), 220],
        background_padding=[6, 3],
        pickable=True,
    )
