"""All five goals on one screen."""

from html import escape

import polars as pl
import streamlit as st

from data_loaders.schema import ProgressStatus
from measures.goals.goals import movement_counts
from pages.doelen import words
from pages.doelen.board import Board, Part, Row
from ui import plain
from ui.age import judged_age
from ui.figure import Figure, source_line
from ui.numbers import long_date

BY_LAW = "participatieverordening-vastgesteld"


def overview(board: Board) -> None:
    """What must be true by when, time left, status, and the evidence behind it."""
    t = board.view.t
    plain.paragraph(t("doelen.title"), "h1")
    if board.goals.is_empty():
        plain.paragraph(t("doelen.no_goals"))
        return
    plain.paragraph(sentence(board), name="zin")
    head = "".join(f"<th>{escape(t(f'doelen.head.{name}'))}</th>" for name in ("goal", "time", "status", "evidence"))
    rows = "".join(_row(board, goal) for goal in board.goals.iter_rows(named=True))
    st.html(f'<table class="doelen"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
    ways(board)
    source_line(board.view, _figure(board))


def sentence(board: Board) -> str:
    """How many goals have no verdict, and where the indicators of all goals move, with the day of judgement."""
    t = board.view.t
    open_ones = board.goals.filter(status=ProgressStatus.UNKNOWN).height
    date = long_date(board.today, board.view.language)
    moves = words.counted_trends(board.view, movement_counts(board.progress))
    goals = t("doelen.sentence", count=board.goals.height, open=open_ones, date=date)
    return f"{goals} {t('doelen.evidence_sentence', total=board.progress.height, moves=moves)}"


def badge(board: Board, row: Row) -> str:
    """The status as HTML, and beside it whether the deadline has passed; borders say it too, not colour alone."""
    status = f'<span class="stand {row["status"]}">{escape(words.status(board.view, row))}</span>'
    if not row["is_past_deadline"]:
        return status
    return f'{status} <span class="stand past">{escape(board.view.t("doelen.deadline_passed"))}</span>'


def _row(board: Board, goal: Row) -> str:
    view, t = board.view, board.view.t
    title = plain.link(f"{goal['goal_id']}. {board.words(goal, 'title')}", board.href(doel=goal["goal_id"]))
    time = f"{t('doelen.by', year=str(goal['deadline_year']))}<br>{escape(words.time_left(view, goal))}"
    level = t(f"doelen.evidence.{goal['evidence']}")
    last = t("doelen.last_figure", year=str(goal["last_observation_year"] or t("doelen.none")))
    said = "".join(f"<br>{escape(words.judgement(view, judged))}" for judged in goal["judgements"])
    return (
        f"<tr><th scope='row'>{title}<br>{escape(board.words(goal, 'aim'))}</th><td>{time}</td>"
        f"<td>{badge(board, goal)}<br>{escape(words.reasons(view, goal, 'goal_reason_short'))}{said}</td>"
        f"<td><strong>{escape(level)}</strong> {escape(last)}<br>{escape(words.evidence(view, goal))}</td></tr>"
    )


def ways(board: Board) -> None:
    """Links to the parts that are not about one goal."""
    t = board.view.t
    links = {
        "doelen.to_coverage": board.href(deel=Part.COVERAGE),
        "doelen.to_area": board.href(deel=Part.AREA),
        "doelen.to_by_law": board.href(indicator=BY_LAW),
    }
    st.html(" · ".join(plain.link(t(key), address) for key, address in links.items()))


def _figure(board: Board) -> Figure:
    view, t = board.view, board.view.t
    rows = [
        {
            t("doelen.head.goal"): board.words(goal, "title"),
            t("doelen.head.aim"): board.words(goal, "aim"),
            t("doelen.head.deadline"): goal["deadline"].isoformat(),
            t("doelen.head.status"): words.status(view, goal),
            t("doelen.deadline_passed").capitalize(): t(
                "doelen.answer.yes" if goal["is_past_deadline"] else "doelen.answer.no"
            ),
            t("doelen.head.why"): words.reasons(view, goal, "goal_reason"),
            t("doelen.head.level"): t(f"doelen.evidence.{goal['evidence']}"),
            t("doelen.head.evidence"): words.evidence(view, goal),
            t("doelen.head.last"): str(goal["last_observation_year"] or ""),
            t("doelen.head.source"): goal["source_url"],
        }
        for goal in board.goals.iter_rows(named=True)
    ]
    return Figure(
        name="doelen",
        title=t("doelen.title"),
        sentence=sentence(board),
        table=pl.DataFrame(rows),
        source=t("doelen.source"),
        age=judged_age(view, board.today, board.progress["newest_year"]),
    )
