"""Two tiny releases."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from data_loaders.schema import Aliases, Indicators, IndicatorValues, Milestones, Statements
from measures.changed import Release
from tests.frames import initiatives

URL = "https://voorbeeld.nl/bron"
OTHER_URL = "https://voorbeeld.nl/nieuws"


def statement(field: str, value: str, url: str = URL, year: int | None = 2020, **more: object) -> dict[str, object]:
    """One statement about initiative a; it is shown by default."""
    row = {"initiative_id": "a", "field": field, "value": value, "source_url": url, "source_title": "Bron"}
    return row | {"source_year": year, "readings": 1, "is_shown": True} | more


def released(
    *rows: Mapping[str, object],
    on: date = date(2026, 11, 23),
    statements: Sequence[Mapping[str, object]] | None = None,
    forwards: dict[str, str] | None = None,
    **tables: pl.DataFrame,
) -> Release:
    """A release of these initiatives."""
    forwards = forwards or {}
    aliases = {"old_id": list(forwards), "id": list(forwards.values())}
    return Release(
        f"{on}-00000000",
        on,
        initiatives(*rows),
        pl.DataFrame(statements or [], schema=Statements.create_empty().schema),
        pl.DataFrame(aliases, schema=Aliases.create_empty().schema),
        tables.get("indicators", Indicators.create_empty()),
        tables.get("indicator_values", IndicatorValues.create_empty()),
        tables.get("milestones", Milestones.create_empty()),
    )
