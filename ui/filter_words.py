"""The filters of `measures.filters` in words: their names, their values, and which of these are on."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.schema import RegionLevel
from measures.counts import facet, facet_ages, facet_periods
from measures.filters import BY_FIELD, Filter, FilterKind, FilterValue, Together
from measures.seen import Period, periods
from ui.address import Note
from ui.seen import period_words, span
from ui.view import View


@dataclass(frozen=True)
class Option:
    """One value of a filter that a reader can choose."""

    value: FilterValue
    words: str
    is_on: bool


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
        return view.names.provinces if filter_.level is RegionLevel.PROVINCE else view.names.municipalities
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


def options(view: View, filter_: Filter) -> list[Option]:
    """All values of a filter with their names, and which of them are on; empty for a filter in which words are typed."""
    on = view.selection.values(filter_.field)
    values = option_values(view, filter_, counted=False)
    return [Option(value, _name(view, filter_, value), value in on) for value in values]


def option_values(view: View, filter_: Filter, *, counted: bool = True) -> list[FilterValue]:
    """The values of a filter, as `Selection` holds them. With `counted`, only partners with an initiative in this choice."""
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


def _name(view: View, filter_: Filter, value: FilterValue) -> str:
    """The name of a value; for a municipality with the other names by which people know it."""
    is_municipality = filter_.level is RegionLevel.MUNICIPALITY
    return view.names.with_aliases(str(value)) if is_municipality else value_words(view, filter_.field, value)


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
