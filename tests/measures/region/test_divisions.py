import polars as pl
import pytest

from data_loaders.schema import Indicators, IndicatorValues
from data_loaders.store import current
from measures.region.divisions import ADDITIVE_UNITS, earlier_figures
from measures.region.enums import FigureReason

SOURCE = "https://voorbeeld.nl/telling"


@pytest.fixture
def indicators() -> pl.DataFrame:
    more = {"goal_id": 1, "name_en": "x", "direction": "higher_is_better"}
    rows = [
        dict.fromkeys(Indicators.columns(), None) | more | {"indicator_id": unit, "name_nl": unit, "unit": unit}
        for unit in ("aantal", "%")
    ]
    return Indicators.cast(pl.DataFrame(rows, infer_schema_length=None))


def values(*rows: tuple[str, str, int, float]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["indicator_id", "region_code", "year", "value"], orient="row").with_columns(
        reading=1
    )
    more = frame.with_columns(
        qualifiers=pl.lit([], pl.List(pl.String)),
        qualifier_note=pl.lit(None, pl.String),
        source_url=pl.lit(SOURCE),
        source_title=pl.lit("Telling"),
    )
    return IndicatorValues.validate(more, cast=True)


def test_parts_of_a_merged_municipality_are_added_and_the_gap_is_named(
    indicators: pl.DataFrame, changes: pl.DataFrame, regions: pl.DataFrame
) -> None:
    old = values(("aantal", "GM0801", 2016, 3), ("aantal", "GM0802", 2016, 4), ("aantal", "GM0001", 2022, 9))

    found = earlier_figures(indicators, old, changes, regions, ["GM0001"])

    assert found.select("year", "code", "measured", "value", "without_figure", "reason").rows() == [
        (2016, "GM0001", "GM0801+GM0802", 7.0, ["GM0803"], None)
    ]
    assert [part["name"] for part in found["parts"][0]] == ["Oud-A", "Oud-B"]
    assert found["source_url"].to_list() == [SOURCE]


@pytest.mark.parametrize(
    ("unit", "old_code", "reason"),
    [("aantal", "GM0803", FigureReason.SPLIT), ("%", "GM0801", FigureReason.NOT_ADDITIVE)],
)
def test_what_cannot_be_converted_keeps_its_old_figure_and_a_reason(  # noqa: PLR0917
    indicators: pl.DataFrame,
    changes: pl.DataFrame,
    regions: pl.DataFrame,
    unit: str,
    old_code: str,
    reason: FigureReason,
) -> None:
    found = earlier_figures(indicators, values((unit, old_code, 2016, 8)), changes, regions, ["GM0001"])

    assert found.select("code", "measured", "value", "reason").rows() == [("GM0001", old_code, None, reason)]
    assert found["parts"][0][0]["value"] == 8


def test_a_municipality_that_lived_on_is_named_without_the_part_that_joined(
    indicators: pl.DataFrame, changes: pl.DataFrame, regions: pl.DataFrame
) -> None:
    found = earlier_figures(indicators, values(("aantal", "GM0002", 2016, 5)), changes, regions, ["GM0002", "GM0003"])

    assert found.select("code", "value", "without_figure").rows() == [("GM0002", 5.0, ["GM0803"])]


@pytest.mark.parametrize(("code", "year"), [("GM0003", 2016), ("GM0001", 2021), ("GM0801", 2016)])
def test_figures_on_todays_borders_or_of_elsewhere_have_no_row(
    indicators: pl.DataFrame, changes: pl.DataFrame, regions: pl.DataFrame, code: str, year: int
) -> None:
    asked = ["GM0002"] if code == "GM0801" else [code]

    found = earlier_figures(indicators, values(("aantal", code, year, 5)), changes, regions, asked)

    assert found.is_empty()


def test_each_unit_of_the_release_is_one_of_which_parts_may_be_added_or_a_share_or_a_yes() -> None:
    assert set(current().table("indicators")["unit"]) == ADDITIVE_UNITS | {"%", "1 = ja"}
