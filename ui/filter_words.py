"""Filters as readers see them: their values in words, with counts, and which of them are on. Read from `measures.filters`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_loaders.schema import RegionLevel
from measures.counts import facet, facet_ages, facet_periods
from measures.filters import BY_FIELD, FILTERS, Filter, FilterKind, FilterValue, Together
from measures.seen import Period, periods
from ui.address import Note
from ui.numbers import number
from ui.seen import period_words, span
from ui.view import View


@dataclass(frozen=True)
class Option:
    """One value of a filter as a reader can choose it."""

    value: FilterValue
    words: str
    """With its count where it has one."""
    is_on: bool


def value_words(view: View, field: str, value: FilterValue) -> str:
    """One value of a filter, in bare words."""
    filter_ = BY_FIELD[field]
    if isinstance(value, Period):
        return period_words(value, view.language)
    if filter_.kind is FilterKind.CHOICES:
        return view.t(f"{filter_.words}.{value}")
    if isinstance(value, Together):
        return value.name or view.t(f"filters.{field}.unnamed")
    return _open_names(view, filter_).get(str(value), str(value))


def _open_names(view: View, filter_: Filter) -> dict[str, str]:
    """Name per value of a filter whose list is a matter of data."""
    if filter_.kind is FilterKind.PARTNER:
        return view.names.partners
    if filter_.kind is FilterKind.REGION:
        return view.names.provinces if filter_.level is RegionLevel.PROVINCE else view.names.municipalities
    return {}


def chip_words(view: View, field: str, value: FilterValue) -> str:
    """What a chip says about one chosen value."""
    return view.t(f"filters.{field}.chip", value=value_words(view, field, value))


def says(view: View, field: str) -> str:
    """What the result sentence says of a filter that is on: all its values, any of which will do."""
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
    """The periods of the year of the data, and any others that the address has chosen."""
    usual = periods(view.snapshot.date.year)
    return (*usual, *(period for period in getattr(view.selection, field) if period not in usual))


def options(view: View, filter_: Filter, *, counted: bool = True) -> list[Option]:
    """The values of a filter from which a reader chooses; none where words are typed.

    Args:
        view: the reader's choice: the counts follow its other filters.
        filter_: any filter.
        counted: False for bare words, where initiatives are not what is counted.
    """
    values = option_values(view, filter_, counted=counted)
    words = _counted(view, filter_, values) if counted and values else [_name(view, filter_, each) for each in values]
    on = view.selection.values(filter_.field)
    return [Option(value, shown, value in on) for value, shown in zip(values, words, strict=True)]


def option_values(view: View, filter_: Filter, *, counted: bool = True) -> list[FilterValue]:
    """The values of a filter, as `Selection` holds them."""
    if filter_.values:
        return list(filter_.values)
    if filter_.kind is FilterKind.PERIODS:
        return list(offered_periods(view, filter_.field))
    names, chosen = _open_names(view, filter_), view.selection.values(filter_.field)
    if filter_.kind is FilterKind.PARTNER and counted:
        counts = facet(view.catalogue, view.selection, filter_.field)
        return [partner for partner in names if counts.get(partner) or partner in chosen]
    if filter_.level is RegionLevel.MUNICIPALITY and (inside := view.selection.province):
        # A chosen one elsewhere is among them too: the box must hold what the chip and the sentence say.
        return [code for code in names if view.names.province_of[code] == inside or code in chosen]
    return list(names)


def _name(view: View, filter_: Filter, value: FilterValue) -> str:
    """A municipality with the other names that people look for."""
    is_municipality = filter_.level is RegionLevel.MUNICIPALITY
    return view.names.with_aliases(str(value)) if is_municipality else value_words(view, filter_.field, value)


def is_open(filter_: Filter) -> bool:
    """Whether all values lie open to see, as buttons; of the others one is picked from a list."""
    return filter_.kind in (FilterKind.CHOICES, FilterKind.PERIODS) and not filter_.excludes


def label_words(view: View, filter_: Filter) -> str:
    """What a filter is called; where its values hold for a year, with the years that the counts beside them are of."""
    label = view.t(f"filters.{filter_.field}.label")
    if not filter_.dated_by:
        return label
    years = facet_ages(view.catalogue, view.selection, filter_.field).values()
    known = [year for label_years in years for year in (label_years.first, label_years.last) if year]
    return view.t("filters.dated", label=label, span=span(min(known), max(known))) if known else label


def _counted(view: View, filter_: Filter, values: list[FilterValue]) -> Iterable[str]:
    counts = _counts(view, filter_)
    dated = facet_ages(view.catalogue, view.selection, filter_.field) if filter_.dated_by else {}
    for value in values:
        name, count = _name(view, filter_, value), number(counts.get(str(value), 0), view.language)
        # A period ends in a year already, and the others of a list may too.
        is_bare = filter_.kind is FilterKind.CHOICES and is_open(filter_)
        words = f"{name} {count}" if is_bare else f"{name} ({count})"
        age = dated.get(str(value))
        yield view.t("filters.undated", words=words, undated=age.undated) if age and age.undated else words


def _counts(view: View, filter_: Filter) -> dict[str, int]:
    field = filter_.field
    if filter_.kind is FilterKind.PERIODS:
        return period_counts(view, field)
    # Another province may be chosen whatever municipality is, and another municipality whatever place.
    freed = view.selection.without("municipality") if filter_.level else view.selection
    return facet(view.catalogue, freed, field)


def period_counts(view: View, field: str) -> dict[str, int]:
    """Initiatives in each period that a filter offers, by its key."""
    counts = facet_periods(view.catalogue, view.selection, field, offered_periods(view, field))
    return {str(period): count for period, count in counts.items()}


def offered() -> list[Filter]:
    """The filters that have a place in the side bar; the others are chosen on the map, in a list or on the page of regions."""
    return [filter_ for filter_ in FILTERS if not filter_.inside and filter_.kind is not FilterKind.TOGETHER]


def note_words(view: View, notes: Sequence[Note]) -> list[str]:
    """The notes as a reader sees them."""
    return [view.t(note.key, parameter=note.parameter, value=note.value) for note in notes]
