"""One goal: where it stands and why, its indicators, milestones, initiatives, and what is missing."""

from html import escape

import polars as pl
import streamlit as st

from measures.goals.availability import wanted
from measures.goals.kinds import Wanted
from pages.doelen import words
from pages.doelen.board import Board, Row
from pages.doelen.chart import SHAPES, series_chart
from pages.doelen.contributing import contributing
from pages.doelen.indicator import newest_short, newest_words, value_table
from pages.doelen.know import know_button
from pages.doelen.linked_table import linked_table
from pages.doelen.milestones import milestones
from pages.doelen.overview import badge
from ui import plain
from ui.age import figures_age, judged_age
from ui.charts import draw_chart, ground
from ui.figure import Figure, draw_figure, source_line
from ui.grid import grid
from ui.numbers import long_date

COLUMNS = 3


def goal(board: Board, goal_id: int) -> None:
    """Everything about one goal."""
    view, t = board.view, board.view.t
    found = board.goal(goal_id)
    st.html(plain.link(t("doelen.all_goals"), board.href() if view.language == "en" else "/doelen"))
    plain.paragraph(t("doelen.goal_number", id=str(goal_id), title=board.words(found, "title")), "h1")
    plain.paragraph(board.words(found, "aim"), name="zin")
    st.html(
        f"<p>{badge(board, found)} {escape(words.time_left(view, found))}. "
        f"{escape(t('doelen_cijfer.judged_on', date=long_date(board.today, view.language)))} "
        f"{escape(words.reasons(view, found, 'goal_reason'))} {escape(words.evidence(view, found))} "
        f"{plain.link(t('doelen_lijst.goal_source'), found['source_url'])}</p>"
    )
    _why(board, found)
    _indicators(board, goal_id)
    _charts(board, goal_id)
    milestones(board, goal_id)
    _missing(board, goal_id)
    contributing(board, goal_id)


def _why(board: Board, found: Row) -> None:
    """The rule for a goal, with the indicators that count in it by name."""
    t = board.view.t
    lines = [
        t(
            "doelen_lijst.deadline",
            date=long_date(found["deadline"], board.view.language),
            today=long_date(board.today, board.view.language),
        )
    ]
    for group in ("judged", "outdated", "missing", "without_target"):
        names = words.named(board, found[group]) or t("doelen.none")
        lines.append(t(f"doelen_lijst.{group}", count=len(found[group]), names=names))
    said = [words.judgement(board.view, judged) for judged in found["judgements"]]
    lines += said or [t("doelen_cijfer.no_judgement")]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    with st.expander(t("doelen_lijst.why_status"), key="why"):
        plain.paragraph(t("doelen_lijst.rule"))
        st.html(f'<ul class="doel">{items}</ul>')


def indicator_table(board: Board, goal_id: int) -> pl.DataFrame:
    """One row per indicator of the goal: newest figure, status, trend, evidence."""
    view, t = board.view, board.view.t
    rows = [
        {
            t("doelen_lijst.indicator"): board.indicator_name(judged["indicator_id"]),
            t("doelen_cijfer.newest_figure"): newest_short(board, judged),
            t("doelen.head.status"): words.status(view, judged),
            t("doelen.head.why"): words.reasons(view, judged),
            t("doelen_lijst.trend"): words.movement(view, judged),
            t("doelen.head.level"): t(f"doelen.evidence.{judged['evidence']}"),
            t("doelen_cijfer.source"): board.indicator(judged["indicator_id"])["source_org"] or "",
        }
        for judged in board.progress.filter(goal_id=goal_id).iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _indicators(board: Board, goal_id: int) -> None:
    t = board.view.t
    table = indicator_table(board, goal_id)
    judged = board.progress.filter(goal_id=goal_id)
    ids = judged["indicator_id"]
    shown = table.drop(t("doelen.head.why"), t("doelen_cijfer.source"))
    plain.paragraph(t("doelen_lijst.indicators"), "h2")
    st.html(linked_table(shown.columns, shown.rows(), [board.href(indicator=indicator) for indicator in ids]))
    source_line(
        board.view,
        Figure(
            name=f"indicatoren-doel-{goal_id}",
            title=t("doelen_lijst.indicators"),
            sentence=words.evidence(board.view, board.goal(goal_id)),
            table=table,
            source=t("doelen_lijst.sources_per_row"),
            age=judged_age(board.view, board.today, judged["newest_year"]),
        ),
    )


def _charts(board: Board, goal_id: int) -> None:
    """Every series of two figures or more, small and beside each other; a press opens it in full."""
    view, t = board.view, board.view.t
    drawn = board.progress.filter(
        pl.col("goal_id") == goal_id, pl.col("region_code").is_not_null(), pl.col("observations") > 1
    )
    if drawn.is_empty():
        return
    tables = [_values(board, judged) for judged in drawn.iter_rows(named=True)]
    years = board.programme.indicator_values.join(drawn, on=["indicator_id", "region_code"], how="semi")["year"]
    figure = Figure(
        name=f"reeksen-doel-{goal_id}",
        title=t("doelen_lijst.series"),
        sentence=t("doelen_lijst.series_sentence", count=drawn.height),
        table=pl.concat(tables),
        source=t("doelen_lijst.sources_per_row"),
        age=figures_age(view, years),
    )
    draw_figure(view, figure, lambda _: _small_charts(board, drawn))


def _values(board: Board, judged: Row) -> pl.DataFrame:
    declared = board.indicator(judged["indicator_id"])
    values = board.programme.indicator_values.filter(
        indicator_id=judged["indicator_id"], region_code=judged["region_code"]
    )
    name = pl.lit(board.words(declared, "name")).alias(board.view.t("doelen_lijst.indicator"))
    return value_table(board, declared, values).select(name, pl.all())


def _small_charts(board: Board, drawn: pl.DataFrame) -> None:
    language = board.view.language
    rows = drawn.to_dicts()
    for first in range(0, len(rows), COLUMNS):
        for place, judged in zip(st.columns(COLUMNS), rows[first : first + COLUMNS], strict=False):
            indicator_id = judged["indicator_id"]
            unit = words.unit_words(board.view, board.indicator(indicator_id)["unit"])
            with place:
                name = plain.link(board.indicator_name(indicator_id), board.href(indicator=indicator_id))
                st.html(f"{name} ({escape(unit)})")
                told = f"{newest_words(board, judged)} {words.movement(board.view, judged)}"
                draw_chart(
                    series_chart(board, judged, ground(), is_small=True), told, language, f"small_{indicator_id}"
                )
    plain.paragraph(board.view.t("doelen_lijst.signs", signs=_sign_words(board)), "small")


def _sign_words(board: Board) -> str:
    t = board.view.t
    return ", ".join(
        f"{t(f'doelen_lijst.sign.{shape}')} = {t(f'doelen.qualifier.{kind}')}" for kind, shape in SHAPES.items()
    )


def _missing(board: Board, goal_id: int) -> None:
    """The figures that would help most, who publishes them, and the message to send."""
    t = board.view.t
    rows = wanted(board.programme, board.progress, board.today).filter(goal_id=goal_id).to_dicts()
    plain.paragraph(t("doelen_lijst.missing_title"), "h2")
    table = pl.DataFrame(
        [
            {
                t("doelen_lijst.indicator"): board.indicator_name(row["indicator_id"]),
                t("doelen_cijfer.region"): board.region_name(row["region_code"]),
                t("doelen_lijst.wanted_year"): str(row["year"] or _other_regions(board, row)),
                t("doelen_lijst.have_year"): _have(board, row),
                t("doelen_lijst.holder"): row["source_org"] or t("doelen.answer.unknown"),
            }
            for row in rows
        ]
    )
    if table.is_empty():
        plain.paragraph(t("doelen_lijst.nothing_missing"))
        return
    sentence = _missing_sentence(board, rows)
    plain.paragraph(sentence)
    grid(table, alt=sentence, key="missing")
    chosen = st.selectbox(
        t("doelen_lijst.which_figure"),
        [row["indicator_id"] for row in rows],
        format_func=board.indicator_name,
        key="which_figure",
        width=420,
    )
    region = next(row["region_code"] for row in rows if row["indicator_id"] == chosen)
    know_button(board, chosen, region)


def _other_regions(board: Board, row: Row) -> str:
    return board.view.t("doelen_lijst.wanted_regions", count=row["regions"] - row["known_regions"])


def _have(board: Board, row: Row) -> str:
    """The year of our newest figure, and for how many regions we have one."""
    year = str(row["newest_year"] or board.view.t("doelen.none"))
    if not row["regions"]:
        return year
    known, total = row["known_regions"], row["regions"]
    return board.view.t("doelen_lijst.have_regions", year=year, known=known, total=total)


def _missing_sentence(board: Board, rows: list[Row]) -> str:
    regions = sum(row["wanted"] == Wanted.OTHER_REGIONS for row in rows)
    counts = {"missing_sentence": len(rows) - regions, "missing_regions": regions}
    return " ".join(board.view.t(f"doelen_lijst.{key}", count=count) for key, count in counts.items() if count)
