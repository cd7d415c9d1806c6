from datetime import date

import pytest

from measures.goals.timeline import timeline
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
        ]
    )

    rows = timeline(world, date(2030, 1, 1))

    assert rows["title_nl"].to_list() == ["eerder", "later", "zonder datum"]
    assert rows["is_overdue"].to_list() == [True, True, False]
    assert rows["written"].to_list() == ["2025", "2025-06-01", None]
