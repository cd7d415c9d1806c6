"""An indicator per region: what is known on a map and in a table, with the rest in sight as unknown."""

from dataclasses import replace
from html import escape

import polars as pl
import streamlit as st

from data_loaders.schema import RegionLevel, TargetScope
from geo.breaks import ClassKind, class_breaks, class_of
from geo.known_regions import known_regions
from measures.goals.answers import answer_counts, answers
from measures.goals.kinds import Answer
from measures.goals.programme import current_values
from pages.doelen import words
from pages.doelen.board import Board, Row
from ui import plain
from ui.age import figures_age
from ui.charts import ground
from ui.figure import Figure, draw_figure
from ui.grid import grid
from ui.legend import LegendRow, legend
from ui.map_view import shape_address
from ui.palette import BORDER, NOT_A_VALUE, SCALE, Ground, rgb

SHAPES = {RegionLevel.PROVINCE: "provinces", RegionLevel.MUNICIPALITY: "municipalities"}
MAP_PX = 460


def regional(board: Board, declared: Row) -> None:
    """A map for each level that has figures."""
    if declared["scope"] == TargetScope.EACH_MUNICIPALITY:
        _answers(board, declared)
        return
    for level in SHAPES:
        known = newest(board, declared["indicator_id"], level)
        if known["value"].count():
            _figures(board, declared, level, known)


def newest(board: Board, indicator_id: str, level: RegionLevel) -> pl.DataFrame:
    """The newest figure of every region of `level`; null where there is none."""
    values = current_values(board.programme.indicator_values).filter(indicator_id=indicator_id)
    last = values.unique("region_code", keep="last", maintain_order=True)
    regions = board.programme.regions.filter(level=level).select(region_code="code", region="name").sort("region")
    return regions.join(last, on="region_code", how="left", maintain_order="left")


def _figures(board: Board, declared: Row, level: RegionLevel, known: pl.DataFrame) -> None:
    view, t, on = board.view, board.view.t, ground()
    breaks = class_breaks(known["value"])
    rows = legend(breaks, view.language, on)
    unknown = NOT_A_VALUE[on][ClassKind.UNKNOWN]
    rows = [replace(row, label=t("doelen.answer.unknown")) if row.colour == unknown else row for row in rows]
    told = {
        row["region_code"]: f"{row['region']}: {_told(board, declared, row)}"
        for row in known.drop_nulls("value").iter_rows(named=True)
    }
    classes = dict(zip(known["region_code"], class_of(known["value"], breaks), strict=True))
    fills = {code: rows[classes[code]].colour for code in told}
    figure = Figure(
        name=f"{declared['indicator_id']}-{SHAPES[level]}",
        title=t(f"doelen_cijfer.map_{SHAPES[level]}"),
        sentence=t(
            "doelen_cijfer.map_sentence", known=len(told), total=known.height, name=board.words(declared, "name")
        ),
        table=_table(board, declared, known),
        source=declared["source_org"] or t("doelen.source"),
        age=figures_age(view, known["year"]),
    )
    draw_figure(view, figure, lambda alt: _map(board, level, fills, told, rows, alt))


def _answers(board: Board, declared: Row) -> None:
    view, t, on = board.view, board.view.t, ground()
    found = answers(board.programme, declared["indicator_id"])
    counts = answer_counts(found).row(0, named=True)
    known = found.filter(pl.col("answer") != Answer.UNKNOWN)
    told = {
        row["municipality_code"]: f"{row['municipality']}: {t('doelen.answer.' + row['answer'])} ({row['year']})"
        for row in known.iter_rows(named=True)
    }
    colours = answer_colours(on)
    fills = {code: colours[answer] for code, answer in known.select("municipality_code", "answer").iter_rows()}
    rows = [LegendRow(t(f"doelen.answer.{answer}"), colours[answer], counts[answer]) for answer in Answer]
    figure = Figure(
        name=declared["indicator_id"],
        title=t("doelen_cijfer.answers_title"),
        sentence=t("doelen_cijfer.answers_sentence", total=counts["municipalities"], **{a: counts[a] for a in Answer}),
        table=_answer_table(board, found),
        source=declared["source_org"] or t("doelen.source"),
        age=figures_age(view, known["year"]),
    )
    draw_figure(view, figure, lambda alt: _map(board, RegionLevel.MUNICIPALITY, fills, told, rows, alt))
    _per_province(board, found)


def answer_colours(on: Ground) -> dict[str, str]:
    """Yes dark, no pale, and not known grey: never between the two."""
    unknown, no = NOT_A_VALUE[on][ClassKind.UNKNOWN], NOT_A_VALUE[on][ClassKind.ZERO]
    return {Answer.YES: SCALE[on][4], Answer.NO: no, Answer.UNKNOWN: unknown}


def _map(  # noqa: PLR0913, PLR0917 - the settings of one map
    board: Board, level: RegionLevel, fills: dict[str, str], told: dict[str, str], rows: list[LegendRow], alt: str
) -> None:
    on, snapshot = ground(), board.view.snapshot
    picture = known_regions(
        snapshot.shapes(SHAPES[level]),
        shape_address(snapshot.version, SHAPES[level]),
        fills={code: rgb(colour) for code, colour in fills.items()},
        words=told,
        rest=rgb(NOT_A_VALUE[on][ClassKind.UNKNOWN]),
        line=rgb(BORDER[on]),
    )
    drawn, key = st.columns([3, 1])
    with drawn:
        st.pydeck_chart(picture, height=MAP_PX, alt=alt, key=f"map_{level}")
    with key:
        st.html(legend_html(rows))


def legend_html(rows: list[LegendRow]) -> str:
    """Classes with their colour and how many regions they hold."""
    box = "display:inline-block;width:1rem;height:1rem;margin-right:.5rem;vertical-align:-2px;border:1px solid currentColor"
    items = [
        f'<div><span style="{box};background:{row.colour}"></span>{escape(row.label)}: {row.count}</div>'
        for row in rows
    ]
    return "".join(items)


def _told(board: Board, declared: Row, row: Row) -> str:
    shown = words.figure(board.view, row, declared["unit"])
    return f"{shown} ({row['year']})"


def _table(board: Board, declared: Row, known: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    rows = [
        {
            t("doelen_cijfer.region"): row["region"],
            t("doelen_cijfer.figure"): t("doelen.answer.unknown")
            if row["value"] is None
            else words.figure(board.view, row, declared["unit"]),
            t("doelen_cijfer.year"): "" if row["value"] is None else str(row["year"]),
            t("doelen_cijfer.source"): row["source_title"] or "",
            t("doelen_cijfer.address"): row["source_url"] or "",
        }
        for row in known.sort("value", descending=True, nulls_last=True).iter_rows(named=True)
    ]
    return pl.DataFrame(rows)


def _answer_table(board: Board, found: pl.DataFrame) -> pl.DataFrame:
    t = board.view.t
    answered = {answer.value: t(f"doelen.answer.{answer}") for answer in Answer}
    return found.sort(pl.col("answer") == Answer.UNKNOWN, maintain_order=True).select(
        pl.col("municipality").alias(t("doelen_cijfer.municipality")),
        pl.col("province").alias(t("doelen_cijfer.province")),
        pl.col("answer").cast(pl.String).replace(answered).alias(t("doelen_cijfer.answer")),
        pl.col("year").cast(pl.String).fill_null("").alias(t("doelen_cijfer.year")),
        pl.col("qualifier_note").fill_null("").alias(t("doelen_cijfer.remark")),
        pl.col("source_title").fill_null("").alias(t("doelen_cijfer.source")),
        pl.col("source_url").fill_null("").alias(t("doelen_cijfer.address")),
    )


def _per_province(board: Board, found: pl.DataFrame) -> None:
    t = board.view.t
    counted = answer_counts(found, "province").select(
        pl.col("province").alias(t("doelen_cijfer.province")),
        *(pl.col(answer.value).alias(t(f"doelen.answer.{answer}")) for answer in Answer),
        pl.col("municipalities").alias(t("doelen_cijfer.municipalities")),
    )
    plain.paragraph(t("doelen_cijfer.per_province"), "h3")
    grid(counted, alt=t("doelen_cijfer.per_province"), height="content", key="answers_per_province")
