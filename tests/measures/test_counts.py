import polars as pl
import pytest

from data_loaders.schema import Theme
from measures.catalogue import catalogue
from measures.counts import Grain, bubbles, chosen_bubbles, facet, grain, per_group, top_themes
from measures.filters import Together
from measures.selection import Selection
from tests.frames import UTRECHT, initiatives, regions

NOWHERE = {"municipality_code": None, "place": None, "longitude": None, "latitude": None}
UTRECHT_ROW = {"municipality_code": "GM0344", "place": "Utrecht", "longitude": 5.1, "latitude": 52.1}


@pytest.mark.parametrize("by", list(Grain))
def test_bubbles_add_up_to_all_chosen_with_a_rest_row(by: Grain) -> None:
    known = catalogue(initiatives({}, {"seen_year": 2023}, UTRECHT_ROW, NOWHERE), regions({}, UTRECHT))

    drawn = chosen_bubbles(known, Selection(), by)

    places = ["Zwolle", "Utrecht"] if by is Grain.SPOT else [None, None]
    columns = ("municipality_code", "municipality", "place", "longitude", "latitude", "count", "seen_year", "zorg")
    assert drawn.select(columns).rows() == [
        ("GM0193", "Zwolle", places[0], 6.1, 52.5, 2, 2023, 2),
        ("GM0344", "Utrecht", places[1], 5.1, 52.1, 1, 2020, 1),
        (None, None, None, None, None, 1, None, 1),
    ]
    assert chosen_bubbles(known, Selection(municipality="GM0344"), by)["count"].to_list() == [1]


def test_an_initiative_counts_once_in_the_total_and_once_per_theme() -> None:
    known = catalogue(initiatives({"themes": ["zorg", "energie"]}), regions({}))

    row = per_group(known.facts, "municipality_code").row(0, named=True)

    assert (row["count"], row["zorg"], row["energie"], row["wonen"]) == (1, 1, 1, 0)


def test_the_country_is_drawn_per_municipality_when_there_are_too_many_places() -> None:
    rows = initiatives(*({"longitude": 6.1 + number / 1000} for number in range(801)))
    few, many = (catalogue(some, regions({})) for some in (rows.head(800), rows))

    assert grain(few, Selection()) is Grain.SPOT
    assert grain(many, Selection()) is Grain.MUNICIPALITY
    together = Together(("GM0193",))
    for inside in (Selection(province="PV26"), Selection(municipality="GM0193"), Selection(together=together)):
        assert grain(many, inside) is Grain.SPOT


def test_bubbles_as_large_stand_in_the_order_of_their_names() -> None:
    rows = initiatives({"place": "Berkum", "longitude": 6.2}, {"place": "Assendorp"}, UTRECHT_ROW)

    drawn = chosen_bubbles(catalogue(rows, regions({}, UTRECHT)), Selection(), Grain.SPOT)

    assert drawn["place"].to_list() == ["Utrecht", "Assendorp", "Berkum"]


def test_facet_counts_follow_the_other_filters_but_not_their_own() -> None:
    rows = initiatives({"themes": ["zorg"]}, {"themes": ["energie"]}, {"themes": ["zorg"], **UTRECHT_ROW})
    known = catalogue(rows, regions({}, UTRECHT))
    chosen = Selection(themes=(Theme.ENERGY,), municipality="GM0193")

    counts = facet(known, chosen, "themes")

    assert (counts["zorg"], counts["energie"], counts["wonen"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("status", {"actief": 1, "in_oprichting": 0, "gestopt": 0, "onbekend": 1}),
        ("network", {"lsa": 1}),
        ("province", {"PV23": 2}),
    ],
)
def test_facet_per_field(field: str, expected: dict[str, int]) -> None:
    known = catalogue(initiatives({"networks": ["lsa"]}, {"status": "onbekend"}), regions({}))

    assert facet(known, Selection(), field) == expected


def test_facets_of_nothing_are_zero() -> None:
    known = catalogue(initiatives({}), regions({}))

    counts = facet(known, Selection(text="bestaatniet"), "themes")

    assert set(counts.values()) == {0}


def test_top_themes_are_the_three_largest_in_order_without_zeros() -> None:
    row = dict.fromkeys(Theme, 0) | {"zorg": 2, "wonen": 5}

    assert top_themes(row) == [(Theme.HOUSING, 5), (Theme.CARE, 2)]
    assert top_themes(row | {"energie": 1, "mobiliteit": 3}) == [
        (Theme.HOUSING, 5),
        (Theme.MOBILITY, 3),
        (Theme.CARE, 2),
    ]


def test_counts_of_an_empty_choice_are_empty() -> None:
    known = catalogue(initiatives({}), regions({}))
    nothing = known.facts.filter(pl.lit(False))

    assert bubbles(known, nothing, Grain.SPOT).is_empty()
