"""Which rows merge, which go to a person, and which stay apart."""

from collections.abc import Mapping

import pytest

from tests.prepare.merging.rows import merged

PAGE = {"source_url": "https://lijst.nl"}
"""Rows of one page are always compared."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "De Kersentuin"}, {"name": "De Kersentuin"}),
        ({"legal_form": "stichting"}, {"legal_form": "vereniging"}),
        ({"name": "Dörpstuun"}, {"name": "dorpstuun"}),
        ({"name": "Stichting De Kersentuin"}, {"name": "Kersentuin"}),
        ({"name": "Coöperatieve Vereniging De Kersentuin U.A."}, {"name": "De Kersentuin"}),
        ({"name": "Coöperatieve Vereniging De Kersentuin U.A."}, {"name": "Coöperatie De Kersentuin"}),
        (
            {"name": "Stichting De Kersentuin", "website": "https://kersentuin.nl"},
            {"name": "Vereniging De Kersentuin", "website": "https://kersentuin.nl"},
        ),
        ({"name": "Speeltuinvereniging Buutvrij"}, {"name": "Speeltuin Buutvrij"}),
        ({"name": "Doarpshûs De Bining"}, {"name": "Dorpshuis De Bining"}),
        ({"name": "Repair Café De Kersentuin"}, {"name": "De Kersentuin Repaircafe"}),
        ({"name": "City Seeds"}, {"name": "Gemeenschapstuin CitySeeds"}),
        ({"name": "De Kersentuin"}, {"name": "De Kersentuin Utrecht"}),
        ({"name": "De Kersentuin"}, {"name": "De Kersentuin", "place": None}),
        ({"name": "Kersentuin Wesselhof"}, {"name": "Kersentuin Weselhof"}),
        (
            {"name": "Buurttuin Kersenhof", "website": "https://kersenhof.nl"},
            {"name": "Kersenhoff", "website": "http://www.kersenhof.nl/", "place": "Lombok"},
        ),
        ({"name": "De Kersentuin", "started_year": 2003}, {"name": "De Kersentuin", "started_year": 2008}),
        (PAGE | {"name": "Kersentuinpo"}, PAGE | {"name": "Kersentuinqpa"}),
        (PAGE | {"name": "Kersab"}, PAGE | {"name": "Kersabc"}),
    ],
)
def test_merges(one: Mapping[str, object], other: Mapping[str, object]) -> None:
    result = merged(one, other)

    assert result.initiatives.height == 1
    assert result.reviews.is_empty()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"name": "De Kersentuin"}, {"name": "De Kersentuin", "place": "Lombok, Utrecht"}, "other_place"),
        ({"name": "Buurttuin Kersenhof"}, {"name": "Kersenhof", "place": "Lombok, Utrecht"}, "other_place"),
        ({"name": "De Kersentuin", "website": "https://a.nl"}, {"name": "De Kersentuin", "website": "https://b.nl"}, "contradiction"),
        ({"name": "De Kersentuin", "started_year": 2003}, {"name": "De Kersentuin", "started_year": 2009}, "contradiction"),
        (PAGE | {"name": "Kersentuinpo"}, PAGE | {"name": "Kersentuinqa"}, "similar_name"),
        (PAGE | {"name": "Kersa"}, PAGE | {"name": "Kersab"}, "similar_name"),
        (PAGE | {"name": "Kersa"}, PAGE | {"name": "Kersb"}, "similar_name"),
        ({"name": "Kersentui"}, {"name": "Kersentui", "municipality_code": "GM0363"}, "other_municipality"),
        ({"name": "Stichting De Kersentuin"}, {"name": "Vereniging De Kersentuin"}, "contradiction"),
        (
            {"source": "a.csv", "legal_form": "stichting"},
            {"source": "a.csv", "row": 3, "legal_form": "vereniging"},
            "contradiction",
        ),
        ({"name": "De Kersentuin B.V."}, {"name": "Kersentuin U.A."}, "contradiction"),
        ({"name": "Dorpshuis"}, {"name": "Dorpshuis", "place": "Utrecht"}, "generic_name"),
        ({"name": "Buurthuis De Kersentuin"}, {"name": "Voedselbos De Kersentuin"}, "similar_name"),
        ({"name": "Kersentuin Wesselhof", "themes": ["zorg"]}, {"name": "Kersentuin Weselhof"}, "similar_name"),
        ({"name": "Kersenhoek"}, {"name": "Kersenhoek Helpt", "source": "a.csv", "row": 3}, "similar_name"),
        ({"name": "Amelander Energie Coöperatie (AEC)"}, {"name": "AEC"}, "similar_name"),
        ({"name": "Genhout Populier (Wesselhof)"}, {"name": "Wesselhof"}, "similar_name"),
        ({"name": "Het Klavier", "website": "https://dorp.nl"}, {"name": "Werkgroep Wonen", "website": "https://dorp.nl"}, "shared_site"),
        ({"name": "De Kersentuin"}, {"name": "De Kersentuin", "municipality_code": "GM0363"}, "other_municipality"),
        ({"name": "De Kersentuin"}, {"name": "De Kersentuin", "municipality_code": None}, "other_municipality"),
        (
            {"name": "De oude school", "summary": "Bewoners maakten van de school vijf woningen.", "source_url": "https://x.nl"},
            {"name": "Vijf woningen", "summary": "Bewoners maakten van de school vijf woningen", "source_url": "https://x.nl"},
            "same_page",
        ),
    ],
)  # fmt: skip
def test_asks_a_person(one: Mapping[str, object], other: Mapping[str, object], reason: str) -> None:
    result = merged(one, other)

    assert result.initiatives.height == 2
    assert result.reviews["reason"].to_list() == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Repair Café Lombok", "place": "Lombok, Utrecht"}, {"name": "Repair Café Lunetten", "place": "Lunetten, Utrecht"}),
        ({"name": "Stadsdorp Zuid", "place": "Zuid, Amsterdam"}, {"name": "Stadsdorp Zuidas", "place": "Zuidas, Amsterdam"}),
        ({"name": "Stadsdorp Zuid", "place": None}, {"name": "Stadsdorp Zuidas", "place": None}),
        ({"name": "Broodfonds De Eekhoorn"}, {"name": "Broodfonds De Zwaluw"}),
        (PAGE | {"name": "Kersab"}, PAGE | {"name": "Kerscde"}),
        ({"name": "Kersentu"}, {"name": "Kersentu", "municipality_code": "GM0363"}),
        ({"name": "Buurthuis Kersenhof"}, {"name": "Voedselbos Kersenhof", "place": "Lombok, Utrecht"}),
        ({"name": "Broodfonds Utrecht 1"}, {"name": "Broodfonds Utrecht 2"}),
        ({"name": "Herenboeren Rijnstroom"}, {"name": "Herenboeren Vechtstreek"}),
        ({"name": "Energiecoöperatie Leidsche Rijn"}, {"name": "Zorgcoöperatie Leidsche Rijn"}),
        ({"name": "Dorpshuis", "place": "Haarzuilens"}, {"name": "Dorpshuis", "place": "Vleuten"}),
        ({"name": "Dorpshuis", "place": None}, {"name": "Dorpshuis", "place": None, "municipality_code": "GM0363"}),
        ({"name": "BuurtBuik Utrecht", "website": "https://buurtbuik.nl"}, {"name": "BuurtBuik Amsterdam", "municipality_code": "GM0363", "place": "Amsterdam", "website": "https://buurtbuik.nl"}),
    ],
)  # fmt: skip
def test_stays_apart(one: Mapping[str, object], other: Mapping[str, object]) -> None:
    result = merged(one, other)

    assert result.initiatives.height == 2
    assert result.reviews.is_empty()


@pytest.mark.parametrize(
    ("longitude", "latitude", "precision", "count"),
    [
        (5.1, 52.1089, "address", 1),
        (5.1, 52.1091, "address", 2),
        (5.1145, 52.1, "address", 1),
        (5.115, 52.1, "address", 2),
        (5.09, 52.093, "address", 2),
        (5.1, 52.12, "municipality", 1),
    ],
)
def test_addresses_more_than_a_kilometre_apart_speak_against(
    longitude: float, latitude: float, precision: str, count: int
) -> None:
    one = {"longitude": 5.1, "latitude": 52.1, "location_precision": "address"}
    other = {"longitude": longitude, "latitude": latitude, "location_precision": precision}

    result = merged(one, other)

    assert result.initiatives.height == count
    assert result.reviews["reason"].to_list() == ["contradiction"] * (count - 1)


@pytest.mark.parametrize(("longitude", "count"), [(5.1, 1), (5.1014, 1), (5.0984, 2), (5.1016, 2)])
def test_addresses_within_a_hundred_metres_are_one_place(longitude: float, count: int) -> None:
    point = {"place": None, "longitude": 5.1, "latitude": 52.1, "location_precision": "address"}

    result = merged(point | {"name": "Wesselhof"}, point | {"name": "Weselhof", "longitude": longitude})

    assert result.initiatives.height == count


def test_a_website_shared_by_many_is_no_evidence() -> None:
    branches = [{"name": name, "website": "https://koepel.nl"} for name in ("Populier", "Kastanje", "Wilgenroos")]

    result = merged(*branches)

    assert result.initiatives.height == 3
    assert result.reviews.is_empty()


def test_a_row_without_place_does_not_chain_two_places() -> None:
    places = ["Haarzuilens", "Vleuten", None]

    result = merged(*({"name": "De Kersentuin", "place": place} for place in places))

    assert result.initiatives.height == 3
    assert set(result.reviews["reason"]) == {"several_places", "other_place"}


@pytest.mark.parametrize(("count", "questions"), [(3, 3), (4, 0)])
def test_a_name_in_many_municipalities_is_a_brand(count: int, questions: int) -> None:
    codes = ["GM0344", "GM0363", "GM0518", "GM0001"][:count]

    result = merged(*({"name": "Resto VanHarte", "municipality_code": code, "place": None} for code in codes))

    assert result.initiatives.height == count
    assert result.reviews.height == questions


def test_no_rows_give_no_initiatives() -> None:
    result = merged()

    assert result.initiatives.is_empty()
    assert result.outcomes.is_empty()


def test_a_name_without_any_word_that_counts_stands_alone() -> None:
    result = merged({"name": "Stichting"}, {"name": "De Vereniging"}, {"name": "!?"})

    assert result.initiatives.height == 3
