from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from data_loaders.schema import Initiatives, MunicipalityChanges, Partners, Regions

Rows = list[dict[str, object]]
Make = Callable[[Rows], pl.DataFrame]

BOX = {"longitude": 5.0, "latitude": 52.0, "west": 4.0, "south": 51.0, "east": 6.0, "north": 53.0}


def _region(
    code: str, name: str, level: str, population: int | None, **more: str | float | list[str]
) -> dict[str, object]:
    empty = dict.fromkeys(Regions.columns(), None)
    given = {
        "code": code,
        "name": name,
        "level": level,
        "population": population,
        "population_year": 2024 if population else None,
    }
    return empty | BOX | {"other_names": [], "neighbours": []} | given | more


@pytest.fixture
def regions() -> pl.DataFrame:
    north = {"province_code": "PV20", "province": "Noord"}
    south = {"province_code": "PV21", "province": "Zuid"}
    rows = [
        _region("NL", "Nederland", "country", 100_000),
        _region("PV20", "Noord", "province", 60_000, neighbours=["PV21"], **north),
        _region("PV21", "Zuid", "province", None, neighbours=["PV20"], **south),
        _region("CR01", "Noordoost", "corop", 40_000, corop_code="CR01", **north),
        _region("CR02", "Noordwest", "corop", 20_000, corop_code="CR02", **north),
        _region("CR03", "Zuid", "corop", None, corop_code="CR03", **south),
        _region(
            "GM0001",
            "Aadorp",
            "municipality",
            10_000,
            land_km2=50.0,
            neighbours=["GM0002", "GM0003"],
            corop_code="CR01",
            **north,
        ),
        _region(
            "GM0002",
            "Beestad",
            "municipality",
            30_000,
            land_km2=60.0,
            neighbours=["GM0001"],
            corop_code="CR01",
            **north,
        ),
        _region(
            "GM0003",
            "Ceeveen",
            "municipality",
            20_000,
            land_km2=100.0,
            neighbours=["GM0001"],
            corop_code="CR02",
            **north,
        ),
        _region("GM0004", "Deestad", "municipality", 40_000, land_km2=10.0, corop_code="CR03", **south),
        _region("GM0005", "Eiland", "municipality", None, land_km2=5.0, corop_code="CR03", **south),
    ]
    return Regions.validate(pl.DataFrame(rows, infer_schema_length=None), cast=True)


@pytest.fixture
def changes() -> pl.DataFrame:
    """Oud-A and Oud-B merged into Aadorp in 2021; Haren was split between Aadorp and Beestad; Weer joined Deestad in 2015."""
    rows = [
        ("GM0801", "GM0001", "Oud-A", "Aadorp", date(2021, 1, 1), 1.0),
        ("GM0802", "GM0001", "Oud-B", "Aadorp", date(2021, 1, 1), 1.0),
        ("GM0803", "GM0001", "Haren", "Aadorp", date(2021, 1, 1), 0.25),
        ("GM0803", "GM0002", "Haren", "Beestad", date(2021, 1, 1), 0.75),
        ("GM0804", "GM0004", "Weer", "Deestad", date(2015, 1, 1), 1.0),
    ]
    names = ["old_code", "code_today", "old_name", "name_today", "date", "share_of_places"]
    return MunicipalityChanges.validate(pl.DataFrame(rows, schema=names, orient="row"), cast=True)


@pytest.fixture
def make_initiatives() -> Make:
    source = {"url": "https://voorbeeld.nl", "title": "Voorbeeld", "year": 2020}
    defaults = {
        "other_names": [],
        "themes": ["zorg"],
        "legal_form": "onbekend",
        "status": "actief",
        "scope": "lokaal",
        "status_readings": [],
        "networks": [],
        "networks_unlisted": [],
        "sources": [source],
    }

    def make(rows: Rows) -> pl.DataFrame:
        empty = dict.fromkeys(Initiatives.columns(), None)
        named = [
            empty | defaults | {"id": f"i{n}", "name": f"I{n}", "search_text": f"i{n}"} | row
            for n, row in enumerate(rows, 1)
        ]
        frame = pl.DataFrame(named, infer_schema_length=None) if named else Initiatives.create_empty()
        return Initiatives.validate(frame, cast=True)

    return make


@pytest.fixture
def initiatives(make_initiatives: Make) -> pl.DataFrame:
    return make_initiatives(
        [
            {"municipality_code": "GM0001", "themes": ["zorg", "wonen"]},
            {"municipality_code": "GM0001", "themes": ["energie"]},
            {"municipality_code": "GM0002", "themes": ["zorg"]},
            {"municipality_code": "GM0003", "themes": ["energie", "zorg"]},
            {"municipality_code": "GM0004", "themes": ["wonen"]},
            {"municipality_code": None, "themes": ["zorg"]},
            {"municipality_code": "GM9999", "themes": ["mobiliteit"]},
        ]
    )


@pytest.fixture
def make_partners() -> Make:
    defaults = {
        "role": "regionaal_netwerk",
        "kind": "netwerk",
        "scope": "provinciaal",
        "themes": [],
        "province_codes": [],
        "source_url": "https://voorbeeld.nl",
    }

    def make(rows: Rows) -> pl.DataFrame:
        empty = dict.fromkeys(Partners.columns(), None)
        named = [empty | defaults | {"name": row["partner_id"]} | row for row in rows]
        return Partners.validate(pl.DataFrame(named, infer_schema_length=None), cast=True)

    return make
