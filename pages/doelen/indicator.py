"""The page of one indicator: its chart, map, method, meaning, and how to send a missing figure."""

from collections.abc import Iterable

import polars as pl
from markupsafe import Markup

from pages.doelen import words
from pages.doelen.board import COUNTRY, Board, Row, typed_region
from pages.doelen.chart import NARROW, WIDE, key, large_chart, series
from pages.doelen.method import method
from pages.doelen.missing import know
from pages.doelen.regional import NAMES, known_of, regional
from pages.doelen.same_kind import same_kind
from pages.doelen.values import dutch_columns, how_to_read, value_table
from ui.age import figures_age, read_only
from ui.filter_controls import menu
from ui.numbers import long_date
from ui.plain.lists import listed
from ui.story import Choice, Control, ControlPlace, Link, Part, PartKind, Place, Story


def indicator(board: Board, indicator_id: str, region_code: str | None) -> Story:
    """The page of one indicator, for `region_code` or else for the indicator's own region."""
    declared, judged = board.indicator(indicator_id), judged_for(board, indicator_id, region_code)
    chart = [_chart(board, judged)] if judged["observations"] and judged["region_code"] else []
    goal_id = declared["goal_id"]
    parts = [*chart, *regional(board, declared), *method(board, judged), _meaning(board, declared)]
    parts += [know(board, indicator_id, judged["region_code"]), same_kind(board, goal_id, indicator_id)]
    return Story(
        page="doelen",
        title=board.words(declared, "name"),
        answer=answer(board, judged),
        sentence=sentence(board, judged),
        address=f"/doelen?indicator={indicator_id}",
        crumbs=board.crumbs(Link(board.goal_title(goal_id), board.href(doel=goal_id))),
        controls=tuple(_regions(board, declared, judged["region_code"])),
        parts=tuple(parts),
    )


def judged_for(board: Board, indicator_id: str, region_code: str | None) -> Row:
    """The row of `Progress` of an indicator for a region; for None, for its own region."""
    own = board.progress.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)
    if region_code is None or region_code == own["region_code"]:
        return own
    rows = board.in_region(region_code)
    return rows.row(by_predicate=pl.col("indicator_id") == indicator_id, named=True)


def answer(board: Board, judged: Row) -> str:
    """The heading: the name with the newest figure of the region and its year, or that no figure was found."""
    t, name = board.view.t, board.indicator_name(judged["indicator_id"])
    if judged["region_code"] is None:
        level, known, total = known_of(board, judged["indicator_id"])
        return t(f"doelen_cijfer.heading_{NAMES[level]}", name=name, known=known, total=total)
    region = board.region_name(judged["region_code"])
    row = words.newest_row(board, judged)
    if row is None:
        return t("doelen_cijfer.heading_none", name=name, region=region)
    shown = words.short_figure(board.view, row, board.indicator(judged["indicator_id"])["unit"])
    return t("doelen_cijfer.heading", name=name, figure=shown, region=region, year=str(row["year"]))


def sentence(board: Board, judged: Row) -> str:
    """Target, status and day of judgement in words. (The direction is with the chart.)"""
    view, t = board.view, board.view.t
    parts = [t("doelen_cijfer.is_old")] if judged["is_old"] else []
    if judged["target_value"] is None:
        parts.append(t("doelen_cijfer.only_trend"))
    else:
        parts.append(words.target_line(board, judged))
        parts.append(t("doelen_cijfer.status_is", status=words.status(view, judged), why=words.reasons(view, judged)))
    if judged["is_past_deadline"]:
        parts.append(t("doelen_cijfer.past"))
    parts.append(t("doelen_cijfer.judged_on", date=long_date(board.today, view.language)))
    return " ".join(part.strip() for part in parts)


def _regions(board: Board, declared: Row, chosen: str | None) -> Iterable[Control]:
    """A menu of the regions that have a figure; nothing if there is only one."""
    t, names = board.view.t, board.view.names
    values = board.programme.indicator_values.filter(indicator_id=declared["indicator_id"])
    codes = sorted({*values["region_code"], *([chosen] if chosen else [])}, key=lambda code: (code != COUNTRY, code[:2] == "GM", board.region_name(code)))  # fmt: skip
    if len(codes) < 2 and chosen:
        return
    own = [] if chosen else [Choice(t("doelen.per_region"), board.href(indicator=declared["indicator_id"]), is_on=True)]
    choices = [
        Choice(
            board.region_name(code),
            board.href(indicator=declared["indicator_id"], regio=typed_region(names, code)),
            is_on=code == chosen,
            value=typed_region(names, code),
        )
        for code in codes
    ]
    yield menu(board.view, "regio", t("doelen_cijfer.region"), (*own, *choices), ControlPlace.HEAD)


def _chart(board: Board, judged: Row) -> Part:
    view, t = board.view, board.view.t
    curve, unit = series(board, judged), board.indicator(judged["indicator_id"])["unit"]
    charts = Markup('<div class="breed">{}</div><div class="smal">{}</div>{}').format(
        large_chart(board, judged, WIDE), large_chart(board, judged, NARROW), key(board, curve)
    )
    lines = how_to_read(board, unit, curve)
    rows = value_table(board, [unit] * curve.every_reading.height, curve.every_reading)
    return Part(
        "cijfers",
        t("doelen_cijfer.chart_title", region=board.region_name(judged["region_code"])),
        t("doelen_cijfer.trend_is", trend=words.movement(view, judged).rstrip(".")),
        kind=PartKind.FIGURE,
        rows=rows,
        links={t("doelen_cijfer.source"): curve.every_reading["source_url"].to_list()},
        dutch=dutch_columns(board),
        body=charts + listed(lines, css="lezen"),
        source="; ".join(curve.every_reading["source_title"].unique(maintain_order=True)),
        age=figures_age(view, curve.points["year"]),
        place=Place.HALF,
    )


def _meaning(board: Board, declared: Row) -> Part:
    """What is counted, by whom, and what to watch for. Definitions exist in Dutch only."""
    t = board.view.t
    none = t("doelen.answer.unknown")
    facts = {
        "definition": declared["definition_nl"] or none,
        "holder": declared["source_org"] or none,
        "frequency": declared["frequency"] or none,
        "direction": t(f"doelen_cijfer.direction.{declared['direction']}"),
        "target_source": declared["target_source_url"] or t("doelen_cijfer.sum.no_target"),
        "notes": declared["notes_nl"] or "–",
    }
    what, value = t("doelen_cijfer.what"), t("doelen_cijfer.value")
    names = [t(f"doelen_cijfer.fact.{name}") for name in facts]
    links = [declared["target_source_url"] if name == "target_source" else None for name in facts]
    return Part(
        "betekenis",
        t("doelen_cijfer.meaning"),
        t("doelen_cijfer.meaning_sentence"),
        kind=PartKind.FACTS,
        rows=pl.DataFrame({what: names, value: list(facts.values())}),
        links={value: links},
        source=declared["source_org"] or t("doelen.source"),
        age=read_only(board.view),
        place=Place.HALF,
    )
