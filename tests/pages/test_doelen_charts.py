"""What is drawn, checked against the rows it comes from; without a page."""

import re
from datetime import date
from typing import Any

import polars as pl
import pytest

from data_loaders.schema import Qualifier
from data_loaders.store import current
from measures.goals.availability import by_year
from measures.goals.kinds import Step
from measures.goals.series import steps
from measures.goals.timeline import timeline
from pages.doelen.board import Board
from pages.doelen.chart import SHAPES, series, series_chart
from pages.doelen.coverage import matrix_chart
from pages.doelen.indicator import how_to_read
from pages.doelen.method import sum_lines
from pages.doelen.milestones import timeline_chart
from ui.view import View, data_of

SNAPSHOT = current()
VIEW = View(data_of(SNAPSHOT), "nl")
BOARD = Board.of(VIEW, date(2026, 11, 23))
DRAWN = BOARD.progress.filter(pl.col("region_code").is_not_null(), pl.col("observations") > 0).to_dicts()
EVERY_SERIES = pytest.mark.parametrize("judged", DRAWN, ids=lambda row: str(row["indicator_id"]))

Row = dict[str, Any]


def drawn(judged: Row) -> list[Row]:
    """Every row of data inside the chart."""
    spec = series_chart(BOARD, judged, "light").to_dict()
    return [row for rows in spec["datasets"].values() for row in rows]


def source(judged: Row) -> set[tuple[int, float]]:
    values = BOARD.programme.indicator_values.filter(
        indicator_id=judged["indicator_id"], region_code=judged["region_code"]
    )
    return set(values.select("year", "value").rows())


@EVERY_SERIES
def test_every_point_is_a_row_of_the_source_and_every_row_a_point(judged: Row) -> None:
    points = {(row["year"], row["value"]) for row in drawn(judged) if "figure" in row}

    assert points == source(judged)


@EVERY_SERIES
def test_lines_join_only_figures_that_follow_each_other_and_count_alike(judged: Row) -> None:
    lines = {
        (row["year_from"], row["year_to"]) for row in drawn(judged) if "value_from" in row and row["year_from"] % 1 == 0
    }

    allowed = steps(BOARD.programme).filter(
        kind=Step.LINE, indicator_id=judged["indicator_id"], region_code=judged["region_code"]
    )
    assert lines == set(allowed.select("year_from", "year_to").rows())


@EVERY_SERIES
def test_what_is_no_line_is_told_in_words(judged: Row) -> None:
    found = series(BOARD, judged)

    told = how_to_read(BOARD, BOARD.indicator(judged["indicator_id"]), found)

    unjoined = found.steps.filter(pl.col("kind") != Step.LINE).height
    disputed = found.points.filter(pl.col("others").list.len() > 0).height
    assert len(told) == unjoined + disputed + found.every_reading["qualifier_note"].count()


@EVERY_SERIES
def test_no_target_is_drawn_that_no_source_states(judged: Row) -> None:
    stated = BOARD.indicator(judged["indicator_id"])["target_value"]

    assert (stated is not None) == any(row.get("words", "").startswith("streefwaarde") for row in drawn(judged))


@EVERY_SERIES
def test_the_seen_pace_and_trend_come_out_of_the_numbers_in_the_line(judged: Row) -> None:
    for line in sum_lines(BOARD, judged):
        if found := re.search(r"\(([\d.,]+) − ([\d.,]+)\) ÷ \((\d+) − (\d+)\) = (-?[\d.,]+)", line.replace("−", "−")):
            last, first, until, since, outcome = (float(n.replace(".", "").replace(",", ".")) for n in found.groups())
            assert (last - first) / (until - since) == pytest.approx(outcome, abs=0.0051)


def test_every_way_of_reading_a_figure_has_its_own_shape() -> None:
    assert set(SHAPES) == set(Qualifier)
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize("goal", [1, 2, 3, 4, 5])
def test_a_bar_is_as_long_as_the_date_is_uncertain(goal: int) -> None:
    rows = timeline(BOARD.programme, BOARD.today).filter(goal_id=goal)
    spec = timeline_chart(BOARD, rows, "dark").to_dict()

    bars = [row for data in spec["datasets"].values() for row in data if "first" in row]

    lengths = {round((row["last"] - row["first"]) * 365.25) for row in bars}
    assert len(bars) == rows["date"].count()
    assert lengths <= {1, 28, 29, 30, 31, 365}


@pytest.mark.parametrize("goal", [1, 2, 3, 4, 5])
def test_no_moment_is_drawn_that_a_time_zone_could_shift(goal: int) -> None:
    rows = timeline(BOARD.programme, BOARD.today).filter(goal_id=goal)

    spec = timeline_chart(BOARD, rows, "light").to_json()

    assert "temporal" not in spec
    assert not re.search(r"\"\d{4}-\d\d-\d\d", spec)


def test_the_matrix_has_a_cell_for_every_indicator_and_year() -> None:
    cells = by_year(BOARD.programme, 2020, 2026).with_columns(place=pl.col("year").cast(pl.String))
    spec = matrix_chart(BOARD, cells, "light").to_dict()

    (data,) = spec["datasets"].values()

    assert len(data) == 7 * BOARD.programme.indicators.height
    assert {row["presence"] for row in data} == {"bekend", "alleen ouder", "ontbreekt"}
