"""Sentence, table, legend, picture, file and link of every way of drawing say the same."""

import csv
import io
import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.schema import RegionLevel, Theme
from data_loaders.store import current
from measures.map_figures import Measure
from measures.selection import Selection
from pages.kaart.modes import drawing
from tests.pages.harness import open_page, problems, words
from ui.address import read
from ui.export import Provenance, csv_bytes
from ui.map_mode import LEVELS, Asked, Mode
from ui.picture import MapPicture, PictureFormat, draw_picture
from ui.view import View, data_of

PLACE = {"thema": "zorg", "gemeente": "Amsterdam"}
WAYS = [
    (mode, measure)
    for mode in Mode
    for measure in (Measure if mode in LEVELS and mode is not Mode.WHITE_SPOTS else [Measure.COUNT])
]
SINCE = 2015


def opened(mode: Mode, measure: Measure) -> AppTest:
    """The page with its table, its files and its share box open."""
    app = open_page("kaart", weergave=mode.value, maat=measure.value, sinds=str(SINCE), **PLACE)
    for key, value in (("tabs_kaart", "Tabel"), ("use_kaart", True), ("deel_beeld", True)):
        app.session_state[key] = value
    return app.run()


def known(app: AppTest) -> int:
    found = re.search(r"Wij kennen ([\d.]+) initiatie", words(app))
    assert found
    return int(found[1].replace(".", ""))


def linked(address: str) -> AppTest:
    """The page that an address leads to."""
    return open_page("kaart", **{key: list(values) for key, values in parse_qs(urlsplit(address).query).items()})


@pytest.mark.parametrize(("mode", "measure"), WAYS)
def test_table_and_list_add_up_to_the_sentence(mode: Mode, measure: Measure) -> None:
    app = opened(mode, measure)

    assert problems(app) == []
    figure = next(table.value for table in app.dataframe if table.value.columns[-1] in {"Initiatieven", "Vervoer"})
    counts = figure["Initiatieven"].tolist()
    assert counts[-1] == sum(counts[:-1])
    if mode in LEVELS:
        # The chosen municipality stands between those of its province, the only row that is the choice itself.
        own = figure[figure["Toelichting"].str.contains("uw keuze")]["Initiatieven"].tolist()
        assert len(own) == 1
        assert own[0] == known(app) if LEVELS[mode] is RegionLevel.MUNICIPALITY else own[0] >= known(app)
    else:
        assert counts[-1] == known(app)
    assert f"{known(app)} initiatieven" in words(app)


@pytest.mark.parametrize(("mode", "measure"), WAYS)
def test_link_and_embedded_view_say_what_the_page_says(mode: Mode, measure: Measure) -> None:
    app = opened(mode, measure)
    link = next(code.value for code in app.code if code.value.startswith("?"))
    embedded = next(code.value for code in app.code if code.value.startswith("<iframe"))
    plain = open_page("kaart", weergave=mode.value, maat=measure.value, sinds=str(SINCE), **PLACE)

    assert words(linked(link)) == words(plain)
    source = re.search(r'src="([^"]+)"', embedded)
    assert source
    alone = linked(unescape(source[1]))
    assert known(alone) == known(app)
    legend = next(element.proto.body for element in plain.get("html") if "legenda" in element.proto.body)
    assert legend in [element.proto.body for element in alone.get("html")]


@pytest.fixture(scope="module")
def view() -> View:
    data = data_of(current())
    selection, _ = read({key: [value] for key, value in PLACE.items()}, data.names)
    return View(data, "nl", selection)


@pytest.mark.parametrize(("mode", "measure"), [way for way in WAYS if way[0] in LEVELS])
def test_inside_a_province_table_legend_and_picture_hold_its_regions(view: View, mode: Mode, measure: Measure) -> None:
    care = replace(view, selection=Selection(themes=(Theme.CARE,), province="PV31"))
    chosen = care.catalogue.chosen(care.selection)

    drawn = drawing(care, chosen, Asked(mode, measure, SINCE))

    picture = drawn.picture(MapPicture(drawn.title, drawn.sentence, "Bron", {"features": []}))
    is_placed = pl.col("code").is_in(list(picture.fills))
    named = view.catalogue.regions.filter(level=LEVELS[mode]).filter(is_placed)["name"].to_list()
    regions = drawn.table[:-1].filter(~pl.first().eq(view.t("map.wide")))
    assert sorted(regions.to_series().to_list()) == sorted(named)
    assert sum(row.count for row in drawn.key("dark")) == len(named)
    assert {feature["properties"]["code"] for feature in picture.shapes["features"]} == set(picture.fills)
    marked = sum(int(found[1]) for mark in drawn.marks() if (found := re.search(r": (\d+) initiatie", mark.words)))
    assert marked == regions["Initiatieven"].sum()
    if mode is not Mode.PROVINCES:
        assert drawn.table["Initiatieven"][-1] == chosen.height


@pytest.mark.parametrize(("mode", "measure"), WAYS)
def test_the_file_holds_the_rows_of_the_table(view: View, mode: Mode, measure: Measure) -> None:
    table = drawing(view, view.catalogue.chosen(view.selection), Asked(mode, measure, SINCE)).table

    told = Provenance("T", "B", "L", view.snapshot.version, "2026", "https://voorbeeld.nl")
    rows = list(csv.DictReader(io.StringIO(csv_bytes(table, told, "nl").decode("utf-8-sig"))))

    assert [int(row["Initiatieven"]) for row in rows] == table["Initiatieven"].to_list()
    assert len(rows) == table.height


@pytest.mark.parametrize(("mode", "measure"), WAYS)
def test_the_picture_file_has_the_legend_and_the_words_of_the_page(view: View, mode: Mode, measure: Measure) -> None:
    drawn = drawing(view, view.catalogue.chosen(view.selection), Asked(mode, measure, SINCE))
    page = unescape(words(open_page("kaart", weergave=mode.value, maat=measure.value, sinds=str(SINCE), **PLACE)))

    picture = drawn.picture(MapPicture(drawn.title, drawn.sentence or "-", "Bron", {"features": []}))
    svg = ET.fromstring(draw_picture(picture, PictureFormat.SVG, "nl"))  # noqa: S314 - our own file
    shown = [" ".join("".join(part.itertext()).split()) for part in svg.iter("{http://www.w3.org/2000/svg}text")]

    for row in picture.classes:
        assert row.label in shown
        assert str(row.count) in shown
        assert f"{row.label} ({row.count} " in page
    if picture.bubbles is not None:
        counted = pl.Series(picture.bubbles["count"]).sum()
        assert f"Wij kennen {counted} initiatie" in page
