"""The municipalities that are most like this one, with the reasons in words, and a choice of the figures that are compared."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel
from measures.region.likeness import FIGURES, FigureKind, compared, figures_wide
from ui.need import figure_words
from ui.numbers import number
from ui.plain.render import control_html
from ui.region.choices import chosen_figures
from ui.region.find import FIGURE
from ui.region.region_view import RegionView
from ui.region.story import group_note
from ui.seen import span
from ui.story import Choice, Control, ControlKind, ControlPlace, Part, PartKind
from ui.texts import first_upper
from ui.view import View

NAME = "gelijken"
SHOWN = 5
"""Municipalities on the page; the table and the files have all."""
WORDS = {-1: "less", 0: "same", 1: "more"}
Values = Mapping[str, float | None]


def alike_part(view: View, region: RegionView) -> Part | None:
    """The group of a municipality, the most alike first; None for other regions, or if there is no group."""
    members = region.profile.similar.members
    if region.profile.level != RegionLevel.MUNICIPALITY or members.is_empty():
        return None
    figures, codes = chosen_figures(view), members["code"].to_list()
    wide = figures_wide(region.tables.regions, region.tables.context_values)
    values: dict[str, Values] = {str(row.pop("code")): row for row in wide.iter_rows(named=True)}
    classes = dict(region.tables.classed.select("code", "urbanity").iter_rows())
    reasons = [
        ", ".join(
            [
                *urbanity_words(view, classes.get(region.profile.code), classes.get(code)),
                *(reason_words(view, name, values[region.profile.code][name], values[code][name]) for name in figures),
            ]
        )
        for code in codes
    ]
    rates = region.tables.rates.select("code", "known", "per_10k")
    rows = members.select("code", "name", "distance").join(rates, on="code", how="left", maintain_order="left")
    table = rows.select(
        pl.col("name").alias(view.t("list.municipality")),
        pl.Series(view.t("gelijk.why"), reasons, dtype=pl.String),
        pl.col("distance").alias(view.t("gelijk.far")),
        pl.col("known").cast(pl.Int64).alias(region.part("naast.known")),
        pl.col("per_10k").alias(region.part("naast.rate")),
    )
    sentence = view.t("gelijk.sentence", name=region.name, first=members["name"][0], why=reasons[0])
    note = f"{group_note(region)} {view.t('gelijk.note')}"
    part = region.piece(
        NAME, view.t("gelijk.title", name=region.name), sentence, table, note, codes, age=region.age_of(*codes)
    )
    years = region.tables.context_values.filter(pl.col("indicator_id").is_in(figures))["year"]
    source = view.t("gelijk.source", years=span(years.min(), years.max()), source=part.source)  # type: ignore[arg-type]  # years
    return replace(
        part, source=source, kind=PartKind.LIST, body=_figures(view, figures) + _listed(region, rows, reasons)
    )


def urbanity_words(view: View, own: int | None, other: int | None) -> list[str]:
    """Whether another municipality is equally, more or less urban; empty if Statistics Netherlands gives no class for one of them."""
    if own is None or other is None:
        return []
    # CBS numbers its classes from very strongly urban (1) to not urban (5).
    if own == other:
        return [view.t("gelijk.urbanity.same")]
    return [view.t("gelijk.urbanity.more" if other < own else "gelijk.urbanity.less")]


def reason_words(view: View, name: str, own: float | None, other: float | None) -> str:
    """How another municipality differs in one figure, or that it is the same."""
    what = view.t(f"gelijk.what.{name}")
    if own is None or other is None:
        return view.t("gelijk.unknown", what=what)
    kind, word = FIGURES[name], WORDS[compared(name, own, other)]
    percent = number(abs(round(100 * (other / own - 1))), view.language) if kind is FigureKind.COUNT and own else ""
    return view.t(
        f"gelijk.{kind}.{word}",
        what=what,
        percent=percent,
        other=figure_words(view, other),
        own=figure_words(view, own),
    )


def _figures(view: View, chosen: tuple[str, ...]) -> Markup:
    """A chip for each figure that can be compared; a press adds or removes it."""
    choices = []
    for name in FIGURES:
        others = [each for each in FIGURES if (each in chosen) != (each == name)]
        words = first_upper(view.t(f"gelijk.what.{name}"))
        choices.append(Choice(words, f"{view.here(**{FIGURE: others})}#{NAME}", is_on=name in chosen, value=name))
    control = Control(FIGURE, view.t("gelijk.figures"), tuple(choices), ControlKind.CHIPS, place=ControlPlace.PANE)
    return Markup('<details class="cijferkeuze"{}><summary>{}</summary>{}</details>').format(
        Markup(" open") if view.params.get(FIGURE) else "",
        view.t("gelijk.choose", count=len(chosen)),
        control_html(view, control),
    )


def _listed(region: RegionView, rows: pl.DataFrame, reasons: list[str]) -> Markup:
    item = Markup('<li><a href="{}">{}</a> <span>{}</span> <span class="vaag">{}</span></li>')
    shown = [
        item.format(region.address(row["code"]), row["name"], reason, region.t("gelijk.known", count=row["known"]))
        for row, reason in zip(rows.head(SHOWN).iter_rows(named=True), reasons, strict=False)
    ]
    rest = rows.height - SHOWN
    more = Markup('<p class="noot">{}</p>').format(region.t("gelijk.more", count=rest)) if rest > 0 else Markup()
    return Markup('<ol class="gelijken">{}</ol>{}').format(Markup().join(shown), more)
