"""The chart of one indicator: points for its figures, and lines only between consecutive figures that were counted alike."""

from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from data_loaders.schema import Qualifier
from data_loaders.topics import Topic
from measures.goals.kinds import Step
from measures.goals.series import observations, steps, target_path
from pages.doelen import signs
from pages.doelen import words as goal_words
from pages.doelen.board import Board, Row
from pages.doelen.signs import READINGS
from ui.drawing import Scale, box, hatched, line, mark, sign, svg, ticks, width_of, words

SMALL = (264, 78)
WIDE, NARROW = (580, 320), (358, 270)
"""Size in pixels of the drawing for a desktop and for a phone. There are two, so that words are equally large on both."""


@dataclass(frozen=True)
class Series:
    """The data for the chart of one indicator in one region."""

    points: pl.DataFrame
    """Rows of `measures.goals.series.observations`."""
    every_reading: pl.DataFrame
    """Rows of `indicator_values`, including what other sources give for the same year."""
    steps: pl.DataFrame
    """Rows of `measures.goals.series.steps`."""
    path: pl.DataFrame
    """`year` and `value` of the even path to the target; empty if there is none."""
    target_year: int | None
    target_value: float | None

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year with a figure or a target."""
        years = [*self.points["year"], *self.path["year"], *([self.target_year] if self.target_year else [])]
        return min(years), max(years)

    @property
    def highest(self) -> float:
        """The highest value, including the target."""
        return float(max([*self.every_reading["value"], self.target_value or 0.0]))

    @property
    def lowest(self) -> float:
        """The lowest value of the axis: zero, so that a small change does not look large, or less if a figure is negative."""
        return float(min([0.0, *self.every_reading["value"]]))


def series(board: Board, judged: Row) -> Series:
    """The data for the chart of `judged` (a row of `Progress`)."""
    chosen = {"indicator_id": judged["indicator_id"], "region_code": judged["region_code"]}
    row = pl.DataFrame([judged], schema=board.progress.schema)
    seen = board.view.once_for_all(Topic.OBSERVATIONS, lambda: observations(board.programme))
    between = board.view.once_for_all(Topic.STEPS, lambda: steps(board.programme))
    return Series(
        points=seen.filter(**chosen),
        every_reading=board.programme.indicator_values.filter(**chosen).sort("year", "reading"),
        steps=between.filter(**chosen),
        path=target_path(row),
        target_year=judged["target_year"],
        target_value=judged["target_value"],
    )


@dataclass(frozen=True)
class Canvas:
    """The scales and series that all layers of one chart share."""

    board: Board
    judged: Row
    curve: Series
    x: Scale
    y: Scale

    def amount(self, value: float) -> str:
        """A figure in the unit of the indicator."""
        return goal_words.amount(self.board.view, value, self.board.indicator(self.judged["indicator_id"])["unit"])

    @property
    def level(self) -> float:
        """The vertical position of the horizontal axis."""
        return self.y.start


def small_chart(board: Board, judged: Row, size: tuple[int, int] = SMALL) -> Markup:
    """A small chart for a card: the first and the newest figure in words, with their years."""
    curve, (width, height) = series(board, judged), size
    years = curve.points["year"]
    x = Scale(years[0], years[-1], 6, width - 6)
    highest = max(curve.every_reading["value"])
    c = Canvas(board, judged, curve, x, Scale(curve.lowest, max(highest, curve.lowest + 1e-9), height - 22, 26))
    shapes = [line(2, height - 16, width - 2, height - 16, "as"), *_steps(c, is_small=True), *_points(c, scale=0.72)]
    shapes += [*_end_words(c, width), *(words(*place) for place in _year_words(years, width, height))]
    return svg(width, height, shapes, label(board, judged, curve))


def _year_words(years: pl.Series, width: int, height: int) -> list[tuple[float, float, str, str, str]]:
    ends = [(2.0, float(height - 2), str(years[0]), "klein", "start")]
    return [*ends, (float(width - 2), float(height - 2), str(years[-1]), "klein", "end")] if len(years) > 1 else ends


def _end_words(c: Canvas, width: int) -> list[Markup]:
    first, last = c.curve.points.row(0, named=True), c.curve.points.row(-1, named=True)
    unit = c.board.indicator(c.judged["indicator_id"])["unit"]
    begin, end = (goal_words.every_value(c.board.view, row, unit) for row in (first, last))
    high = {row["year"]: c.y(max(row["value"], *row["others"]) if row["others"] else row["value"]) for row in (first, last)}  # fmt: skip
    shown = [words(width - 2, max(high[last["year"]] - 9, 12), end, "vet halo", "end")]
    has_room = width_of(begin) + width_of(end, 14) < width - 12
    return [words(2, max(high[first["year"]] - 9, 12), begin, "halo"), *shown] if has_room else shown


def label(board: Board, judged: Row, curve: Series) -> str:
    """The text alternative of a chart: every figure with its year, and the target."""
    unit = board.indicator(judged["indicator_id"])["unit"]
    rows = curve.points.iter_rows(named=True)
    figures = ", ".join(f"{row['year']}: {goal_words.figure(board.view, row, unit)}" for row in rows)
    name = board.indicator_name(judged["indicator_id"])
    target = "" if curve.target_value is None else f" {goal_words.target_line(board, judged)}"
    return f"{name}. {figures}.{target}"


def large_chart(board: Board, judged: Row, size: tuple[int, int]) -> Markup:
    """The large chart: the whole series with axes, gaps, breaks, the target and the even path to it."""
    curve, (width, height) = series(board, judged), size
    first, last = curve.years
    rows = ticks(curve.highest)
    marked = [goal_words.amount(board.view, value, board.indicator(judged["indicator_id"])["unit"]) for value in rows]
    left = max(width_of(text, 12.5) for text in marked) + 10
    x = Scale(first - 0.5, last + 0.5, left, width - 8)
    c = Canvas(board, judged, curve, x, Scale(min(curve.lowest, 0), rows[-1], height - 24, 24))
    grid = [shape for value, text in zip(rows, marked, strict=True) for shape in _grid_line(c, value, text, width)]
    layers = [*_gaps(c), *grid, *_years(c, height), *_steps(c), *_path(c), *_target(c, width), *_points(c)]
    return svg(width, height, layers, label(board, judged, curve))


def _grid_line(c: Canvas, value: float, text: str, width: int) -> list[Markup]:
    y = c.y(value)
    css = "as" if value == 0 else "rooster"
    return [line(c.x.start, y, width, y, css), words(c.x.start - 8, y + 4, text, "klein", "end")]


def _years(c: Canvas, height: int) -> list[Markup]:
    first, last = c.curve.years
    every = max(1, round((last - first + 1) * 44 / (c.x.end - c.x.start) + 0.49))
    return [words(c.x(year), height - 6, str(year), "klein", "middle") for year in range(first, last + 1, every)]


def _points(c: Canvas, scale: float = 1) -> list[Markup]:
    """A sign for every figure of every source, also if they contradict each other. Its shape says how to read the figure."""
    marks = dict(c.curve.points.select("year", pl.col("mark").cast(pl.String)).iter_rows())
    unit = c.board.indicator(c.judged["indicator_id"])["unit"]
    return [
        sign(READINGS[Qualifier(marks[row["year"]])], c.x(row["year"]), c.y(row["value"]), f"{row['year']}: {goal_words.figure(c.board.view, row, unit)}. {row['source_title']}", scale)
        for row in c.curve.every_reading.iter_rows(named=True)
    ]  # fmt: skip


def _steps(c: Canvas, *, is_small: bool = False) -> list[Markup]:
    """Lines between consecutive figures. On a small chart, dots connect figures with missing years between them."""
    kinds = (Step.LINE, Step.GAP, Step.PERIOD) if is_small else (Step.LINE,)
    between = c.curve.steps.filter(pl.col("kind").is_in(kinds))
    lines = [
        line(c.x(row["year_from"]), c.y(row["value_from"]), c.x(row["year_to"]), c.y(row["value_to"]), "reeks" if row["kind"] == Step.LINE else "gat")
        for row in between.iter_rows(named=True)
    ]  # fmt: skip
    breaks = c.curve.steps.filter(kind=Step.BREAK).select(pl.mean_horizontal("year_from", "year_to")).to_series()
    return [*lines, *(line(c.x(year), 14, c.x(year), c.level, "breuk") for year in breaks)]


def _gaps(c: Canvas) -> list[Markup]:
    """A hatched box for years without a figure."""
    return [
        hatched(c.x(row["year_from"] + 0.5), 20, c.x(row["year_to"] - 0.5) - c.x(row["year_from"] + 0.5), c.level - 20)
        for row in c.curve.steps.filter(pl.col("missing_years") > 0).iter_rows(named=True)
    ]


def _path(c: Canvas) -> list[Markup]:
    if c.curve.path.is_empty():
        return []
    places = " ".join(f"{c.x(year):g},{c.y(value):g}" for year, value in c.curve.path.select("year", "value").iter_rows())  # fmt: skip
    return [Markup('<polyline class="pad" points="{}"/>').format(places)]


def _target(c: Canvas, width: int) -> list[Markup]:
    """The target as a flag in its year, or as a horizontal line if it has no year."""
    t, value, year = c.board.view.t, c.curve.target_value, c.curve.target_year
    if value is None:
        return []
    y, amount = c.y(value), c.amount(value)
    if year is None:
        text = t("doelen_cijfer.target_undated", value=amount)
        return [line(c.x.start, y, width, y, "pad"), words(width - 4, y - 6, text, "vet halo", "end")]
    text, x = t("doelen_cijfer.target_in", value=amount, year=str(year)), c.x(year)
    return [box(x - 5, y - 5, 10, 10, "streef"), words(x - 10, y + 4, text, "vet halo", "end")]


def key(board: Board, curve: Series) -> Markup:
    """The legend of the chart: only the signs that it has."""
    kinds = [kind for kind in Qualifier if kind in set(curve.points["mark"])]
    return signs.key((mark(READINGS[kind]), board.view.t(f"doelen.qualifier.{kind}")) for kind in kinds)
