"""The result of a choice, in one sentence."""

import polars as pl

from data_loaders.schema import Reach, Status
from measures.filters import BY_FIELD, About
from measures.seen import ages
from ui.filter_words import says
from ui.seen import years_words
from ui.view import View


def result_sentence(view: View, chosen: pl.DataFrame) -> str:
    """How many initiatives are known for this choice, in how many municipalities, from which years, and what was left out."""
    count = chosen.height
    parts = [view.t("kaart.known", count=count, what=_what(view), where=_where(view))]
    municipalities = chosen["municipality_code"].drop_nulls().n_unique()
    if municipalities and not view.selection.municipality:
        parts.append(view.t("kaart.spread", count=municipalities))
    if wide := chosen.filter(pl.col("scope") != Reach.LOCAL).height:
        parts.append(view.t("kaart.wide", count=wide))
    if count and set(view.selection.status) - {Status.UNKNOWN}:
        # An unknown status is no statement, so it is of no year.
        stated = chosen.filter(pl.col("status") != Status.UNKNOWN)["status_year"]
        parts.append(view.t("kaart.status_years", years=years_words(ages(stated), view.language)))
    if hidden := view.catalogue.left_out_by_years(view.selection):
        parts.append(view.t("kaart.years_unknown", count=hidden))
    if undated := view.catalogue.left_out_by_seen(view.selection):
        parts.append(view.t("kaart.seen_unknown", count=undated))
    if not count:
        parts.append(view.t("kaart.none_is_not_none"))
    return " ".join(parts)


def _what(view: View) -> str:
    """All but the where, each filter in its own words."""
    on = dict.fromkeys(field for field, _ in view.selection.active() if BY_FIELD[field].about is not About.WHERE)
    return "".join(f" {says(view, field)}" for field in on)


def _where(view: View) -> str:
    chosen = view.selection
    if chosen.place and chosen.municipality:
        return view.t("kaart.in_place", place=chosen.place, municipality=view.names.municipalities[chosen.municipality])
    region = "municipality" if chosen.municipality else "province"
    return says(view, region) if getattr(chosen, region) else view.t("kaart.in_country")
