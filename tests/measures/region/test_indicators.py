import polars as pl
import pytest

from data_loaders.schema import Indicators, IndicatorValues
from measures.region.indicators import indicators_here


@pytest.fixture
def indicators() -> pl.DataFrame:
    empty = dict.fromkeys(Indicators.columns(), None)
    fixed = {"unit": "%", "direction": "higher_is_better"}
    rows = [
        empty | fixed | {"indicator_id": name, "goal_id": goal, "name_nl": name, "name_en": name}
        for name, goal in (("verordening", 2), ("vertrouwen", 1), ("wetten", 3))
    ]
    return Indicators.validate(pl.DataFrame(rows, infer_schema_length=None), cast=True)


@pytest.fixture
def values() -> pl.DataFrame:
    def row(name: str, region: str, year: int, value: float) -> dict[str, object]:
        source: dict[str, object] = {
            "source_url": "https://voorbeeld.nl",
            "source_title": "V",
            "qualifier_note": None,
            "qualifiers": [],
        }
        return source | {"indicator_id": name, "region_code": region, "year": year, "reading": 1, "value": value}

    rows = [
        row("vertrouwen", "NL", 2023, 66.7),
        row("vertrouwen", "NL", 2018, 62.0),
        row("vertrouwen", "PV20", 2018, 65.0),
        row("verordening", "GM0001", 2024, 1.0),
    ]
    return IndicatorValues.validate(pl.DataFrame(rows, infer_schema_length=None), cast=True)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "GM0001",
            [
                ("vertrouwen", 1, "PV20", 2018, 65.0, 2, True),
                ("vertrouwen", 1, "NL", 2023, 66.7, 3, False),
                ("verordening", 2, "GM0001", 2024, 1.0, 0, True),
            ],
        ),
        ("GM0004", [("vertrouwen", 1, "NL", 2023, 66.7, 3, True)]),
        ("NL", [("vertrouwen", 1, "NL", 2023, 66.7, 0, True)]),
        ("GM1234", []),
    ],
)
def test_newest_figure_of_the_region_and_of_what_holds_it(
    indicators: pl.DataFrame, values: pl.DataFrame, regions: pl.DataFrame, code: str, expected: list[tuple[object, ...]]
) -> None:
    here = indicators_here(indicators, values, regions, code)

    shown = ("indicator_id", "goal_id", "code", "year", "value", "steps_up", "is_nearest")
    assert here.select(shown).rows() == expected
