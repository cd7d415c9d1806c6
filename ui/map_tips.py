"""Tooltips of regions and bubbles on the map, and their figures in words."""

from math import isnan

from measures.counts import BubbleRow, top_themes
from measures.map_figures import Measure, RegionFigure, comparison
from ui.filter_words import says
from ui.map_mode import LEVELS, MapChoice, Mode
from ui.numbers import number
from ui.view import View

FRACTIONS = frozenset({Measure.RATE, Measure.SHARE})
"""Measures that are not whole numbers. In small regions they rest on few initiatives."""
DECIMALS = {Measure.RATE: 2}
"""Measure → decimals; other measures are shown as whole numbers."""


def measure_words(view: View, choice: MapChoice) -> str:
    """The measure of the map in words."""
    if choice.mode is Mode.WHITE_SPOTS:
        return view.t("kaart.unit_witte_vlekken")
    return view.t(f"kaart.unit_{choice.measure.replace('-', '_')}", since=str(choice.since))


def value_words(view: View, value: float | None, choice: MapChoice) -> str:
    """One value as a reader sees it, also if it is unknown or cannot be computed."""
    if value is None:
        return view.t("legend.unknown")
    if isnan(value):
        return view.t("legend.no_data")
    shown = number(value, view.language, DECIMALS.get(choice.measure, 0))
    return f"{shown}%" if choice.measure is Measure.SHARE else shown


def value_in_sentence(view: View, value: float | None, choice: MapChoice) -> str:
    """One value with its unit, for use inside a sentence."""
    if value is None or isnan(value):
        return value_words(view, value, choice).lower()
    if choice.measure in FRACTIONS:
        return view.t(f"kaart.value_{choice.measure.replace('-', '_')}", value=value_words(view, value, choice))
    return view.t(f"kaart.value_{choice.measure}", count=int(value), since=str(choice.since))


def compared_where(view: View, choice: MapChoice) -> str:
    """The area of the compared regions in words: the country, a province, or the own region."""
    compared = comparison(view.catalogue.regions, view.selection, LEVELS[choice.mode])
    if compared.together:
        return says(view, "together" if view.selection.together else "corop")
    if compared.province is None:
        return view.t("kaart.in_country")
    return view.t("filters.province.says", value=view.names.provinces[compared.province])


class RegionOnMap(RegionFigure):
    """A region as it is drawn. Outside the choice it has only a name."""

    code: str
    count: int | None


def margin_words(view: View, row: RegionFigure) -> str:
    """The margin of a rate; empty for other measures, or if there is no rate."""
    low, high = row["low"], row["high"]
    if low is None or high is None or isnan(low) or row["value"] is None:
        return ""
    return " – ".join(number(end, view.language, DECIMALS[Measure.RATE]) for end in (low, high))


def region_tip(view: View, row: RegionOnMap, choice: MapChoice) -> str:
    """The tooltip of a region: name, count, figure, margin and the most frequent themes. Outside the choice only its name."""
    if row["count"] is None:
        return str(row["name"])
    count = view.t("map.count", count=row["count"])
    tip = f"{row['name']}: {count if row['count'] else view.t('legend.unknown')}"
    if choice.has_measure and choice.measure is not Measure.COUNT:
        tip += f"\n{measure_words(view, choice)}: {value_words(view, row['value'], choice)}"
    if margin := margin_words(view, row):
        tip += f"\n{view.t('marge.name')}: {margin}"
    if choice.measure in FRACTIONS and row["is_small"]:
        tip += f"\n{view.t('kaart.small')}"
    if top := top_themes(row, most=2):
        tip += "\n" + ", ".join(f"{view.t(f'theme.{theme}')} {number(n, view.language)}" for theme, n in top)
    return tip


def bubble_tip(view: View, row: BubbleRow) -> str:
    """The tooltip of a bubble: name, count, most frequent themes and newest year."""
    themes = ", ".join(f"{view.t(f'theme.{theme}')} {number(n, view.language)}" for theme, n in top_themes(row))
    municipality = row["municipality"]
    place = row["place"] or municipality
    is_told = place == municipality or place.endswith(f", {municipality}")
    where = place if is_told else f"{place} ({municipality})"
    seen = view.t("map.seen", year=str(row["seen_year"] or view.t("seen.unknown")))
    return f"{where}: {view.t('map.count', count=row['count'])}\n{themes}\n{seen}"
