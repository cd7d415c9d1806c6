"""All indicators for one region: those with a known figure, and those without."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pages.doelen.board import COUNTRY, Board, Section, typed_region
from pages.doelen.goal import indicator_table
from ui.age import judged_age
from ui.filter_controls import menu
from ui.plain.lists import linked
from ui.story import Choice, Control, ControlPlace, Part, Story, links_part


def area(board: Board, region_code: str | None) -> Story:
    """The page with the figures of one region, which the reader chooses."""
    view, t = board.view, board.view.t
    code = region_code or view.selection.municipality or view.selection.province or COUNTRY
    judged, region = board.in_region(code), board.region_name(code)
    known, unknown = judged.filter(pl.col("observations") > 0), judged.filter(observations=0)
    return Story(
        page="doelen",
        title=t("doelen_dekking.area_title", region=region),
        answer=t("doelen_dekking.area_answer", known=known.height, total=judged.height, region=region),
        sentence=t("doelen_dekking.area_sentence") if known.height else t("doelen_dekking.area_none"),
        address=f"/doelen?deel=gebied&regio={code}",
        crumbs=board.crumbs(),
        controls=(_choice(board, code),),
        parts=(*_known(board, code, known), *_unknown(board, unknown)),
    )


def _known(board: Board, code: str, known: pl.DataFrame) -> Sequence[Part]:
    view, t = board.view, board.view.t
    if known.is_empty():
        return []
    regio = typed_region(view.names, code)
    to = [board.href(indicator=each, regio=regio) for each in known["indicator_id"]]
    part = Part(
        f"cijfers-{code.lower()}",
        t("doelen_dekking.area_title", region=board.region_name(code)),
        t("doelen_dekking.area_answer", known=known.height, total=board.progress.height, region=board.region_name(code)),
        rows=indicator_table(board, known),
        links={t("doelen_lijst.indicator"): to},
        source=board.per_row,
        age=judged_age(view, board.today, known["newest_year"]),
    )  # fmt: skip
    return [part]


def _unknown(board: Board, unknown: pl.DataFrame) -> Sequence[Part]:
    t = board.view.t
    if unknown.is_empty():
        return []
    names = [board.named_link(each) for each in unknown["indicator_id"]]
    title = t("doelen_dekking.area_unknown", count=unknown.height)
    part = links_part("niet-bekend", title, ((words, address) for address, words, _ in names))
    return [replace(part, body=linked(names))]


def _choice(board: Board, code: str) -> Control:
    names, t = board.view.names, board.view.t
    choices = tuple(
        Choice(
            names.with_aliases(each) if each in names.municipalities else board.region_name(each),
            board.href(deel=Section.AREA, regio=typed_region(names, each)),
            is_on=each == code,
            value=typed_region(names, each),
        )
        for each in (COUNTRY, *names.provinces, *names.municipalities)
    )
    return menu(board.view, "regio", t("doelen_cijfer.region"), choices, ControlPlace.HEAD)
