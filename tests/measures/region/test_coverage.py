from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pytest

from data_loaders.schema import IndicatorValues
from data_loaders.store import current
from measures.goals.links import linked_initiatives
from measures.goals.programme import Programme
from measures.region.coverage import coverage, evidence
from measures.region.enums import Completeness, FigureReason
from tests.measures.goals.world import rows

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]


@pytest.fixture
def values() -> pl.DataFrame:
    def row(name: str, region: str, year: int, value: float, *qualifiers: str) -> dict[str, object]:
        source = {"source_url": "https://voorbeeld.nl", "source_title": "V", "qualifier_note": None}
        return source | {
            "indicator_id": name,
            "region_code": region,
            "year": year,
            "reading": 1,
            "value": value,
            "qualifiers": list(qualifiers),
        }

    observed = [
        row("burgercollectieven-aantal", "NL", 2024, 20, "at_least"),
        row("energiecooperaties-aantal", "NL", 2023, 99),
        row("energiecooperaties-aantal", "NL", 2024, 4, "exact"),
        row("energiecooperaties-aantal", "PV20", 2018, 1, "about"),
    ]
    return IndicatorValues.validate(pl.DataFrame(observed, infer_schema_length=None), cast=True)


@pytest.fixture
def links() -> pl.DataFrame:
    """Links as in the published data: active legal persons, and care initiatives that are active or being set up."""
    legal = ["cooperatie", "stichting", "vereniging"]
    return rows(
        "goal_links",
        {"indicator_id": "energiecooperaties-aantal", "theme": "energie", "legal_forms": legal, "statuses": ["actief"]},
        {"indicator_id": "zorgzame-gemeenschappen-aantal", "theme": "zorg", "statuses": ["actief", "in_oprichting"]},
    )


@pytest.fixture
def known(make_initiatives: Make) -> pl.DataFrame:
    return make_initiatives(
        [
            {"municipality_code": "GM0001", "themes": ["energie"], "legal_form": "cooperatie"},
            {"municipality_code": "GM0002", "themes": ["zorg", "energie"], "legal_form": "stichting"},
            {"municipality_code": "GM0004", "themes": ["energie"], "legal_form": "onbekend"},
            {"municipality_code": "GM0004", "themes": ["energie"], "legal_form": "informeel"},
            {"municipality_code": "GM0004", "themes": ["energie"], "legal_form": "cooperatie", "status": "onbekend"},
            {"municipality_code": "GM0004", "themes": ["energie"], "legal_form": "cooperatie", "status": "gestopt"},
            {
                "municipality_code": "GM0004",
                "themes": ["energie"],
                "legal_form": "cooperatie",
                "status": "in_oprichting",
            },
            {"themes": ["zorg"]},
        ]
    )


def test_known_and_estimate_are_of_the_same_region(
    known: pl.DataFrame, values: pl.DataFrame, links: pl.DataFrame, regions: pl.DataFrame
) -> None:
    found = coverage(known, values, links, regions, "GM0001")

    assert found.select("indicator_id", "code", "known", "undetermined", "estimate", "reason").rows() == [
        ("burgercollectieven-aantal", "GM0001", 1, 0, None, FigureReason.NO_ESTIMATE),
        ("burgercollectieven-aantal", "NL", 7, 0, 20.0, None),
        ("energiecooperaties-aantal", "GM0001", 1, 0, None, FigureReason.NO_ESTIMATE),
        ("energiecooperaties-aantal", "PV20", 2, 0, 1.0, FigureReason.KNOWN_EXCEEDS_ESTIMATE),
        ("energiecooperaties-aantal", "NL", 2, 2, 4.0, None),
        ("zorgzame-gemeenschappen-aantal", "GM0001", 0, 0, None, FigureReason.NO_ESTIMATE),
    ]


def test_a_share_is_about_and_at_most_beside_a_lower_bound(
    known: pl.DataFrame, values: pl.DataFrame, links: pl.DataFrame, regions: pl.DataFrame
) -> None:
    country = coverage(known, values, links, regions, "NL")

    assert country.select("indicator_id", "share_known", "completeness").rows() == [
        ("burgercollectieven-aantal", 0.35, Completeness.AT_MOST),
        ("energiecooperaties-aantal", 0.5, Completeness.ABOUT),
        ("zorgzame-gemeenschappen-aantal", None, None),
    ]


def test_no_estimates_at_all(known: pl.DataFrame, links: pl.DataFrame, regions: pl.DataFrame) -> None:
    found = coverage(known, IndicatorValues.create_empty(), links, regions, "PV21")

    assert set(found["reason"]) == {FigureReason.NO_ESTIMATE}
    assert coverage(known, IndicatorValues.create_empty(), links, regions, "GM1234").is_empty()


def test_a_region_counts_the_same_energy_co_operatives_as_the_goals() -> None:
    tables = current().table
    programme = Programme.of(tables)
    indicator = "energiecooperaties-aantal"

    counted = coverage(
        tables("initiatives"), tables("indicator_values"), tables("goal_links"), tables("regions"), "NL"
    ).filter(indicator_id=indicator)
    linked = linked_initiatives(programme, tables("initiatives")).filter(indicator_id=indicator)

    assert counted["known"].to_list() == [linked.height]


def test_evidence_counts_sources_and_years(make_initiatives: Make, regions: pl.DataFrame) -> None:
    two = [{"url": f"https://voorbeeld.nl/{n}", "title": "V", "year": None} for n in (1, 2)]
    initiatives = make_initiatives(
        [
            {"municipality_code": "GM0001", "seen_year": 2012, "website": "https://voorbeeld.nl"},
            {"municipality_code": "GM0001", "seen_year": 2020, "sources": two},
            {"municipality_code": "GM0001", "seen_year": 2023},
            {"municipality_code": "GM0001"},
        ]
    )

    found = evidence(initiatives, regions, "GM0001")

    assert found.row(0) == (4, 3, 1, 1, 2012, 2020, 2023)
    assert evidence(initiatives, regions, "GM0005").row(0) == (0, 0, 0, 0, None, None, None)
