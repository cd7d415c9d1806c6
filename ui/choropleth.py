"""The map that colours regions: its classes, legend and sentence, all from the same frame."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.schema.rows import rows_of
from data_loaders.topics import Topic
from geo.breaks import MOST_CLASSES, ClassKind, class_breaks, class_of
from measures.map_figures import Measure, RegionFigure, comparison, region_figures
from ui.map_key import LegendRow, legend
from ui.map_mode import LEVELS, MapChoice, Mode
from ui.map_tips import FRACTIONS, compared_where, margin_words, value_in_sentence
from ui.numbers import number
from ui.view import View


def figures(view: View, choice: MapChoice) -> pl.DataFrame:
    """See `measures.map_figures.region_figures`."""
    return region_figures(view.catalogue, view.selection, LEVELS[choice.mode], choice.measure, choice.since)


def classes(view: View, rows: pl.DataFrame, choice: MapChoice) -> tuple[list[int], list[LegendRow]]:
    """The legend, and for each region of `rows` (in the order of the codes) the position of its class in that legend."""
    return view.once(Topic.MAP_CLASSES, lambda: _classes(view, rows, choice), choice)


def _classes(view: View, rows: pl.DataFrame, choice: MapChoice) -> tuple[list[int], list[LegendRow]]:
    values = rows.filter(pl.col("code").is_not_null())["value"]
    most = 1 if choice.mode is Mode.WHITE_SPOTS else MOST_CLASSES
    breaks = class_breaks(values, most=most, whole=choice.measure not in FRACTIONS)
    sign = "%" if choice.measure is Measure.SHARE else ""
    classes_in_words = zip(legend(breaks, view.language, sign), breaks["kind"], strict=True)
    key = [_legend_row(view, row, kind, choice) for row, kind in classes_in_words]
    return class_of(values, breaks).to_list(), key


def _legend_row(view: View, row: LegendRow, kind: str, choice: MapChoice) -> LegendRow:
    """`row` with other words on the map of white spots, whose classes have no numbers."""
    if choice.mode is Mode.WHITE_SPOTS and kind == ClassKind.VALUE:
        return replace(row, label=view.t("kaart.something_known"))
    return row


def everywhere(view: View, rows: pl.DataFrame, choice: MapChoice) -> pl.DataFrame:
    """Every region of the level, sorted by code. Regions outside the choice have only a name."""
    level = view.catalogue.regions.filter(level=LEVELS[choice.mode]).select("code", "name").sort("code")
    return level.join(rows.drop("name"), on="code", how="left", maintain_order="left")


def region_tokens(view: View, rows: pl.DataFrame, choice: MapChoice) -> list[str]:
    """For each region of `everywhere`, the name of its colour in the style sheet."""
    of_region, key = classes(view, rows, choice)
    colours = {code: key[place].colour for code, place in zip(rows["code"].drop_nulls(), of_region, strict=True)}
    return [colours.get(code, "naast") for code in everywhere(view, rows, choice)["code"]]


def widened(view: View) -> View:
    """`view` without its region, for a press on a region outside the choice: the old region would exclude the new one."""
    return replace(view, selection=replace(view.selection, province=None, corop=None, together=None))


def legend_notes(view: View, rows: pl.DataFrame, choice: MapChoice) -> list[str]:
    """Notes under the legend: what a COROP region is, which regions have no colour, how to read margins and small numbers."""
    notes = [view.t("kaart.corop_is")] if choice.mode is Mode.COROPS else []
    if comparison(view.catalogue.regions, view.selection, LEVELS[choice.mode]).is_part:
        notes.append(view.t("kaart.beside", where=compared_where(view, choice)))
    if choice.measure is Measure.RATE and not rows.is_empty():
        factor = number(float(rows["dispersion"][0]), view.language, 1)
        notes += [view.t(f"marge.{key}") for key in ("ordered", "about_margin")]
        notes += [view.t("marge.about_dispersion", factor=factor), view.t("marge.searching")]
    small = int(rows.filter(pl.col("code").is_not_null())["is_small"].sum())
    if choice.measure in FRACTIONS and small:
        notes.append(view.t("kaart.small_numbers", regions=view.t(f"kaart.count_{LEVELS[choice.mode]}", count=small)))
    return notes


def region_sentence(view: View, rows: pl.DataFrame, choice: MapChoice) -> str:
    """The map in words: the chosen region, how many regions have no known initiative, and where the figure is highest."""
    regions = rows.filter(pl.col("code").is_not_null())
    sentences = [*_own_words(view, regions, choice), *_unknown_words(view, regions, choice)]
    if choice.mode is not Mode.WHITE_SPOTS and regions.height > 1:
        sentences += (_first_words if choice.measure is Measure.RATE else _highest_words)(view, regions, choice)
    return " ".join(sentences)


def _own_words(view: View, regions: pl.DataFrame, choice: MapChoice) -> Iterator[str]:
    for row in regions.filter("is_own").iter_rows(named=True):
        name = row["name"]
        if LEVELS[choice.mode] is not RegionLevel.MUNICIPALITY and view.selection.municipality:
            name = view.t("kaart.holding", name=name, inside=view.names.municipalities[view.selection.municipality])
        value = value_in_sentence(view, row["value"], choice)
        if choice.measure in FRACTIONS and row["is_small"]:
            value += f" ({view.t('kaart.small').lower()})"
        unit = view.t(f"kaart.level_{LEVELS[choice.mode]}")
        yield view.t("kaart.own", name=name, value=value, unit=unit, where=compared_where(view, choice))


def _unknown_words(view: View, regions: pl.DataFrame, choice: MapChoice) -> Iterator[str]:
    """How many regions have no known initiative. For a share also how many have initiatives, but none with the chosen themes."""
    unknown = regions["value"].null_count()
    level = LEVELS[choice.mode]
    form = "regions_unknown" if unknown else "regions_known"
    is_part = comparison(view.catalogue.regions, view.selection, level).is_part
    is_told = not is_part or bool(regions["is_own"].any())
    where = "" if is_told else f" {compared_where(view, choice)}"
    yield view.t(
        f"kaart.{form}{'_share' if choice.measure is Measure.SHARE else ''}",
        unknown=unknown,
        total=regions.height,
        unit=view.t(f"kaart.level_{level}"),
        regions=view.t(f"kaart.count_{level}", count=regions.height),
        where=where,
    )
    if choice.measure is Measure.SHARE and (zero := int((regions["value"] == 0).sum())):
        yield view.t("kaart.regions_zero", count=zero)


def _first_words(view: View, regions: pl.DataFrame, choice: MapChoice) -> Iterator[str]:
    """The region with the highest lower end of its margin. So a region does not come first only because it has few inhabitants."""
    known = regions.filter(pl.col("low") > 0).sort("low", "name", descending=[True, False])
    for row in rows_of(known.head(1), RegionFigure):
        value = value_in_sentence(view, row["value"], choice)
        yield view.t("kaart.first", name=row["name"], value=value, margin=margin_words(view, row))


def _highest_words(view: View, regions: pl.DataFrame, choice: MapChoice) -> Iterator[str]:
    """Where the figure is highest. For a share, only regions with enough initiatives take part."""
    known = regions.filter(pl.col("value") > 0, pl.col("value").is_not_nan())
    is_small = pl.col("is_small") & pl.lit(choice.measure in FRACTIONS)
    large = known.filter(~is_small)
    if known.height and large.is_empty():
        yield view.t("kaart.highest_none")
    if large.is_empty():
        return
    top = large.filter(pl.col("value") == pl.col("value").max())
    yield view.t(
        "kaart.highest",
        count=top.height,
        name=top["name"][0],
        regions=view.t(f"kaart.count_{LEVELS[choice.mode]}", count=top.height),
        value=value_in_sentence(view, top["value"][0], choice),
    )
    if large.height < known.height:
        yield view.t("kaart.highest_of_large", unit=view.t(f"kaart.level_{LEVELS[choice.mode]}"))
