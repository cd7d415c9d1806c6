import re

import pytest
from markupsafe import Markup

from data_loaders.store import current
from measures.region.enums import NetworkState
from tests.ui.region.test_story import told_of
from ui.region.figures import key_figures
from ui.region.key_pictures import networks_bar, spread_plot, theme_bar, years_bars
from ui.region.pictures import bars
from ui.still import drawing_in

UTRECHT, ZWOLLE, LIMBURG = "GM0344", "GM0193", "PV31"


def numbers(drawn: str) -> list[int]:
    return [int(each) for each in re.findall(r'text-anchor="middle">(\d+)<', drawn)]


@pytest.mark.parametrize(("code", "is_few"), [(UTRECHT, True), (LIMBURG, False)])
def test_each_initiative_is_a_block_while_they_are_few(code: str, is_few: bool) -> None:
    region = told_of(current(), code)
    bar = str(theme_bar(region)).split("</p>")[0]

    themes = region.profile.themes.filter(region.profile.themes["known_main"] > 0).height
    assert bar.count("<i ") == (region.own["known"] if is_few else themes)
    assert ("stuks" in bar) is is_few


@pytest.mark.parametrize("code", [UTRECHT, ZWOLLE, LIMBURG])
def test_the_years_and_the_unknown_one_add_up_to_all(code: str) -> None:
    region = told_of(current(), code)

    assert sum(numbers(str(years_bars(region)))) == region.own["known"]


@pytest.mark.parametrize("code", [UTRECHT, ZWOLLE, LIMBURG, "GM0363"])
def test_networks_are_one_bar_only_where_no_initiative_counts_twice(code: str) -> None:
    region = told_of(current(), code)
    drawn = str(networks_bar(region, 3))

    active = region.profile.networks.filter(state=NetworkState.ACTIVE)["known"].to_list()
    named = sum([*active, *region.profile.unlisted_networks["known"]])
    shares = [int(each) for each in re.findall(r"flex:(\d+)", drawn)]
    adds_up = bool(named) and named + region.profile.without_network == region.own["known"]
    assert sum(shares) == (region.own["known"] if adds_up else 0)
    assert ("geen genoemd" in drawn) is bool(named and region.profile.without_network)


def test_few_regions_beside_it_have_names_and_no_two_names_meet() -> None:
    drawn = str(spread_plot(told_of(current(), UTRECHT)))

    assert 'class="vet"' in drawn
    assert ">Utrecht</text>" in drawn
    assert ">Amsterdam</text>" in drawn
    assert drawn.count('class="ander"') == 3


def test_the_key_figures_have_no_drawing_by_itself() -> None:
    assert not drawing_in(key_figures(told_of(current(), UTRECHT)).body)


def test_many_regions_beside_it_have_no_names_and_the_country_stays() -> None:
    drawn = str(spread_plot(told_of(current(), LIMBURG)))

    assert drawn.count('class="ander"') == 11
    assert ">Drenthe</text>" not in drawn
    assert 'class="land"' in drawn


def test_a_bar_of_what_is_not_known_is_hatched_and_never_drawn_as_known() -> None:
    region = told_of(current(), UTRECHT)
    known = (Markup("LSA"), 10, "")
    drawn = bars(region, [known], unknown=(Markup("rest"), 16, ""))
    assert drawn.count("<i") == 2
    assert drawn.count('<i class="streep" style="width:100.0%"') == 1
    assert "streep" not in bars(region, [known])
