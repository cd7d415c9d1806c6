from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.goals.kinds import MilestoneState, Period
from measures.goals.programme import Programme
from measures.goals.timeline import LAUNCH, counted_milestones, milestone_counts, timeline, year_position
from tests.measures.goals.world import programme


@pytest.mark.parametrize(
    ("precision", "written", "last_day"),
    [
        ("year", "2024", date(2024, 12, 31)),
        ("month", "2024-02", date(2024, 2, 29)),
        ("day", "2024-02-01", date(2024, 2, 1)),
    ],
)
def test_date_is_no_more_exact_than_its_source(precision: str, written: str, last_day: date) -> None:
    first_day = date(2024, 1, 1) if precision == "year" else date(2024, 2, 1)
    world = programme(milestones=[{"date": first_day, "date_precision": precision}])

    row = timeline(world, date(2026, 7, 1)).row(0, named=True)

    assert (row["written"], row["first_day"], row["last_day"]) == (written, first_day, last_day)


@pytest.mark.parametrize(
    ("status", "today", "is_overdue"),
    [
        ("planned", date(2026, 12, 31), False),
        ("planned", date(2027, 1, 1), True),
        ("in_progress", date(2027, 1, 1), False),
        ("done", date(2027, 1, 1), False),
    ],
)
def test_planned_is_overdue_after_its_last_day(status: str, today: date, is_overdue: bool) -> None:
    world = programme(milestones=[{"date": date(2026, 1, 1), "date_precision": "year", "status": status}])

    assert timeline(world, today)["is_overdue"].to_list() == [is_overdue]


def test_in_order_of_time_with_undated_ones_last_and_never_overdue() -> None:
    world = programme(
        milestones=[
            {"title_nl": "zonder datum"},
            {"title_nl": "later", "date": date(2025, 6, 1), "date_precision": "day"},
            {"title_nl": "eerder", "date": date(2025, 1, 1), "date_precision": "year"},
            {"title_nl": "dag b", "date": date(2025, 1, 1), "date_precision": "day"},
            {"title_nl": "dag a", "date": date(2025, 1, 1), "date_precision": "day"},
        ]
    )

    rows = timeline(world, date(2030, 1, 1))

    assert rows["title_nl"].to_list() == ["dag a", "dag b", "eerder", "later", "zonder datum"]
    assert rows["is_overdue"].to_list() == [True, True, True, True, False]
    assert rows["written"].to_list() == ["2025-01-01", "2025-01-01", "2025", "2025-06-01", None]


@pytest.mark.parametrize(
    ("kind", "status", "today", "state"),
    [
        ("geld", "done", date(2027, 1, 1), MilestoneState.DONE),
        ("tegenslag", "done", date(2027, 1, 1), MilestoneState.SETBACK),
        ("tegenslag", "planned", date(2027, 1, 1), MilestoneState.SETBACK),
        ("geld", "planned", date(2027, 1, 1), MilestoneState.OVERDUE),
        ("geld", "planned", date(2026, 1, 1), MilestoneState.PLANNED),
    ],
)
def test_a_setback_is_never_done(kind: str, status: str, today: date, state: MilestoneState) -> None:
    stone = {"date": date(2026, 1, 1), "date_precision": "year", "status": status, "kind": kind}

    assert timeline(programme(milestones=[stone]), today)["state"].to_list() == [state]


@pytest.mark.parametrize(
    ("day", "precision", "period"),
    [
        (date(2024, 4, 12), "day", Period.BEFORE),
        (LAUNCH, "day", Period.SINCE),
        (date(2024, 4, 1), "month", Period.SINCE),
        (date(2023, 1, 1), "year", Period.BEFORE),
        (None, None, Period.SINCE),
    ],
)
def test_a_milestone_counts_as_before_the_launch_if_it_ended_before(
    day: date | None, precision: str | None, period: Period
) -> None:
    world = programme(milestones=[{"date": day, "date_precision": precision}])

    assert timeline(world, date(2026, 7, 1))["period"].to_list() == [period]


def steps(*steps_of_it: tuple[int, str, str, str]) -> Programme:
    rows = [
        {"title_nl": str(year), "date": date(year, 1, 1), "date_precision": "year"}
        | {"status": status, "kind": kind, "group": group}
        for year, status, kind, group in steps_of_it
    ]
    return programme(milestones=rows)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        ((2026, "done", "wet", "a"), MilestoneState.DONE),
        ((2026, "in_progress", "gebeurtenis", "a"), MilestoneState.IN_PROGRESS),
        ((2028, "planned", "wet", "a"), MilestoneState.IN_PROGRESS),
        ((2025, "planned", "wet", "a"), MilestoneState.OVERDUE),
    ],
)
def test_a_law_counts_once_with_the_state_of_its_last_step(
    last: tuple[int, str, str, str], state: MilestoneState
) -> None:
    world = steps((2021, "done", "wet", "a"), (2022, "done", "gebeurtenis", "a"), last)

    counted = counted_milestones(timeline(world, date(2026, 7, 1)))

    assert counted.select("kind", "state", "steps", "title_nl").rows() == [("wet", state, 3, str(last[0]))]


def test_other_milestones_and_setbacks_count_separately() -> None:
    world = steps(
        (2021, "done", "wet", "a"),
        (2022, "done", "tegenslag", "a"),
        (2023, "done", "wet", "a"),
        (2024, "done", "geld", "b"),
        (2025, "done", "geld", "b"),
    )

    counts = milestone_counts(counted_milestones(timeline(world, date(2026, 7, 1))))

    assert counts.select("period", "done", "setback", "total").rows() == [("before", 1, 1, 2), ("since", 2, 0, 2)]


def test_the_middle_of_a_year_lies_half_way_on_the_axis() -> None:
    assert year_position(date(2025, 1, 1)) == 2025
    assert year_position(date(2024, 7, 2)) == 2024.5


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_keep_their_order_on_the_axis(one: date, other: date) -> None:
    assert (year_position(one) < year_position(other)) == (one < other)
    assert int(year_position(one)) == one.year
