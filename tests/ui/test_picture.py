import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from geo.breaks import class_breaks, class_of
from ui.legend import LegendRow, legend
from ui.palette import ABROAD, GROUND, LAND, WATER, Ground, rgb
from ui.picture import MOST_LINES, MapPicture, PictureFormat, draw_picture
from ui.texts import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
CARE = "#ec588b"


def square(code: str, west: float, south: float) -> dict[str, Any]:
    """One tenth of a degree wide, wound as RFC 7946 asks."""
    east, north = west + 0.1, south + 0.1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


SHAPES = {"type": "FeatureCollection", "features": [square("GM0001", 5.0, 52.0), square("GM0002", 5.3, 52.0)]}
BUBBLES = pl.DataFrame(
    {
        "longitude": [5.05, 5.35, None],
        "latitude": [52.05, 52.05, None],
        "count": [40, 3, 7],
        "colour": [CARE, CARE, CARE],
    }
)
PICTURE = MapPicture(
    title="Initiatieven voor zorg",
    sentence="Wij kennen 1.043 initiatieven voor zorg; 7 zijn niet te plaatsen.",
    source="Bron: Samenkaart. Ingelezen op 23 november 2026; bronnen 2003–2026. Gegevensversie 2026-11-23-a2d445e0. https://samenkaart.example/kaart",
    shapes=SHAPES,
)


def svg(picture: MapPicture) -> ET.Element:
    return ET.fromstring(draw_picture(picture, PictureFormat.SVG, "nl"))  # noqa: S314 - our own file


def words(picture: MapPicture) -> str:
    return " ".join("".join(part.itertext()) for part in svg(picture).iter(f"{SVG}text"))


def pixels(picture: MapPicture, ground: Ground = "light") -> dict[tuple[int, int, int], int]:
    image = Image.open(BytesIO(draw_picture(picture, PictureFormat.PNG, "nl", ground))).convert("RGB")
    colours = image.getcolors(maxcolors=1_000_000) or []
    return {colour: count for count, colour in colours if isinstance(colour, tuple)}  # type: ignore[misc]


def test_the_picture_says_what_it_is_and_where_it_comes_from() -> None:
    shown = words(PICTURE)

    assert [part for part in (PICTURE.title, PICTURE.sentence, *PICTURE.source.split()) if part not in shown] == []
    assert svg(PICTURE).get("aria-label") == PICTURE.sentence


def test_regions_have_the_colour_of_their_class_and_the_legend_counts_them() -> None:
    values = pl.Series([12, None], dtype=pl.Int64)
    breaks = class_breaks(values)
    rows = legend(breaks, "nl", "light")
    fills = {code: rows[row].colour for code, row in zip(["GM0001", "GM0002"], class_of(values, breaks), strict=True)}
    picture = replace(
        PICTURE, fills=fills, classes=rows, classes_title="Initiatieven per gemeente", classes_unit="gemeenten"
    )

    shown, colours = words(picture), pixels(picture)

    assert "Initiatieven per gemeente" in shown
    assert re.findall(r"12|Geen bekend", shown) == ["12", "Geen bekend"]
    # Two squares of the same size in a map of 620 pixels wide, drawn at double size.
    assert [colours[rgb(row.colour)] > 50_000 for row in rows] == [True, True]
    assert colours[rgb(GROUND["light"])] > 500_000


def test_a_region_without_colour_is_land() -> None:
    assert pixels(PICTURE, "dark")[rgb(LAND["dark"])] > 100_000


def test_water_and_land_around_fill_the_rest_of_the_picture() -> None:
    around = {"type": "FeatureCollection", "features": [square("", 5.15, 52.0)]}

    colours = pixels(replace(PICTURE, around=around), "dark")

    assert [colours[rgb(kind["dark"])] > 100_000 for kind in (LAND, ABROAD, WATER)] == [True, True, True]


def test_what_lies_around_does_not_make_the_shapes_smaller() -> None:
    world = {"type": "FeatureCollection", "features": [square("", -50.0, 20.0), square("", 80.0, 70.0)]}

    alone, among = pixels(PICTURE, "dark"), pixels(replace(PICTURE, around=world), "dark")

    assert among[rgb(LAND["dark"])] > 0.9 * alone[rgb(LAND["dark"])]


def test_every_placed_bubble_is_drawn_and_the_legend_says_how_many_it_stands_for() -> None:
    picture = replace(PICTURE, bubbles=BUBBLES, bubbles_title="Initiatieven per plaats")
    circles = [path for path in svg(picture).iter(f"{SVG}path") if path.get("fill") == CARE]
    shown = {"".join(part.itertext()) for part in svg(picture).iter(f"{SVG}text")}

    # Two on the map and three in the legend: 1, 5 and 20.
    assert len(circles) == 2 + 3
    assert {"1", "5", "20", "Initiatieven per plaats"} <= shown


def test_numbers_are_written_as_the_language_does() -> None:
    picture = replace(PICTURE, classes=[LegendRow("1–2", CARE, 12_345)])
    shown = {language: draw_picture(picture, PictureFormat.SVG, language).decode() for language in LANGUAGES}

    assert "12.345" in shown["nl"]
    assert "12,345" in shown["en"]


def test_the_same_picture_gives_the_same_bytes() -> None:
    picture = replace(PICTURE, bubbles=BUBBLES)

    assert draw_picture(picture, PictureFormat.SVG, "nl") == draw_picture(picture, PictureFormat.SVG, "nl")


def test_text_from_data_stays_text() -> None:
    hostile = "</text><script>alert(1)</script> & \"datum.x\" {'expr': 'now()'} \x00\ud800"
    picture = replace(PICTURE, title=hostile, sentence=hostile, source=hostile, classes=[LegendRow(hostile, CARE, 1)])
    file = draw_picture(picture, PictureFormat.SVG, "nl").decode()

    assert "<script" not in file
    assert "href" not in file.replace("xlink=", "")
    assert words(picture).count("<script>alert(1)</script> & \"datum.x\" {'expr': 'now()'}") == 4


@given(st.text(max_size=200))
@example("if")
@example("constructor")
@settings(max_examples=25)
def test_no_words_break_the_picture(title: str) -> None:
    assert svg(replace(PICTURE, title=title, sentence=title)).tag == f"{SVG}svg"


def test_an_endless_text_ends() -> None:
    picture = replace(PICTURE, title="zorg " * 2000)

    assert (
        len([part for part in svg(picture).iter(f"{SVG}text") if "zorg zorg" in "".join(part.itertext())]) <= MOST_LINES
    )


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_png_is_sharp_enough_for_paper(ground: Any) -> None:
    image = Image.open(BytesIO(draw_picture(PICTURE, PictureFormat.PNG, "nl", ground)))

    assert image.format == "PNG"
    assert image.width >= 1600
    assert image.convert("RGB").getpixel((2, 2)) == rgb(GROUND[ground])


def test_a_map_without_bubbles_has_no_legend_of_bubbles() -> None:
    assert "Per plaats" not in words(replace(PICTURE, bubbles=BUBBLES.clear(), bubbles_title="Per plaats"))
