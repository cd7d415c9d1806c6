from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import ProgressStatus
from data_loaders.schema.goal_enums import Evidence, GoalReason, Movement
from data_loaders.schema.goal_figures import GoalProgress
from measures.goals.goals import Counted, goal_progress, stand, with_judgements
from measures.goals.programme import Programme
from measures.goals.progress import progress
from tests.frames import Row
from tests.measures.goals.world import programme, rows, yearly

TODAY = date(2026, 7, 1)
IN_TIME, TOO_LATE = date(2030, 12, 31), date(2025, 12, 31)

REACHED: Counted = {
    "indicator_id": "",
    "target_value": 1.0,
    "status": ProgressStatus.REACHED,
    "counts_for_goal": True,
    "decides_goal": False,
}
ON_COURSE = REACHED | {"status": ProgressStatus.ON_COURSE}
TOO_SLOW = REACHED | {"status": ProgressStatus.TOO_SLOW}
WRONG_WAY = REACHED | {"status": ProgressStatus.WRONG_WAY}
MISSED = REACHED | {"status": ProgressStatus.NOT_REACHED}
OPEN = REACHED | {"status": ProgressStatus.UNKNOWN, "counts_for_goal": False}
OLD = WRONG_WAY | {"counts_for_goal": False}
NO_TARGET = OPEN | {"target_value": None}
DECIDES = {"decides_goal": True}

UNKNOWN = ProgressStatus.UNKNOWN


@pytest.mark.parametrize(
    ("indicators", "status", "reasons"),
    [
        ([], UNKNOWN, (GoalReason.NO_TARGETS,)),
        ([NO_TARGET, NO_TARGET], UNKNOWN, (GoalReason.NO_TARGETS,)),
        ([TOO_SLOW, NO_TARGET], UNKNOWN, (GoalReason.TOO_FEW_JUDGED,)),
        ([TOO_SLOW, OLD], UNKNOWN, (GoalReason.TOO_FEW_JUDGED,)),
        ([ON_COURSE, TOO_SLOW], ProgressStatus.TOO_SLOW, ()),
        ([WRONG_WAY, TOO_SLOW], ProgressStatus.WRONG_WAY, ()),
        ([ON_COURSE, REACHED, OPEN, OPEN], ProgressStatus.ON_COURSE, ()),
        ([ON_COURSE, REACHED, OPEN, OPEN, OPEN], UNKNOWN, (GoalReason.TOO_FEW_JUDGED,)),
        ([ON_COURSE, MISSED], ProgressStatus.TOO_SLOW, ()),
        ([REACHED, REACHED], ProgressStatus.REACHED, ()),
        ([REACHED, REACHED, OPEN], UNKNOWN, (GoalReason.NOT_ALL_JUDGED,)),
        ([TOO_SLOW, TOO_SLOW, OPEN | DECIDES], UNKNOWN, (GoalReason.DECIDING_MISSING,)),
        ([TOO_SLOW, TOO_SLOW, REACHED | DECIDES], ProgressStatus.REACHED, ()),
    ],
)
def test_rule_for_a_goal(indicators: list[Counted], status: ProgressStatus, reasons: tuple[GoalReason, ...]) -> None:
    standing = stand(indicators, IN_TIME, TODAY)

    assert (standing.status, standing.reasons) == (status, reasons)


def test_weakest_indicators_are_named() -> None:
    named = [row | {"indicator_id": name} for name, row in {"a": ON_COURSE, "b": TOO_SLOW, "c": TOO_SLOW}.items()]

    assert stand(named, IN_TIME, TODAY).decided_by == ("b", "c")


@pytest.mark.parametrize(
    ("indicators", "status", "reasons"),
    [
        ([NO_TARGET], UNKNOWN, (GoalReason.NO_TARGETS,)),
        ([OPEN, OPEN], UNKNOWN, (GoalReason.TOO_FEW_JUDGED,)),
        ([ON_COURSE, ON_COURSE], UNKNOWN, (GoalReason.NOT_MEASURED_AT_DEADLINE,)),
        ([REACHED, MISSED], ProgressStatus.NOT_REACHED, ()),
        ([REACHED, REACHED], ProgressStatus.REACHED, ()),
    ],
)
def test_after_the_deadline_a_goal_is_reached_or_not_or_unknown(
    indicators: list[Counted], status: ProgressStatus, reasons: tuple[GoalReason, ...]
) -> None:
    standing = stand(indicators, TOO_LATE, TODAY)

    assert (standing.status, standing.reasons) == (status, reasons)


def overview(world: Programme, today: date = TODAY) -> Row:
    frame = GoalProgress.validate(goal_progress(world, progress(world, today), today))
    return frame.row(0, named=True)


def test_goal_shows_what_it_rests_on_and_what_is_missing() -> None:
    world = programme(
        indicators=[
            {"indicator_id": "a", "target_value": 10.0, "target_year": 2030},
            {"indicator_id": "b", "target_value": 10.0, "target_year": 2030},
            {"indicator_id": "c"},
        ],
        indicator_methods=[{"indicator_id": name} for name in "abc"],
        indicator_values=[
            *yearly({2023: 10.0, 2024: 9.0, 2025: 12.0}, indicator_id="a"),
            *yearly({2023: 3.0, 2025: 1.0, 2024: 2.0}, indicator_id="c"),
        ],
        milestones=[
            {"title_nl": "a", "status": "done", "date": date(2025, 2, 1), "date_precision": "month"},
            {"title_nl": "b", "status": "planned", "date": date(2026, 1, 1), "date_precision": "month"},
            {"title_nl": "c", "status": "done", "date": date(2023, 1, 1), "date_precision": "year"},
            {"title_nl": "d", "kind": "tegenslag", "date": date(2025, 1, 1), "date_precision": "year"},
        ],
    )

    row = overview(world)

    verdict = {"goal_id": 1, "status": UNKNOWN, "reasons": [GoalReason.TOO_FEW_JUDGED], "decided_by": []}
    ids = {"judged": ["a"], "outdated": [], "missing": ["b"], "without_target": ["c"], "telling": "c"}
    time = {"deadline": date(2030, 12, 31), "days_left": 1644, "is_past_deadline": False}
    moves = dict.fromkeys(Movement, 0) | {Movement.BETTER: 1, Movement.WORSE: 1, Movement.NO_FIGURE: 1}
    figures = {"indicators": 3, "observed": 2, "fresh": 2, "well_evidenced": 2, "evidence": "thin"}
    steps = {"milestones_done": 1, "milestones_done_before": 1, "milestones_overdue": 1, "setbacks": 1}
    last = {"last_observation_year": 2025, "last_milestone": "2025-02"}
    assert row == verdict | ids | time | moves | figures | steps | last


def test_the_telling_series_is_the_most_certain_then_the_newest_then_the_longest() -> None:
    series = {
        "short": {2023: 1.0, 2024: 2.0, 2025: 3.0},
        "older": {2020: 1.0, 2021: 2.0, 2022: 3.0, 2023: 4.0, 2024: 5.0},
        "long": {2022: 1.0, 2023: 2.0, 2024: 3.0, 2025: 4.0},
        "uncertain": {2020: 1.0, 2021: 2.0, 2022: 3.0, 2023: 4.0, 2024: 5.0, 2025: 2.0},
    }
    values = [row for name, years in series.items() for row in yearly(years, indicator_id=name)]
    named = [{"indicator_id": name} for name in series]

    assert overview(programme(indicators=named, indicator_methods=named, indicator_values=values))["telling"] == "long"


@pytest.mark.parametrize(("thin", "evidence"), [(1, Evidence.FULL), (2, Evidence.THIN)])
def test_two_thirds_of_the_indicators_are_enough_for_full_evidence(thin: int, evidence: Evidence) -> None:
    full = [{"indicator_id": name, "target_value": 9.0, "target_year": 2030} for name in "ab"]
    others = [{"indicator_id": name} for name in "cd"[:thin]]
    values = [row for name in "ab" for row in yearly({2023: 1.0, 2024: 2.0, 2025: 3.0}, indicator_id=name)]
    methods = [{"indicator_id": name} for name in "abcd"]

    row = overview(programme(indicators=[*full, *others], indicator_methods=methods, indicator_values=values))

    assert row["evidence"] == evidence


@given(
    st.lists(
        st.dictionaries(st.integers(2018, 2026), st.integers(0, 50).map(float), max_size=4), min_size=1, max_size=5
    )
)
def test_every_indicator_moves_in_exactly_one_way(series: list[dict[int, float]]) -> None:
    ids = [f"telling-{number}" for number in range(len(series))]
    world = programme(
        indicators=[{"indicator_id": name} for name in ids],
        indicator_methods=[{"indicator_id": name} for name in ids],
        indicator_values=[
            row for name, values in zip(ids, series, strict=True) for row in yearly(values, indicator_id=name)
        ],
    )

    row = overview(world)

    assert sum(row[movement] for movement in Movement) == row["indicators"] == len(series)


def test_a_passed_deadline_is_a_mark_beside_the_status() -> None:
    row = overview(programme(goals=[{"deadline_year": 2025}]))

    assert (row["status"], row["is_past_deadline"], row["days_left"]) == (UNKNOWN, True, -182)


def test_a_verdict_on_an_old_figure_is_named_apart() -> None:
    world = programme(
        indicators=[{"target_value": 10.0, "target_year": 2030}],
        indicator_values=yearly({2018: 1.0, 2019: 2.0, 2020: 3.0}),
    )

    row = overview(world)

    assert (row["judged"], row["outdated"], row["missing"]) == ([], ["telling"], [])


@pytest.mark.parametrize(("today", "days"), [(date(2030, 12, 30), 1), (date(2030, 12, 31), 0), (date(2031, 1, 1), -1)])
def test_days_left_to_the_last_day_of_the_year(today: date, days: int) -> None:
    assert overview(programme(), today)["days_left"] == days


@pytest.mark.parametrize(
    ("values", "target", "evidence"),
    [
        ({}, {"target_value": 9.0, "target_year": 2030}, Evidence.NONE),
        ({2015: 1.0}, {"target_value": 9.0, "target_year": 2030}, Evidence.NONE),
        ({2025: 1.0}, {"target_value": 9.0, "target_year": 2030}, Evidence.THIN),
        ({2023: 1.0, 2024: 2.0, 2025: 3.0}, {"target_value": 9.0, "target_year": 2030}, Evidence.FULL),
        ({2023: 1.0, 2024: 2.0, 2025: 3.0}, {}, Evidence.THIN),
    ],
    ids=["no figure", "old figure", "one figure", "series and target", "series without target"],
)
def test_how_much_evidence(values: dict[int, float], target: Mapping[str, object], evidence: Evidence) -> None:
    assert overview(programme(indicators=[target], indicator_values=yearly(values)))["evidence"] == evidence


def test_judgements_stand_beside_the_status_newest_first() -> None:
    judgements = rows(
        "goal_judgements",
        {"organisation": "A", "date": date(2025, 1, 1)},
        {"organisation": "B", "date": date(2026, 1, 1)},
        {"organisation": "C", "date": date(2026, 1, 1), "subject": "ander-doel"},
        {"organisation": "Aa", "date": date(2026, 1, 1)},
    )
    goals = pl.DataFrame({"slug": ["doel", "zonder"], "status": ["unknown", "reached"]})

    beside = with_judgements(goals, judgements, "slug")

    assert beside["status"].to_list() == ["unknown", "reached"]
    assert [[said["organisation"] for said in row] for row in beside["judgements"].to_list()] == [
        ["Aa", "B", "A"],
        [],
    ]
