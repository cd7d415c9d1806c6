"""How a status was computed: the sum, its input, the result of other choices, and judgements of organisations."""

import polars as pl
from markupsafe import Markup

import data_loaders.schema as declared_words
from data_loaders.schema import Growth
from data_loaders.schema.goal_enums import MethodChoice, VerdictReason
from data_loaders.schema.goal_figures import Progress
from data_loaders.topics import Topic
from measures.goals.choices import readings, sensitivity
from measures.goals.goals import LEAST_JUDGED, with_judgements
from pages.doelen import words
from pages.doelen.board import Board, Row, Section
from ui.age import judged_age
from ui.numbers import number
from ui.plain.lists import listed
from ui.story import Part, PartKind, Place

CODES = {
    "status": "doelen.status",
    "reasons": "doelen.reason",
    "direction": "doelen_cijfer.direction",
    "growth": "doelen_cijfer.choice",
    "input_qualifiers": "doelen.qualifier",
    "trend": "doelen.trend",
    "movement": "doelen.movement",
    "movement_reasons": "doelen.reason",
    "evidence": "doelen.evidence",
    "open_sdg": "doelen_cijfer.open_sdg.outcome",
}
"""Column with codes → prefix of the keys of the texts for these codes."""


def method(board: Board, judged: Row) -> list[Part]:
    """The parts that explain one status: its sum, and what other sources or other choices would give."""
    t, view = board.view.t, board.view
    lines = sum_lines(board, judged)
    declared = board.indicator(judged["indicator_id"])
    values = board.programme.indicator_values.filter(indicator_id=judged["indicator_id"])
    if judged["region_code"]:
        values = values.filter(region_code=judged["region_code"])
    account = Part(
        "oordeel",
        t("doelen_cijfer.method"),
        t("doelen_cijfer.status_is", status=words.status(view, judged), why="").strip(),
        kind=PartKind.FIGURE,
        rows=input_table(board, judged),
        body=_account(board, judged, lines),
        source=declared["source_org"] or t("doelen.source"),
        age=judged_age(view, board.today, values["year"]),
        place=Place.HALF,
    )
    return [account, *_other_choices(board, judged)]


def _account(board: Board, judged: Row, lines: list[str]) -> Markup:
    t, why = board.view.t, board.indicator(judged["indicator_id"])[f"why_{board.view.language}"]
    more = [*([t("doelen_cijfer.why_so", why=why)] if why else []), *_judgements(board, judged)]
    paragraphs = Markup().join(Markup("<p>{}</p>").format(each) for each in more)
    to_method = Markup('<p><a href="{}">{}</a></p>').format(board.href(deel=Section.METHOD), t("doelen.to_method"))
    return Markup('<div class="proza">{}{}{}</div>').format(listed(lines, "ol"), paragraphs, to_method)


def sum_lines(board: Board, judged: Row) -> list[str]:
    """The sum behind a status and a trend, in lines that a reader can check with a pocket calculator."""
    lines = [words.target_line(board, judged), *_pace_lines(board, judged), _outcome_line(board, judged)]
    return [*(line for line in lines if line), *_direction_lines(board, judged), *_open_sdg_lines(board, judged)]


def _pace_lines(board: Board, judged: Row) -> list[str]:
    if judged["change_seen"] is None or judged["change_needed"] is None:
        return []
    t = board.view.t
    kind = "percent" if judged["growth"] == Growth.COMPOUND else "step"
    years = {name: str(judged[f"{name}_year"]) for name in ("base", "latest", "target")}
    values: dict[str, object] = {name: shown(board, judged[f"{name}_value"]) for name in ("base", "latest", "target")}
    values |= {f"{name}_year": year for name, year in years.items()}
    values |= {name: str(judged[name]) for name in ("years_seen", "years_needed")}
    values |= {name: precise(board, judged[name]) for name in ("change_seen", "change_needed")}
    lines = [t(f"doelen_cijfer.sum.{kind}.seen", **values), t(f"doelen_cijfer.sum.{kind}.needed", **values)]
    if judged["ratio"] is not None:
        lines.append(t("doelen_cijfer.sum.ratio", ratio=precise(board, judged["ratio"]), **values))
    return lines


def _outcome_line(board: Board, judged: Row) -> str:
    t = board.view.t
    status = words.status(board.view, judged)
    if judged["ratio"] is not None and judged["is_judged"]:
        limits = {name: shown(board, judged[f"{name}_from"]) for name in ("on_course", "behind")}
        return t("doelen_cijfer.sum.limits", status=status, **limits)
    why = [reason for reason in judged["reasons"] if reason != VerdictReason.NO_TARGET]
    return t("doelen_cijfer.sum.outcome", status=status, why=words.reasons(board.view, {"reasons": why})).strip()


def _direction_lines(board: Board, judged: Row) -> list[str]:
    """The trend of the figures, and the direction that follows from it."""
    t, why = board.view.t, words.movement_reasons(board.view, judged)
    if judged["trend"] is None:
        return [t("doelen_cijfer.sum.no_trend", why=why)]
    movement = t(f"doelen.movement.{judged['movement']}")
    return [_trend_line(board, judged), t("doelen_cijfer.sum.movement", movement=movement, why=why).strip()]


def _open_sdg_lines(board: Board, judged: Row) -> list[str]:
    """The outcome by the rules of Open SDG, if it differs from ours."""
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
    """A figure in a sum, with all its known digits."""
    return number(value, board.view.language)


def precise(board: Board, value: float) -> str:
    """An outcome of a sum, with enough digits to continue with a pocket calculator."""
    return number(round(value, 3 if abs(value) < 10 else 2), board.view.language)


def input_table(board: Board, judged: Row) -> pl.DataFrame:
    """A table of all figures behind the status, with their declared labels."""
    t = board.view.t
    rows = [
        (declared_words.words(Progress, column, board.view.language).label, _cell(board, column, judged[column]))
        for column in Progress.columns()
    ]
    return pl.DataFrame(rows, schema=[t("doelen_cijfer.what"), t("doelen_cijfer.value")], orient="row")


def _cell(board: Board, column: str, value: object) -> str:
    if (named := CODES.get(column)) and value is not None:
        codes = value if isinstance(value, list) else [value]
        return "; ".join(board.view.t(f"{named}.{code}", needed=LEAST_JUDGED) for code in codes)
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
    """A line for each other reasonable choice of method, with its outcome."""
    region = _asked_region(board, judged)
    compute = lambda: sensitivity(board.programme, board.today, region)  # noqa: E731
    rows = board.view.once_for_all(Topic.SENSITIVITY, compute, board.today, region)
    rows = rows.filter(indicator_id=judged["indicator_id"])
    return [_choice_line(board, row, has_target=judged["target_value"] is not None) for row in rows.to_dicts()]


def _asked_region(board: Board, judged: Row) -> str | None:
    own = board.indicator(judged["indicator_id"])["region_code"]
    return None if judged["region_code"] == own else judged["region_code"]


def reading_lines(board: Board, judged: Row) -> list[str]:
    """If sources contradict each other: the status for each figure that they give."""
    region = _asked_region(board, judged)
    compute = lambda: readings(board.programme, board.today, region)  # noqa: E731
    rows = board.view.once_for_all(Topic.READINGS, compute, board.today, region)
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
    other = row["other"] if row["choice"] == MethodChoice.BASE else t(f"doelen_cijfer.choice.{row['other']}")
    outcome = t(
        f"doelen_cijfer.other_{row['choice']}",
        other=other,
        result=t(f"doelen.status.{row['other_status']}" if has_target else f"doelen.trend.{row['other_trend']}"),
        ratio="" if row["other_ratio"] is None else _ratio(board, row["other_ratio"]),
    )
    why = words.reasons(board.view, {"reasons": row["other_reasons"]}) if has_target else ""
    return " ".join(filter(None, [outcome, why, t(f"doelen_cijfer.{'differs' if row['differs'] else 'same'}")]))


def _other_choices(board: Board, judged: Row) -> list[Part]:
    titled = {"readings": reading_lines(board, judged), "other_choices": choices(board, judged)}
    return [
        Part(
            name,
            board.view.t(f"doelen_cijfer.{key}"),
            kind=PartKind.TEXT,
            body=Markup('<div class="proza">{}</div>').format(listed(lines)),
            place=Place.HALF,
        )
        for name, (key, lines) in zip(("bronnen", "andere-keuzes"), titled.items(), strict=True)
        if lines
    ]


def _judgements(board: Board, judged: Row) -> list[str]:
    row = pl.DataFrame([{"indicator_id": judged["indicator_id"]}])
    judgements = with_judgements(row, board.programme.goal_judgements, "indicator_id")["judgements"][0].to_list()
    return [words.judgement(board.view, each) for each in judgements] or [board.view.t("doelen_cijfer.no_judgement")]
