"""Figures and verdicts in words."""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_skeleton

from data_loaders.schema import Qualifier
from data_loaders.schema.goal_enums import Movement
from measures.goals.goals import LEAST_JUDGED
from measures.goals.programme import current_values
from pages.doelen.board import COUNTRY, Board, Row
from ui.numbers import LOCALES, long_date, number
from ui.units import UNITS
from ui.view import View

YES_OR_NO = "1 = ja"
_PREFIXES = (Qualifier.ABOUT, Qualifier.AT_LEAST)


def amount(view: View, value: float, unit: str) -> str:
    """A figure with its unit."""
    if unit == YES_OR_NO:
        return view.t("doelen.answer.yes" if value else "doelen.answer.no")
    shown = number(value, view.language)
    return view.t(f"doelen.unit.{UNITS[unit]}", value=shown) if unit in UNITS else f"{shown} {unit}"


def spelled(view: View, count: int) -> str:
    """A number up to ten as a word, a larger one in digits."""
    return view.t(f"doelen.number.{count}") if 1 <= count <= 10 else number(count, view.language)


def figure(view: View, row: Row, unit: str) -> str:
    """A figure with "about" or "at least" before it, and behind it what other sources give and other remarks.

    Args:
        view: language of the words.
        row: an observation with `value`, `qualifiers` and, if there are any, `others` (values of other sources).
        unit: unit of the indicator.
    """
    kinds = [Qualifier(kind) for kind in row["qualifiers"]]
    behind = [view.t(f"doelen.qualifier.{kind}") for kind in kinds if kind not in (*_PREFIXES, Qualifier.EXACT)]
    return " ".join([short_figure(view, row, unit), *(f"({remark})" for remark in behind)])


def short_figure(view: View, row: Row, unit: str) -> str:
    """A figure for a heading: with "about" or "at least" and what other sources give, but without remarks."""
    before = [view.t(f"doelen.qualifier.{kind}") for kind in _PREFIXES if kind in row["qualifiers"]]
    return " ".join([*before, every_value(view, row, unit)])


def every_value(view: View, row: Row, unit: str) -> str:
    """The figure, and what other sources give for the same year."""
    first, *others = (amount(view, value, unit) for value in (row["value"], *row.get("others", ())))
    return view.t("doelen.or", first=first, last=", ".join(others)) if others else first


def reading(view: View, qualifiers: Iterable[str]) -> str:
    """The qualifiers of a figure in words."""
    return ", ".join(view.t(f"doelen.qualifier.{kind}") for kind in qualifiers)


def reasons(view: View, row: Row, group: str = "reason") -> str:
    """Why there is no status, or what the status leaves open; empty if there is nothing to say."""
    sentences = [view.t(f"doelen.{group}.{reason}", needed=LEAST_JUDGED) for reason in row["reasons"]]
    return " ".join(sentences)


def status(view: View, row: Row) -> str:
    """The status in words, with "old" if its figure is old."""
    words = view.t(f"doelen.status.{row['status']}")
    return f"{words} ({view.t('doelen.old')})" if row.get("is_judged") and row.get("is_old") else words


def movement(view: View, row: Row) -> str:
    """The direction of the figures and the years that it covers; if nothing can be said, why not."""
    named = view.t(f"doelen.movement.{row['movement']}")
    if row["movement"] in (Movement.UNKNOWN, Movement.NO_FIGURE):
        return view.t("doelen.no_trend", movement=named, why=movement_reasons(view, row))
    return view.t(
        "doelen.trend_same" if row["movement"] == Movement.SAME else "doelen.trend_over",
        movement=named,
        trend=view.t(f"doelen.trend.{row['trend']}"),
        first=str(row["trend_from_year"]),
        last=str(row["trend_to_year"]),
    )


def movement_reasons(view: View, row: Row) -> str:
    """Why the direction is not more certain."""
    return reasons(view, {"reasons": row["movement_reasons"]})


def time_left(view: View, goal: Row) -> str:
    """The time until the deadline, or since it: in days, months (from two months on) or years."""
    days = abs(goal["days_left"])
    key = "passed" if goal["days_left"] < 0 else "left"
    if days < 61:
        return view.t(f"doelen.days_{key}", count=days)
    if days < 730:
        return view.t(f"doelen.months_{key}", count=round(days / 30.44))
    return view.t(f"doelen.years_{key}", years=number(round(days / 365.25, 1), view.language))


def counted_movements(view: View, goal: Row) -> str:
    """The number of indicators with each direction, in few words; together they are all indicators."""
    shown = (kind for kind in Movement if goal[kind])
    return ", ".join(
        view.t("doelen.counted", count=goal[kind], movement=view.t(f"doelen.movement.{kind}")) for kind in shown
    )


def counted_trends(view: View, goal: Row) -> str:
    """The number of indicators with each direction and how certain it is; together they are all indicators."""
    return ", ".join(view.t(f"doelen.moves.{name}", count=goal[name]) for name in Movement if goal[name])


def targets_known(view: View, goal: Row) -> str:
    """The number of targets that can be judged; empty if there are no targets."""
    with_target = len(goal["judged"]) + len(goal["outdated"]) + len(goal["missing"])
    return view.t("doelen.targets", judged=len(goal["judged"]), count=with_target) if with_target else ""


def evidence(view: View, goal: Row) -> str:
    """The evidence behind a goal in one sentence."""
    outdated = view.t("doelen.outdated_targets", count=len(goal["outdated"])) if goal["outdated"] else ""
    moves = view.t("doelen.evidence_sentence", total=goal["indicators"], moves=counted_trends(view, goal))
    return " ".join(filter(None, [targets_known(view, goal), outdated, moves]))


def partial_date(view: View, row: Row) -> str:
    """The date of a milestone, no more exact than in its source."""
    day: date | None = row["first_day"]
    if day is None:
        return view.t("doelen.undated")
    match row["date_precision"]:
        case "year":
            return str(day.year)
        case "month":
            return str(format_skeleton("yMMMM", day, locale=LOCALES[view.language]))
        case _:
            return long_date(day, view.language)


def state(view: View, row: Row) -> str:
    """The state of a milestone; for a law also its number of steps."""
    named = view.t(f"doelen.milestone.{row['state']}")
    steps = row.get("steps", 1)
    return view.t("doelen.in_steps", state=named, count=steps) if steps > 1 else named


def target_line(board: Board, judged: Row) -> str:
    """The target and its last day, or that no source states a target."""
    t, value = board.view.t, judged["target_value"]
    if value is None:
        return t("doelen_cijfer.sum.no_target")
    shown = amount(board.view, value, board.indicator(judged["indicator_id"])["unit"])
    if judged["target_last_day"] is None:
        return t("doelen_cijfer.sum.target_undated", target=shown)
    return t("doelen_cijfer.sum.target", target=shown, date=long_date(judged["target_last_day"], board.view.language))


def newest_row(board: Board, judged: Row) -> Row | None:
    """The newest observation in the region of `judged`, with what other sources give; None if there is none."""
    if judged["region_code"] is None:
        return None
    chosen = {name: judged[name] for name in ("indicator_id", "region_code")}
    rows = current_values(board.programme.indicator_values).filter(**chosen)
    return rows.row(-1, named=True) if rows.height else None


def newest(board: Board, judged: Row) -> str:
    """The newest figure with its year in few words; with its region if that is not the whole country."""
    t, row = board.view.t, newest_row(board, judged)
    if row is None:
        return t("doelen.per_region" if judged["region_code"] is None else "doelen.none")
    unit = board.indicator(judged["indicator_id"])["unit"]
    where = "" if row["region_code"] == COUNTRY else f"{board.region_name(row['region_code'])}, "
    old = f", {t('doelen.old')}" if judged["is_old"] else ""
    return f"{figure(board.view, row, unit)} ({where}{row['year']}{old})"


def named(board: Board, indicator_ids: Iterable[str]) -> str:
    """Names of indicators, with commas between them."""
    return ", ".join(board.indicator_name(indicator) for indicator in indicator_ids)


def judgement(view: View, judged: Row) -> str:
    """The judgement of an organisation, with its date and reason."""
    return view.t(
        "doelen.judged_by",
        organisation=judged["organisation"],
        date=long_date(judged["date"], view.language),
        status=view.t(f"doelen.status.{judged['status']}"),
        why=judged[f"why_{view.language}"],
    )
