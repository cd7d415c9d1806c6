"""The statements of each page about each field, and which of them the site shows."""

import polars as pl

from tests.prepare.merging.rows import merged

PAGE = {"source_url": "https://bron.nl/een"}
FIRST = {
    "themes": ["wonen", "zorg"],
    "networks": ["lsa"],
    "networks_unlisted": ["Los"],
    "website": "https://k.nl",
    "summary": "Tuin",
    "legal_form": "stichting",
    "started_year": 2003,
}
AGAIN = {"themes": ["wonen"], "source_title": "Bron B", "source_year": 2022, "status": "onbekend"}
ELSEWHERE = {
    "name": "De Kersentuin!",
    "place": None,
    "themes": ["zorg"],
    "networks": ["lsa"],
    "started_year": 2006,
    "scope": "regionaal",
    "source_url": "https://bron.nl/twee",
    "source_year": None,
}


def test_every_value_stands_once_per_page_with_its_newest_title_and_what_is_not_shown_stays() -> None:
    found = merged(PAGE | FIRST, PAGE | AGAIN, ELSEWHERE).statements

    first, again, elsewhere = ("een", "Bron A", 2020), ("een", "Bron B", 2022), ("twee", "Bron A", None)
    page = pl.col("source_url").str.strip_prefix("https://bron.nl/")
    assert found["initiative_id"].unique().to_list() == ["de-kersentuin-utrecht"]
    assert found.select("field", "value", page, "source_title", "source_year", "readings", "is_shown").rows() == [
        ("legal_form", "stichting", *first, 1, True),
        ("main_theme", "wonen", *again, 2, True),
        ("main_theme", "zorg", *elsewhere, 1, False),
        ("municipality_code", "GM0344", *again, 2, True),
        ("municipality_code", "GM0344", *elsewhere, 1, True),
        ("name", "De Kersentuin", *again, 2, True),
        ("name", "De Kersentuin!", *elsewhere, 1, False),
        ("networks", "lsa", *first, 1, True),
        ("networks", "lsa", *elsewhere, 1, True),
        ("networks_unlisted", "Los", *first, 1, True),
        ("place", "Leidsche Rijn, Utrecht", *again, 2, True),
        ("scope", "regionaal", *elsewhere, 1, True),
        ("started_year", "2003", *first, 1, True),
        ("started_year", "2006", *elsewhere, 1, False),
        ("status", "actief", *first, 1, True),
        ("status", "actief", *elsewhere, 1, True),
        ("summary", "Tuin", *first, 1, True),
        ("themes", "wonen", *again, 2, True),
        ("themes", "zorg", *first, 1, True),
        ("themes", "zorg", *elsewhere, 1, True),
        ("website", "https://k.nl", *first, 1, True),
    ]
