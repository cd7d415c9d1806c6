"""What paper and card say about a region, as plain data for the templates."""

from dataclasses import replace
from typing import Any

from ui.palette import BORDER, INK
from ui.region.changed import changes_part
from ui.region.charts import spread_chart, themes_chart
from ui.region.differences import differences_part
from ui.region.evidence import coverage_part, goals_part, list_part, networks_part
from ui.region.map import region_map, region_scene, shown_beside
from ui.region.story import beside_part, group_note, spread_part, themes_part
from ui.region.told import Told, opening, warning
from ui.seen import status_words
from ui.stale import stale_words
from ui.still import still
from ui.view import View

LISTED = (44, 36, 32, 28, 24, 20, 16, 12, 8, 4, 0)
"""How many initiatives the A4 may name: the most that leaves one page. The rest is counted, with the address of the list."""

WIDTH_MM, HEIGHT_MM = 180, 273
"""Room for words on an A4."""
MAP_PX, AROUND_PX = (320, 270), 54
"""Drawn small, so that names can be read on paper."""


def map_words(told: Told) -> str:
    """The text alternative of the small map."""
    codes = told.tables.regions.filter(code=told.profile.code)["neighbours"].to_list()[0] or []
    names = ", ".join(sorted(told.names[code] for code in codes)) or told.t("regio_papier.no_neighbours")
    return told.t("regio_papier.map_alt", name=told.name, neighbours=names)


def paper_data(view: View, told: Told, address: str) -> dict[str, Any]:
    """Every word and picture of the A4.

    Args:
        view: the data version.
        told: the region.
        address: full link to the region's page.
    """
    compared, spread, themes = beside_part(told), spread_part(told), themes_part(told)
    scene = replace(region_scene(told), size=MAP_PX, around=AROUND_PX, has_names=False)
    return {
        "language": told.language,
        "ink": INK["light"],
        "border": BORDER["light"],
        "width_mm": WIDTH_MM,
        "height_mm": HEIGHT_MM,
        "site": told.t("regio_papier.site"),
        "title": told.name,
        "description": told.part("description", name=told.name),
        "opening": " ".join(opening(told)),
        "warning": " ".join(filter(None, (stale_words(told.language), warning(told)))),
        "table": {"columns": compared.rows.columns, "rows": compared.in_words(told.language)},
        "map": still(region_map(view, scene, shown_beside(told), map_words(told))),
        "map_alt": map_words(told),
        "spread": {
            "title": spread.title,
            "sentence": spread.sentence,
            "note": group_note(told),
            "svg": still(spread_chart(told)) if told.profile.spread["regions"].item() else "",
        },
        "themes": {"title": themes.title, "sentence": themes.sentence, "svg": still(themes_chart(told))},
        "parts": [
            {"title": part.title, "sentence": part.sentence}
            for part in (
                differences_part(told),
                networks_part(told),
                goals_part(told),
                changes_part(view, told),
                coverage_part(told),
            )
            if part
        ],
        "list": _list(told, address),
        "method": compared.note,
        "foot": foot(told),
        "address": address,
    }


def foot(told: Told) -> str:
    """Source, age, version and licence."""
    return told.t("regio_papier.foot", source=told.part("source"), age=told.age, version=told.version)


def _list(told: Told, address: str) -> dict[str, Any]:
    part, rows = list_part(told), told.profile.initiatives.head(LISTED[0])
    return {
        "title": part.title,
        "sentence": part.sentence,
        "rows": [{"name": row["name"], "rest": _rest(told, row)} for row in rows.iter_rows(named=True)],
        "numbers": LISTED,
        "more": {str(shown): _more(told, shown, address) for shown in LISTED},
    }


def _rest(told: Told, row: dict[str, Any]) -> str:
    status = status_words(told.language, row["status"], row["status_year"], row["seen_year"])
    differ = told.t("lezingen.differ") if row["status_readings"] else ""
    return " · ".join(word for word in (row["place"], status, differ) if word)


def _more(told: Told, shown: int, address: str) -> str:
    hidden = told.profile.initiatives.height - shown
    if hidden > 0:
        return told.t("regio_papier.list_more", count=hidden, address=address)
    return told.t("regio_papier.list_source", address=address) if told.profile.initiatives.height else ""
