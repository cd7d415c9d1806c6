from dataclasses import replace

import polars as pl
import pytest

from data_loaders.schema import Language, RegionLevel, Theme
from data_loaders.store import current
from measures.region.need import PAIRS
from measures.region.profile import profile
from pages.regio.story import story
from tests.pages.harness import view_in
from ui.filter_controls import nearest
from ui.region.ask import question, question_part
from ui.region.gaps import (
    GOVERNING,
    Gap,
    Reader,
    indicator_gap,
    missing_indicators,
    network_gap,
    nothing_gap,
    silent_networks,
    theme_gap,
    unknown_themes,
)
from ui.region.region_view import RegionView, region_view_of
from ui.region.tables import region_tables
from ui.story import Part, check
from ui.view import view_of

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def told(code: str, language: Language = "nl") -> RegionView:
    region = region_view_of(current(), code, language)
    assert region
    return region


def part_of(**params: str) -> Part | None:
    return story(view_of({name: [value] for name, value in params.items()})).part("vraag")


def care(language: Language = "nl") -> Gap:
    return theme_gap(view_in(language), told("GM0050", language), Theme.CARE)


def test_a_gap_is_a_theme_without_a_known_initiative() -> None:
    known = current().table("initiatives").filter(municipality_code="GM0050")["themes"].explode().unique().to_list()

    assert set(unknown_themes(told("GM0050"))) == set(Theme) - {Theme(theme) for theme in known}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", [Reader.MUNICIPALITY, Reader.NETWORK, Reader.COUNCIL])
def test_a_question_says_what_is_known_how_old_that_is_and_on_which_page(reader: Reader, language: Language) -> None:
    zeewolde, view = told("GM0050", language), view_in(language)
    words = question(view, zeewolde, care(language), reader)

    known = current().table("initiatives").filter(municipality_code="GM0050").height
    figure = current().table("context_values").filter(indicator_id=PAIRS[Theme.CARE], municipality_code="GM0050")
    neighbours = zeewolde.profile.themes.filter(theme=Theme.CARE)["neighbours"][0]
    for part in (
        f"{known} initiati",
        zeewolde.age,
        f"{figure['value'][0]:g}",
        current().version,
        "/regio?gemeente=Zeewolde",
    ):
        assert part in words
    assert all(f"{each['name']} ({each['known']})" in words for each in neighbours.to_list()[:3])
    assert view.t(f"vraag.theme.ask_{reader}", name="Zeewolde", theme=view.t("theme.zorg").lower()) in words


def test_nothing_known_is_never_called_nothing_there() -> None:
    words = question(view_in("nl"), told("GM0050"), care(), Reader.COUNCIL)

    assert "Dat wil niet zeggen dat het er niet is" in words
    assert "Dat cijfer zegt niet wat er nodig is." in words


def test_the_part_asks_about_the_chosen_gap_or_else_the_first() -> None:
    chosen, other = part_of(gemeente="Zeewolde", thema="zorg"), part_of(gemeente="Zeewolde", thema="energie")
    assert chosen
    assert other
    check(chosen)

    assert "geen initiatief van bewoners voor zorg" in chosen.body
    first = view_in("nl").t(f"theme.{unknown_themes(told('GM0050'))[0]}").lower()
    assert f"geen initiatief van bewoners voor {first}" in other.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_network_without_a_member_here_is_asked_for_its_members(language: Language) -> None:
    region, view = told("GM0050", language), view_in(language)
    networks, initiatives = silent_networks(region), current().table("initiatives")
    here = set(initiatives.filter(municipality_code="GM0050")["networks"].explode().drop_nulls())
    assert networks
    assert not here & set(networks)
    assert "lsa" in networks
    assert "oranje-fonds" not in networks  # it gives money, and has no members

    for network, name in networks.items():
        words = question(view, region, network_gap(view, region, network), Reader.NETWORK)
        elsewhere = initiatives.filter(pl.col("networks").list.contains(network)).height
        assert view.t("vraag.network.elsewhere", network=name, count=elsewhere) in words
        assert view.t("vraag.network.gap", network=name, name="Zeewolde") in words
        assert region.age in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["GM0363", "PV31"])
def test_a_missing_figure_of_a_goal_is_asked_of_those_who_govern(code: str, language: Language) -> None:
    region, view = told(code, language), view_in(language)
    own = set(region.profile.indicators.filter(steps_up=0)["indicator_id"])
    missing = missing_indicators(region)
    assert own
    assert own | set(missing) == set(current().table("indicators")["indicator_id"])
    assert not own & set(missing)

    for indicator, name in missing.items():
        gap = indicator_gap(view, region, indicator)
        nearest_one = region.profile.indicators.filter("is_nearest", indicator_id=indicator)
        for reader in gap.readers:
            words = question(view, region, gap, reader)
            assert f"“{name}”" in words
            assert all(str(year) in words for year in nearest_one["year"])
            assert all(source in words for source in nearest_one["source_title"].drop_nulls())
        assert gap.readers == GOVERNING[region.profile.level]


@pytest.mark.parametrize(
    ("params", "readers"),
    [
        ({"corop": "CR19"}, ["Aan de gemeenten in Alkmaar en omgeving", "Aan het netwerk"]),
        ({"gemeenten": "Zeewolde,Urk", "naam": "Samen"}, ["Aan de gemeenten in Samen", "Aan het netwerk"]),
    ],
)
def test_larger_regions_are_asked_through_their_municipalities(params: dict[str, str], readers: list[str]) -> None:
    part = part_of(**params, thema="zorg")
    assert part

    assert "geen initiatief van bewoners voor zorg" in part.body
    assert all(reader in part.body for reader in readers)
    assert "in de middelste van de gemeenten daar" in part.body
    assert "Aan de raad" not in part.body


def with_initiatives(code: str, rows: pl.DataFrame) -> RegionView:
    """The region, in a country with only these initiatives."""
    tables = replace(region_tables(current()), initiatives=rows)
    known = profile(tables, code)
    assert known
    return RegionView(tables, known, "nl", current().version, current().date)


def test_a_theme_of_a_province_is_asked_of_the_province_and_its_council() -> None:
    known = current().table("initiatives").filter(~pl.col("themes").list.contains(Theme.ENERGY.value))
    region, view = with_initiatives("PV23", known), view_in("nl")
    assert Theme.ENERGY in unknown_themes(region)

    gap = theme_gap(view, region, Theme.ENERGY)
    assert gap.readers == (Reader.PROVINCE, Reader.STATES, Reader.NETWORK)
    assert "Aan Provinciale Staten van Overijssel" in question(view, region, gap, Reader.STATES)
    assert "/regio?provincie=Overijssel" in question(view, region, gap, Reader.PROVINCE)


@pytest.mark.parametrize("code", ["GM0344", "CR17", "PV26"])
def test_a_region_of_which_nothing_is_known_asks_for_anything(code: str) -> None:
    region, view = with_initiatives(code, current().table("initiatives").clear()), view_in("nl")
    part = question_part(view, region)
    assert part

    assert f"staat in {region.name} nog geen enkel initiatief van bewoners" in part.body
    assert "geen initiatief van bewoners voor" not in part.body
    gap = nothing_gap(view, region)
    assert len({question(view, region, gap, reader) for reader in gap.readers}) == len(gap.readers)


def test_the_country_has_no_question() -> None:
    assert part_of(vergelijk="NL") is None
    assert set(GOVERNING) == set(RegionLevel) - {RegionLevel.COUNTRY}


def test_what_was_chosen_lies_open() -> None:
    network = list(silent_networks(told("GM0050")))[-1]
    part = part_of(gemeente="Zeewolde", netwerk=network)
    assert part

    assert str(part.body).count('<details class="vraagsoort" open') == 1
    assert f'value="{network}" selected' in part.body


@pytest.mark.parametrize(
    ("params", "page"),
    [
        ({"gemeente": ["Zeewolde"]}, "gemeente=Zeewolde"),
        ({"gemeenten": ["Zeewolde,Urk"], "naam": ["Samen"]}, "gemeenten=GM0050%2CGM0184&naam=Samen"),
    ],
)
def test_a_map_without_a_result_leads_to_the_question(params: dict[str, list[str]], page: str) -> None:
    gap, known, wide = (
        view_of(asked_for)
        for asked_for in (params | {"thema": ["zorg"]}, params | {"thema": ["energie"]}, {"thema": ["zorg"]})
    )

    (to_question,) = [each for each in nearest(gap) if each.name == "vraag"]
    assert to_question.choices[0].address == f"/regio?{page}&thema=zorg#vraag"
    assert not [each for view in (known, wide) for each in nearest(view)]
