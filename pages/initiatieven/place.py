"""The map with an initiative, and what its point stands for."""

import polars as pl

from data_loaders.schema import LocationPrecision
from data_loaders.schema.rows import InitiativeRow
from measures.points import MIDDLES, marked_place
from ui.initiative_rows import header
from ui.map_ground import Mark, Scene
from ui.map_svg import map_svg
from ui.story import Part, PartKind, PartPicture, Place
from ui.view import View

MAP_PX, MAIN_PX, OTHER_PX = (420, 236), 7.0, 4.0
EXACT = (LocationPrecision.ADDRESS, LocationPrecision.POSTCODE)


def place_part(view: View, row: InitiativeRow, age: str) -> Part | None:
    """A map of the municipality with the initiative, and other initiatives there as open dots; None without a point."""
    code, longitude, latitude = row["municipality_code"], row["longitude"], row["latitude"]
    if code is None or longitude is None or latitude is None:
        words = view.t(f"initiatieven.no_point_{row['scope']}")
        return Part("plek", view.t("initiatieven.where"), words, PartKind.TEXT, place=Place.SIDE)
    where = row["place"] or view.names.municipalities[code]
    alt = view.t("initiatieven.map_alt", name=row["name"], place=where)
    others = view.catalogue.initiatives.filter(
        pl.col("municipality_code") == code, pl.col("id") != row["id"], pl.col("longitude").is_not_null()
    )
    points = [
        Mark(name, "", at=(x, y), radius=OTHER_PX, is_quiet=True)
        for x, y, name in others.select("longitude", "latitude", "name").iter_rows()
    ]
    main = Mark(
        row["name"],
        f"thema-{row['themes'][0]}",
        at=(longitude, latitude),
        radius=MAIN_PX,
        name=row["name"],
        is_about=row["location_precision"] not in EXACT,
    )
    scene = Scene(code, size=MAP_PX)
    return Part(
        "plek",
        view.t("initiatieven.where"),
        " ".join([point_words(view, row), *([view.t("initiatieven.open_dots", count=len(points))] if points else [])]),
        PartKind.FIGURE,
        pl.DataFrame(
            {
                header(view, "place"): [row["place"] or ""],
                header(view, "municipality"): [view.names.municipalities[code]],
                header(view, "longitude"): [str(round(longitude, 4))],
                header(view, "latitude"): [str(round(latitude, 4))],
                header(view, "location_precision"): [view.t(f"precision.{row['location_precision']}")],
            }
        ),
        body=map_svg(view, scene, [*points, main], alt),
        drawing=lambda: PartPicture(map_svg(view, Scene(code), [*points, main], alt)),
        source=view.t("initiatieven.map_source"),
        age=age,
        files=(),
        place=Place.SIDE,
        is_title_quiet=True,
    )


def point_words(view: View, row: InitiativeRow) -> str:
    """What the point stands for: an address, or the middle of a place, district or municipality."""
    precision = row["location_precision"]
    marked = view.names.municipalities.get(row["municipality_code"] or "")
    if precision in (LocationPrecision.PLACE, LocationPrecision.DISTRICT):
        marked = marked_place(row, *(view.snapshot.table(name) for name in ("places", "districts")))
    if precision in MIDDLES and marked:
        return view.t(f"initiatieven.point_{precision}", where=marked)
    return view.t("initiatieven.point", precision=view.t(f"precision.{precision}"))
