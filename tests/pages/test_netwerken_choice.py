"""Chips and groups of the networks page, and what it says of gaps in its data."""

import polars as pl
import pytest

from data_loaders.store import current
from measures.graph import partner_figures, partner_graph
from measures.networks import unlisted_networks
from pages.netwerken import graph
from tests.pages.harness import address, open_page, problems, words

FILTERS: dict[str, str | list[str]] = {"deel": "tekening", "rol": ["fonds", "lid"], "soort": "stichting"}


def test_a_chip_takes_its_own_value_away_and_no_other() -> None:
    app = open_page("netwerken", **FILTERS)

    app.button(key="chip_rol_fonds").click().run()

    assert address(app) == {"deel": ["tekening"], "rol": ["lid"], "soort": ["stichting"]}


def test_one_press_clears_the_filters_of_every_page_and_of_this_one() -> None:
    app = open_page("netwerken", provincie="Limburg", **FILTERS)

    app.button(key="clear_chips").click().run()

    assert address(app) == {"deel": ["tekening"]}


def test_the_button_of_the_phone_counts_every_filter() -> None:
    app = open_page("netwerken", provincie="Limburg", **FILTERS)

    assert app.button(key="filterknop").label == "Filters (4 aan)"


def test_start_years_narrow_the_table_and_stand_in_the_address() -> None:
    app = open_page("netwerken", deel="tabel")

    app.number_input(key="filter_year_from").set_value(2015).run()

    known = current().table("initiatives").filter(pl.col("started_year") >= 2015).height
    assert address(app) == {"deel": ["tabel"], "van": ["2015"]}
    assert f"Bekende initiatieven: {known}." in words(app)


def test_a_filter_that_does_nothing_here_has_no_chip() -> None:
    app = open_page("netwerken", deel="hier", rol="fonds", soort="stichting", relatie="steunt")

    assert not [button.key for button in app.button if str(button.key).startswith("chip_")]


def test_a_group_in_the_address_draws_its_partners_alone() -> None:
    app = open_page("netwerken", deel="tekening", groep="cooplink")

    figures = partner_figures(partner_graph(current().table("partners"), current().table("relations")))
    group = figures.row(by_predicate=pl.col("partner_id") == "cooplink", named=True)["group"]
    assert f"Partners in de tekening: {figures['group'].eq(group).sum()}." in words(app)
    app.button(key="chip_groep_cooplink").click().run()
    assert address(app) == {"deel": ["tekening"]}


def test_many_partners_are_drawn_by_group_and_around_a_focus_two_steps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "DRAWN_UP_TO", 10)

    assert open_page("netwerken", deel="tekening").segmented_control(key="net_bar_per").value == "groep"
    around = open_page("netwerken", deel="tekening", netwerk="lsa")
    assert around.segmented_control(key="net_bar_stappen").value == "2"


@pytest.mark.parametrize("group", ["nep", "<img src=x>", ""])
def test_a_group_that_does_not_exist_leaves_everyone(group: str) -> None:
    app = open_page("netwerken", deel="tekening", groep=group)

    assert problems(app) == []
    assert f"Partners in de tekening: {current().table('partners').height}." in words(app)


def test_a_region_and_a_kind_leave_fewer_partners() -> None:
    text = words(open_page("netwerken", deel="tekening", provincie="Limburg", soort="vereniging"))

    partners = current().table("partners").filter(pl.col("kind") == "vereniging")
    there = partners.filter((pl.col("scope") == "landelijk") | pl.col("province_codes").list.contains("PV31"))
    assert f"Partners in de tekening: {there.height}." in text


def test_networks_outside_the_directory_are_counted_by_name() -> None:
    text = words(open_page("netwerken"))

    outside = unlisted_networks(current().table("initiatives")).height
    assert f"Bronnen noemen {outside} netwerken die niet in de partnerlijst staan" in text


def test_a_partner_without_a_seat_says_so() -> None:
    unknown = current().table("partners").filter(pl.col("municipality_code").is_null())["partner_id"][0]

    assert "Vestiging niet bekend" in words(open_page("netwerken", netwerk=unknown))


@pytest.mark.parametrize("name", ["stappen", "per", "gedraaid", "alle", "rol", "laag", "naar", "groep"])
def test_a_value_that_means_nothing_is_told(name: str) -> None:
    app = open_page("netwerken", deel="lijst", **{name: "onzin"})

    assert problems(app) == []
    assert [name in note.value and "“onzin”" in note.value for note in app.info] == [True]
