"""The filters of `measures.filters` in words: their names, their values, and which of these are on."""

from collections.abc import Sequence

import polars as pl

from data_loaders.schema import Reach, RegionLevel, Status
from measures.counts import facet, facet_ages, facet_periods
from measures.filters import BY_FIELD, About, Filter, FilterKind, FilterValue, Together
from measures.seen import Period, ages, periods
from ui.address import Note
from ui.seen import period_words, span, years_words
from ui.view import View


def value_words(view: View, field: str, value: FilterValue) -> str:
    """One value of a filter in words, without a count."""
    filter_ = BY_FIELD[field]
    if isinstance(value, Period):
        return period_words(value, view.language)
    if filter_.kind is FilterKind.CHOICES:
        return view.t(f"{filter_.words}.{value}")
    if isinstance(value, Together):
        return value.name or view.t(f"filters.{field}.unnamed")
    return _open_names(view, filter_).get(str(value), str(value))


def _open_names(view: View, filter_: Filter) -> dict[str, str]:
    """Value → name, for a filter whose values come from the data; empty for other filters."""
    if filter_.kind is FilterKind.PARTNER:
        return view.names.partners
    if filter_.kind is FilterKind.REGION:
        return {
            RegionLevel.PROVINCE: view.names.provinces,
            RegionLevel.COROP: {code: name for code, name in view.names.regions.items() if code.startswith("CR")},
        }.get(filter_.level or RegionLevel.MUNICIPALITY, view.names.municipalities)
    return {}


def chip_words(view: View, field: str, value: FilterValue) -> str:
    """The words on the chip of one chosen value."""
    return view.t(f"filters.{field}.chip", value=value_words(view, field, value))


def says(view: View, field: str) -> str:
    """The words for a filter in the result sentence, with all its chosen values ("for care or housing")."""
    filter_ = BY_FIELD[field]
    values = [value_words(view, field, value) for value in view.selection.values(field)]
    if filter_.kind is FilterKind.PERIODS:
        return view.t(f"filters.{field}.says", value="; ".join(values))
    if filter_.kind is FilterKind.CHOICES:
        values = [value.lower() for value in values]
    *others, last = values
    joined = view.t("kaart.or", first=", ".join(others), last=last) if others else last
    return view.t(f"filters.{field}.says", value=joined)


def offered_periods(view: View, field: str) -> tuple[Period, ...]:
    """The usual periods for the year of the data, and any others that the address names."""
    usual = periods(view.snapshot.date.year)
    return (*usual, *(period for period in getattr(view.selection, field) if period not in usual))


def option_values(view: View, filter_: Filter, *, counted: bool = True) -> list[FilterValue]:
    """The values of a filter from which a reader chooses, as `Selection` holds them; none where words are typed.

    Args:
        view: the reader's choice.
        filter_: any filter.
        counted: whether partners without an initiative in this choice are left out.
    """
    if filter_.values:
        return list(filter_.values)
    if filter_.kind is FilterKind.PERIODS:
        return list(offered_periods(view, filter_.field))
    names, chosen = _open_names(view, filter_), view.selection.values(filter_.field)
    if filter_.kind is FilterKind.PARTNER and counted:
        counts = facet(view.catalogue, view.selection, filter_.field)
        return [partner for partner in names if counts.get(partner) or partner in chosen]
    if filter_.level is RegionLevel.MUNICIPALITY and (inside := view.selection.province):
        # A municipality chosen outside the province is offered too: the menu must show what the chip says.
        return [code for code in names if view.names.province_of[code] == inside or code in chosen]
    return list(names)


def label_words(view: View, filter_: Filter) -> str:
    """The name of a filter. If its values are dated statements, with the years of the statements that are counted."""
    label = view.t(f"filters.{filter_.field}.label")
    if not filter_.dated_by:
        return label
    years = facet_ages(view.catalogue, view.selection, filter_.field).values()
    known = [year for label_years in years for year in (label_years.first, label_years.last) if year]
    return view.t("filters.dated", label=label, span=span(min(known), max(known))) if known else label


def period_counts(view: View, field: str) -> dict[str, int]:
    """Key of a period that the filter offers → number of initiatives in it."""
    counts = facet_periods(view.catalogue, view.selection, field, offered_periods(view, field))
    return {str(period): count for period, count in counts.items()}


def note_words(view: View, notes: Sequence[Note]) -> list[str]:
    """The notes in words."""
    return [view.t(note.key, parameter=note.parameter, value=note.value) for note in notes]


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
    regions = ("municipality", "together", "corop", "province")
    return next((says(view, each) for each in regions if getattr(chosen, each)), view.t("kaart.in_country"))
