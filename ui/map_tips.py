"""What pointing at a coloured region tells, and its figure in words."""

from math import isnan
from typing import Any

from measures.counts import top_themes
from measures.map_figures import Measure, comparison
from ui.map_mode import LEVELS, Asked, Mode
from ui.numbers import number
from ui.view import View

FRACTIONS = frozenset({Measure.RATE, Measure.SHARE})
"""Figures that lie between whole numbers too, and rest on few initiatives in small places."""
DECIMALS = {Measure.RATE: 2}
"""Digits behind the comma; other figures are shown as whole numbers."""


def measure_words(view: View, asked: Asked) -> str:
    """What the colours stand for."""
    if asked.mode is Mode.WHITE_SPOTS:
        return view.t("kaart.unit_witte_vlekken")
    return view.t(f"kaart.unit_{asked.measure.replace('-', '_')}", since=str(asked.since))


def value_words(view: View, value: float | None, asked: Asked) -> str:
    """One value as a reader sees it; unknown and not computable in words."""
    if value is None:
        return view.t("legend.unknown")
    if isnan(value):
        return view.t("legend.no_data")
    shown = number(value, view.language, DECIMALS.get(asked.measure, 0))
    return f"{shown}%" if asked.measure is Measure.SHARE else shown


def told_value(view: View, value: float | None, asked: Asked) -> str:
    """One value inside a sentence, with what it counts."""
    if value is None or isnan(value):
        return value_words(view, value, asked).lower()
    if asked.measure in FRACTIONS:
        return view.t(f"kaart.value_{asked.measure.replace('-', '_')}", value=value_words(view, value, asked))
    return view.t(f"kaart.value_{asked.measure}", count=int(value), since=str(asked.since))


def compared_where(view: View, asked: Asked) -> str:
    """Where the compared regions lie."""
    province = comparison(view.catalogue.regions, view.selection, LEVELS[asked.mode]).province
    if province is None:
        return view.t("kaart.in_country")
    return view.t("filters.province.says", value=view.names.provinces[province])


def margin_words(view: View, row: dict[str, Any]) -> str:
    """The margin of a rate; empty for other figures and where there is no rate."""
    if row["low"] is None or isnan(row["low"]) or row["value"] is None:
        return ""
    low, high = (number(row[end], view.language, DECIMALS[Measure.RATE]) for end in ("low", "high"))
    return f"{low} – {high}"


def region_tip(view: View, row: dict[str, Any], asked: Asked) -> str:
    """What pointing at a region tells: name, true count, the figure and the most frequent themes; beside the choice its name."""
    if row["count"] is None:
        return str(row["name"])
    count = view.t("map.count", count=row["count"])
    told = f"{row['name']}: {count if row['count'] else view.t('legend.unknown')}"
    if asked.has_measure and asked.measure is not Measure.COUNT:
        told += f"\n{measure_words(view, asked)}: {value_words(view, row['value'], asked)}"
    if margin := margin_words(view, row):
        told += f"\n{view.t('marge.name')}: {margin}"
    if asked.measure in FRACTIONS and row["is_small"]:
        told += f"\n{view.t('kaart.small')}"
    if top := top_themes(row, most=2):
        told += "\n" + ", ".join(f"{view.t(f'theme.{theme}')} {number(n, view.language)}" for theme, n in top)
    return told


def bubble_tip(view: View, row: dict[str, Any]) -> str:
    """Name, true count, top themes and the newest year of one bubble."""
    themes = ", ".join(f"{view.t(f'theme.{theme}')} {number(n, view.language)}" for theme, n in top_themes(row))
    municipality = row["municipality"]
    place = row["place"] or municipality
    is_told = place == municipality or place.endswith(f", {municipality}")
    where = place if is_told else f"{place} ({municipality})"
    seen = view.t("map.seen", year=str(row["seen_year"] or view.t("seen.unknown")))
    return f"{where}: {view.t('map.count', count=row['count'])}\n{themes}\n{seen}"
