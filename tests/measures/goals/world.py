"""A small programme, with default values for all columns that a test does not give."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import polars as pl

from data_loaders.schema import TABLES, Direction, Qualifier, TargetScope
from measures.goals.programme import STANDARD, Programme
from tests.measures.goals.published import regions

Row: TypeAlias = Mapping[str, object]

MUNICIPALITIES = {"GM0001": "PV20", "GM0002": "PV20", "GM0003": "PV21"}

_FILLED: dict[str, Row] = {
    "goals": {
        "goal_id": 1,
        "slug": "doel",
        "title_nl": "Doel",
        "aim_nl": "Doel",
        "deadline_year": 2030,
        "title_en": "Goal",
        "aim_en": "Goal",
        "source_url": "https://example.org",
    },
    "indicators": {
        "indicator_id": "telling",
        "goal_id": 1,
        "name_nl": "Telling",
        "name_en": "Count",
        "unit": "aantal",
        "direction": Direction.HIGHER.value,
    },
    "indicator_methods": {
        "indicator_id": "telling",
        "scope": TargetScope.ONE_REGION.value,
        "region_code": "NL",
        **STANDARD,
    },
    "indicator_values": {
        "indicator_id": "telling",
        "region_code": "NL",
        "reading": 1,
        "qualifiers": [Qualifier.EXACT.value],
        "source_url": "https://example.org",
        "source_title": "Bron",
    },
    "milestones": {
        "goal_id": 1,
        "title_nl": "Stap",
        "title_en": "Step",
        "status": "planned",
        "kind": "besluit",
        "group": "stap",
        "source_url": "https://example.org",
    },
    "goal_judgements": {"subject": "doel", "status": "behind", "why_nl": "Omdat", "why_en": "Because"},
    "goal_links": {
        "indicator_id": "telling",
        "legal_forms": [],
        "statuses": [],
        "why_nl": "Omdat",
        "why_en": "Because",
    },
}


def rows(name: str, *given: Row) -> pl.DataFrame:
    """Rows of a declared table."""
    filled = [{**_FILLED[name], **row} for row in given]
    return pl.DataFrame(filled, schema=TABLES[name].create_empty().schema)


def programme(**given: Sequence[Row]) -> Programme:
    """A programme with one goal and one indicator by default."""
    tables = {name: rows(name, *given.get(name, [])) for name in _FILLED}
    for name in ("goals", "indicators", "indicator_methods"):
        if name not in given:
            tables[name] = rows(name, {})
    return Programme(**tables, regions=regions(MUNICIPALITIES))


def yearly(values: dict[int, float], **columns: object) -> list[Row]:
    """Observations by year."""
    return [{"year": year, "value": value, **columns} for year, value in values.items()]
