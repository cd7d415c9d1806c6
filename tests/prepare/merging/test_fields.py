"""One value per field, by the written rules."""

from typing import Any

import pytest

from tests.prepare.merging.rows import merged


def entry(*rows: dict[str, Any]) -> dict[str, Any]:
    return merged(*rows).initiatives.row(0, named=True)


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


def test_the_name_is_the_spelling_that_most_sources_use() -> None:
    found = entry({"name": "Kersentuin", "source_year": 2024}, {"name": "De Kersentuin"}, {"name": "DE KERSENTUIN"})

    assert found["name"] in {"De Kersentuin", "DE KERSENTUIN"}
    assert found["other_names"] == ["Kersentuin"]


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


def test_the_site_is_the_newest_and_the_legal_form_known() -> None:
    found = entry(
        {"website": "http://kersentuin.nl", "legal_form": "vereniging", "source_year": 2015},
        {"website": "https://kersentuin.nl", "legal_form": "onbekend", "source_year": 2020},
    )

    assert (found["website"], found["legal_form"]) == ("https://kersentuin.nl", "vereniging")


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
def test_readings_that_differ_about_the_status_are_told(readings: list[tuple[str, str]], expected: list[str]) -> None:
    found = entry(*({"status": status, "source_url": f"https://bron.nl/{page}"} for status, page in readings))

    assert found["status_readings"] == expected


def test_search_text_holds_every_name_and_region() -> None:
    found = entry({"name": "Dörpstuun", "municipality_code": "GM0518", "place": "Laak", "summary": "Café én tuin"})

    assert found["search_text"] == "dorpstuun laak s gravenhage cafe en tuin"
