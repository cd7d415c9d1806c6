"""Gaps in what we know about a region, each with related facts. A question can be asked about each gap (`ui.region.ask`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from data_loaders.schema import PartnerKind, RegionLevel, Theme
from measures.region.enums import NetworkState, ThemeState
from measures.region.need import PAIRS
from measures.region.own import CODE as OWN
from measures.region.scope import municipalities_of
from ui.need import figure_of, figure_words
from ui.region.region_view import RegionView
from ui.units import unit_words
from ui.view import View

MOST_NAMED = 3
WITHOUT_MEMBERS = (PartnerKind.FUND, PartnerKind.KNOWLEDGE_INSTITUTE, PartnerKind.GOVERNMENT)
"""Kinds of partners that have no initiatives as members, although sources name them with initiatives."""


class GapKind(StrEnum):
    """Kinds of gaps; the texts of each are under `vraag.<kind>`."""

    THEME = "theme"
    """No initiative is known for a theme."""
    NOTHING = "nothing"
    """No initiative is known at all."""
    NETWORK = "network"
    """A network says that it works here, and no member is known."""
    INDICATOR = "indicator"
    """An indicator of a goal has no known figure for this region."""


class Reader(StrEnum):
    """The person or organisation that gets the question."""

    MUNICIPALITY = "municipality"
    MUNICIPALITIES = "municipalities"
    """The municipalities of a region that has no government of its own."""
    PROVINCE = "province"
    NETWORK = "network"
    COUNCIL = "council"
    STATES = "states"


GOVERNING = {
    RegionLevel.MUNICIPALITY: (Reader.MUNICIPALITY, Reader.COUNCIL),
    RegionLevel.COROP: (Reader.MUNICIPALITIES,),
    RegionLevel.PROVINCE: (Reader.PROVINCE, Reader.STATES),
}
"""Level → who may know the answer, and who may put the question to them. An own region is treated as a COROP region."""


@dataclass(frozen=True)
class Gap:
    """One thing that is not known."""

    kind: GapKind
    readers: tuple[Reader, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    """Values to fill in the texts of its kind."""
    facts: tuple[str, ...] = ()
    """Sentences about related facts that are known."""


def unknown_themes(region: RegionView) -> list[Theme]:
    """Themes without a known initiative in the region, in the usual order."""
    unknown = region.profile.themes.filter(state=ThemeState.NOT_KNOWN)["theme"].cast(pl.String).to_list()
    return [Theme(theme) for theme in unknown]


def silent_networks(region: RegionView) -> dict[str, str]:
    """Id → name of networks that say they work here and have members elsewhere, but no known member here. Regional ones first."""
    members = set(region.tables.initiatives["networks"].explode().drop_nulls())
    silent = region.profile.networks.filter(
        pl.col("partner_id").is_in(members), ~pl.col("kind").is_in(WITHOUT_MEMBERS), state=NetworkState.COVERS
    )
    return dict(silent.sort("is_nationwide", "name").select("partner_id", "name").iter_rows())


def missing_indicators(region: RegionView) -> dict[str, str]:
    """Id → name of indicators without a known figure for this region, sorted by goal."""
    own = region.profile.indicators.filter(steps_up=0)["indicator_id"]
    missing = region.tables.indicators.filter(~pl.col("indicator_id").is_in(own.implode())).sort(
        "goal_id", "indicator_id"
    )
    return dict(missing.select("indicator_id", f"name_{region.language}").iter_rows())


def theme_gap(view: View, region: RegionView, theme: Theme) -> Gap:
    """The gap of a theme without known initiatives. Facts: all known initiatives, neighbours with the theme, the figure of CBS."""
    facts = (_known(view, region), *_beside(view, region, theme), *_figure(view, region, theme))
    words = {"theme": view.t(f"theme.{theme}").lower()}
    return Gap(GapKind.THEME, (*GOVERNING[region.profile.level], Reader.NETWORK), words, facts)


def nothing_gap(view: View, region: RegionView) -> Gap:
    """The gap of a region without known initiatives. Facts: what is known in its neighbours."""
    rows = region.tables.rates.filter(pl.col("code").is_in(region.neighbours), pl.col("known") > 0)
    near = rows.sort("known", "name", descending=[True, False]).head(MOST_NAMED).select("name", "known").iter_rows()
    facts = _near(view, [view.t("vraag.neighbour", name=name, count=known) for name, known in near])
    return Gap(GapKind.NOTHING, (*GOVERNING[region.profile.level], Reader.NETWORK), facts=tuple(facts))


def network_gap(view: View, region: RegionView, network: str) -> Gap:
    """The gap of a network without a known member here. Facts: how many members are known elsewhere."""
    elsewhere = region.tables.initiatives.filter(pl.col("networks").list.contains(network)).height
    words = {"network": silent_networks(region)[network]}
    facts = (view.t("vraag.network.elsewhere", count=elsewhere, **words), _known(view, region))
    return Gap(GapKind.NETWORK, (Reader.NETWORK,), words, facts)


def indicator_gap(view: View, region: RegionView, indicator: str) -> Gap:
    """The gap of an indicator without a figure for this region. Facts: the figure of the smallest larger region that has one."""
    goal = region.tables.indicators.filter(indicator_id=indicator)["goal_id"].cast(pl.String).item()
    nearest = region.profile.indicators.filter("is_nearest", indicator_id=indicator).rows(named=True)
    words = {"indicator": missing_indicators(region)[indicator], "goal": goal}
    if not nearest:
        return Gap(GapKind.INDICATOR, GOVERNING[region.profile.level], words, (view.t("vraag.indicator.nowhere"),))
    row = nearest[0]
    unit = unit_words(view.t, row["unit"])
    larger = view.t(
        "vraag.indicator.larger",
        name=row["name"],
        value=figure_words(view, row["value"]),
        unit=unit,
        year=str(row["year"]),
        source=row["source_title"],
    )
    return Gap(GapKind.INDICATOR, GOVERNING[region.profile.level], words, (larger,))


def _known(view: View, region: RegionView) -> str:
    return view.t("vraag.known", count=region.own["known"], name=region.name, age=region.age)


def _beside(view: View, region: RegionView, theme: Theme) -> list[str]:
    """A sentence about neighbours with known initiatives for the theme, those with most first."""
    row = region.profile.themes.row(by_predicate=pl.col("theme") == theme.value, named=True)
    near = row["neighbours"][:MOST_NAMED]
    return _near(view, [view.t("vraag.neighbour", name=each["name"], count=each["known"]) for each in near])


def _near(view: View, names: list[str]) -> list[str]:
    return [view.t("vraag.beside", names=", ".join(names))] if names else [view.t("vraag.beside_none")]


def _figure(view: View, region: RegionView, theme: Theme) -> Iterator[str]:
    """A sentence with the figure of CBS for the theme, if it is known. It says where to look, not that something is missing."""
    figure, inside = figure_of(view, theme), municipalities_of(region.tables.regions, region.profile.code)
    of_theme = region.tables.context_values.filter(
        pl.col("municipality_code").is_in(inside), indicator_id=PAIRS[theme]
    )["value"].drop_nulls()
    if figure is None or of_theme.is_empty():
        return
    is_one = region.profile.level == RegionLevel.MUNICIPALITY and region.profile.code != OWN
    need = figure_words(view, float(of_theme.median()))  # type: ignore[arg-type]  # of numbers
    words = {"label": figure.label, "name": region.name, "need": need, "unit": figure.unit, "year": str(figure.year)}
    yield view.t("vraag.figure", **words) if is_one else view.t("vraag.figure_middle", total=len(of_theme), **words)
