"""The words of the map page: its answer, sentence and limits."""

import polars as pl

from data_loaders.schema import RegionLevel, Theme
from data_loaders.topics import Topic
from measures.map_figures import Measure, region_figures
from measures.region.coverage import coverage
from measures.region.enums import Completeness
from measures.seen import periods
from measures.selection import Selection
from pages.kaart.need import need_answer
from ui.filter_words import known_words, limits_words, wide_words
from ui.map_mode import LEVELS, MapChoice, Mode
from ui.numbers import number
from ui.seen import period_words
from ui.texts import first_lower
from ui.view import View

COUNTRY = "NL"
YARDSTICKS = {
    Selection(): "burgercollectieven-aantal",
    Selection(themes=(Theme.ENERGY,)): "energiecooperaties-aantal",
    Selection(themes=(Theme.CARE,)): "zorgzame-gemeenschappen-aantal",
}
"""Choice → indicator with an estimate by a source of how many such initiatives the country has."""


def answer(view: View, chosen: pl.DataFrame, choice: MapChoice) -> str:
    """The heading: the result, in terms of what the map shows."""
    regions = len(view.names.municipalities)
    if choice.mode is Mode.WHITE_SPOTS and not _inside(view):
        known = chosen["municipality_code"].drop_nulls().n_unique()
        what = known_words(view, chosen).rstrip(".")
        return view.t("kaart.answer_nothing", unknown=regions - known, total=regions, what=first_lower(what))
    if choice.mode is Mode.NEED:
        return need_answer(view, choice)
    if choice.measure is Measure.RATE and choice.mode in LEVELS and not _inside(view):
        most, least = _ends(view)
        key = "kaart.answer_rate" if view.selection.is_empty else "kaart.answer_rate_chosen"
        return view.t(key, most=most["name"], least=least["name"])
    if view.selection.is_empty:
        known = chosen["municipality_code"].drop_nulls().n_unique()
        key = "kaart.answer_everywhere" if known == regions else "kaart.answer_all"
        return view.t(key, count=chosen.height, known=known, total=regions)
    return known_words(view, chosen).rstrip(".")


def sentence(view: View, chosen: pl.DataFrame, choice: MapChoice, figure: str) -> str:
    """The line under the heading: what the map shows besides the answer, or an estimate by a source."""
    if choice.mode is Mode.NEED:
        return figure
    if choice.mode in LEVELS:
        own = "" if view.selection.is_empty else known_words(view, chosen)
        return " ".join(
            filter(None, [_rates(view) if choice.measure is Measure.RATE and not _inside(view) else own, figure])
        )
    return " ".join(filter(None, [_estimate(view), figure]))


def limits(view: View, chosen: pl.DataFrame) -> str:
    """How many initiatives were seen lately, for how many no year is known, and what the choice leaves out."""
    seen, newest = chosen["seen_year"], periods(view.snapshot.date.year)[0]
    sentences = [wide_words(view, chosen) if view.selection.is_empty else limits_words(view, chosen)]
    if chosen.height and not view.selection.seen:
        recent = chosen.filter(newest.holds(pl.col("seen_year"))).height
        years = {"period": period_words(newest, view.language), "undated": seen.null_count()}
        sentences.append(view.t("kaart.recent" if recent else "kaart.recent_none", recent=recent, **years))
    return " ".join(filter(None, sentences))


def _inside(view: View) -> bool:
    chosen = view.selection
    return bool(chosen.municipality or chosen.corop or chosen.province or chosen.together)


def _provinces(view: View) -> pl.DataFrame:
    """Provinces with their rate, the highest first."""
    rows = region_figures(view.catalogue, view.selection, RegionLevel.PROVINCE, Measure.RATE, 0)
    return rows.filter(pl.col("code").is_not_null(), pl.col("value") >= 0).sort("value", descending=True)


def _ends(view: View) -> tuple[dict[str, str | float], dict[str, str | float]]:
    rows = _provinces(view)
    unknown: dict[str, str | float] = {"name": view.t("legend.unknown"), "value": 0.0}
    return (rows.row(0, named=True), rows.row(-1, named=True)) if rows.height else (unknown, unknown)


def _rates(view: View) -> str:
    most, least = _ends(view)
    country = view.snapshot.table("regions").filter(level=RegionLevel.COUNTRY)["population"].sum()
    every = 10_000 * view.catalogue.chosen(view.selection).height / max(int(country or 0), 1)
    rates = {
        key: number(float(value), view.language, 1)
        for key, value in (("high", most["value"]), ("low", least["value"]), ("all", every))
    }
    return view.t("kaart.rates", most=most["name"], least=least["name"], **rates)


def _estimate(view: View) -> str:
    """An estimate by a source, and the share of it that we know; empty if no source gives one."""
    indicator = YARDSTICKS.get(view.selection)
    estimate = _coverage(view).filter(indicator_id=indicator, code=COUNTRY) if indicator else pl.DataFrame()
    if estimate.is_empty() or estimate["estimate"][0] is None:
        return ""
    row = estimate.row(0, named=True)
    words = {"year": str(row["estimate_year"]), "estimate": number(row["estimate"], view.language, 0)}
    sentences = [view.t(f"kaart.estimate_{indicator}".replace("-", "_"), **words)]
    if row["share_known"] is not None:
        kind = "at_most" if row["completeness"] == Completeness.AT_MOST else "about"
        known, share = number(row["known"], view.language), number(100 * row["share_known"], view.language, 0)
        sentences.append(view.t(f"kaart.share_{kind}", known=known, share=share))
    return " ".join(sentences)


def _coverage(view: View) -> pl.DataFrame:
    def counted() -> pl.DataFrame:
        table = view.snapshot.table
        return coverage(table("initiatives"), table("indicator_values"), table("goal_links"), table("regions"), COUNTRY)

    return view.once_for_all(Topic.COVERAGE, counted)
