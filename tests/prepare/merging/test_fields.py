"""The written rules choose one value per field."""

from collections.abc import Mapping

import pytest

from data_loaders.schema.rows import InitiativeRow, only_row
from tests.prepare.merging.rows import merged


def entry(*rows: Mapping[str, object]) -> InitiativeRow:
    return only_row(merged(*rows).initiatives, InitiativeRow)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([("actief", 2015), ("gestopt", 2020)], ("gestopt", 2020)),
        ([("gestopt", 2015), ("actief", 2020)], ("actief", 2020)),
        ([("actief", 2020), ("gestopt", 2020)], ("gestopt", 2020)),
        ([("actief", 2015), ("gestopt", None)], ("actief", 2015)),
        ([("actief", 2015), ("onbekend", 2020)], ("actief", 2015)),
        ([("onbekend", 2015), ("onbekend", 2020)], ("onbekend", None)),
        ([("in_oprichting", None), ("onbekend", 2020)], ("in_oprichting", None)),
    ],
)
def test_the_newest_statement_wins_the_status(
    statements: list[tuple[str, int | None]], expected: tuple[str, int | None]
) -> None:
    found = entry(*({"status": status, "source_year": year} for status, year in statements))

    assert (found["status"], found["status_year"]) == expected


@pytest.mark.parametrize(
    ("years", "expected"), [([2015, 2020, None], 2020), ([None, 2017], 2017), ([None, None], None)]
)
def test_an_initiative_was_last_seen_in_the_newest_year_of_its_sources(
    years: list[int | None], expected: int | None
) -> None:
    found = entry(*({"source_year": year, "status": "onbekend"} for year in years))

    assert (found["seen_year"], found["status_year"]) == (expected, None)


def test_the_earliest_year_is_the_start() -> None:
    assert entry({"started_year": 2006}, {"started_year": 2003}, {"started_year": None})["started_year"] == 2003


@pytest.mark.parametrize(
    ("themes", "expected"),
    [
        ([["wonen"], ["zorg", "wonen"]], ["wonen", "zorg"]),
        ([["zorg", "wonen"], ["zorg"], ["wonen"]], ["zorg", "wonen"]),
        ([["groen_voedsel", "energie"], ["wonen", "energie"], ["wonen"]], ["wonen", "energie", "groen_voedsel"]),
    ],
)
def test_the_main_theme_is_what_most_sources_put_first(themes: list[list[str]], expected: list[str]) -> None:
    assert entry(*({"themes": listed} for listed in themes))["themes"] == expected


def test_networks_and_pages_are_joined() -> None:
    found = entry(
        {"networks": ["lsa"], "networks_unlisted": ["Dwarsverband"], "source_url": "https://x.nl", "source_year": 2019},
        {"networks": ["katalys", "lsa"], "source_url": "https://y.nl", "source_year": 2021},
        {"source_url": "https://x.nl", "source_title": "Nieuwer", "source_year": 2020},
    )

    assert found["networks"] == ["katalys", "lsa"]
    assert found["networks_unlisted"] == ["Dwarsverband"]
    assert [(page["url"], page["year"], page["title"]) for page in found["sources"]] == [
        ("https://y.nl", 2021, "Bron A"),
        ("https://x.nl", 2020, "Nieuwer"),
    ]


def test_of_places_that_are_as_precise_that_of_most_sources_then_the_newest_then_the_first_wins() -> None:
    def place(*rows: tuple[str, int]) -> str:
        found = entry(*({"website": "https://k.nl", "place": name, "source_year": year} for name, year in rows))
        return str(found["place"])

    assert place(("Vleuten", 2020), ("Haarzuilens", 2020)) == "Haarzuilens"
    assert place(("Vleuten", 2021), ("Haarzuilens", 2020)) == "Vleuten"
    assert place(("Vleuten", 2020), ("Haarzuilens", 2021), ("Vleuten", 2019)) == "Vleuten"


Rows = list[dict[str, object]]


@pytest.mark.parametrize(
    ("rows", "name", "others"),
    [
        ([{"name": "Kersentuin", "source_year": 2024}, {}, {"name": "DE KERSENTUIN"}], "DE KERSENTUIN", ["Kersentuin"]),
        ([{"name": "DE KERSENTUIN"}, {}, {}], "De Kersentuin", []),
        ([{"name": "Kersentuin", "source_year": 2024}, {}], "Kersentuin", ["De Kersentuin"]),
        ([{"name": "Kersentuin"}, {}], "De Kersentuin", ["Kersentuin"]),
        ([{"name": "Kersentuin Stichting"}, {}, {"name": "Kersentuin"}, {}], "De Kersentuin", ["Kersentuin", "Kersentuin Stichting"]),
    ],
)  # fmt: skip
def test_the_name_is_that_of_most_sources_then_of_the_newest_then_the_longest(
    rows: Rows, name: str, others: list[str]
) -> None:
    found = entry(*rows)

    assert (found["name"], found["other_names"]) == (name, others)


@pytest.mark.parametrize(
    ("field", "rows", "expected"),
    [
        ("summary", [("Lang verhaal", 2019), ("Kort", 2021), (None, 2024)], "Kort"),
        ("summary", [("Kort", 2021), ("Lang verhaal", 2021)], "Lang verhaal"),
        ("summary", [("Tuin", 2021), ("Bank", 2021)], "Bank"),
        ("legal_form", [("vereniging", 2015), ("stichting", 2016), ("onbekend", 2020)], "stichting"),
        ("legal_form", [("stichting", 2020), ("vereniging", 2020), ("vereniging", 2020)], "vereniging"),
        ("legal_form", [("vereniging", 2020), ("stichting", 2020)], "stichting"),
        ("website", [("http://k.nl", 2020), ("https://k.nl", 2015)], "http://k.nl"),
        ("website", [("http://k.nl/tuin", 2020), ("https://k.nl", 2020), ("https://www.k.nl/tuin", 2020)], "https://www.k.nl/tuin"),
        ("website", [("https://www.k.nl", 2020), ("http://k.nl", 2020), ("https://k.nl/", 2020)], "https://k.nl/"),
        ("scope", [("lokaal", 2020), ("landelijk", 2010), ("regionaal", 2024)], "landelijk"),
        ("scope", [(None, 2020)], "lokaal"),
    ],
)  # fmt: skip
def test_the_value_of_the_newest_source_wins_and_equal_years_have_an_order(
    field: str, rows: list[tuple[str | None, int]], expected: str
) -> None:
    merged_rows = merged(*({field: value, "source_year": year} for value, year in rows)).initiatives

    assert merged_rows[field].to_list() == [expected]


def test_the_place_is_the_most_precise() -> None:
    found = entry(
        {"place": "Utrecht", "location_precision": "municipality", "longitude": 5.1, "latitude": 52.1},
        {"location_precision": "address", "longitude": 5.0, "latitude": 52.0},
    )

    assert (found["place"], found["longitude"], found["location_precision"]) == (
        "Leidsche Rijn, Utrecht",
        5.0,
        "address",
    )


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([("actief", "een"), ("actief", "een")], []),
        ([("actief", "een"), ("onbekend", "een")], ["actief", "onbekend"]),
        ([("actief", "een"), ("onbekend", "een"), ("actief", "twee")], ["actief", "actief", "onbekend"]),
        ([("actief", "een"), ("onbekend", "twee")], []),
        ([("gestopt", "een"), ("actief", "twee"), ("onbekend", "drie")], ["actief", "gestopt"]),
        ([("onbekend", "een"), ("onbekend", "een")], []),
    ],
)
def test_differing_readings_of_the_status_are_kept(readings: list[tuple[str, str]], expected: list[str]) -> None:
    found = entry(*({"status": status, "source_url": f"https://bron.nl/{page}"} for status, page in readings))

    assert found["status_readings"] == expected


def test_search_text_holds_every_name_and_region() -> None:
    found = entry({"name": "Dörpstuun", "municipality_code": "GM0518", "place": "Laak", "summary": "Café én tuin"})

    assert found["search_text"] == "dorpstuun laak s gravenhage cafe en tuin"
