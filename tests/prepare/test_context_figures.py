"""Figures of CBS for today's municipalities: merged ones are computed and marked, and unknown stays unknown."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.schema import ContextValues, MunicipalityChanges
from data_loaders.snapshot import load_snapshot
from prepare.context_figures import ContextFigures, prepare_context
from tests.frames import regions

DATA = Path(__file__).resolve().parents[2] / "data"
INDICATORS = """indicator_id,year,theme,label_nl,label_en,unit_nl,unit_en,merging,source_org,source_title,licence
inwoners,2022,,I,I,aantal,number,som,CBS,K,CC BY 4.0
afstand,2022,zorg,A,A,km,km,inwoners,CBS,K,CC BY 4.0
klasse,2022,,K,K,klasse,class,niet,CBS,K,CC BY 4.0
"""
VALUES = "indicator_id,year,municipality_code_in_year,value\n"
WEIGHTS = "year,municipality_code_in_year,inhabitants\n2022,GM0363,900\n2022,GM0457,100\n"
CHANGES = {
    "old_code": "GM0457",
    "code_today": "GM0363",
    "old_name": "Weesp",
    "name_today": "Amsterdam",
    "date": date(2022, 3, 24),
    "share_of_places": 1.0,
}
TABLES = {
    "regions": regions({"code": "GM0193"}, {"code": "GM0363"}),
    "municipality_changes": pl.DataFrame([CHANGES], schema=MunicipalityChanges.create_empty().schema),
}
Prepare = Callable[..., ContextFigures]
AMSTERDAM_AND_WEESP = ("inwoners,2022,GM0363,900", "inwoners,2022,GM0457,100", "inwoners,2022,GM0193,50")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    folder = tmp_path_factory.mktemp("context")

    def run(*values: str, weights: str = WEIGHTS) -> ContextFigures:
        (folder / "context_indicators.csv").write_text(INDICATORS)
        (folder / "context_values.csv").write_text(VALUES + "\n".join([*AMSTERDAM_AND_WEESP, *values]) + "\n")
        (folder / "inhabitants.csv").write_text(weights)
        return prepare_context(folder, TABLES)

    return run


def of_amsterdam(figures: ContextFigures, indicator: str) -> tuple[float | None, list[str], str | None]:
    here = (pl.col("municipality_code") == "GM0363") & (pl.col("indicator_id") == indicator)
    value, parts, reason = (
        figures.tables["context_values"].filter(here).select("value", "computed_from", "unknown_because").row(0)
    )
    return value, parts, reason


BOTH = ["GM0363", "GM0457"]


@pytest.mark.parametrize(
    ("rows", "indicator", "expected"),
    [
        ((), "inwoners", (1_000.0, BOTH, None)),
        (
            ("afstand,2022,GM0363,1.0", "afstand,2022,GM0457,3.0", "afstand,2022,GM0193,0.5"),
            "afstand",
            (1.2, BOTH, None),
        ),
        (("afstand,2022,GM0363,1.0",), "afstand", (None, [], "deel_onbekend")),
        (("klasse,2022,GM0363,1", "klasse,2022,GM0457,3"), "klasse", (None, [], "deel_onbekend")),
    ],
)
def test_a_merged_municipality_is_computed_or_unknown(
    prepared: Prepare, rows: tuple[str, ...], indicator: str, expected: tuple[float | None, list[str], str | None]
) -> None:
    assert of_amsterdam(prepared(*rows), indicator) == expected


def test_without_the_weight_of_a_part_there_is_no_average(prepared: Prepare) -> None:
    figures = prepared("afstand,2022,GM0363,1.0", "afstand,2022,GM0457,3.0", weights=WEIGHTS.rsplit("2022", 1)[0])

    assert of_amsterdam(figures, "afstand") == (None, [], "deel_onbekend")


@settings(deadline=None, max_examples=25)
@given(amsterdam=st.integers(0, 400), weesp=st.integers(0, 400), people=st.integers(1, 10**6))
def test_an_average_lies_between_its_parts(prepared: Prepare, amsterdam: int, weesp: int, people: int) -> None:
    rows = (f"afstand,2022,GM0363,{amsterdam / 10}", f"afstand,2022,GM0457,{weesp / 10}")

    value, *_ = of_amsterdam(prepared(*rows, weights=WEIGHTS.replace("900", str(people))), "afstand")

    # Rounded no finer than the parts are.
    assert value is not None
    assert min(amsterdam, weesp) / 10 <= value <= max(amsterdam, weesp) / 10


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("afstand,2022,GM9999,1.0", "region_unknown", "municipality_code_in_year"),
        ("afstand,2021,GM0193,1.0", "figure_unlisted", "indicator_id"),
        ("onbekend,2022,GM0193,1.0", "figure_unlisted", "indicator_id"),
        ("afstand,2022,GM0193,veel", "not_a_number", "value"),
        ("inwoners,2022,GM0193,51", "row_repeated", None),
    ],
)
def test_a_wrong_row_is_left_out_with_its_place_and_remedy(
    prepared: Prepare, row: str, code: str, column: str | None
) -> None:
    figures = prepared(row)

    said = figures.rejects.row(0, named=True)
    assert (said["file"], said["row"], said["code"], said["column"]) == ("context_values.csv", 5, code, column)
    assert said["remedy"]
    assert figures.counts["context_values.csv"].rejected == 1


def test_the_published_figures_are_those_of_cbs_on_todays_codes() -> None:
    snapshot = load_snapshot(DATA / "prepared")
    values, indicators = snapshot.table("context_values"), snapshot.table("context_indicators")
    today = snapshot.table("regions").filter(level="municipality")["code"]

    assert values.height == indicators.height * today.len()
    as_published = pl.read_csv(
        DATA / "sources/context/context_values.csv", schema_overrides={"value": pl.Float64}
    ).rename({"municipality_code_in_year": "municipality_code", "value": "source"})
    own = values.filter(pl.col("computed_from").list.len() == 0).join(
        as_published, on=["indicator_id", "municipality_code"], how="left"
    )
    wrong = own.filter(
        pl.col("value").ne_missing(pl.col("source"))
        & (pl.col("unknown_because") != "deel_onbekend").fill_null(value=True)
    )
    assert wrong.height == 0
    # Weesp has no figure of its own for Wmo clients, so Amsterdam with Weesp has none either.
    unknown = values.filter(unknown_because="deel_onbekend").select("indicator_id", "municipality_code").rows()
    assert unknown == [("wmo_clienten", "GM0363")]
    assert set(values.filter(pl.col("computed_from").list.len() > 0)["municipality_code"]) == {"GM0363", "GM1992"}
    assert ContextValues.is_valid(values)
