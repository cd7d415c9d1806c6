"""The milestones of one goal on a time line. A law is one row with its steps. Dates are as exact as their source."""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl
from markupsafe import Markup

from measures.goals.kinds import MilestoneState, Period
from measures.goals.timeline import LAUNCH, counted_milestones, in_steps, milestone_counts, timeline, year_position
from pages.doelen import words as goal_words
from pages.doelen.board import Board, Row
from pages.doelen.signs import STATES
from pages.doelen.timebar import bar_shapes, state_counts
from ui.age import judged_age
from ui.drawing import Scale, line, mark, sign, svg, width_of, words
from ui.numbers import long_date
from ui.story import Part, PartKind

WIDTH, TOP, LANE = 1206, 66, 25
NAME_PX = 13.0


@dataclass(frozen=True)
class Lane:
    """A milestone, or a law with its steps, on the time line."""

    steps: tuple[Row, ...]
    name: str
    first: float
    last: float
    """Pixels from the left: `first` is its earliest possible day, `last` its latest possible day, both including the sign."""

    @property
    def is_name_left(self) -> bool:
        """Whether the name stands left of the signs, because there is no room on their right."""
        return self.last + 8 + width_of(self.name, NAME_PX) > WIDTH

    @property
    def reach(self) -> tuple[float, float]:
        """The first and last pixel that it takes, including its name."""
        wide = width_of(self.name, NAME_PX) + 18
        return (self.first - wide, self.last + 10) if self.is_name_left else (self.first - 10, self.last + wide)


def milestones(board: Board, goal: Row) -> Part:
    """The part with the time line (on a phone a list), and the table behind it."""
    view, t = board.view, board.view.t
    rows = timeline(board.programme, board.today).filter(goal_id=goal["goal_id"])
    if rows.is_empty():
        return Part("mijlpalen", t("doelen_lijst.milestones"), t("doelen_lijst.no_milestones"), PartKind.TEXT)
    return Part(
        name="mijlpalen",
        title=t("doelen_lijst.milestones"),
        sentence=sentence(board, rows),
        kind=PartKind.FIGURE,
        rows=milestone_table(board, rows),
        links={t("doelen_lijst.milestone"): rows["source_url"].to_list()},
        dutch=frozenset({t("doelen_lijst.what")}),
        body=lanes_picture(board, goal, rows) + _list(board, rows),
        source=t("doelen_lijst.milestone_source"),
        age=judged_age(view, board.today, pl.Series([], dtype=pl.Int16)),
        note=t("doelen_lijst.milestone_note"),
    )


def sentence(board: Board, rows: pl.DataFrame) -> str:
    """The number of milestones in each state, since the launch and before it. A law counts once."""
    view, t = board.view, board.view.t
    counts = milestone_counts(counted_milestones(rows))
    total = int(counts["total"].sum())
    laws = t("doelen_lijst.milestone_laws", count=rows.height) if rows.height > total else ""
    parts = [
        t(f"doelen_lijst.milestone_period.{period}", date=long_date(LAUNCH, view.language), counts=state_counts(view, row))
        for period in (Period.SINCE, Period.BEFORE)
        for row in counts.filter(period=period).iter_rows(named=True)
    ]  # fmt: skip
    return t("doelen_lijst.milestone_sentence", total=total, laws=laws, counts=" ".join(parts))


def milestone_table(board: Board, rows: pl.DataFrame) -> pl.DataFrame:
    """A row for each milestone: its date as in the source, its name, state and source."""
    view, t = board.view, board.view.t
    return pl.DataFrame(
        [
            {
                t("doelen_lijst.milestone"): board.words(row, "title"),
                t("doelen_lijst.date"): goal_words.partial_date(view, row),
                t("doelen_lijst.kind_name"): t(f"doelen_lijst.kind.{row['kind']}"),
                t("doelen_lijst.state"): goal_words.state(view, row),
                t("doelen_lijst.what"): row["what_nl"] or "",
                t("doelen_cijfer.address"): row["source_url"],
            }
            for row in rows.iter_rows(named=True)
        ]
    )


def lanes_picture(board: Board, goal: Row, rows: pl.DataFrame) -> Markup:
    """The time line; empty if no milestone has a date."""
    dated = rows.drop_nulls("first_day")
    if dated.is_empty():
        return Markup()
    x = _axis(board, goal, dated)
    rowed = _packed(lanes(board, dated, x))
    height = TOP + LANE * len(rowed)
    shapes = [*_head(board, goal, x, height)]
    for place, row in enumerate(rowed):
        shapes += [shape for lane in row for shape in _lane(board, lane, x, TOP + LANE * (place + 0.5))]
    label = "; ".join(_title(board, row) for row in dated.iter_rows(named=True))
    return svg(WIDTH, height, shapes, label, "breed")


def _axis(board: Board, goal: Row, dated: pl.DataFrame) -> Scale:
    first = min(dated["first_day"].min(), LAUNCH).year  # type: ignore[type-var, union-attr]  # a day, of rows that have one
    last = max(goal["deadline"], board.today, *dated["last_day"])
    return Scale(first, year_position(last) + 0.9, 8, WIDTH)


def lanes(board: Board, dated: pl.DataFrame, x: Scale) -> list[Lane]:
    """A lane for each counted milestone, the oldest first."""
    by_unit = in_steps(dated).partition_by("unit", maintain_order=True)
    units = [tuple(unit.iter_rows(named=True)) for unit in by_unit]
    return [Lane(unit, _name(board, unit), *_ends(unit, x)) for unit in units]


def _name(board: Board, unit: tuple[Row, ...]) -> str:
    return board.words(unit[-1], "title") if len(unit) == 1 else f"{board.words(unit[-1], 'title')} ({len(unit)})"


def _ends(unit: tuple[Row, ...], x: Scale) -> tuple[float, float]:
    first, last = x(year_position(unit[0]["first_day"])), x(year_position(unit[-1]["last_day"] + timedelta(days=1)))
    return min(first, _middle(unit[0], x) - 6), max(last, _middle(unit[-1], x) + 6)


def _middle(row: Row, x: Scale) -> float:
    return x(year_position(row["first_day"] + (row["last_day"] - row["first_day"]) / 2))


def _packed(all_lanes: list[Lane]) -> list[list[Lane]]:
    """Rows of lanes; lanes that do not overlap share a row."""
    packed: list[list[Lane]] = []
    for lane in all_lanes:
        left, right = lane.reach
        free = (row for row in packed if all(right < other.reach[0] or left > other.reach[1] for other in row))
        room = next(free, None)
        if room is None:
            packed.append([lane])
        else:
            room.append(lane)
    return packed


def _head(board: Board, goal: Row, x: Scale, height: int) -> list[Markup]:
    """The head of the time line: years, the bar from launch to deadline, and lines for launch and today."""
    t, language = board.view.t, board.view.language
    years = range(int(x.first), int(x.last) + 1)
    start, now, end = (x(year_position(day)) for day in (LAUNCH, board.today, goal["deadline"]))
    return [
        *(line(x(year), TOP - 4, x(year), height, "rooster") for year in years),
        *(words(x(year) + 4, TOP - 8, str(year), "klein") for year in years),
        line(start, 20, start, height, "start"),
        words(start - 6, 14, t("doelen.launch", date=long_date(LAUNCH, language)), "klein", "end" if start > 160 else "start"),
        line(now, 20, now, height, "nu"),
        words(now, 14, t("doelen.today", date=long_date(board.today, language)), "vet", "middle"),
        *bar_shapes(board, x, goal["deadline"], 32),
        words(end + 8, 36, t("doelen.end", year=str(goal["deadline"].year)), "vet halo") if end > now else Markup(),
    ]  # fmt: skip


def _lane(board: Board, lane: Lane, x: Scale, y: float) -> list[Markup]:
    ends = _middle(lane.steps[0], x), _middle(lane.steps[-1], x)
    shapes = [line(ends[0], y, ends[1], y, "stappen")] if len(lane.steps) > 1 else []
    for row in lane.steps:
        left, right = x(year_position(row["first_day"])), x(year_position(row["last_day"] + timedelta(days=1)))
        shapes += [line(left + 1, y, right - 1, y, "onzeker")] if right - left > 5 else []
        shapes.append(sign(STATES[MilestoneState(row["state"])], _middle(row, x), y, _title(board, row), 0.9))
    place, anchor = (lane.first - 6, "end") if lane.is_name_left else (lane.last + 6, "start")
    return [*shapes, words(place, y + 4.5, lane.name, "halo", anchor)]


def _title(board: Board, row: Row) -> str:
    return (
        f"{goal_words.partial_date(board.view, row)}: {board.words(row, 'title')} ({goal_words.state(board.view, row)})"
    )


def _list(board: Board, rows: pl.DataFrame) -> Markup:
    """The milestones as a list, for a phone, where a time line has no room for names."""
    item = Markup("<li>{}<span>{}</span><span>{}</span></li>")
    items = [
        item.format(
            mark(STATES[MilestoneState(row["state"])], goal_words.state(board.view, row), 14),
            goal_words.partial_date(board.view, row),
            board.words(row, "title"),
        )
        for row in rows.iter_rows(named=True)
    ]
    return Markup('<ol class="mijlpalen smal">{}</ol>').format(Markup().join(items))
