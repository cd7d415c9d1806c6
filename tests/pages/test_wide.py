"""Regional and national initiatives on every page: they are in no municipality, have their own row, and totals add up."""

from dataclasses import replace

import polars as pl
import pytest

from data_loaders.schema import Language, Reach
from data_loaders.store import current
from measures.counts import facet
from measures.map_figures import Measure
from measures.networks import Axis, NetworkTables, initiatives_in
from measures.networks.tables import Rest
from measures.region.counts import known_per_region
from measures.selection import Selection
from pages.kaart.modes import map_figure
from pages.netwerken.words import key_words
from tests.pages.harness import open_page, problems, view_in, words
from ui.filter_words import limits_words
from ui.initiative_rows import export_table, screen_table
from ui.map_mode import MapChoice, Mode
from ui.region.region_view import opening, region_view_of
from ui.view import View

WINDVOGEL, ZEEUWIND = "de-windvogel-utrecht", "zeeuwind-vlissingen"


@pytest.fixture(scope="module")
def view() -> View:
    return view_in("nl")


@pytest.fixture(scope="module")
def wide() -> pl.DataFrame:
    return current().table("initiatives").filter(pl.col("scope") != Reach.LOCAL)


@pytest.mark.parametrize("mode", [Mode.BUBBLES, Mode.MUNICIPALITIES, Mode.PROVINCES])
def test_the_map_has_a_row_of_its_own_for_them(view: View, wide: pl.DataFrame, mode: Mode) -> None:
    chosen = view.catalogue.chosen(view.selection)

    table = map_figure(view, chosen, MapChoice(mode, Measure.COUNT, 2015)).table

    rows = dict(table.select(pl.first(), "Initiatieven").iter_rows())
    assert rows["Regionaal of landelijk"] == wide.height
    assert table["Initiatieven"][-1] == table["Initiatieven"][:-1].sum() == chosen.height


def test_the_sentence_says_how_many_and_a_filter_shows_them(view: View, wide: pl.DataFrame) -> None:
    sentence = limits_words(view, view.catalogue.chosen(view.selection))
    counts = facet(view.catalogue, Selection(), "scope")

    assert f"Daarvan werken {wide.height} regionaal of landelijk; die tellen in geen gemeente mee." in sentence
    assert counts == {"lokaal": view.catalogue.facts.height - wide.height, "regionaal": 12, "landelijk": 2}
    app = open_page("initiatieven", bereik="landelijk")
    assert problems(app) == []
    assert "Wij kennen 2 initiatieven met bereik landelijk" in words(app)


@pytest.mark.parametrize("selection", [Selection(municipality="GM0344"), Selection(province="PV26")])
def test_no_municipality_or_province_counts_them(view: View, wide: pl.DataFrame, selection: Selection) -> None:
    chosen = view.catalogue.chosen(selection)

    found = view.catalogue.initiatives[chosen["row"]]
    assert found.height > 0
    assert found.join(wide, on="id", how="semi").is_empty()
    assert "regionaal of landelijk" not in limits_words(replace(view, selection=selection), chosen)


@pytest.mark.parametrize("level", ["municipality", "corop", "province"])
def test_regions_and_their_rest_row_add_up(wide: pl.DataFrame, level: str) -> None:
    counted = known_per_region(current().table("initiatives"), current().table("regions")).filter(level=level)

    assert counted.filter(pl.col("code").is_null())["known"].to_list() == [wide.height]
    assert counted["known"].sum() == current().table("initiatives").height


def test_networks_by_region_have_a_column_of_their_own_for_them(view: View, wide: pl.DataFrame) -> None:
    names = ("initiatives", "partners", "relations", "regions")
    tables = NetworkTables(**{name: current().table(name) for name in names})

    assert set(initiatives_in(tables, region=Rest.UNPLACED)["id"]) == set(wide["id"])
    assert key_words(view, Axis.REGION)[Rest.UNPLACED] == "Regionaal of landelijk"


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("GM0344", "nl", "Ook gevestigd is hier De Windvogel; dat werkt regionaal of landelijk en telt hier niet mee."),
        (
            "GM0344",
            "en",
            "De Windvogel also has its seat here; it works regionally or nationally and does not count here.",
        ),
        ("PV29", "nl", "Ook gevestigd zijn hier Buurtbusvereniging Zuid-Beveland, Zeeuwind;"),
        ("NL", "nl", "Daarvan werken 14 regionaal of landelijk; die tellen in geen gemeente mee."),
    ],
)
def test_a_region_names_who_has_its_seat_there(code: str, language: Language, said: str) -> None:
    told = region_view_of(current(), code, language)

    assert told is not None
    assert said in " ".join(opening(told))


def test_the_live_page_of_a_region_names_who_has_its_seat_there() -> None:
    shown = words(open_page("regio", gemeente="Utrecht"))

    assert "Ook gevestigd is hier De Windvogel; dat werkt regionaal of landelijk en telt hier niet mee." in shown


def test_the_page_of_one_says_where_it_works_and_where_its_seat_is() -> None:
    text = words(open_page("initiatieven", id=WINDVOGEL))

    assert "Bereik Landelijk" in text
    assert "Gemeente van vestiging Utrecht" in text
    assert "Daarom telt het in geen gemeente mee en staat het niet op de kaart." in text


def test_list_and_file_tell_scope_and_seat(view: View) -> None:
    row = view.catalogue.initiatives.filter(pl.col("id") == ZEEUWIND)

    assert screen_table(view, row)["Gemeente"].to_list() == ["Regionaal"]
    filed = export_table(view, row).row(0, named=True)
    assert (filed["Bereik"], filed["Gemeente"], filed["Provincie"]) == ("Regionaal", None, None)
    assert filed["Gemeente van vestiging"] == "Vlissingen"
