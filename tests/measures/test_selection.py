import pytest

from data_loaders.schema import Reach, Status, Theme
from measures.catalogue import Catalogue, catalogue
from measures.filters import About, Together, theme_bits
from measures.selection import Selection
from tests.frames import UTRECHT, Row, initiatives, regions


@pytest.fixture
def known() -> Catalogue:
    rows = initiatives(
        {"themes": ["zorg"], "started_year": 2014, "networks": ["lsa"], "search_text": "buurthuis de hoek zwolle"},
        {"themes": ["energie", "wonen"], "municipality_code": "GM0344", "place": "Utrecht", "status": "onbekend"},
        {
            "themes": ["wonen"],
            "scope": "regionaal",
            "started_year": 2020,
            "municipality_code": None,
            "place": None,
            "longitude": None,
            "latitude": None,
        },
    )
    return catalogue(rows, regions({}, UTRECHT))


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, "abc"),
        ({"themes": (Theme.HOUSING,)}, "bc"),
        ({"themes": (Theme.HOUSING, Theme.CARE)}, "abc"),
        ({"without_themes": (Theme.HOUSING,)}, "a"),
        ({"themes": (Theme.HOUSING,), "without_themes": (Theme.ENERGY,)}, "c"),
        ({"province": "PV26"}, "b"),
        ({"municipality": "GM0193"}, "a"),
        ({"municipality": "GM0193", "place": "Zwolle"}, "a"),
        ({"municipality": "GM0193", "place": "Utrecht"}, ""),
        ({"together": Together(("GM0193", "GM0344"))}, "ab"),
        ({"network": "lsa"}, "a"),
        ({"scope": (Reach.REGIONAL,)}, "c"),
        ({"status": (Status.UNKNOWN,)}, "b"),
        ({"year_from": 2015}, "c"),
        ({"year_to": 2014}, "a"),
        ({"year_from": 2014, "year_to": 2020}, "ac"),
        ({"text": "hoek"}, "a"),
        ({"text": ".*"}, "abc"),
    ],
)
def test_selection_keeps(known: Catalogue, chosen: Row, ids: str) -> None:
    rows = known.chosen(Selection(**chosen))

    found = "".join(sorted(known.rows(rows, 0, 10)["id"]))

    assert found == ids


def test_a_large_table_gives_the_same_rows_and_each_is_found_by_its_id(
    known: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered = known.chosen(Selection(themes=(Theme.HOUSING,)), ignore="status")
    monkeypatch.setattr("measures.catalogue.MOST_REMEMBERED_ROWS", 2)

    assert known.chosen(Selection(themes=(Theme.HOUSING,)), ignore="status").equals(remembered)
    assert [known.row_of.row(key) for key in ("a", "c", "z")] == [0, 2, None]


def test_unknown_years_are_counted_as_left_out(known: Catalogue) -> None:
    assert known.left_out_by_years(Selection(year_from=2015)) == 1
    assert known.left_out_by_years(Selection()) == 0


def test_the_same_point_is_one_spot_with_the_shortest_name() -> None:
    rows = initiatives(
        {"place": "Centrum, Zwolle"},
        {"place": "Zwolle"},
        {"longitude": 6.11, "place": "Assendorp"},
        {"latitude": 52.6, "place": "Berkum"},
    )

    known = catalogue(rows, regions({}))

    spots = known.facts["spot"].to_list()
    assert spots[0] == spots[1]
    assert len(set(spots)) == 3
    assert known.facts["place"].to_list() == ["Zwolle", "Zwolle", "Assendorp", "Berkum"]
    assert known.chosen(Selection(municipality="GM0193", place="Zwolle")).height == 2


def test_taking_back_one_value_keeps_the_others() -> None:
    chosen = Selection(themes=(Theme.CARE, Theme.ENERGY), province="PV23")

    assert chosen.without("themes", Theme.CARE) == Selection(themes=(Theme.ENERGY,), province="PV23")
    assert chosen.without("province") == Selection(themes=(Theme.CARE, Theme.ENERGY))


def test_a_part_of_a_choice_can_be_kept_changed_or_taken_back_with_what_means_nothing_without_it() -> None:
    chosen = Selection((Theme.CARE,), municipality="GM0193", place="Zwolle", status=(Status.ACTIVE,))

    assert chosen.only(About.WHAT) == Selection((Theme.CARE,))
    assert chosen.only(About.WHERE) == Selection(municipality="GM0193", place="Zwolle")
    assert chosen.only(About.WHEN) == Selection(status=(Status.ACTIVE,))
    assert chosen.without("municipality") == Selection((Theme.CARE,), status=(Status.ACTIVE,))
    assert chosen.with_values("themes", (Theme.ENERGY, Theme.CARE)).themes == (Theme.ENERGY, Theme.CARE)
    assert chosen.with_values("municipality", ("GM0344",)).municipality == "GM0344"
    assert not chosen.is_empty
    assert Together(("GM0193",)) == Together(("GM0193",), "")


def test_active_names_each_chosen_value() -> None:
    chosen = Selection(themes=(Theme.CARE, Theme.ENERGY), text="hof")

    assert chosen.active() == [("themes", Theme.CARE), ("themes", Theme.ENERGY), ("text", "hof")]


def test_every_theme_has_its_own_bit() -> None:
    assert theme_bits(tuple(Theme)) == 2 ** len(Theme) - 1
