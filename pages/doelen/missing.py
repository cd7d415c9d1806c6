"""Missing figures: which they are, who could supply them, and a message to send."""

import polars as pl

from data_loaders.topics import Topic
from measures.goals.availability import wanted
from measures.goals.kinds import Wanted
from pages.doelen.board import Board, Row
from ui.age import judged_age
from ui.plain.lists import to_copy
from ui.site_address import site_address
from ui.story import Part, PartKind, Place


def wanted_rows(board: Board) -> pl.DataFrame:
    """The result of `measures.goals.availability.wanted` for today."""
    compute = lambda: wanted(board.programme, board.progress, board.today)  # noqa: E731
    return board.view.once_for_all(Topic.WANTED, compute, board.today)


def missing(board: Board, goal_id: int) -> Part:
    """The figures of a goal that we would most like to have, with who publishes them and a link to the message."""
    t, wanted_figures = board.view.t, wanted_rows(board).filter(goal_id=goal_id)
    title, rows = t("doelen_lijst.missing_title"), wanted_figures.to_dicts()
    if not rows:
        return Part("ontbreekt", title, t("doelen_lijst.nothing_missing"), PartKind.TEXT)
    table = [
        {
            t("doelen_lijst.indicator"): board.indicator_name(row["indicator_id"]),
            t("doelen_cijfer.region"): board.region_name(row["region_code"]),
            t("doelen_lijst.wanted_year"): str(row["year"] or _other_regions(board, row)),
            t("doelen_lijst.have_year"): _have(board, row),
            t("doelen_lijst.holder"): row["source_org"] or t("doelen.answer.unknown"),
            t("doelen_cijfer.know"): t("doelen_lijst.to_message"),
        }
        for row in rows
    ]
    to = [board.href(indicator=row["indicator_id"]) for row in rows]
    return Part(
        "ontbreekt",
        title,
        _sentence(board, rows),
        rows=pl.DataFrame(table),
        links={t("doelen_lijst.indicator"): to, t("doelen_cijfer.know"): [f"{each}#weet-dit" for each in to]},
        source=t("doelen.source"),
        age=judged_age(board.view, board.today, wanted_figures["newest_year"]),
    )


def _other_regions(board: Board, row: Row) -> str:
    return board.view.t("doelen_lijst.wanted_regions", count=row["regions"] - row["known_regions"])


def _have(board: Board, row: Row) -> str:
    """The year of our newest figure, and the number of regions for which we have one."""
    year = str(row["newest_year"] or board.view.t("doelen.none"))
    if not row["regions"]:
        return year
    known, total = row["known_regions"], row["regions"]
    return board.view.t("doelen_lijst.have_regions", year=year, known=known, total=total)


def _sentence(board: Board, rows: list[Row]) -> str:
    regions = sum(row["wanted"] == Wanted.OTHER_REGIONS for row in rows)
    counts = {"missing_sentence": len(rows) - regions, "missing_regions": regions}
    return " ".join(board.view.t(f"doelen_lijst.{key}", count=count) for key, count in counts.items() if count)


def know(board: Board, indicator_id: str, region: str | None) -> Part:
    """The part that tells how to send us a figure, with a message to copy."""
    t = board.view.t
    holder = board.indicator(indicator_id)["source_org"] or t("doelen_cijfer.no_holder")
    body = to_copy(t, t("doelen_cijfer.know"), message(board, indicator_id, region), 8)
    return Part(
        "weet-dit",
        t("doelen_cijfer.know"),
        t("doelen_cijfer.know_how", organisation=holder),
        PartKind.TEXT,
        body=body,
        place=Place.HALF,
    )


def message(board: Board, indicator_id: str, region: str | None) -> str:
    """The message: it names indicator, region and year, and has open places for the figure and its source."""
    years = wanted_rows(board).filter(indicator_id=indicator_id)["year"]
    return board.view.t(
        "doelen_cijfer.message",
        indicator=board.indicator_name(indicator_id),
        id=indicator_id,
        region=board.region_name(region),
        code=region or "…",
        year=str(next(iter(years), None) or "…"),
        address=site_address() + board.href(indicator=indicator_id),
        version=board.view.snapshot.version,
    ).strip()
