from dataclasses import replace

import polars as pl
import pytest

from data_loaders.schema import Language, Theme
from data_loaders.store import current
from measures.catalogue import catalogue
from measures.map_figures import Measure
from measures.selection import Selection
from pages.kaart.modes import Drawing, drawing
from ui.map_mode import LEVELS, Asked, Mode
from ui.names import names
from ui.picture import MapPicture, PictureFormat, draw_picture
from ui.session import View
from ui.texts import texts

CARE = Selection(themes=(Theme.CARE,))
WORDS = MapPicture(title="Kaart", sentence="Zoveel bekend.", source="Bron", shapes={"features": []})


@pytest.fixture(scope="module")
def view() -> View:
    snapshot = current()
    indexed = catalogue(snapshot.table("initiatives"), snapshot.table("regions"))
    return View("nl", texts("nl"), snapshot, indexed, names(snapshot), CARE)


def drawn(view: View, mode: Mode, measure: Measure = Measure.COUNT) -> tuple[Drawing, pl.DataFrame]:
    chosen = view.catalogue.chosen(view.selection)
    return drawing(view, chosen, Asked(mode, measure, 2015)), chosen


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("mode", list(Mode))
def test_the_table_of_every_mode_adds_up_to_the_sentence(view: View, mode: Mode, measure: Measure) -> None:
    figure, chosen = drawn(view, mode, measure)

    numbers = figure.table["Initiatieven"].to_list()
    assert numbers[-1] == sum(numbers[:-1]) == chosen.height


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("mode", list(LEVELS))
def test_legend_and_fills_of_the_picture_hold_each_region_once(view: View, mode: Mode, measure: Measure) -> None:
    figure, _ = drawn(view, mode, measure)

    picture = figure.picture(WORDS)
    regions = view.snapshot.table("regions").filter(pl.col("level") == LEVELS[mode])["code"]
    assert sorted(picture.fills) == sorted(regions)
    assert sum(row.count for row in picture.classes) == regions.len()
    colours = pl.Series(list(picture.fills.values())).value_counts()
    assert dict(colours.iter_rows()) == {row.colour: row.count for row in picture.classes}


@pytest.mark.parametrize("mode", [Mode.BUBBLES, Mode.POINTS])
def test_bubbles_of_the_picture_add_up_to_the_sentence(view: View, mode: Mode) -> None:
    figure, chosen = drawn(view, mode)

    bubbles = figure.picture(WORDS).bubbles
    assert bubbles is not None
    assert bubbles["count"].sum() == chosen.height


def test_white_spots_are_unknown_and_the_sentence_counts_them(view: View) -> None:
    figure, chosen = drawn(view, Mode.WHITE_SPOTS)

    picture = figure.picture(WORDS)
    unknown = next(row.count for row in picture.classes if row.label == "Geen bekend")
    assert unknown == 342 - chosen["municipality_code"].drop_nulls().n_unique()
    assert f"In {unknown} van de 342" in figure.sentence


def test_labels_of_classes_carry_their_unit(view: View) -> None:
    def labels(mode: Mode, measure: Measure) -> list[str]:
        return [row.label for row in drawn(view, mode, measure)[0].picture(WORDS).classes]

    assert labels(Mode.WHITE_SPOTS, Measure.COUNT) == ["Wel iets bekend", "Geen bekend"]
    assert all(label.endswith("%") for label in labels(Mode.PROVINCES, Measure.SHARE))
    # Initiatives that started are whole ones.
    assert not [label for label in labels(Mode.MUNICIPALITIES, Measure.STARTED) if " tot " in label]


def test_where_every_region_has_something_that_is_said(view: View) -> None:
    figure, _ = drawn(view, Mode.PROVINCES)

    assert figure.sentence.startswith("In alle 12 provincies kennen wij iets")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_becomes_a_picture_file_in_both_languages(view: View, mode: Mode, language: Language) -> None:
    inside = replace(view, language=language, t=texts(language), selection=Selection(municipality="GM0344"))

    figure, _ = drawn(inside, mode)

    svg = draw_picture(figure.picture(WORDS), PictureFormat.SVG, language).decode()
    assert "Zoveel bekend." in svg
