"""The page of one goal: its status and the reasons, milestones, targets, series, indicators, and missing figures."""

import polars as pl
from markupsafe import Markup

from measures.goals.targets import targets
from pages.doelen import words
from pages.doelen.board import Board, Row, Section
from pages.doelen.chart import small_chart
from pages.doelen.milestones import milestones
from pages.doelen.missing import missing
from pages.doelen.overview import in_order, marks, standing, status_pills
from pages.doelen.same_kind import same_kind
from pages.doelen.signs import movement_mark
from pages.doelen.timebar import axis_head, counted_of, time_bar
from pages.doelen.values import dutch_columns, value_table
from ui.age import figures_age, judged_age
from ui.drawing import bar
from ui.numbers import long_date, number
from ui.plain.lists import folded, listed
from ui.story import Link, Part, PartKind, Place, Story
from ui.texts import first_upper


def goal(board: Board, goal_id: int) -> Story:
    """The page of one goal. The heading names it, and the pills beside it give its status."""
    row, t = board.goal(goal_id), board.view.t
    ids = board.goals["goal_id"].to_list()
    beside = [each for each in (goal_id - 1, goal_id + 1) if each in ids]
    mine = board.progress.filter(goal_id=goal_id)
    parts = [_standing(board, row, mine), _targets(board, row, mine), milestones(board, row), _series(board, mine)]
    parts += [_indicators(board, row, mine), missing(board, goal_id), same_kind(board, goal_id)]
    return Story(
        page="doelen",
        title=board.goal_title(goal_id),
        answer=board.goal_title(goal_id),
        sentence=board.words(row, "aim"),
        address=f"/doelen?doel={goal_id}",
        crumbs=board.crumbs(),
        actions=tuple(Link(t("doelen.neighbour", id=str(each)), board.href(doel=each)) for each in beside),
        parts=tuple(part for part in parts if part),
    )


def _standing(board: Board, row: Row, mine: pl.DataFrame) -> Part:
    view, t = board.view, board.view.t
    facts = _facts(board, row)
    targets_known = words.targets_known(view, row)
    why = " ".join(filter(None, [words.reasons(view, row, "goal_reason_short"), targets_known]))
    body = Markup(
        '{}<p><b>{}.</b> {}</p><div class="merken">{}</div>{}{}{}<p><a href="{}">{}</a> · <a href="{}" rel="noopener">{}</a></p>'
    ).format(
        standing(board, row), first_upper(words.time_left(view, row)), why, marks(board, mine),
        axis_head(board), time_bar(board, row, counted_of(board).filter(goal_id=row["goal_id"])),
        folded(t("doelen_lijst.why_status"), listed([t("doelen_lijst.rule"), *facts.values()])),
        board.href(deel=Section.METHOD), t("doelen.to_method"), row["source_url"], t("doelen_lijst.goal_source"),
    )  # fmt: skip
    rows = pl.DataFrame({t("doelen_cijfer.what"): list(facts), t("doelen_cijfer.value"): list(facts.values())})
    return Part(
        "stand",
        t("doelen.head.status"),
        t("doelen_lijst.deadline", **_dates(board, row)),
        kind=PartKind.FACTS,
        rows=rows,
        body=Markup('<div class="standkaart">{}</div>').format(body),
        source=t("doelen.source"),
        age=judged_age(view, board.today, mine["newest_year"]),
        place=Place.SIDE,
        is_title_quiet=True,
    )


def _facts(board: Board, row: Row) -> dict[str, str]:
    """The facts behind the status, with the names of the indicators that count."""
    view, t = board.view, board.view.t
    facts = {
        t("doelen.head.why"): words.reasons(view, row, "goal_reason"),
        t("doelen.head.evidence"): words.evidence(view, row),
    }
    facts |= {t("doelen.head.status"): words.status(view, row), t("doelen.head.deadline"): t("doelen_lijst.deadline", **_dates(board, row))}  # fmt: skip
    for group in ("judged", "outdated", "missing", "without_target"):
        key, names = group if row[group] else f"no_{group}", words.named(board, row[group])
        facts[t(f"doelen_lijst.group.{group}")] = t(f"doelen_lijst.{key}", count=len(row[group]), names=names)
    judgements = [words.judgement(view, each) for each in row["judgements"]]
    return facts | {t("doelen_lijst.group.judgements"): " ".join(judgements) or t("doelen_cijfer.no_judgement")}


def _dates(board: Board, row: Row) -> dict[str, str]:
    days = {"date": row["deadline"], "today": board.today}
    return {name: long_date(day, board.view.language) for name, day in days.items()}


def _targets(board: Board, row: Row, mine: pl.DataFrame) -> Part | None:
    """For each target what is known beside what is wanted; None if there are no targets."""
    t, goal_targets = board.view.t, targets(board.programme, mine)
    if goal_targets.is_empty():
        return None
    by_id = {judged["indicator_id"]: judged for judged in mine.iter_rows(named=True)}
    cards = [_target(board, target, by_id[target["indicator_id"]]) for target in goal_targets.iter_rows(named=True)]
    names = [board.indicator_name(each) for each in goal_targets["indicator_id"]]
    rows = goal_targets.select(
        pl.Series(t("doelen_lijst.indicator"), names),
        pl.col("wanted").alias(t("doelen_lijst.wanted")),
        pl.col("known").alias(t("doelen_lijst.known")),
        pl.col("known_year").cast(pl.String).fill_null("").alias(t("doelen_cijfer.year")),
        pl.col("last_day").cast(pl.String).fill_null("").alias(t("doelen.head.deadline")),
        pl.Series(
            t("doelen.head.status"), [words.status(board.view, by_id[each]) for each in goal_targets["indicator_id"]]
        ),
    )
    return Part(
        "streefwaarden",
        t("doelen_lijst.targets_title", count=goal_targets.height, number=words.spelled(board.view, goal_targets.height).capitalize()),
        t("doelen.targets", judged=len(row["judged"]), count=goal_targets.height),
        kind=PartKind.FIGURE,
        rows=rows,
        links={t("doelen_lijst.indicator"): [board.href(indicator=each) for each in goal_targets["indicator_id"]]},
        body=Markup('<div class="kaarten">{}</div>').format(Markup().join(cards)),
        source=board.per_row,
        age=judged_age(board.view, board.today, goal_targets["known_year"]),
        note=t("doelen_lijst.targets_note"),
        place=Place.HEAD,
    )  # fmt: skip


def _target(board: Board, target: Row, judged: Row) -> Markup:
    view = board.view
    large, small = _known(board, target, judged)
    return Markup(
        '<section class="kol"><h3><a href="{}">{}</a></h3><p class="groot">{} <small>{}</small></p>{}<p>{}</p><p class="stand-rij">{}</p><p class="vaag">{}</p></section>'
    ).format(
        board.href(indicator=target["indicator_id"]),
        board.indicator_name(target["indicator_id"]),
        large,
        small,
        bar(target["share"] or 0, target["unknown_share"]),
        words.target_line(board, judged),
        status_pills(view, judged),
        words.reasons(view, judged),
    )


def _known(board: Board, target: Row, judged: Row) -> tuple[str, str]:
    """The figure for large type, and its unit or region and year for small type."""
    view, t = board.view, board.view.t
    if judged["region_code"] is None:
        wanted, known = int(target["wanted"]), int(target["known"])
        return number(known, view.language), t("doelen_lijst.of_municipalities", total=wanted, year=str(target["known_year"] or t("doelen.none")))  # fmt: skip
    row = words.newest_row(board, judged)
    if row is None:
        return t("doelen_lijst.no_figure_found"), ""
    shown = words.short_figure(view, row, board.indicator(judged["indicator_id"])["unit"])
    return shown, t("doelen_lijst.in_region", region=board.region_name(row["region_code"]), year=str(row["year"]))


def _series(board: Board, mine: pl.DataFrame) -> Part | None:
    """Every series of two figures or more as a card, the most certain direction first; other indicators in a list."""
    view, t = board.view, board.view.t
    charted = in_order(mine.filter(pl.col("region_code").is_not_null(), pl.col("observations") > 1))
    if charted.is_empty():
        return None
    cards = Markup().join(_card(board, judged) for judged in charted.iter_rows(named=True))
    rest = in_order(mine.join(charted, on="indicator_id", how="anti"))
    others = Markup().join(_other(board, judged) for judged in rest.iter_rows(named=True))
    values = board.programme.indicator_values.join(charted, on=["indicator_id", "region_code"], how="semi")
    return Part(
        "reeksen",
        t("doelen_lijst.series", count=charted.height, number=words.spelled(view, charted.height).capitalize()),
        t("doelen_lijst.series_sentence"),
        kind=PartKind.FIGURE,
        rows=_values(board, values),
        links={t("doelen_cijfer.source"): values["source_url"].to_list()},
        dutch=dutch_columns(board),
        body=Markup('<div class="kaarten vier">{}</div><ul class="overige">{}</ul>').format(cards, others),
        source=board.per_row,
        age=figures_age(view, values["year"]),
    )


def _values(board: Board, values: pl.DataFrame) -> pl.DataFrame:
    names = [board.indicator_name(each) for each in values["indicator_id"]]
    units = [board.indicator(each)["unit"] for each in values["indicator_id"]]
    return value_table(board, units, values).insert_column(0, pl.Series(board.view.t("doelen_lijst.indicator"), names))


def _card(board: Board, judged: Row) -> Markup:
    name = board.indicator_name(judged["indicator_id"])
    return Markup(
        '<section class="kol reeks-kaart"><h3><a href="{}">{}</a>{}</h3>{}<p class="vaag">{}</p></section>'
    ).format(
        board.href(indicator=judged["indicator_id"]),
        name,
        movement_mark(board.view, judged["movement"], name),
        small_chart(board, judged),
        words.movement(board.view, judged),
    )


def _other(board: Board, judged: Row) -> Markup:
    name = board.indicator_name(judged["indicator_id"])
    return Markup('<li>{}<span><a href="{}">{}</a> <span class="vaag">{}. {}</span></span></li>').format(
        movement_mark(board.view, judged["movement"], name),
        board.href(indicator=judged["indicator_id"]),
        name,
        words.newest(board, judged),
        words.movement_reasons(board.view, judged),
    )


def _indicators(board: Board, row: Row, mine: pl.DataFrame) -> Part:
    """A table of all indicators of the goal."""
    t = board.view.t
    return Part(
        "indicatoren",
        t("doelen_lijst.indicators"),
        words.evidence(board.view, row),
        rows=indicator_table(board, mine),
        links={t("doelen_lijst.indicator"): [board.href(indicator=each) for each in mine["indicator_id"]]},
        source=board.per_row,
        age=judged_age(board.view, board.today, mine["newest_year"]),
    )


def indicator_table(board: Board, judged: pl.DataFrame) -> pl.DataFrame:
    """A row for each indicator: newest figure, status, direction, evidence and publisher."""
    view, t = board.view, board.view.t
    return pl.DataFrame(
        [
            {
                t("doelen_lijst.indicator"): board.indicator_name(row["indicator_id"]),
                t("doelen_cijfer.newest_figure"): words.newest(board, row),
                t("doelen.head.status"): " ".join(filter(None, [words.status(view, row), t("doelen.and_passed") if row["is_past_deadline"] else ""])),
                t("doelen_lijst.trend"): words.movement(view, row),
                t("doelen.head.level"): t(f"doelen.evidence.{row['evidence']}"),
                t("doelen_cijfer.source"): board.indicator(row["indicator_id"])["source_org"] or "",
            }
            for row in judged.iter_rows(named=True)
        ]
    )  # fmt: skip
