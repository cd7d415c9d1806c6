from measures.points import points
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
