"""The charts of the goals agree with the rows behind them."""

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from data_loaders.schema import Qualifier
from data_loaders.schema.goal_enums import Movement
from measures.goals.kinds import MilestoneState, Step
from measures.goals.series import steps
from measures.goals.timeline import timeline
from pages.doelen.board import Board
from pages.doelen.chart import NARROW, WIDE, large_chart, series, small_chart
from pages.doelen.coverage import FIRST_YEAR, coverage
from pages.doelen.method import sum_lines
from pages.doelen.milestones import lanes, lanes_picture
from pages.doelen.signs import MOVEMENTS, READINGS, STATES
from pages.doelen.timebar import bar_shapes
from pages.doelen.values import how_to_read
from tests.frames import Row
from tests.pages.harness import view_in
from ui.drawing import Scale

BOARD = Board.of(replace(view_in("nl"), day=date(2026, 11, 23)))
DRAWN = BOARD.progress.filter(pl.col("region_code").is_not_null(), pl.col("observations") > 0).to_dicts()
GOALS = BOARD.goals.to_dicts()


def unit(judged: Row) -> str:
    return str(BOARD.indicator(judged["indicator_id"])["unit"])


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_row_of_the_source_is_a_point_and_lines_join_only_what_follows_and_counts_alike(
    size: tuple[int, int],
) -> None:
    for judged in DRAWN:
        chosen = {"indicator_id": judged["indicator_id"], "region_code": judged["region_code"]}
        chart = large_chart(BOARD, judged, size)

        rows = BOARD.programme.indicator_values.filter(**chosen)
        assert chart.count("<title>") == rows.height, chosen
        assert all(title in chart for title in (f"{year}: " for year in rows["year"]))
        joined = steps(BOARD.programme).filter(kind=Step.LINE, **chosen)
        assert chart.count('class="reeks"') == joined.height, chosen
        assert (judged["target_value"] is not None) == ("streefwaarde" in chart)


def test_a_card_tells_every_figure_to_who_listens() -> None:
    for judged in DRAWN:
        chart = small_chart(BOARD, judged)

        assert all(f"{year}: " in chart for year in series(BOARD, judged).points["year"])


def test_what_is_no_line_is_told_in_words() -> None:
    for judged in DRAWN:
        found = series(BOARD, judged)
        unjoined = found.steps.filter(pl.col("kind") != Step.LINE).height
        disputed = found.points.filter(pl.col("others").list.len() > 0).height

        assert len(how_to_read(BOARD, unit(judged), found)) == unjoined + disputed + found.every_reading["qualifier_note"].count()  # fmt: skip


def test_the_seen_pace_and_trend_come_out_of_the_numbers_in_the_line() -> None:
    redone = 0
    for line in (line for judged in DRAWN for line in sum_lines(BOARD, judged)):
        if found := re.search(r"\(([\d.,]+) − ([\d.,]+)\) ÷ \((\d+) − (\d+)\) = (-?[\d.,]+)", line):
            last, first, until, since, outcome = (float(n.replace(".", "").replace(",", ".")) for n in found.groups())
            assert (last - first) / (until - since) == pytest.approx(outcome, abs=0.0051)
            redone += 1
    assert redone > 10


def test_every_kind_has_a_sign_of_its_own() -> None:
    for kinds, signs in ((Qualifier, READINGS), (Movement, MOVEMENTS), (MilestoneState, STATES)):
        assert set(signs) == set(kinds)
        assert len(set(signs.values())) == len(signs)


def test_time_is_filled_up_to_today_and_hatched_only_when_it_is_over() -> None:
    for goal in GOALS:
        bar = "".join(bar_shapes(BOARD, Scale(2024, 2031, 0, 700), goal["deadline"], 10))

        assert ('class="over"' in bar) == goal["is_past_deadline"]
        assert ('class="vol"' in bar) != goal["is_past_deadline"]


def test_each_milestone_is_drawn_once_as_wide_as_its_date_is_uncertain() -> None:
    for goal in GOALS:
        rows = timeline(BOARD.programme, BOARD.today).filter(goal_id=goal["goal_id"])
        picture = lanes_picture(BOARD, goal, rows)

        assert picture.count("<title>") == rows["first_day"].count()
        years = rows.filter(date_precision="year").height
        assert picture.count('class="onzeker"') >= years


def test_a_name_stays_inside_the_drawing_and_off_its_own_signs() -> None:
    for goal in GOALS:
        dated = timeline(BOARD.programme, BOARD.today).filter(goal_id=goal["goal_id"]).drop_nulls("first_day")
        for lane in lanes(BOARD, dated, Scale(2014, 2031.7, 8, 1206)):
            left, right = lane.reach
            assert left >= -20
            assert right <= 1206 + 12
            assert left < lane.first <= lane.last < right


def test_no_moment_is_drawn_that_a_time_zone_could_shift() -> None:
    rows = timeline(BOARD.programme, BOARD.today).filter(goal_id=2)
    tomorrow = Board.of(replace(BOARD.view, day=BOARD.today + timedelta(days=1)))

    assert lanes_picture(BOARD, GOALS[1], rows) == lanes_picture(Board.of(BOARD.view), GOALS[1], rows)
    assert lanes_picture(tomorrow, GOALS[1], rows) != lanes_picture(BOARD, GOALS[1], rows)


def test_the_matrix_has_a_cell_for_every_year_of_an_indicator_that_has_any() -> None:
    per_year = coverage(BOARD).parts[0]
    shown = per_year.rows.filter(pl.col("bekend") + pl.col("alleen ouder") > 0).height

    years = BOARD.today.year - FIRST_YEAR + 1
    assert per_year.body.count("<title>") == shown * years
