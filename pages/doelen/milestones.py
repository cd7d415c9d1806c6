"""Milestones of one goal on a time line, as exactly dated as their source is."""

from datetime import date, timedelta

import altair as alt
import polars as pl

from measures.goals.kinds import MilestoneState, Period
from measures.goals.timeline import LAUNCH, counted_milestones, milestone_counts, timeline, year_position
from pages.doelen import words
from pages.doelen.board import Board, Row
from ui import plain
from ui.age import judged_age
from ui.charts import AnyChart, draw_chart, ground
from ui.figure import Figure, draw_figure, draw_table
from ui.numbers import long_date
from ui.palette import ACCENT, BORDER, GROUND, INK, Ground

ROW_PX = 44
SIGNS = {
    MilestoneState.DONE: "circle",
    MilestoneState.IN_PROGRESS: "triangle-right",
    MilestoneState.PLANNED: "diamond",
    MilestoneState.OVERDUE: "square",
    MilestoneState.MISSED: "cross",
    MilestoneState.SETBACK: "triangle-down",
}


def milestones(board: Board, goal_id: int) -> None:
    """The time line and the same as a table."""
    view, t = board.view, board.view.t
    rows = timeline(board.programme, board.today).filter(goal_id=goal_id)
    if rows.is_empty():
        plain.paragraph(t("doelen_lijst.milestones"), "h2")
        plain.paragraph(t("doelen_lijst.no_milestones"))
        return
    figure = Figure(
        name=f"mijlpalen-doel-{goal_id}",
        title=t("doelen_lijst.milestones"),
        sentence=sentence(board, rows),
        table=milestone_table(board, rows),
        source=t("doelen_lijst.milestone_source"),
        age=judged_age(view, board.today, pl.Series([], dtype=pl.Int16)),
    )
    if rows["first_day"].is_null().all():
        draw_table(view, figure)
        return
    drawn = timeline_chart(board, rows, ground())
    draw_figure(view, figure, lambda alt_text: draw_chart(drawn, alt_text, view.language, f"timeline_{goal_id}"))


def sentence(board: Board, rows: pl.DataFrame) -> str:
    """How many milestones are in which state, since the launch and before it; each law once."""
    view, t = board.view, board.view.t
    counts = milestone_counts(counted_milestones(rows))
    total = int(counts["total"].sum())
    laws = t("doelen_lijst.milestone_laws", count=rows.height) if rows.height > total else ""
    parts = [
        t(f"doelen_lijst.milestone_period.{period}", date=long_date(LAUNCH, view.language), counts=_counted(board, row))
        for period in (Period.SINCE, Period.BEFORE)
        for row in counts.filter(period=period).iter_rows(named=True)
    ]
    return t("doelen_lijst.milestone_sentence", total=total, laws=laws, counts=" ".join(parts))


def _counted(board: Board, row: Row) -> str:
    return ", ".join(
        board.view.t(f"doelen_lijst.milestone_count.{state}", count=row[state])
        for state in MilestoneState
        if row[state]
    )


def state(board: Board, row: Row) -> str:
    """The state of a milestone in words."""
    return board.view.t(f"doelen.milestone.{row['state']}")


def milestone_table(board: Board, rows: pl.DataFrame) -> pl.DataFrame:
    """Date as written by the source, milestone, state and source."""
    t = board.view.t
    told = [
        {
            t("doelen_lijst.date"): words.partial_date(board.view, row),
            t("doelen_lijst.milestone"): board.words(row, "title"),
            t("doelen_lijst.kind_name"): t(f"doelen_lijst.kind.{row['kind']}"),
            t("doelen_lijst.state"): state(board, row),
            t("doelen_lijst.what"): row["what_nl"] or "",
            t("doelen_cijfer.address"): row["source_url"],
        }
        for row in rows.iter_rows(named=True)
    ]
    return pl.DataFrame(told)


def timeline_chart(board: Board, rows: pl.DataFrame, on: Ground) -> AnyChart:
    """A bar as long as the date is uncertain (a year, a month, a day), a sign for the state, and today."""
    t = board.view.t
    dated = rows.drop_nulls("first_day")
    data = [
        {
            "order": number,
            "first": year_position(row["first_day"]),
            "last": year_position(row["last_day"] + timedelta(days=1)),
            "middle": year_position(row["first_day"] + (row["last_day"] - row["first_day"]) / 2),
            "title": f"{words.partial_date(board.view, row)}: {board.words(row, 'title')}",
            "state": state(board, row),
        }
        for number, row in enumerate(dated.iter_rows(named=True))
    ]
    first_year, last_year = dated["first_day"].min().year, max(dated["last_day"].max().year, board.today.year)  # type: ignore[union-attr]
    span = alt.Scale(domain=[first_year, last_year + 1], nice=False, zero=False)
    base = alt.Chart(pl.DataFrame(data))
    row = alt.Y("order:O", axis=None)
    # Years as numbers: a moment would be shifted by the time zone of the reader's browser.
    x = alt.X("first:Q", title=None, scale=span, axis=alt.Axis(format="d", tickMinStep=1, labelOverlap=True))
    states = {t(f"doelen.milestone.{kind}"): sign for kind, sign in SIGNS.items()}
    present = [state for state in states if state in {entry["state"] for entry in data}]
    shape = alt.Shape(
        "state:N",
        title=None,
        scale=alt.Scale(domain=present, range=[states[state] for state in present]),
        legend=alt.Legend(orient="top", symbolFillColor=ACCENT[on], symbolSize=110),
    )
    tooltip = [
        alt.Tooltip("title:N", title=t("doelen_lijst.milestone")),
        alt.Tooltip("state:N", title=t("doelen_lijst.state")),
    ]
    bars = base.mark_bar(height=7, yOffset=7, color=BORDER[on]).encode(x=x, x2="last:Q", y=row)
    signs = base.mark_point(
        filled=True, size=90, opacity=1, yOffset=7, color=ACCENT[on], stroke=GROUND[on], strokeWidth=1
    )
    titles = base.mark_text(align="left", baseline="middle", yOffset=-8, limit=1100, color=INK[on])
    return alt.layer(
        _today(board.today, on),
        bars,
        signs.encode(x=alt.X("middle:Q"), y=row, shape=shape, tooltip=tooltip),
        titles.encode(x=alt.value(2), y=row, text="title:N"),
    ).properties(height=ROW_PX * len(data) + 10)


def _today(today: date, on: Ground) -> AnyChart:
    day = alt.Chart(pl.DataFrame({"day": [year_position(today)]}))
    line: AnyChart = day.mark_rule(color=INK[on], strokeDash=[4, 4]).encode(x="day:Q")
    return line
