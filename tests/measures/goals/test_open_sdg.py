"""Outcomes of `sdg/ProgressMeasure.py` (open-sdg/sdg-build), worked out by hand from its formulas."""

from datetime import date

import pytest

from data_loaders.schema import Direction, ProgressStatus
from data_loaders.schema.goal_enums import OpenSdg
from measures.goals.case import Case, Method, SeriesPoint, Target
from measures.goals.open_sdg import SAME_AS, open_sdg
from measures.goals.pace import judge

TODAY = date(2026, 7, 1)
FARMS = ({2016: 1.0, 2019: 2.0, 2024: 21.0}, Target(350, 2030, date(2030, 12, 31)))
SOLAR = ({2019: 21.5, 2020: 22.9, 2022: 20.3}, Target(50, 2030, date(2030, 12, 31)))


def case(values: dict[int, float], target: Target | None = None, direction: Direction = Direction.HIGHER) -> Case:
    return Case(tuple(SeriesPoint(year, value) for year, value in values.items()), target, Method(direction), TODAY)


@pytest.mark.parametrize(
    ("found", "outcome", "value"),
    [
        # 21 ^ (1/8) - 1 = 0.4631; 350 ^ (1/14) - 1 = 0.5196; 0.4631 / 0.5196 = 0.891
        (case(*FARMS), OpenSdg.MODERATE, 0.891),
        # (20.3 / 21.5) ^ (1/3) - 1 = -0.0190; (50 / 21.5) ^ (1/11) - 1 = 0.0798; -0.238
        (case(*SOLAR), OpenSdg.DETERIORATION, -0.238),
        # (66.7 / 58) ^ (1/11) - 1 = 0.0128, between 0.005 and 0.015
        (case({2012: 58.0, 2023: 66.7}), OpenSdg.MODERATE, 0.0128),
        (case({2012: 58.0, 2023: 66.7}, direction=Direction.LOWER), OpenSdg.DETERIORATION, -0.0128),
        (case({2020: 60.0}, Target(50, 2030)), OpenSdg.ACHIEVED, None),
        (case({2020: 40.0}, Target(50, 2030)), OpenSdg.NOT_AVAILABLE, None),
        (case({}), OpenSdg.NOT_AVAILABLE, None),
        (case({2020: -1.0, 2022: 3.0}), OpenSdg.NOT_AVAILABLE, None),
        # A zero becomes 0.001: (10 / 0.001) ^ (1/2) - 1 = 99
        (case({2020: 0.0, 2022: 10.0}), OpenSdg.SUBSTANTIAL, 99.0),
        (case({2020: 100.0, 2021: 102.0}), OpenSdg.SUBSTANTIAL, 0.02),
        (case({2020: 10.0, 2022: 10.0}), OpenSdg.LIMITED, 0.0),
        (case({2020: 10.0, 2022: 0.0}), OpenSdg.DETERIORATION, -1.0),
        # Further from zero below it is worse: (-5 / -10) ^ (1/2) - 1 = -0.293
        (case({2020: -10.0, 2022: -5.0}), OpenSdg.SUBSTANTIAL, 0.293),
        # Twice as much in two years, four times in four and 32 times in ten are the same growth.
        (case({2020: 10.0, 2022: 20.0}, Target(40, 2024)), OpenSdg.SUBSTANTIAL, 1.0),
        (case({2020: 10.0, 2022: 20.0}, Target(320)), OpenSdg.SUBSTANTIAL, 1.0),
        (case({2020: 10.0, 2022: 10.0}, Target(40, 2024)), OpenSdg.LIMITED, 0.0),
        (case({2020: 40.0, 2022: 45.0}, Target(50, 2020)), OpenSdg.NOT_AVAILABLE, None),
        # 1 - 0.1 ^ (1/2) = 0.684; 1 - 0.0001 ^ (1/4) = 0.9
        (case({2020: 10.0, 2022: 1.0}, Target(0, 2024), Direction.LOWER), OpenSdg.MODERATE, 0.7597),
        (case({2020: 10.0, 2022: 12.0}, Target(-5, 2024), Direction.LOWER), OpenSdg.NOT_AVAILABLE, None),
    ],
)
def test_the_outcome_and_its_number(found: Case, outcome: OpenSdg, value: float | None) -> None:
    calculated = open_sdg(found)

    assert calculated.outcome is outcome
    assert calculated.value == (None if value is None else pytest.approx(value, abs=0.0005))


def test_for_the_farms_the_two_calculations_differ() -> None:
    found = case(*FARMS)

    assert judge(found).status is ProgressStatus.TOO_SLOW
    assert SAME_AS[open_sdg(found).outcome] is ProgressStatus.BEHIND
