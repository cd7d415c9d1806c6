"""The words and pictures of a region's A4, as data for the template."""

from dataclasses import replace

from data_loaders.documents import Document
from data_loaders.schema.rows import InitiativeRow, rows_of
from measures.region.own import CODE as OWN
from measures.region.scope import municipalities_of
from ui.age import stale_words
from ui.palette import BORDER, INK
from ui.region.changed import changes_part
from ui.region.charts import spread_chart, themes_chart
from ui.region.choices import members_part
from ui.region.differences import differences_part
from ui.region.evidence import coverage_part, goals_part, list_part, networks_part
from ui.region.figures import warning
from ui.region.map import region_map, region_scene, shown_beside
from ui.region.need import need_part
from ui.region.region_view import RegionView, opening
from ui.region.story import beside_part, group_note, spread_part, themes_part
from ui.seen import status_words
from ui.still import still
from ui.story import Part
from ui.view import View

LISTED = tuple(range(48, -1, -3))
"""Numbers of initiatives that the A4 may name, tried from high to low until everything fits on one page."""

WIDTH_MM, HEIGHT_MM = 180, 273
"""Width and height of an A4 inside its margins."""
MAP_PX, AROUND_PX = (320, 270), 54
"""Size of the map, and pixels around the region. The map is drawn small, so that its names are large enough on paper."""


def map_words(region: RegionView) -> str:
    """The text alternative of the small map."""
    names = ", ".join(sorted(region.names[code] for code in region.neighbours)) or region.t(
        "regio_papier.no_neighbours"
    )
    return region.t("regio_papier.map_alt", name=region.name, neighbours=names)


def paper_data(view: View, region: RegionView, address: str) -> Document:
    """Every word and picture of the A4.

    Args:
        view: the data version and the language.
        region: the region with its figures.
        address: full address of the region's page.
    """
    compared, themes = beside_part(region), themes_part(region)
    scene = replace(region_scene(region), size=MAP_PX, margin_px=AROUND_PX, has_names=False)
    return {
        "language": region.language,
        "ink": INK["light"],
        "border": BORDER["light"],
        "width_mm": WIDTH_MM,
        "height_mm": HEIGHT_MM,
        "site": region.t("regio_papier.site"),
        "title": region.name,
        "description": region.part("description", name=region.name),
        "opening": " ".join(opening(region)),
        "warning": " ".join(filter(None, (stale_words(region.language), warning(region)))),
        "table": {"columns": compared.rows.columns, "rows": compared.in_words(region.language)},
        "map": still(region_map(view, scene, shown_beside(region), map_words(region))),
        "map_alt": map_words(region),
        "spread": _spread(region),
        "themes": {"title": themes.title, "sentence": themes.sentence, "svg": still(themes_chart(region))},
        "parts": _words(
            differences_part(region),
            need_part(view, region),
            networks_part(region),
            goals_part(region),
            changes_part(view, region),
            coverage_part(region),
        ),
        "list": _list(region, address),
        "method": compared.note,
        "foot": foot(region),
        "address": address,
    }


def _words(*parts: Part | None) -> list[dict[str, str]]:
    return [{"title": part.title, "sentence": part.sentence} for part in parts if part]


def _spread(region: RegionView) -> dict[str, str]:
    """The comparison with the region's group; for an own region, which has no group, its municipalities."""
    if region.profile.code == OWN:
        members = members_part(region, municipalities_of(region.tables.regions, OWN))
        names = ", ".join(members.rows[members.rows.columns[0]])
        return {"title": members.title, "sentence": members.sentence, "note": f"{names}.", "svg": ""}
    spread = spread_part(region)
    svg = still(spread_chart(region)) if region.profile.spread["regions"].item() else ""
    return {"title": spread.title, "sentence": spread.sentence, "note": group_note(region), "svg": svg}


def foot(region: RegionView) -> str:
    """Source, age, version and licence."""
    return region.t("regio_papier.foot", source=region.part("source"), age=region.age, version=region.version)


def _list(region: RegionView, address: str) -> dict[str, object]:
    part, rows = list_part(region), region.profile.initiatives.head(LISTED[0])
    return {
        "title": part.title,
        "sentence": part.sentence,
        "rows": [{"name": row["name"], "rest": _rest(region, row)} for row in rows_of(rows, InitiativeRow)],
        "numbers": LISTED,
        "more": {str(shown): _more(region, shown, address) for shown in LISTED},
    }


def _rest(region: RegionView, row: InitiativeRow) -> str:
    status = status_words(region.language, row["status"], row["status_year"], row["seen_year"])
    differ = region.t("lezingen.differ") if row["status_readings"] else ""
    place = row["place"] if row["place"] != region.name else ""
    return " · ".join(word for word in (place, status, differ) if word)


def _more(region: RegionView, shown: int, address: str) -> str:
    hidden = region.profile.initiatives.height - shown
    if hidden > 0:
        return region.t("regio_papier.list_more", count=hidden, address=address)
    return region.t("regio_papier.list_source", address=address) if region.profile.initiatives.height else ""
