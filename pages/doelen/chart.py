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
    Qualifier.DISPUTED: "triangle-left",
    Qualifier.OTHER: "triangle-down",
}
STAR = "M0,-1L0.6,0.9L-0.95,-0.3L0.95,-0.3L-0.6,0.9Z"
TALL_PX, SMALL_PX = 320, 150


@dataclass(frozen=True)
class Series:
    """What is drawn of one indicator in one region."""

    points: pl.DataFrame
    """Rows of `measures.goals.series.observations`."""
    every_reading: pl.DataFrame
    """Rows of `indicator_values`: also what other sources give for the same year."""
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
        every_reading=board.programme.indicator_values.filter(**chosen).sort("year", "reading"),
        steps=steps(board.programme).filter(**chosen),
        path=target_path(row),
        target_year=judged["target_year"],
        target_value=judged["target_value"],
    )


@dataclass(frozen=True)
class Canvas:
    """What every layer of one chart shares."""

    board: Board
    declared: Row
    found: Series
    on: Ground
    is_small: bool

    @property
    def years(self) -> tuple[int, int]:
        """First and last year on the chart."""
        found = self.found
        years = [*found.points["year"], *found.path["year"], *([found.target_year] if found.target_year else [])]
        return min(years), max(years)

    def x(self, column: str) -> alt.X:
        """Years, from half a year before the first to half a year after the last; never from zero."""
        first, last = self.years
        scale = alt.Scale(domain=[first - 0.6, last + 0.6], nice=False, zero=False)
        return alt.X(column, title=None, scale=scale, axis=alt.Axis(format="d", tickMinStep=1, tickCount=8, grid=False))

    def y(self, column: str) -> alt.Y:
        """Figures, from zero, so that a small change does not look large."""
        title = None if self.is_small else words.unit_words(self.board.view, self.declared["unit"])
        return alt.Y(column, title=title, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=4))


def series_chart(board: Board, judged: Row, on: Ground, *, is_small: bool = False) -> AnyChart:
    """Points, lines, gaps, breaks, target and path of one indicator in one region."""
    canvas = Canvas(board, board.indicator(judged["indicator_id"]), series(board, judged), on, is_small)
    layers = [layer for make in (_gaps, _breaks, _lines, _path, _target, _points) for layer in make(canvas)]
    height = SMALL_PX if is_small else TALL_PX
    chart: AnyChart = alt.layer(*layers).properties(height=height)
    return chart


def _points(canvas: Canvas) -> list[AnyChart]:
    t = canvas.board.view.t
    mark = alt.Chart(_point_rows(canvas)).mark_point(
        filled=True,
        size=60 if canvas.is_small else 110,
        opacity=1,
        color=ACCENT[canvas.on],
        stroke=INK[canvas.on],
        strokeWidth=0.8,
    )
    tooltip = [
        alt.Tooltip("year:Q", title=t("doelen_cijfer.year"), format="d"),
        alt.Tooltip("figure:N", title=t("doelen_cijfer.figure")),
        alt.Tooltip("remark:N", title=t("doelen_cijfer.remark")),
        alt.Tooltip("source:N", title=t("doelen_cijfer.source")),
    ]
    return [mark.encode(x=canvas.x("year:Q"), y=canvas.y("value:Q"), shape=_shape(canvas), tooltip=tooltip)]


def _point_rows(canvas: Canvas) -> pl.DataFrame:
    """Every figure that a source gives, those that contradict each other as well."""
    view, found = canvas.board.view, canvas.found
    marks = dict(found.points.select("year", pl.col("mark").cast(pl.String)).iter_rows())
    return pl.DataFrame(
        [
            {
                "year": row["year"],
                "value": row["value"],
                "mark": view.t(f"doelen.qualifier.{marks[row['year']]}"),
                "figure": words.figure(view, row, canvas.declared["unit"]),
                "source": row["source_title"],
                "remark": row["qualifier_note"] or "",
            }
            for row in found.every_reading.iter_rows(named=True)
        ]
    )


def _shape(canvas: Canvas) -> alt.Shape:
    """The shape says how a figure is to be read; the legend holds the shapes that are there."""
    marks = set(canvas.found.points["mark"])
    present = {canvas.board.view.t(f"doelen.qualifier.{kind}"): SHAPES[kind] for kind in SHAPES if kind in marks}
    legend = alt.Legend(orient="bottom", columns=2, symbolFillColor=ACCENT[canvas.on], symbolSize=110)
    scale = alt.Scale(domain=list(present), range=list(present.values()))
    return alt.Shape("mark:N", title=None, scale=scale, legend=None if canvas.is_small else legend)


def _lines(canvas: Canvas) -> list[AnyChart]:
    lines = canvas.found.steps.filter(pl.col("kind") == Step.LINE)
    if lines.is_empty():
        return []
    mark = alt.Chart(_numbers(lines)).mark_rule(color=ACCENT[canvas.on], strokeWidth=2.5)
    return [mark.encode(x=canvas.x("year_from:Q"), x2="year_to:Q", y=canvas.y("value_from:Q"), y2="value_to:Q")]


def _gaps(canvas: Canvas) -> list[AnyChart]:
    """A band over the years without a figure; nothing is drawn through it."""
    gaps = canvas.found.steps.filter(pl.col("missing_years") > 0)
    if gaps.is_empty():
        return []
    bands = _numbers(gaps).with_columns(pl.col("year_from") + 0.5, pl.col("year_to") - 0.5)
    mark = alt.Chart(bands).mark_rect(color=NOT_A_VALUE[canvas.on][ClassKind.UNKNOWN], opacity=0.45)
    return [mark.encode(x=canvas.x("year_from:Q"), x2="year_to:Q")]


def _breaks(canvas: Canvas) -> list[AnyChart]:
    breaks = canvas.found.steps.filter(pl.col("kind") == Step.BREAK)
    if breaks.is_empty():
        return []
    told = pl.lit(canvas.board.view.t("doelen_cijfer.break"))
    middle = _numbers(breaks).select(year=(pl.col("year_from") + pl.col("year_to")) / 2, words=told)
    line = alt.Chart(middle).mark_rule(color=INK[canvas.on], strokeDash=[2, 3]).encode(x=canvas.x("year:Q"))
    label = alt.Chart(middle).mark_text(align="right", dx=-4, y=8).encode(x=canvas.x("year:Q"), text="words:N")
    return [line] if canvas.is_small else [line, label]


def _path(canvas: Canvas) -> list[AnyChart]:
    if canvas.found.path.is_empty():
        return []
    mark = alt.Chart(_numbers(canvas.found.path)).mark_line(color=INK[canvas.on], strokeDash=[6, 5], strokeWidth=1.2)
    return [mark.encode(x=canvas.x("year:Q"), y=canvas.y("value:Q"))]


def _target(canvas: Canvas) -> list[AnyChart]:
    """The target as a star in its year; as a level over all years when it has none."""
    found, t = canvas.found, canvas.board.view.t
    if found.target_value is None:
        return []
    amount = words.amount(canvas.board.view, found.target_value, canvas.declared["unit"])
    if found.target_year is None:
        level = alt.Chart(pl.DataFrame({"value": [found.target_value]}))
        return [level.mark_rule(color=INK[canvas.on], strokeDash=[6, 5]).encode(y=canvas.y("value:Q"))]
    told = t("doelen_cijfer.target_in", value=amount, year=str(found.target_year))
    base = alt.Chart(pl.DataFrame({"year": [found.target_year], "value": [found.target_value], "words": [told]}))
    base = base.encode(x=canvas.x("year:Q"), y=canvas.y("value:Q"))
    star = base.mark_point(shape=STAR, size=260, filled=True, opacity=1, color=INK[canvas.on])
    label = base.mark_text(align="right", dx=-12).encode(text="words:N")
    return [star] if canvas.is_small else [star, label]


def _numbers(frame: pl.DataFrame) -> pl.DataFrame:
    """Only the numbers: enums would become ordered categories."""
    return frame.select(pl.selectors.numeric())
