"""The result of a choice, in one sentence."""

import polars as pl

from data_loaders.schema import Reach, Status
from measures.filters import BY_FIELD, About
from measures.seen import ages
from ui.filter_words import says
from ui.seen import years_words
from ui.view import View


def known_words(view: View, chosen: pl.DataFrame) -> str:
    """How many initiatives are known for this choice."""
    return view.t("kaart.known", count=chosen.height, what=_what(view), where=_where(view))


def limits_words(view: View, chosen: pl.DataFrame) -> str:
    """In how many municipalities they are, the years of their sources, and how many were left out because a year is unknown."""
    count, parts = chosen.height, []
    municipalities = chosen["municipality_code"].drop_nulls().n_unique()
    if municipalities and not view.selection.municipality:
        spread = view.t("kaart.count_municipality", count=municipalities)
        parts.append(view.t("kaart.spread", count=count, municipalities=spread))
    parts.append(wide_words(view, chosen))
    if count and set(view.selection.status) - {Status.UNKNOWN}:
        # An unknown status is not a statement, so it has no year.
        stated = chosen.filter(pl.col("status") != Status.UNKNOWN)["status_year"]
        parts.append(view.t("kaart.status_years", years=years_words(ages(stated), view.language)))
    if hidden := view.catalogue.left_out_by_years(view.selection):
        parts.append(view.t("kaart.years_unknown", count=hidden))
    if undated := view.catalogue.left_out_by_seen(view.selection):
        parts.append(view.t("kaart.seen_unknown", count=undated))
    if not count:
        parts.append(view.t("kaart.none_is_not_none"))
    return " ".join(filter(None, parts))


def wide_words(view: View, chosen: pl.DataFrame) -> str:
    """How many work regionally or nationally and so count in no municipality; empty if none do."""
    wide = chosen.filter(pl.col("scope") != Reach.LOCAL).height
    # If the reader chose that scope, the sentence before this one says so already.
    is_said = wide == chosen.height and bool(view.selection.scope)
    return view.t("kaart.wide_chosen" if is_said else "kaart.wide", count=wide) if wide else ""


def _what(view: View) -> str:
    """All filters that are on in words, except where."""
    on = dict.fromkeys(field for field, _ in view.selection.active() if BY_FIELD[field].about is not About.WHERE)
    words_of = {field: says(view, field) for field in on}
    if {"year_from", "year_to"} <= words_of.keys():
        both = {"first": str(view.selection.year_from), "last": str(view.selection.year_to)}
        words_of = words_of | {"year_from": view.t("kaart.years_both", **both), "year_to": ""}
    return "".join(f" {words}" for words in words_of.values() if words)


def _where(view: View) -> str:
    chosen = view.selection
    if chosen.place and chosen.municipality:
        return view.t("kaart.in_place", place=chosen.place, municipality=view.names.municipalities[chosen.municipality])
    regions = ("municipality", "together", "province")
    return next((says(view, each) for each in regions if getattr(chosen, each)), view.t("kaart.in_country"))
