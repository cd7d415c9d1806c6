from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs

import polars as pl
import pytest

from data_loaders.schema import LocationPrecision
from data_loaders.store import current
from measures.map_figures import Measure
from measures.points import on_a_middle, points
from measures.selection import Selection
from pages.kaart.marks import point_marks
from pages.kaart.modes import MapFigure, map_figure
from tests.frames import initiatives
from ui.map_mode import MapChoice, Mode
from ui.point_map import LARGEST_DOT_PX, MANY, SMALLEST_DOT_PX, dot_px, points_sentence
from ui.view import View, data_of, view_of


@pytest.fixture(scope="module")
def view() -> View:
    return View(data_of(current()), "nl", Selection(municipality="GM0363"))


def some_points(number: int) -> pl.DataFrame:
    """As many points with one initiative each, all about care."""
    return pl.DataFrame(
        {
            "longitude": [4.7 + 0.3 * place / number for place in range(number)],
            "latitude": [52.3 + place % 97 / 1000 for place in range(number)],
            "place": ["Amsterdam"] * number,
            "count": pl.Series([1] * number, dtype=pl.UInt32),
            "names": [[f"Zorgcoöperatie {place}"] for place in range(number)],
            "statuses": [[{"status": "actief", "status_year": None, "seen_year": 2017}]] * number,
            "ids": [[f"zorg-{place}"] for place in range(number)],
            "location_precision": [["address"]] * number,
            "theme": ["zorg"] * number,
        }
    )


@pytest.mark.parametrize(("points", "expected"), [(0, 7.0), (200, 7.0), (800, 3.5), (100_000, 2.5)])
def test_dots_are_smaller_where_there_are_many(points: int, expected: float) -> None:
    assert dot_px(points) == expected
    assert SMALLEST_DOT_PX <= dot_px(points) <= LARGEST_DOT_PX


@pytest.mark.parametrize(("points", "told"), [(10, True), (MANY + 1, False)])
def test_few_points_tell_how_precise_they_are(view: View, points: int, told: bool) -> None:
    marks = point_marks(view, some_points(points))

    assert len(marks) == points
    assert all(("Het punt staat op: adres" in mark.words) is told for mark in marks)
    assert all(("actief zonder jaar, gezien in 2017" in mark.words) is told for mark in marks)


NOWHERE = {"longitude": None, "latitude": None, "location_precision": None}
EXACT = {"location_precision": "address"}
DISTRICT = {"location_precision": "district", "longitude": 5.0}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([EXACT], "Op de kaart is dat 1 punt."),
        ([EXACT, {}], "Op de kaart is dat 1 punt. Wij weten van 1 alleen de plaats; dat staat op het midden daarvan."),
        (
            [{}, {}, DISTRICT, NOWHERE],
            "Ze staan op 2 punten; regionaal of landelijk: 1. "
            "Wij weten van 2 alleen de plaats, van 1 alleen de wijk; die staan op het midden daarvan.",
        ),
        ([NOWHERE, NOWHERE], "Deze 2 werken regionaal of landelijk en staan niet op de kaart."),
        ([], "Er staan dus geen punten op de kaart."),
    ],
    ids=["exact", "one on a middle", "several middles", "nowhere", "none"],
)
def test_the_sentence_says_what_is_known_no_better_than_a_middle(
    view: View, rows: Sequence[Mapping[str, object]], told: str
) -> None:
    table = initiatives(*rows)

    assert points_sentence(view, points(table), on_a_middle(table)) == told


def mode_of(view: View, selection: Selection) -> MapFigure:
    asking = replace(view, selection=selection)
    return map_figure(asking, asking.catalogue.chosen(selection), MapChoice(Mode.POINTS, Measure.COUNT, 2015))


def test_the_mode_says_how_many_initiatives_of_utrecht_are_at_the_middle_of_a_region(view: View) -> None:
    known = view.catalogue.initiatives.filter(municipality_code="GM0344")["location_precision"].value_counts()

    sentence = mode_of(view, Selection(municipality="GM0344")).sentence

    for precision, word in ((LocationPrecision.PLACE, "plaats"), (LocationPrecision.DISTRICT, "wijk")):
        count = known.filter(location_precision=precision.value)["count"][0]
        assert f"van {count} alleen de {word}" in sentence


def test_without_points_the_legend_does_not_explain_colours(view: View) -> None:
    figure = mode_of(view, Selection(municipality="GM0344", text="bestaatnergens"))

    assert "0 punten" not in figure.sentence
    assert figure.key.title == "Geen punten op de kaart"


def test_a_press_on_a_point_of_several_leads_to_all_of_them(view: View) -> None:
    figure = mode_of(view, Selection(municipality="GM0344"))

    marks = figure.marks
    counts = figure.table["Initiatieven"].to_list()[: len(marks)]
    several = [(mark, count) for mark, count in zip(marks, counts, strict=True) if count > 1]
    assert several
    for mark, count in several:
        narrowed = view_of(parse_qs(mark.address.removeprefix("?")))
        assert narrowed.catalogue.chosen(narrowed.selection).height == count
