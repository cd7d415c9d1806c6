"""How a status came about: the sum, what goes into it, other choices, and what organisations say."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

import data_loaders.schema as declared_words
from data_loaders.schema import Growth
from data_loaders.schema.goal_enums import Choice, Reason
from data_loaders.schema.goal_figures import Progress
from measures.goals.choices import readings, sensitivity
from measures.goals.goals import with_judgements
from pages.doelen import words
from pages.doelen.board import Board, Row
from ui import plain
from ui.age import judged_age
from ui.figure import Figure, source_line
from ui.grid import grid
from ui.numbers import long_date, number


def method(board: Board, judged: Row) -> None:
    """The whole account of one status."""
    t = board.view.t
    plain.paragraph(t("doelen_cijfer.method"), "h2")
    lines = sum_lines(board, judged)
    st.html(f'<ol class="som">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ol>')
    if why := board.indicator(judged["indicator_id"])[f"why_{board.view.language}"]:
        plain.paragraph(t("doelen_cijfer.why_so", why=why))
    _other_choices(board, judged)
    _judgements(board, judged)
    with st.expander(t("doelen_cijfer.inputs"), key="inputs"):
        grid(input_table(board, judged), alt=t("doelen_cijfer.inputs"), key="input_table")
    source_line(board.view, _figure(board, judged, lines))


def sum_lines(board: Board, judged: Row) -> list[str]:
    """The sum behind a status and a trend, each line to be redone with a pocket calculator."""
    lines = [target_line(board, judged), *_pace_lines(board, judged), _outcome_line(board, judged)]
    return [*(line for line in lines if line), *_direction_lines(board, judged), *_open_sdg_lines(board, judged)]


def target_line(board: Board, judged: Row) -> str:
    """The target and the last day to reach it, or that no source states one."""
    t, value = board.view.t, judged["target_value"]
    if value is None:
        return t("doelen_cijfer.sum.no_target")
    shown = words.amount(board.view, value, board.indicator(judged["indicator_id"])["unit"])
    if judged["target_last_day"] is None:
        return t("doelen_cijfer.sum.target_undated", target=shown)
    return t("doelen_cijfer.sum.target", target=shown, date=long_date(judged["target_last_day"], board.view.language))


def _pace_lines(board: Board, judged: Row) -> list[str]:
    if judged["change_seen"] is None or judged["change_needed"] is None:
        return []
    t = board.view.t
    kind = "percent" if judged["growth"] == Growth.COMPOUND else "step"
    years = {name: str(judged[f"{name}_year"]) for name in ("base", "latest", "target")}
    told: dict[str, Any] = {name: shown(board, judged[f"{name}_value"]) for name in ("base", "latest", "target")}
    told |= {f"{name}_year": year for name, year in years.items()}
    told |= {name: str(judged[name]) for name in ("years_seen", "years_needed")}
    told |= {name: precise(board, judged[name]) for name in ("change_seen", "change_needed")}
    lines = [t(f"doelen_cijfer.sum.{kind}.seen", **told), t(f"doelen_cijfer.sum.{kind}.needed", **told)]
    if judged["ratio"] is not None:
        lines.append(t("doelen_cijfer.sum.ratio", ratio=precise(board, judged["ratio"]), **told))
    return lines


def _outcome_line(board: Board, judged: Row) -> str:
    t = board.view.t
    status = words.status(board.view, judged)
    if judged["ratio"] is not None and judged["is_judged"]:
        limits = {name: shown(board, judged[f"{name}_from"]) for name in ("on_course", "behind")}
        return t("doelen_cijfer.sum.limits", status=status, **limits)
    why = [reason for reason in judged["reasons"] if reason != Reason.NO_TARGET]
    return t("doelen_cijfer.sum.outcome", status=status, why=words.reasons(board.view, {"reasons": why})).strip()


def _direction_lines(board: Board, judged: Row) -> list[str]:
    """What the figures did, and what may be said of it."""
    t, why = board.view.t, words.movement_reasons(board.view, judged)
    if judged["trend"] is None:
        return [t("doelen_cijfer.sum.no_trend", why=why)]
    movement = t(f"doelen.movement.{judged['movement']}")
    return [_trend_line(board, judged), t("doelen_cijfer.sum.movement", movement=movement, why=why).strip()]


def _open_sdg_lines(board: Board, judged: Row) -> list[str]:
    """What Open SDG would say, where that is another outcome than ours."""
    t, value = board.view.t, judged["open_sdg_value"]
    if not judged["open_sdg_differs"]:
        return []
    outcome = t(f"doelen_cijfer.open_sdg.outcome.{judged['open_sdg']}")
    if judged["target_value"] is None:
        return [t("doelen_cijfer.open_sdg.no_target", outcome=outcome, growth=precise(board, 100 * value))]
    ratio = "" if value is None else _ratio(board, value)
    return [t("doelen_cijfer.open_sdg.target", outcome=outcome, ratio=ratio, differs=t("doelen_cijfer.differs"))]


def _trend_line(board: Board, judged: Row) -> str:
    t = board.view.t
    return t(
        "doelen_cijfer.sum.trend",
        first=shown(board, judged["trend_from_value"]),
        last=shown(board, judged["trend_to_value"]),
        first_year=str(judged["trend_from_year"]),
        last_year=str(judged["trend_to_year"]),
        per_year=precise(board, judged["trend_per_year"]),
        margin=shown(board, board.indicator(judged["indicator_id"])["steady_margin"] * 100),
        trend=t(f"doelen.trend.{judged['trend']}"),
        points=str(judged["trend_points"]),
    )


def shown(board: Board, value: float) -> str:
    """A figure in a sum, exactly as it is known."""
    return number(value, board.view.language)


def precise(board: Board, value: float) -> str:
    """An outcome, with as many digits as a pocket calculator needs to go on."""
    return number(round(value, 3 if abs(value) < 10 else 2), board.view.language)


def input_table(board: Board, judged: Row) -> pl.DataFrame:
    """Every figure behind the verdict under its declared label."""
    t = board.view.t
    rows = [
        (declared_words.words(Progress, column, board.view.language).label, _cell(board, judged[column]))
        for column in Progress.columns()
    ]
    return pl.DataFrame(rows, schema=[t("doelen_cijfer.what"), t("doelen_cijfer.value")], orient="row")


def _cell(board: Board, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return board.view.t(f"doelen.answer.{'yes' if value else 'no'}")
        case list():
            return "; ".join(map(str, value))
        case float():
            return f"{value:.10g}".replace(".", "," if board.view.language == "nl" else ".")
        case _:
            return str(value)


def choices(board: Board, judged: Row) -> list[str]:
    """What another reasonable choice would give, one line each."""
    rows = sensitivity(board.programme, board.today, _asked_region(board, judged))
    rows = rows.filter(indicator_id=judged["indicator_id"])
    return [_choice_line(board, row, has_target=judged["target_value"] is not None) for row in rows.to_dicts()]


def _asked_region(board: Board, judged: Row) -> str | None:
    own = board.indicator(judged["indicator_id"])["region_code"]
    return None if judged["region_code"] == own else judged["region_code"]


def reading_lines(board: Board, judged: Row) -> list[str]:
    """The status under each figure that sources give; nothing where they agree."""
    rows = readings(board.programme, board.today, _asked_region(board, judged))
    unit = board.indicator(judged["indicator_id"])["unit"]
    return [
        board.view.t(
            "doelen_cijfer.reading_of",
            base=words.amount(board.view, row["base_value"], unit),
            base_year=str(row["base_year"]),
            latest=words.amount(board.view, row["latest_value"], unit),
            latest_year=str(row["latest_year"]),
            status=board.view.t(f"doelen.status.{row['status']}"),
            ratio="" if row["ratio"] is None else _ratio(board, row["ratio"]),
        )
        for row in rows.filter(indicator_id=judged["indicator_id"]).iter_rows(named=True)
    ]


def _ratio(board: Board, value: float) -> str:
    return board.view.t("doelen_cijfer.other_ratio", ratio=precise(board, value))


def _choice_line(board: Board, row: Row, *, has_target: bool) -> str:
    t = board.view.t
    other = row["other"] if row["choice"] == Choice.BASE else t(f"doelen_cijfer.choice.{row['other']}")
    told = t(
        f"doelen_cijfer.other_{row['choice']}",
        other=other,
        result=t(f"doelen.status.{row['other_status']}" if has_target else f"doelen.trend.{row['other_trend']}"),
        ratio="" if row["other_ratio"] is None else _ratio(board, row["other_ratio"]),
    )
    why = words.reasons(board.view, {"reasons": row["other_reasons"]}) if has_target else ""
    return " ".join(filter(None, [told, why, t(f"doelen_cijfer.{'differs' if row['differs'] else 'same'}")]))


def _other_choices(board: Board, judged: Row) -> None:
    titled = {"readings": reading_lines(board, judged), "other_choices": choices(board, judged)}
    for title, lines in titled.items():
        if lines:
            plain.paragraph(board.view.t(f"doelen_cijfer.{title}"), "h3")
            st.html(f'<ul class="doel">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def _judgements(board: Board, judged: Row) -> None:
    row = pl.DataFrame([{"indicator_id": judged["indicator_id"]}])
    said = with_judgements(row, board.programme.goal_judgements, "indicator_id")["judgements"][0].to_list()
    lines = [words.judgement(board.view, judgement) for judgement in said] or [
        board.view.t("doelen_cijfer.no_judgement")
    ]
    for line in lines:
        plain.paragraph(line)


def _figure(board: Board, judged: Row, lines: list[str]) -> Figure:
    name = board.indicator_name(judged["indicator_id"])
    values = board.programme.indicator_values.filter(indicator_id=judged["indicator_id"])
    if judged["region_code"]:
        values = values.filter(region_code=judged["region_code"])
    return Figure(
        name=f"oordeel-{judged['indicator_id']}",
        title=board.view.t("doelen_cijfer.judgement_of", name=name),
        sentence=" ".join(lines),
        table=input_table(board, judged),
        source=board.indicator(judged["indicator_id"])["source_org"] or board.view.t("doelen.source"),
        age=judged_age(board.view, board.today, values["year"]),
    )
