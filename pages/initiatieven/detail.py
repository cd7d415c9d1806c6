"""One initiative: its facts, each source's own statement, its place, and how to correct it."""

from dataclasses import replace
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from data_loaders.schema import LocationPrecision
from geo.labels import fitting, label_layer
from geo.layers import WrittenDeck, bubble_layer, written
from measures.points import MIDDLES, marked_place
from measures.selection import Selection
from pages.initiatieven.around import around, theme_meaning
from pages.initiatieven.correct import correction
from pages.initiatieven.statements import statements
from ui import plain
from ui.age import initiatives_age
from ui.colours import map_colours
from ui.figure import Figure, source_line
from ui.goal_links import goals_of_initiative
from ui.initiative_list import export_table, header, readable
from ui.map_view import NAMED, ground, map_names, start_view
from ui.readings import with_readings
from ui.seen import status_words
from ui.session import View

FACTS = (
    "themes",
    "dated_status",
    "started_year",
    "legal_form",
    "place",
    "municipality",
    "province",
    "networks",
    "other_names",
)
SMALLER = 0.7
"""Zoom levels between the map page and the map beside the facts."""


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
        statements(view, row["id"])
        goals_of_initiative(view, row["id"])
    with place:
        _map(view, row)
        correction(view, row)
    around(view, row)
    _files(view, found, _sentence(view, row, shown))


def _year_words(view: View, year: int | None) -> str:
    return str(year) if year else view.t("list.no_year")


def _sentence(view: View, row: dict[str, Any], shown: dict[str, Any]) -> str:
    told = view.t(
        "initiatieven.sentence",
        name=row["name"],
        theme=shown["themes"][0].lower(),
        place=row["place"] or shown["municipality"] or view.t("initiatieven.no_place"),
        status=told_status(view, row),
    )
    return f"{told} {view.t('initiatieven.known_sources', count=len(row['sources']))}"


def told_status(view: View, row: dict[str, Any]) -> str:
    """The status as the dated statement that it is, with what other readings say."""
    dated = status_words(view.language, row["status"], row["status_year"], row["seen_year"])
    return with_readings(view.t, dated, row["status_readings"])


def _fact_list(view: View, row: dict[str, Any], shown: dict[str, Any]) -> str:
    unknown = view.t("initiatieven.not_known")
    lines = []
    for column in FACTS:
        value = shown[column]
        words_shown = "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)
        if column == "dated_status":
            words_shown = told_status(view, row)
        if column == "networks":
            words_shown = "; ".join([*value, *row["networks_unlisted"]])
        if column != "other_names" or words_shown:
            label = header(view, "status" if column == "dated_status" else column)
            lines.append(f"<dt>{escape(label)}</dt><dd>{escape(words_shown or unknown)}</dd>")
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


def _map(view: View, row: dict[str, Any]) -> None:
    if row["longitude"] is None:
        plain.paragraph(view.t("initiatieven.no_point"))
        return
    where = row["place"] or view.names.municipalities.get(row["municipality_code"]) or view.t("initiatieven.no_place")
    alt = f"{view.t('initiatieven.map_alt', name=row['name'], place=where)} {point_words(view, row)}"
    st.pydeck_chart(WrittenDeck(_drawn(view, row), NAMED), height=320, alt=alt, key="initiative_map")
    plain.paragraph(alt, "small")


def _drawn(view: View, row: dict[str, Any]) -> str:
    """The municipality among its neighbours, as on the map page, with one dot."""
    here = replace(view, selection=Selection(municipality=row["municipality_code"]))
    colours = map_colours(st.context.theme.type or "light", (row["themes"][0],))
    dot = {"p": [round(row["longitude"], 4), round(row["latitude"], 4)], "r": 9, "name": row["name"]}
    seen = start_view(here)
    seen |= {"zoom": seen["zoom"] - SMALLER}
    # On a smaller map fewer names find room.
    names = fitting([(*name["p"], name["n"]) for name in map_names(here)], seen["zoom"])
    layers = [
        *ground(view.snapshot.version, colours, is_near=True, chosen=row["municipality_code"]),
        bubble_layer([dot], fill=colours.bubble, line=colours.rim),
        label_layer(names, ink=colours.ink, faint=colours.faint, rim=colours.rim),
    ]
    return written(layers, seen)


def point_words(view: View, row: dict[str, Any]) -> str:
    """What the point on the map stands for, by its name."""
    precision = row["location_precision"]
    marked = view.names.municipalities.get(row["municipality_code"])
    if precision in (LocationPrecision.PLACE, LocationPrecision.DISTRICT):
        marked = marked_place(row, *(view.snapshot.table(name) for name in ("places", "districts")))
    if precision in MIDDLES and marked:
        return view.t(f"initiatieven.point_{precision}", where=marked)
    return view.t("initiatieven.point", precision=view.t(f"precision.{precision}"))


def _files(view: View, found: pl.DataFrame, sentence: str) -> None:
    figure = Figure(
        name=found["id"][0],
        title=found["name"][0],
        sentence=sentence,
        table=export_table(view, found),
        source=view.t("kaart.source"),
        age=initiatives_age(view, found),
    )
    source_line(view, figure)
