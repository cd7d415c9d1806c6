"""What paper and card say about a region, as plain data for the templates."""

from typing import Any

from data_loaders.store import Snapshot
from ui.engine import chart_svg
from ui.palette import BORDER, GROUND, INK
from ui.region.charts import spread_chart, themes_chart
from ui.region.evidence import changes_part, coverage_part, goals_part, list_part, networks_part
from ui.region.map_svg import region_svg
from ui.region.story import beside_part, group_note, spread_part, themes_part
from ui.region.told import Told, opening, warning
from ui.seen import status_words
from ui.stale import stale_words

LISTED = (44, 36, 32, 28, 24, 20, 16, 12, 8, 4, 0)
"""How many initiatives the A4 may name: the most that leaves one page. The rest is counted, with the address of the list."""

WIDTH_MM, HEIGHT_MM = 180, 273
"""Room for words on an A4."""
SPREAD_PX, THEMES_PX = 760, 360


def map_words(told: Told) -> str:
    """The text alternative of the small map."""
    codes = told.tables.regions.filter(code=told.profile.code)["neighbours"].to_list()[0] or []
    names = ", ".join(sorted(told.names[code] for code in codes)) or told.t("regio_papier.no_neighbours")
    return told.t("regio_papier.map_alt", name=told.name, neighbours=names)


def spread_svg(told: Told) -> str:
    """The picture of the spread; empty when no region of the group has a figure."""
    if not told.profile.spread["regions"].item():
        return ""
    return chart_svg(spread_chart(told, "light", width=SPREAD_PX).to_dict())


def themes_svg(told: Told) -> str:
    """The picture of the themes."""
    return chart_svg(themes_chart(told, "light", width=THEMES_PX).to_dict())


def paper_data(snapshot: Snapshot, told: Told, address: str) -> dict[str, Any]:
    """Every word and picture of the A4.

    Args:
        snapshot: the data version.
        told: the region.
        address: full link to the region's page.
    """
    beside, spread, themes = beside_part(told), spread_part(told), themes_part(told)
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
        "table": {"columns": beside.rows.columns, "rows": beside.in_words(told.language)},
        "map": region_svg(snapshot, told, map_words(told)),
        "map_alt": map_words(told),
        "spread": {
            "title": spread.title,
            "sentence": spread.sentence,
            "note": group_note(told),
            "svg": spread_svg(told),
        },
        "themes": {"title": themes.title, "sentence": themes.sentence, "svg": themes_svg(told)},
        "parts": [
            {"title": part.title, "sentence": part.sentence}
            for part in (networks_part(told), goals_part(told), changes_part(told), coverage_part(told))
        ],
        "list": _list(told, address),
        "method": beside.note,
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


def card_data(snapshot: Snapshot, told: Told) -> dict[str, Any]:
    """What the picture that goes with a link says."""
    known, rate = told.own["known"], told.own["per_10k"]
    key = "card" if known > 1 else "card_one" if known else "card_none"
    return {
        "language": told.language,
        "ink": INK["light"],
        "ground": GROUND["light"],
        "site": told.t("regio_papier.site"),
        "title": told.name,
        "count": told.t(f"regio_papier.{key}", count=known),
        "rate": told.t("regio_papier.card_rate", rate=told.rate(rate)) if rate else "",
        "map": region_svg(snapshot, told, told.name),
    }
