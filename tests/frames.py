"""Tiny tables for tests, with default values for all columns that a test does not give."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import polars as pl

from data_loaders.schema import Initiatives, Regions

Row: TypeAlias = Mapping[str, Any]  # of any frame: a test compares a few of its cells

SOURCE = {"url": "https://voorbeeld.nl/bron", "title": "Bron", "year": 2020}
INITIATIVE: dict[str, object] = {
    "id": "a",
    "name": "A",
    "other_names": [],
    "summary": None,
    "themes": ["zorg"],
    "legal_form": "onbekend",
    "status": "actief",
    "status_year": 2020,
    "status_readings": [],
    "seen_year": 2020,
    "started_year": None,
    "scope": "lokaal",
    "place": "Zwolle",
    "municipality_code": "GM0193",
    "longitude": 6.1,
    "latitude": 52.5,
    "location_precision": "place",
    "website": None,
    "networks": [],
    "networks_unlisted": [],
    "sources": [SOURCE],
    "parent_id": None,
    "search_text": "a zwolle",
}
REGION: dict[str, object] = {
    "code": "GM0193",
    "name": "Zwolle",
    "other_names": [],
    "level": "municipality",
    "province_code": "PV23",
    "province": "Overijssel",
    "corop_code": "CR10",
    "corop": "Noord-Overijssel",
    "population": 133000,
    "population_year": 2024,
    "land_km2": 111.0,
    "longitude": 6.1,
    "latitude": 52.5,
    "neighbours": [],
    "west": 6.0,
    "south": 52.4,
    "east": 6.2,
    "north": 52.6,
}


def initiatives(*rows: Mapping[str, object]) -> pl.DataFrame:
    """One initiative per argument; the default ids are a, b, c …."""
    filled = [
        {**INITIATIVE, "id": chr(ord("a") + index), "name": chr(ord("A") + index), **row}
        for index, row in enumerate(rows)
    ]
    return pl.DataFrame(filled, schema=Initiatives.create_empty().schema)


def regions(*rows: Mapping[str, object]) -> pl.DataFrame:
    """One region per argument."""
    return pl.DataFrame([{**REGION, **row} for row in rows], schema=Regions.create_empty().schema)


UTRECHT = {
    "code": "GM0344",
    "name": "Utrecht",
    "province_code": "PV26",
    "province": "Utrecht",
    "longitude": 5.1,
    "latitude": 52.1,
}
