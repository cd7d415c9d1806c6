from geo.labels import fitting


def test_the_more_important_of_two_overlapping_names_stays() -> None:
    kept = fitting([(5.0, 52.0, "Groot"), (5.01, 52.0, "Klein"), (6.5, 53.0, "Ver")], zoom=6)

    assert [row["n"] for row in kept] == ["Groot", "Ver"]


def test_zooming_in_makes_room() -> None:
    assert len(fitting([(5.0, 52.0, "Een"), (5.05, 52.0, "Twee")], zoom=11)) == 2


def test_no_more_names_than_wanted() -> None:
    assert len(fitting([(float(lon), 52.0, "A") for lon in range(10)], zoom=8, most=3)) == 3
