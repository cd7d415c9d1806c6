"""Recounts the age of our knowledge on region pages from the rows of the release."""

import polars as pl
import pytest

from data_loaders.store import current
from measures.region.coverage import evidence
from measures.region.scope import is_in_region
from ui.region.evidence import coverage_part
from ui.region.region_view import region_view_of

NAMED = {"GM0363": "Amsterdam", "GM0599": "Rotterdam", "NL": "Nederland"}


def newest_years(rows: pl.DataFrame) -> list[int | None]:
    """The newest year per initiative, from its sources only."""
    return [
        max((source["year"] for source in row if source["year"]), default=None) for row in rows["sources"].to_list()
    ]


def test_years_are_those_of_the_sources_in_every_region() -> None:
    initiatives, regions = current().table("initiatives"), current().table("regions")

    for code in regions["code"]:
        years = newest_years(initiatives.filter(is_in_region(regions, code)))
        known = sorted(year for year in years if year)
        found = evidence(initiatives, regions, code).row(0, named=True)

        assert (found["known"], found["without_year"]) == (len(years), years.count(None)), code
        assert found["middle_year"] == (known[(len(known) - 1) // 2] if known else None), code


@pytest.mark.parametrize("code", NAMED)
def test_an_unknown_status_does_not_count_as_a_source_without_a_year(code: str) -> None:
    initiatives, regions = current().table("initiatives"), current().table("regions")
    rows = initiatives.filter(is_in_region(regions, code))

    told = region_view_of(current(), code, "nl")

    assert told is not None
    undated = newest_years(rows).count(None)
    assert undated < rows["status_year"].null_count()
    part = coverage_part(told)
    assert f"Van {told.count(undated)} kennen wij geen enkel jaar." in f"{part.sentence} {part.note}"
