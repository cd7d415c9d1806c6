"""One indicator drawn: points as their source gives them, lines only where figures follow each other."""

from dataclasses import dataclass

import altair as alt
import polars as pl

from data_loaders.schema import Qualifier
from geo.breaks import ClassKind
from measures.goals.kinds import Step
from measures.goals.series import observations, steps, target_path
from pages.doelen import words
from pages.doelen.board import Board, Row
from ui.charts import AnyChart
from ui.palette import ACCENT, INK, NOT_A_VALUE, Ground

SHAPES = {
    Qualifier.EXACT: "circle",
    Qualifier.ABOUT: "diamond",
    Qualifier.AT_LEAST: "triangle-up",
    Qualifier.PERIOD_AVERAGE: "square",
    Qualifier.OTHER_COUNT: "cross",
    Qualifier.REVISED: "triangle-right",
    Qualifier.OTHER: "triangle-down",
}
TALL_PX, SMALL_PX = 320, 150


@dataclass(frozen=True)
class Series:
    """What is drawn of one indicator in one region."""

    points: pl.DataFrame
    """Rows of `measures.goals.series.observations`."""
    steps: pl.DataFrame
    """Rows of `measures.goals.series.steps`."""
    path: pl.DataFrame
    """`year`, `value` of the even path to the target; empty where there is none."""
    target_year: int | None
    target_value: float | None


def series(board: Board, judged: Row) -> Series:
    """The series of the row of `Progress` in `judged`."""
    chosen = {"indicator_id": judged["indicator_id"], "region_code": judged["region_code"]}
    row = pl.DataFrame([judged], schema=board.progress.schema)
    return Series(
        points=observations(board.programme).filter(**chosen),
        steps=steps(board.programme).filter(**chosen),
        path=target_path(row),
        target_year=judged["target_year"],
        target_value=judged["target_value"],
    )


def series_chart(board: Board, judged: Row, on: Ground, *, is_small: bool = False) -> AnyChart:
    """Points, lines, gaps, breaks, target and path of one indicator in one region."""
    found = series(board, judged)
    declared = board.indicator(judged["indicator_id"])
    years = [*found.points["year"], *found.path["year"], *([found.target_year] if found.target_year else [])]
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1, grid=False),
        scale=alt.Scale(domain=[min(years) - 0.6, max(years) + 0.6], nice=False),
    )
    y_title = None if is_small else words.unit_words(board.view, declared["unit"])
    y = alt.Y("value:Q", title=y_title, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=4))
    layers = [
        _breaks(found, board, on, is_small=is_small),
        _gaps(found, on),
        _lines(found, on),
        _path(found, x, y, on),
        _target(found, board, declared, on, is_small=is_small),
        _points(found, board, declared, x, y, on, is_small=is_small),
    ]
    height = SMALL_PX if is_small else TALL_PX
    return alt.layer(*(layer for layer in layers if layer is not None)).properties(height=height)


def _points(  # noqa: PLR0913 - the axes are shared with the other layers
    found: Series, board: Board, declared: Row, x: alt.X, y: alt.Y, on: Ground, *, is_small: bool
) -> alt.Chart:
    view = board.view
    kinds = {kind: view.t(f"doelen.qualifier.{kind}") for kind in SHAPES}
    present = [kind for kind in SHAPES if kind in set(found.points["mark"])]
    rows = [
        {
            "year": row["year"],
            "value": row["value"],
            "mark": kinds[Qualifier(row["mark"])],
            "figure": words.figure(view, row["value"], declared["unit"], row["qualifiers"]),
            "source": row["source_title"],
            "remark": row["qualifier_note"] or "",
        }
        for row in found.points.iter_rows(named=True)
    ]
    t = view.t
    shape = alt.Shape(
        "mark:N",
        title=None,
        scale=alt.Scale(domain=[kinds[kind] for kind in present], range=[SHAPES[kind] for kind in present]),
        legend=None if is_small else alt.Legend(orient="bottom", columns=3, symbolFillColor=ACCENT[on], symbolSize=110),
    )
    tooltip = [
        alt.Tooltip("year:Q", title=t("doelen_cijfer.year"), format="d"),
        alt.Tooltip("figure:N", title=t("doelen_cijfer.figure")),
        alt.Tooltip("remark:N", title=t("doelen_cijfer.remark")),
        alt.Tooltip("source:N", title=t("doelen_cijfer.source")),
    ]
    mark = alt.Chart(pl.DataFrame(rows)).mark_point(
        filled=True, size=60 if is_small else 110, opacity=1, color=ACCENT[on], stroke=INK[on], strokeWidth=0.8
    )
    return mark.encode(x=x, y=y, shape=shape, tooltip=tooltip)


def _lines(found: Series, on: Ground) -> alt.Chart | None:
    lines = found.steps.filter(pl.col("kind") == Step.LINE)
    if lines.is_empty():
        return None
    mark = alt.Chart(_plain(lines)).mark_rule(color=ACCENT[on], strokeWidth=2.5)
    return mark.encode(x="year_from:Q", x2="year_to:Q", y="value_from:Q", y2="value_to:Q")


def _gaps(found: Series, on: Ground) -> alt.Chart | None:
    """A band over the years without a figure; nothing is drawn through it."""
    gaps = found.steps.filter(pl.col("missing_years") > 0)
    if gaps.is_empty():
        return None
    bands = _plain(gaps).with_columns(year_from=pl.col("year_from") + 0.5, year_to=pl.col("year_to") - 0.5)
    mark = alt.Chart(bands).mark_rect(color=NOT_A_VALUE[on][ClassKind.UNKNOWN], opacity=0.45)
    return mark.encode(x="year_from:Q", x2="year_to:Q")


def _breaks(found: Series, board: Board, on: Ground, *, is_small: bool) -> alt.LayerChart | None:
    breaks = found.steps.filter(pl.col("kind") == Step.BREAK)
    if breaks.is_empty():
        return None
    told = pl.lit(board.view.t("doelen_cijfer.break"))
    middle = _plain(breaks).select(year=(pl.col("year_from") + pl.col("year_to")) / 2, words=told)
    line = alt.Chart(middle).mark_rule(color=INK[on], strokeDash=[2, 3]).encode(x="year:Q")
    if is_small:
        return alt.layer(line)
    label = alt.Chart(middle).mark_text(align="left", dx=4, y=8).encode(x="year:Q", text="words:N")
    return alt.layer(line, label)


def _path(found: Series, x: alt.X, y: alt.Y, on: Ground) -> alt.Chart | None:
    if found.path.is_empty():
        return None
    mark = alt.Chart(_plain(found.path)).mark_line(color=INK[on], strokeDash=[6, 5], strokeWidth=1.2)
    return mark.encode(x=x, y=y)


def _target(found: Series, board: Board, declared: Row, on: Ground, *, is_small: bool) -> alt.LayerChart | None:
    """The target as a star in its year; as a level over all years when it has none."""
    if found.target_value is None:
        return None
    amount = words.amount(board.view, found.target_value, declared["unit"])
    if found.target_year is None:
        told = board.view.t("doelen_cijfer.target_undated", value=amount)
    else:
        told = board.view.t("doelen_cijfer.target_in", value=amount, year=str(found.target_year))
    base = alt.Chart(pl.DataFrame({"year": [found.target_year], "value": [found.target_value], "words": [told]}))
    if found.target_year is None:
        return alt.layer(base.mark_rule(color=INK[on], strokeDash=[6, 5]).encode(y="value:Q"))
    star = base.mark_point(shape="M0,-1L0.6,0.9L-0.95,-0.3L0.95,-0.3L-0.6,0.9Z", size=260, filled=True, color=INK[on])
    label = base.mark_text(align="right", dx=-12, fontSize=11 if is_small else 13).encode(text="words:N")
    placed = {"x": alt.X("year:Q"), "y": alt.Y("value:Q")}
    return alt.layer(star.encode(**placed), label.encode(**placed))


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Only the numbers: enums would become ordered categories."""
    return frame.select(pl.selectors.numeric())
