from data_loaders.schema import LocationPrecision
from measures.points import on_a_middle, points
from tests.frames import initiatives

NOWHERE = {"longitude": None, "latitude": None, "location_precision": None}


def test_initiatives_at_one_point_are_one_row_with_their_true_count() -> None:
    rows = points(initiatives({}, {"themes": ["energie"]}, {"longitude": 5.0}, NOWHERE))

    assert rows["count"].to_list() == [2, 1, 1]
    assert rows["names"].to_list() == [["A", "B"], ["C"], ["D"]]
    assert rows["theme"].to_list() == [None, "zorg", "zorg"]
    assert rows["longitude"].to_list() == [6.1, 5.0, None]


def test_many_names_are_cut_but_the_count_is_not() -> None:
    rows = points(initiatives(*({} for _ in range(12))))

    assert rows["count"].to_list() == [12]
    assert rows["names"].list.len().to_list() == [8]


def test_what_stands_on_a_middle_is_counted_per_kind_of_middle() -> None:
    exact = ({"location_precision": "address"}, {"location_precision": "postcode"})
    district = {"location_precision": "district"}

    counts = on_a_middle(initiatives(*exact, district, {}, {}, NOWHERE, {"longitude": None}))

    assert list(counts.items()) == [(LocationPrecision.PLACE, 2), (LocationPrecision.DISTRICT, 1)]


def test_exact_points_stand_on_no_middle() -> None:
    assert on_a_middle(initiatives({"location_precision": "address"})) == {}
    assert on_a_middle(initiatives()) == {}
