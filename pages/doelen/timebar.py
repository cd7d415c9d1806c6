"""The time bar of each goal, on one axis for all: from launch to deadline, with milestones under it.

The bar is filled up to today, and hatched if the deadline has passed.
"""

from datetime import date, timedelta

import polars as pl
from babel.dates import format_date
from markupsafe import Markup

from measures.goals.kinds import MilestoneState, Period
from measures.goals.timeline import LAUNCH, counted_milestones, milestone_counts, timeline, year_position
from pages.doelen import words as goal_words
from pages.doelen.board import Board, Row
from pages.doelen.signs import STATES
from ui.drawing import Scale, box, hatched, line, sign, svg, width_of, words
from ui.numbers import LOCALES, long_date
from ui.view import View

WIDTH, HEIGHT, BAR_Y, MILESTONES_Y = 250, 58, 24, 48


def axis(board: Board) -> Scale:
    """The time axis: from the year of the launch to the end of the last deadline, or of this year if that is later."""
    last = max([*board.goals["deadline"], board.today]).year
    return Scale(LAUNCH.year, last + 1, 0, WIDTH)


def axis_head(board: Board) -> Markup:
    """The head of the axis: years, the launch and today."""
    x, t = axis(board), board.view.t
    now, start = x(year_position(board.today)), x(year_position(LAUNCH))
    years = [words(x(year) + 2, 35, str(year), "klein") for year in range(int(x.first), int(x.last))]
    today = t("doelen.today", date=_day(board.today, board.view))
    marks = [
        words(max(0, start - 6), 14, t("doelen.launch", date=_day(LAUNCH, board.view, "d MMMM")), "klein"),
        words(min(now - 12, WIDTH - width_of(today)), 14, today, "vet"),
        line(now, 18, now, 40, "nu"),
        line(start, 18, start, 26, "start"),
    ]
    return svg(WIDTH, 40, [*years, *marks])


def bar_shapes(board: Board, x: Scale, deadline: date, y: float) -> list[Markup]:
    """The bar of one goal from the launch to `deadline`, at height `y`."""
    start, end, now = (x(year_position(day)) for day in (LAUNCH, deadline + timedelta(days=1), board.today))
    is_over = now > end
    return [
        box(start, y - 5, end - start, 10, "baan"),
        box(start, y - 5, min(now, end) - start, 10, "om" if is_over else "vol"),
        hatched(end, y - 5, now - end, 10, "over") if is_over else Markup(),
        line(end, y - 10, end, y + 10, "eind"),
    ]


def time_bar(board: Board, goal: Row, counted: pl.DataFrame) -> Markup:
    """The drawing for one goal: its bar, and signs for milestones since the launch; in words the number of milestones."""
    x, view = axis(board), board.view
    since = counted.filter(pl.col("period") == Period.SINCE, pl.col("first_day").is_not_null())
    shapes = [*bar_shapes(board, x, goal["deadline"], BAR_Y), _time_words(board, x, goal)]
    for row in since.iter_rows(named=True):
        left, right = x(year_position(row["first_day"])), x(year_position(row["last_day"] + timedelta(days=1)))
        shapes += [line(left + 1, MILESTONES_Y, right - 1, MILESTONES_Y, "onzeker")] if right - left > 4 else []
        title = f"{goal_words.partial_date(view, row)}: {board.words(row, 'title')} ({goal_words.state(view, row)})"
        shapes.append(sign(STATES[MilestoneState(row["state"])], (left + right) / 2, MILESTONES_Y, title, 0.82))
    count_words = milestone_words(view, counted)
    label = view.t("doelen.bar", start=long_date(LAUNCH, view.language), end=long_date(goal["deadline"], view.language), left=goal_words.time_left(view, goal), milestones=count_words)  # fmt: skip
    return svg(WIDTH, HEIGHT, shapes, label) + Markup("<p><span>{}</span></p>").format(count_words)


def _time_words(board: Board, x: Scale, goal: Row) -> Markup:
    """The time left in words, behind the bar or above it."""
    time_left = goal_words.time_left(board.view, goal)
    edge = max(x(year_position(goal["deadline"])), x(year_position(board.today)) if goal["is_past_deadline"] else 0)
    css = "vet let halo" if goal["is_past_deadline"] else "vet halo"
    if edge + 100 < WIDTH:
        return words(edge + 7, BAR_Y + 5, time_left, css)
    return words(WIDTH, BAR_Y - 11, time_left, css, "end")


def milestone_words(view: View, counted: pl.DataFrame) -> str:
    """The number of milestones since the launch in each state, and the number before it."""
    counts = {row["period"]: row for row in milestone_counts(counted).iter_rows(named=True)}
    since, before = counts.get(Period.SINCE), counts.get(Period.BEFORE)
    parts = [state_counts(view, since)] if since else []
    parts += [view.t("doelen.before_launch", count=before["total"])] if before else []
    return "; ".join(parts) or view.t("doelen_lijst.no_milestones")


def state_counts(view: View, counts: Row) -> str:
    """The number in each state; together they are all milestones."""
    shown = (state for state in MilestoneState if counts[state])
    return ", ".join(view.t(f"doelen_lijst.milestone_count.{state}", count=counts[state]) for state in shown)


def counted_of(board: Board) -> pl.DataFrame:
    """`counted_milestones` of all goals."""
    return counted_milestones(timeline(board.programme, board.today))


def _day(day: date, view: View, form: str = "medium") -> str:
    return str(format_date(day, format=form, locale=LOCALES[view.language]))
