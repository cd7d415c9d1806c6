"""One initiative: its facts, each source's own statement, its place, and how to correct it."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from data_loaders.schema import Initiatives, Language, words
from geo.layers import bubble_layer, deck
from pages.initiatieven.around import around, correction, theme_meaning
from ui import plain
from ui.colours import map_colours
from ui.figure import Figure, source_line
from ui.goal_links import goals_of_initiative
from ui.grid import grid
from ui.initiative_list import export_table, header, readable
from ui.map_view import ground
from ui.numbers import long_date
from ui.session import View

FACTS = (
    "themes",
    "status",
    "started_year",
    "legal_form",
    "place",
    "municipality",
    "province",
    "networks",
    "other_names",
)


def unknown_initiative(view: View, asked: str) -> None:
    """Nothing is known by this identifier: say so and offer the list."""
    plain.paragraph(view.t("initiatieven.unknown_title"), "h1")
    plain.paragraph(view.t("initiatieven.unknown", id=asked[:80]))
    st.page_link("pages/initiatieven/page.py", label=view.t("initiatieven.to_list"), icon=":material/list:")


def initiative_detail(view: View, found: pl.DataFrame) -> None:
    """Show the one row in `found`."""
    row = found.row(0, named=True)
    shown = readable(view, found).row(0, named=True)
    plain.paragraph(row["name"], "h1")
    plain.paragraph(_sentence(view, row, shown), name="zin")
    facts, place = st.columns([3, 2])
    with facts:
        st.html(_fact_list(view, row, shown))
        theme_meaning(view, row)
        if row["summary"]:
            plain.paragraph(view.t("initiatieven.summary"), "h2")
            # Summaries are kept in Dutch only; a screen reader must be told when the page around them is English.
            st.html(f'<p lang="nl">{escape(row["summary"])}</p>')
        _sources(view, row)
        _statements(view, row["id"])
        goals_of_initiative(view, row["id"])
    with place:
        _map(view, row)
        correction(view, row)
    around(view, row)
    _files(view, found, _sentence(view, row, shown))


def _year_words(view: View, year: int | None) -> str:
    return str(year) if year else view.t("list.no_year")


def _sentence(view: View, row: dict[str, Any], shown: dict[str, Any]) -> str:
    return view.t(
        "initiatieven.sentence",
        name=row["name"],
        theme=shown["themes"][0].lower(),
        place=row["place"] or shown["municipality"] or view.t("initiatieven.no_place"),
        status=shown["status"].lower(),
        year=_year_words(view, row["status_year"]),
        sources=len(row["sources"]),
    )


def _fact_list(view: View, row: dict[str, Any], shown: dict[str, Any]) -> str:
    unknown = view.t("initiatieven.not_known")
    lines = []
    for column in FACTS:
        value = shown[column]
        words_shown = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
        if column == "status":
            words_shown = view.t(
                "initiatieven.status_in", status=shown["status"], year=_year_words(view, row["status_year"])
            )
        if column == "networks":
            words_shown = "; ".join([*value, *row["networks_unlisted"]])
        if column != "other_names" or words_shown:
            lines.append(f"<dt>{escape(header(view, column))}</dt><dd>{escape(words_shown or unknown)}</dd>")
    site = plain.link(row["website"], row["website"]) if row["website"] else escape(unknown)
    lines.append(f"<dt>{escape(header(view, 'website'))}</dt><dd>{site}</dd>")
    return f'<dl class="feiten">{"".join(lines)}</dl>'


def _sources(view: View, row: dict[str, Any]) -> None:
    plain.paragraph(view.t("initiatieven.sources", count=len(row["sources"])), "h2")
    items = [
        f"<li>{plain.link(source['title'], source['url'])} ({escape(_year_words(view, source['year']))})</li>"
        for source in row["sources"]
    ]
    st.html(f"<ul>{''.join(items)}</ul>")


def _field_label(field: str, language: Language) -> str:
    return words(Initiatives, field, language).label if field in Initiatives.columns() else field


def _statements(view: View, initiative_id: str) -> None:
    """Fields on which sources differ: every statement with its source, and which one the site shows."""
    said = view.snapshot.table("statements").filter(initiative_id=initiative_id)
    differing = said.filter(pl.col("value").n_unique().over("field") > 1).sort(
        "field", "is_shown", descending=[False, True]
    )
    if differing.is_empty():
        return
    plain.paragraph(view.t("initiatieven.differ"), "h2")
    t = view.t
    grid(
        differing.select(
            pl.col("field")
            .map_elements(lambda name: _field_label(name, view.language), return_dtype=pl.String)
            .alias(t("initiatieven.field")),
            pl.col("value").alias(t("initiatieven.value")),
            pl.col("source_title").alias(t("initiatieven.source")),
            pl.col("source_year").cast(pl.String).fill_null(t("list.no_year")).alias(t("initiatieven.year")),
            pl.col("is_shown").alias(t("initiatieven.shown")),
        ),
        alt=t("initiatieven.differ"),
        key="statements",
    )


def _map(view: View, row: dict[str, Any]) -> None:
    if row["longitude"] is None:
        plain.paragraph(view.t("initiatieven.no_point"))
        return
    colours = map_colours(st.context.theme.type or "light", (row["themes"][0],))
    point = [{"p": [round(row["longitude"], 4), round(row["latitude"], 4)], "r": 9, "t": row["name"]}]
    alt = view.t(
        "initiatieven.map_alt",
        name=row["name"],
        place=row["place"] or "",
        precision=view.t(f"precision.{row['location_precision']}"),
    )
    view_state = {"longitude": row["longitude"], "latitude": row["latitude"], "zoom": 9.2}
    layers = [
        *ground(view.snapshot.version, colours, is_near=True),
        bubble_layer(point, fill=colours.bubble, line=colours.rim),
    ]
    st.pydeck_chart(deck(layers, view_state), height=320, alt=alt, key="initiative_map")
    plain.paragraph(alt, "small")


def _files(view: View, found: pl.DataFrame, sentence: str) -> None:
    figure = Figure(
        name=found["id"][0],
        title=found["name"][0],
        sentence=sentence,
        table=export_table(view, found),
        source=view.t("kaart.source"),
        as_of=long_date(view.snapshot.date, view.language),
    )
    source_line(view, figure)
