import tomllib
from itertools import combinations

import pytest
from coloraide import Color

from data_loaders.schema import Theme
from geo.breaks import ClassKind
from tests.architecture.source_files import ROOT
from ui.palette import (
    ABROAD,
    ACCENT,
    BESIDE,
    BORDER,
    FAINT_INK,
    GROUND,
    INK,
    LAND,
    NOT_A_VALUE,
    PAIR,
    SCALE,
    THEME_COLOURS,
    WATER,
    Ground,
    class_tokens,
    rgb,
    words_on,
)
from ui.plain.tokens import tokens

GROUNDS: list[Ground] = ["light", "dark"]
# Simulation by Viénot (protan, deutan) and Brettel (tritan), ColorAide's defaults.
SIGHTS = ["normal", "protan", "deutan", "tritan"]
LEAST_BETWEEN_THEMES = {"normal": 24.0, "protan": 17.0, "deutan": 17.0, "tritan": 16.0}
"""CIEDE2000; a difference of 2 is just visible side by side, about 10 is visible at a glance."""
LEAST_BETWEEN_CLASSES = 9.0
LEAST_BETWEEN_PAIRS = 17.0
LEAST_BETWEEN_GROUNDS = 3.7
"""Large quiet planes beside each other, with a border between land of ours and of others."""
LEAST_FROM_A_CLASS = 4.0
VALUES = [ClassKind.VALUE]


def contrast(one: str, other: str) -> float:
    return Color(one).contrast(other, method="wcag21")


def as_seen(colour: str, sight: str) -> Color:
    return Color(colour) if sight == "normal" else Color(colour).filter(sight, 1)


def closest(colours: list[str], sight: str) -> float:
    seen = [as_seen(colour, sight) for colour in colours]
    return min(one.delta_e(other, method="2000") for one, other in combinations(seen, 2))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("under", [GROUND, LAND, BESIDE], ids=["ground", "land", "beside"])
def test_themes_stand_out(ground: Ground, under: dict[Ground, str]) -> None:
    assert [t for t, colour in THEME_COLOURS[ground].items() if contrast(colour, under[ground]) < 3] == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_theme_has_a_colour(ground: Ground) -> None:
    assert list(THEME_COLOURS[ground]) == list(Theme)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_themes_differ(ground: Ground, sight: str) -> None:
    assert closest(list(THEME_COLOURS[ground].values()), sight) >= LEAST_BETWEEN_THEMES[sight]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_zero_unknown_and_no_data_differ(ground: Ground, sight: str) -> None:
    assert closest([*SCALE[ground], *NOT_A_VALUE[ground].values()], sight) >= LEAST_BETWEEN_CLASSES


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_more_looks_like_more(ground: Ground, sight: str) -> None:
    from_ground = [abs(as_seen(c, sight).luminance() - Color(GROUND[ground]).luminance()) for c in SCALE[ground]]

    assert from_ground == sorted(from_ground)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_nine_classes_of_two_figures_differ_from_each_other_and_from_what_lies_around(
    sight: str, ground: Ground
) -> None:
    classes = [colour for row in PAIR[ground] for colour in row]

    assert closest(classes, sight) >= LEAST_BETWEEN_PAIRS
    assert min(closest([colour, GROUND[ground]], sight) for colour in classes) >= LEAST_BETWEEN_CLASSES
    around = [WATER[ground], ABROAD[ground], BESIDE[ground]]
    assert min(closest([colour, other], sight) for colour in classes for other in around) >= LEAST_BETWEEN_CLASSES


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_a_higher_figure_stands_out_more_whatever_is_known(sight: str, ground: Ground) -> None:
    for known in range(3):
        colours = [PAIR[ground][need][known] for need in range(3)]
        from_ground = [abs(as_seen(c, sight).luminance() - Color(GROUND[ground]).luminance()) for c in colours]
        assert from_ground == sorted(from_ground)


@pytest.mark.parametrize("ground", GROUNDS)
def test_numbers_in_the_squares_of_the_legend_can_be_read(ground: Ground) -> None:
    assert min(contrast(colour, words_on(colour)) for row in PAIR[ground] for colour in row) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_an_outline_shows_where_there_is_no_data(ground: Ground) -> None:
    assert contrast(BORDER[ground], NOT_A_VALUE[ground][ClassKind.NO_DATA]) >= 3
    assert contrast(BORDER[ground], LAND[ground]) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_land_water_and_abroad_differ(ground: Ground, sight: str) -> None:
    assert closest([LAND[ground], WATER[ground], ABROAD[ground]], sight) >= LEAST_BETWEEN_GROUNDS


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("around", [WATER, ABROAD], ids=["water", "abroad"])
def test_what_lies_around_is_not_taken_for_a_class(around: dict[Ground, str], sight: str, ground: Ground) -> None:
    classes = [*SCALE[ground], *NOT_A_VALUE[ground].values()]

    assert min(closest([around[ground], colour], sight) for colour in classes) >= LEAST_FROM_A_CLASS
    # The two that mean nothing known and little, which a reader could most easily see in a plane of water or land.
    assert closest([around[ground], NOT_A_VALUE[ground][ClassKind.UNKNOWN]], sight) >= 7
    assert closest([around[ground], SCALE[ground][0]], sight) >= 7


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("around", [WATER, ABROAD], ids=["water", "abroad"])
def test_outlines_and_names_stand_out_from_what_lies_around(around: dict[Ground, str], ground: Ground) -> None:
    assert contrast(BORDER[ground], around[ground]) >= 3
    assert contrast(FAINT_INK[ground], around[ground]) >= 4.5
    assert contrast(INK[ground], around[ground]) >= 7


@pytest.mark.parametrize("ground", GROUNDS)
def test_ground_ink_and_accent_are_those_of_the_pages(ground: Ground) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][ground]

    assert (GROUND[ground], INK[ground], ACCENT[ground]) == (
        theme["backgroundColor"],
        theme["textColor"],
        theme["primaryColor"],
    )


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("classes", range(1, 7))
def test_fewer_classes_take_shades_in_the_same_order(ground: Ground, classes: int) -> None:
    named = class_tokens([ClassKind.ZERO, *VALUES * classes, ClassKind.UNKNOWN])
    colours = [tokens(ground)[name] for name in named]

    assert [colours[0], colours[-1]] == [NOT_A_VALUE[ground][kind] for kind in (ClassKind.ZERO, ClassKind.UNKNOWN)]
    assert colours[1:-1] == [shade for shade in SCALE[ground] if shade in colours]
    assert len(set(colours)) == classes + 2


def test_a_seventh_class_is_refused() -> None:
    with pytest.raises(ValueError, match="7 classes"):
        class_tokens(VALUES * 7)


def test_numbers_of_a_colour() -> None:
    assert rgb("#0b5c7a") == (11, 92, 122)
