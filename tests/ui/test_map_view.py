import polars as pl
import pytest

from data_loaders.schema import Language, Theme
from data_loaders.schema.rows import only_row
from data_loaders.store import current
from geo import base_map
from measures.counts import BubbleRow
from measures.selection import Selection
from ui.map_ground import CARD_PX, Scene, window_of
from ui.map_svg import Name, names
from ui.map_tips import bubble_tip
from ui.map_view import land_layers
from ui.plain.tokens import shades
from ui.view import View, data_of


def view(language: Language, selection: Selection) -> View:
    return View(data_of(current()), language, selection)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", ["België", "Duitsland"]), ("en", ["Belgium", "Germany"])],
)
def test_the_country_map_names_what_lies_around_it_faintly(language: Language, expected: list[str]) -> None:
    named = named_in(view(language, Selection()), Scene())

    assert [each.words for each in named][-2:] == expected
    assert all(each.is_faint for each in named)
    assert {"Groningen", "Amsterdam", "Den Haag"} <= {each.words for each in named}


@pytest.mark.parametrize(
    ("code", "first", "absent"),
    [("PV20", "Groningen", "Assen"), ("GM0344", "Utrecht", "België"), ("CR01", "Oldambt", "Assen")],
)
def test_a_region_names_what_lies_in_it_or_beside_it(code: str, first: str, absent: str) -> None:
    named = [each.words for each in named_in(view("nl", Selection()), Scene(code))]

    assert named[0] == first
    assert absent not in named


def test_the_legend_of_the_map_covers_no_part_of_the_region_that_it_is_about() -> None:
    regions = current().table("regions").filter(pl.col("level").is_in(["province", "municipality"]))
    shown = view("nl", Selection())
    covered = []
    for code, west, north in regions.select("code", "west", "north").drop_nulls().iter_rows():
        scene = Scene(code, has_card=True)
        left, top = window_of(shown, scene).px(west, north)
        if left + scene.size[0] / 2 < CARD_PX[0] and top + scene.size[1] / 2 < CARD_PX[1]:
            covered.append(code)

    assert covered == []


def named_in(shown: View, scene: Scene) -> list[Name]:
    return names(shown, scene, window_of(shown, scene), [])


@pytest.mark.parametrize("chosen", [None, "GM0363"])
def test_water_and_land_abroad_lie_under_everything_and_cannot_be_chosen(chosen: str | None) -> None:
    layers = land_layers("v", shades("light"), chosen=chosen)

    assert layers[0].id == "omgeving"
    assert not layers[0].pickable
    assert [layer.id for layer in layers if layer.pickable] == ["gemeenten"]


def test_over_a_base_map_the_country_can_be_chosen_but_covers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(base_map.SETTING, "pdok")

    layers = land_layers("v", shades("light"))

    assert "omgeving" not in [layer.id for layer in layers]
    [land] = [layer for layer in layers if layer.id == "gemeenten"]
    assert land.pickable
    assert land.get_fill_color[3] == 0


@pytest.mark.parametrize(
    ("place", "municipality", "told"),
    [
        ("Ederveen", "Ede", "Ederveen (Ede)"),
        ("Ede", "Ede", "Ede"),
        (None, "Ede", "Ede"),
        ("Beek, Montferland", "Montferland", "Beek, Montferland"),
    ],
)
def test_a_bubble_names_the_municipality_once(place: str | None, municipality: str, told: str) -> None:
    row = {
        "place": place,
        "municipality": municipality,
        "count": 2,
        "seen_year": 2017,
        **{theme.value: 0 for theme in Theme},
    }

    assert bubble_tip(view("nl", Selection()), only_row(pl.DataFrame([row]), BubbleRow)).startswith(f"{told}: 2 ")
