"""All goals on one screen: each with its time, status, indicators, and its most telling series."""

import polars as pl
from markupsafe import Markup

from data_loaders.schema import ProgressStatus
from data_loaders.schema.goal_enums import Movement
from measures.goals.goals import movement_counts
from measures.goals.timeline import year_position
from pages.doelen import words
from pages.doelen.board import BY_LAW, Board, Row, Section
from pages.doelen.chart import small_chart
from pages.doelen.signs import evidence_mark, legend, movement_mark, pill
from pages.doelen.timebar import WIDTH, axis, axis_head, counted_of, time_bar
from ui.age import judged_age
from ui.story import Part, PartKind, Story, links_part
from ui.view import View

TELLING = (174, 58)
CROWD = 15
"""With more indicators than this, their signs are smaller, so that they fit on one line."""


def overview(board: Board) -> Story:
    """The page with all goals. Its heading is made from counts, so it changes as soon as a goal can be judged."""
    t = board.view.t
    return Story(
        page="doelen",
        title=t("doelen.nav"),
        answer=answer(board),
        sentence=t("doelen.no_news") if board.goals.height else "",
        limits=sentence(board),
        address="/doelen",
        parts=(_goals(board), ways(board)) if board.goals.height else (ways(board),),
    )


def answer(board: Board) -> str:
    """The heading: for how many goals we know the status."""
    total = board.goals.height
    unknown = board.goals.filter(status=ProgressStatus.UNKNOWN).height
    if total == 0:
        key = "no_goals"
    elif unknown == total:
        key = "answer_all"
    else:
        key = "answer_some" if unknown else "answer_none"
    return board.view.t(f"doelen.{key}", total=words.spelled(board.view, total), count=unknown)


def sentence(board: Board) -> str:
    """How many indicators move which way, and for how many the direction is uncertain."""
    t, total = board.view.t, board.progress.height
    counts = movement_counts(board.progress)
    worse = counts[Movement.WORSE]
    known = counts[Movement.BETTER] + counts[Movement.SAME] + worse
    lines = [t("doelen.moving", total=total, better=counts[Movement.BETTER])]
    lines += [t("doelen.moving_same", count=counts[Movement.SAME])] if counts[Movement.SAME] else []
    lines += [t("doelen.moving_worse", count=worse) if worse else t("doelen.moving_none_worse")]
    return " ".join([*lines, t("doelen.moving_unsure", count=total - known)])


def _goals(board: Board) -> Part:
    t, view = board.view.t, board.view
    return Part(
        name="vijf-doelen",
        title=t("doelen.title"),
        sentence=t("doelen.how_to_read"),
        kind=PartKind.FIGURE,
        rows=_table(board),
        links={t("doelen.head.goal"): [board.href(doel=goal) for goal in board.goals["goal_id"]]},
        body=_board_html(board),
        source=t("doelen.source"),
        age=judged_age(view, board.today, board.progress["newest_year"]),
        is_title_quiet=True,
    )


def _board_html(board: Board) -> Markup:
    t, x, counted = board.view.t, axis(board), counted_of(board)
    heads = [t("doelen.head.goal"), t("doelen.head.time"), t("doelen.head.known"), t("doelen.head.telling")]
    cells = [Markup('<th scope="col">{}</th>').format(head) for head in heads]
    cells[1] = Markup('<th scope="col" class="tijd"><span class="stil">{}</span>{}</th>').format(heads[1], axis_head(board))  # fmt: skip
    rows = [_row(board, goal, counted.filter(goal_id=goal["goal_id"])) for goal in board.goals.iter_rows(named=True)]
    now = x(year_position(board.today)) / WIDTH
    table = Markup(
        '<table class="doelen" style="--nu:{:.4f};--jaren:{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    )
    return table.format(now, int(x.last - x.first), Markup().join(cells), Markup().join(rows)) + legend(board.view)


def _row(board: Board, goal: Row, counted: pl.DataFrame) -> Markup:
    mine = board.progress.filter(goal_id=goal["goal_id"])
    return Markup(
        '<tr><th scope="row"><a href="{}"><b>{}</b><span>{}</span></a><p>{}</p></th><td class="tijd">{}</td><td>{}</td><td class="een">{}</td></tr>'
    ).format(
        board.href(doel=goal["goal_id"]),
        goal["goal_id"],
        board.words(goal, "title"),
        board.words(goal, "aim"),
        time_bar(board, goal, counted),
        _known(board, goal, mine),
        telling(board, goal, mine),
    )


def _known(board: Board, goal: Row, mine: pl.DataFrame) -> Markup:
    view, t = board.view, board.view.t
    last = t("doelen.last_figure", year=str(goal["last_observation_year"] or t("doelen.none")))
    why = words.reasons(view, goal, "goal_reason_short")
    judgements = Markup().join(Markup("<p>{}</p>").format(words.judgement(view, each)) for each in goal["judgements"])
    return Markup('{}<div class="merken">{}</div><p>{}</p><p class="vaag">{} {}</p>{}').format(
        standing(board, goal), marks(board, mine), words.counted_movements(view, goal), why, last, judgements
    )


def standing(board: Board, goal: Row) -> Markup:
    """The status as a pill, whether the deadline has passed, and how much evidence there is."""
    pills = status_pills(board.view, goal)
    return Markup('<p class="stand-rij">{}{}</p>').format(pills, evidence_mark(board.view, goal["evidence"]))


def status_pills(view: View, judged: Row) -> Markup:
    """The status of a goal or indicator, and beside it whether the deadline has passed."""
    pills = pill(words.status(view, judged), str(judged["status"]))
    return pills + pill(view.t("doelen.deadline_passed"), "voorbij") if judged["is_past_deadline"] else pills


def in_order(mine: pl.DataFrame) -> pl.DataFrame:
    """Indicators from better to worse, those without a figure last."""
    return mine.sort("movement", maintain_order=True)


def marks(board: Board, mine: pl.DataFrame) -> Markup:
    """A sign for each indicator, with its name as a tooltip."""
    size = 13 if mine.height > CROWD else 16
    return Markup().join(
        movement_mark(board.view, row["movement"], board.indicator_name(row["indicator_id"]), size)
        for row in in_order(mine).iter_rows(named=True)
    )


def telling(board: Board, goal: Row, mine: pl.DataFrame) -> Markup:
    """A small chart of the series with the most certain direction, or the words that there is no series."""
    if goal["telling"] is None:
        return Markup('<p class="vaag">{}</p>').format(board.view.t("doelen.no_series"))
    judged = mine.row(by_predicate=pl.col("indicator_id") == goal["telling"], named=True)
    return Markup('<a href="{}"><span>{}</span>{}</a>{}').format(
        board.href(indicator=goal["telling"]),
        board.indicator_name(goal["telling"]),
        movement_mark(board.view, judged["movement"]),
        small_chart(board, judged, TELLING),
    )


def ways(board: Board) -> Part:
    """Links to the parts that are not about one goal."""
    t = board.view.t
    links = [
        (t("doelen.to_coverage"), board.href(deel=Section.COVERAGE)),
        (t("doelen.to_area"), board.href(deel=Section.AREA)),
        (t("doelen.to_by_law"), board.href(indicator=BY_LAW)),
        (t("doelen.to_method"), board.href(deel=Section.METHOD)),
    ]
    return links_part("verder", t("doelen.ways"), links)


def _table(board: Board) -> pl.DataFrame:
    view, t = board.view, board.view.t
    rows = [
        {
            t("doelen.head.goal"): f"{goal['goal_id']}. {board.words(goal, 'title')}",
            t("doelen.head.aim"): board.words(goal, "aim"),
            t("doelen.head.deadline"): goal["deadline"].isoformat(),
            t("doelen.head.status"): words.status(view, goal),
            t("doelen.head.passed"): t("doelen.answer.yes" if goal["is_past_deadline"] else "doelen.answer.no"),
            t("doelen.head.why"): words.reasons(view, goal, "goal_reason"),
            t("doelen.head.level"): t(f"doelen.evidence.{goal['evidence']}"),
            t("doelen.head.evidence"): words.evidence(view, goal),
            t("doelen.head.last"): str(goal["last_observation_year"] or ""),
            t("doelen.head.source"): goal["source_url"],
        }
        for goal in board.goals.iter_rows(named=True)
    ]
    return pl.DataFrame(rows)
