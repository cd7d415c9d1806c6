"""One indicator: its figures drawn, how it is judged, what it means and what is missing."""

from html import escape

import polars as pl
import streamlit as st

from measures.goals.kinds import Step
from measures.goals.programme import current_values
from pages.doelen import words
from pages.doelen.board import COUNTRY, Board, Row, typed_region, write
from pages.doelen.chart import Series, series, series_chart
from pages.doelen.contributing import contributing
from pages.doelen.know import know_button
from pages.doelen.method import method, target_line
from pages.doelen.regional import regional
from ui import plain
from ui.age import figures_age
from ui.charts import draw_chart, ground
from ui.figure import Figure, draw_figure
from ui.numbers import long_date


def indicator(board: Board, indicator_id: str, region_code: str | None) -> None:
    """Everything about one indicator, in its own region or in `region_code`."""
    view, t = board.view, board.view.t
    declared = board.indicator(indicator_id)
    judged = judged_for(board, indicator_id, region_code)
    goal = board.goal(declared["goal_id"])
    trail = [
        plain.link(t("doelen.all_goals"), board.href() if view.language == "en" else "/doelen"),
        plain.link(
            t("doelen.goal_number", id=str(goal["goal_id"]), title=board.words(goal, "title")),
            board.href(doel=goal["goal_id"]),
        ),
    ]
    st.html(" › ".join(trail))
    plain.paragraph(board.words(declared, "name"), "h1")
    plain.paragraph(sentence(board, judged), name="zin")
    with st.container(horizontal=True, vertical_alignment="bottom", key="kiezen"):
        _region_choice(board, declared, judged["region_code"])
        know_button(board, indicator_id, judged["region_code"])
    if judged["observations"] and judged["region_code"]:
        _chart(board, judged)
    regional(board, declared)
    _meaning(board, declared)
    method(board, judged)
    contributing(board, declared["goal_id"], indicator_id)


def judged_for(board: Board, indicator_id: str, region_code: str | None) -> Row:
    """The row of `Progress` for a region; the indicator's own when none is asked for."""
    own = board.progress.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)
    if region_code is None or region_code == own["region_code"]:
        return own
    rows = board.in_region(region_code)
    return rows.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)


def sentence(board: Board, judged: Row) -> str:
    """Newest figure, status, target and trend in words, with the day of judgement."""
    view, t = board.view, board.view.t
    parts = [newest_words(board, judged)]
    if judged["target_value"] is None:
        parts.append(t("doelen_cijfer.only_trend"))
    else:
        parts.append(target_line(board, judged))
        parts.append(t("doelen_cijfer.status_is", status=words.status(view, judged), why=words.reasons(view, judged)))
    if judged["is_past_deadline"]:
        parts.append(t("doelen_cijfer.past"))
    if not set(judged["movement_reasons"]) & set(judged["reasons"]):
        parts.append(t("doelen_cijfer.trend_is", trend=words.movement(view, judged).rstrip(".")))
    parts.append(t("doelen_cijfer.judged_on", date=long_date(board.today, view.language)))
    return " ".join(part.strip() for part in parts)


def newest_words(board: Board, judged: Row) -> str:
    """The newest figure of the region with its year, or that there is none."""
    t = board.view.t
    region = board.region_name(judged["region_code"])
    if judged["region_code"] is None:
        return t("doelen_cijfer.per_region_sentence")
    row = _newest_row(board, judged)
    if row is None:
        return t("doelen_cijfer.no_figure", region=region)
    unit = board.indicator(judged["indicator_id"])["unit"]
    shown = words.figure(board.view, row, unit)
    told = t("doelen_cijfer.newest", figure=shown, region=region, year=str(row["year"]))
    return f"{told} {t('doelen_cijfer.is_old')}" if judged["is_old"] else told


def newest_short(board: Board, judged: Row) -> str:
    """The same for a cell of a table: the region only when it is not the whole country."""
    row = _newest_row(board, judged)
    if row is None:
        return board.view.t("doelen.per_region" if judged["region_code"] is None else "doelen.none")
    unit = board.indicator(judged["indicator_id"])["unit"]
    where = "" if row["region_code"] == COUNTRY else f"{board.region_name(row['region_code'])}, "
    old = f", {board.view.t('doelen.old')}" if judged["is_old"] else ""
    return f"{words.figure(board.view, row, unit)} ({where}{row['year']}{old})"


def _newest_row(board: Board, judged: Row) -> Row | None:
    if judged["region_code"] is None:
        return None
    chosen = {name: judged[name] for name in ("indicator_id", "region_code")}
    rows = current_values(board.programme.indicator_values).filter(**chosen)
    return rows.row(-1, named=True) if rows.height else None


def _region_choice(board: Board, declared: Row, chosen: str | None) -> None:
    """Any region that has the indicator; the address keeps the choice."""
    values = board.programme.indicator_values.filter(indicator_id=declared["indicator_id"])
    options = sorted({*values["region_code"], *([chosen] if chosen else [])}, key=lambda code: (code != COUNTRY, code))
    if len(options) < 2 and chosen:
        return
    st.session_state["doelen_regio"] = chosen
    st.selectbox(
        board.view.t("doelen_cijfer.region"),
        options,
        index=None,
        placeholder=board.view.t("doelen.per_region"),
        format_func=board.region_name,
        key="doelen_regio",
        on_change=lambda: write(regio=_typed(board)),
        width=320,
    )


def _typed(board: Board) -> str:
    code = st.session_state["doelen_regio"]
    return typed_region(board.view.names, code) if code else ""


def _chart(board: Board, judged: Row) -> None:
    view, t = board.view, board.view.t
    declared = board.indicator(judged["indicator_id"])
    found = series(board, judged)
    figure = Figure(
        name=judged["indicator_id"],
        title=t("doelen_cijfer.chart_title", region=board.region_name(judged["region_code"])),
        sentence=sentence(board, judged),
        table=value_table(board, declared, found.every_reading),
        source="; ".join(found.every_reading["source_title"].unique(maintain_order=True)),
        age=figures_age(view, found.points["year"]),
    )
    key = f"chart_{judged['indicator_id']}_{judged['region_code']}"
    draw_figure(
        view,
        figure,
        lambda alt: draw_chart(series_chart(board, judged, ground()), alt, view.language, key),
        show_title=False,
        show_sentence=False,
    )
    if lines := how_to_read(board, declared, found):
        st.html(f'<ul class="doel">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def value_table(board: Board, declared: Row, points: pl.DataFrame) -> pl.DataFrame:
    """Every observation with its remark and source, under the reader's headers."""
    t = board.view.t
    rows = [
        {
            t("doelen_cijfer.year"): str(row["year"]),
            t("doelen_cijfer.value"): row["value"],
            t("doelen_cijfer.unit"): words.unit_words(board.view, declared["unit"]),
            t("doelen_cijfer.reading"): words.reading(board.view, row["qualifiers"]),
            t("doelen_cijfer.remark"): row["qualifier_note"] or "",
            t("doelen_cijfer.source"): row["source_title"],
            t("doelen_cijfer.address"): row["source_url"],
        }
        for row in points.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def how_to_read(board: Board, declared: Row, found: Series) -> list[str]:
    """In words: gaps, breaks and averages in the series, sources that contradict each other, and their remarks."""
    view, t, unit = board.view, board.view.t, declared["unit"]
    disputed = [
        t(
            "doelen_cijfer.disputed",
            year=str(row["year"]),
            values=words.every_value(view, row, unit),
            value=words.amount(view, row["value"], unit),
        )
        for row in found.points.filter(pl.col("others").list.len() > 0).iter_rows(named=True)
    ]
    between = [
        t(
            f"doelen_cijfer.step.{row['kind']}",
            first=str(row["year_from"]),
            last=str(row["year_to"]),
            count=max(row["missing_years"], 1),
        )
        for row in found.steps.filter(pl.col("kind") != Step.LINE).iter_rows(named=True)
    ]
    remarks = [
        f"{row['year']}: {words.figure(view, row, unit)}: {row['qualifier_note'].rstrip('.')}."
        for row in found.every_reading.drop_nulls("qualifier_note").iter_rows(named=True)
    ]
    return between + disputed + remarks


def _meaning(board: Board, declared: Row) -> None:
    """What is counted, by whom, and what to mind; definitions are kept in Dutch only."""
    t = board.view.t
    none = t("doelen.answer.unknown")
    facts = {
        "definition": f'<span lang="nl">{escape(declared["definition_nl"] or none)}</span>',
        "holder": escape(declared["source_org"] or none),
        "frequency": f'<span lang="nl">{escape(declared["frequency"] or none)}</span>',
        "direction": escape(t(f"doelen_cijfer.direction.{declared['direction']}")),
        "target_source": plain.link(declared["target_source_url"], declared["target_source_url"])
        if declared["target_source_url"]
        else escape(t("doelen_cijfer.sum.no_target")),
        "notes": f'<span lang="nl">{escape(declared["notes_nl"] or "–")}</span>',
    }
    plain.paragraph(t("doelen_cijfer.meaning"), "h2")
    lines = "".join(
        f"<dt>{escape(t(f'doelen_cijfer.fact.{name}'))}</dt><dd>{shown}</dd>" for name, shown in facts.items()
    )
    st.html(f'<dl class="feiten">{lines}</dl>')
