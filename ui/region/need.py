"""The part of a region's story that shows a figure of Statistics Netherlands (CBS) beside known initiatives of its theme."""

from dataclasses import replace

import polars as pl
from markupsafe import Markup

from data_loaders.schema import RegionLevel, Theme
from data_loaders.schema.rows import only_row
from measures.region.need import PAIRS, Association, Corner, NeedPicture, association, need_beside
from measures.region.rows import NeedRow
from measures.region.scope import municipalities_of
from ui.need import Figure, association_words, chosen_theme, far_apart, figure_of, figure_words, theme_switch
from ui.numbers import number
from ui.region.region_view import RegionView
from ui.scatter import Dot, Plane, PlaneAxis, scatter
from ui.story import Part, PartKind
from ui.texts import Texts, first_upper
from ui.view import View

NAME = "behoefte"
CORNERS = (Corner.HIGH_LITTLE, Corner.HIGH_MUCH, Corner.LOW_LITTLE, Corner.LOW_MUCH)


def need_part(view: View, region: RegionView) -> Part | None:
    """The figure beside what is known, for a municipality and similar ones, or for all municipalities of a larger region.

    None if the data version has no figures of CBS.
    """
    theme = chosen_theme(view)
    figure = figure_of(view, theme)
    if figure is None:
        return None
    picture = _picture(region, theme)
    sentence = " ".join(_sentences(view, region, theme, picture, figure))
    rows = _ranked(picture)
    table, codes = need_table(view, region, figure, rows), rows["code"].to_list()
    notes = [view.t(f"behoefte.why.{theme}"), view.t(f"behoefte.mind.{theme}"), view.t("behoefte.mind.figure")]
    notes.append(view.t("behoefte.mind.all"))
    if rows["is_computed"].any():
        names = ", ".join(rows.filter("is_computed")["name"].sort())
        notes.append(view.t("behoefte.computed", names=names))
    part = region.piece(
        NAME, view.t("behoefte.title"), sentence, table, " ".join(notes), codes, age=region.age_of(*codes)
    )
    return replace(
        part,
        kind=PartKind.FIGURE,
        body=theme_switch(view, view.t("behoefte.themes"), PAIRS, theme, NAME)
        + _plot(view, region, picture, figure, sentence),
        source=f"{figure.source}; {part.source}",
    )


def _picture(region: RegionView, theme: Theme) -> NeedPicture:
    profile, tables = region.profile, region.tables
    like = [profile.code, *profile.similar.members["code"]]
    inside = municipalities_of(tables.regions, profile.code)
    codes = like if profile.level == RegionLevel.MUNICIPALITY else inside
    return need_beside(tables.theme_rates, tables.context_values, theme, codes)


def _sentences(view: View, region: RegionView, theme: Theme, picture: NeedPicture, figure: Figure) -> list[str]:
    words = {"label": figure.label, "unit": figure.unit, "year": str(figure.year), "theme": view.t(f"theme.{theme}")}
    count = picture.rows.drop_nulls("corner").height
    if picture.middle is None or picture.rate is None or count < 2:
        return [view.t("behoefte.too_few", **words)]
    both = words | {"middle": figure_words(view, picture.middle), "rate": region.rate(picture.rate), "total": count}
    if region.profile.level == RegionLevel.MUNICIPALITY:
        own = only_row(picture.rows.filter(code=region.profile.code), NeedRow)
        return [*_own(view, region, own, both), association_words(view, _together(picture))]
    return [*_corner_sentences(view, picture, both), association_words(view, _together(picture))]


def _together(picture: NeedPicture) -> Association:
    return association(picture.rows["need"], picture.rows["per_10k"])


def _own(view: View, region: RegionView, own: NeedRow, words: dict[str, object]) -> list[str]:
    if own["corner"] is None:
        return [view.t("behoefte.own_unknown", name=region.name, **words)]
    known = view.t("behoefte.known", count=own["known"]) if own["known"] else ""
    key = "behoefte.own_known" if known else "behoefte.own_none"
    return [
        view.t("behoefte.own", name=region.name, need=figure_words(view, own["need"]), **words),
        view.t(key, name=region.name, known=known, own=region.rate(own["per_10k"]), **words),
        view.t(f"behoefte.own_corner.{own['corner']}"),
        view.t(f"behoefte.chance.{own['verdict']}"),
    ]


def _corner_sentences(view: View, picture: NeedPicture, words: dict[str, object]) -> list[str]:
    """In how many municipalities the figure is high and little is known, which they are, and for how many chance cannot explain it."""
    return [
        view.t("behoefte.middle", **words),
        *far_apart(view, picture.in_corner(Corner.HIGH_LITTLE), str(words["label"])),
    ]


def _ranked(picture: NeedPicture) -> pl.DataFrame:
    order = (
        pl.col("corner").cast(pl.String).replace_strict({each.value: at for at, each in enumerate(CORNERS)}, default=9)
    )
    return picture.rows.sort(order, "need", "name", descending=[False, True, False], nulls_last=True)


def need_table(view: View, region: RegionView, figure: Figure, rows: pl.DataFrame) -> pl.DataFrame:
    """Every municipality with both figures, its corner of the plot, and whether chance explains the difference."""
    t = view.t
    corners = [t(f"behoefte.corner.{corner}") if corner else t("behoefte.unknown") for corner in rows["corner"]]
    return rows.select(
        pl.col("name").alias(t("list.municipality")),
        pl.col("need").alias(figure.column),
        pl.col("known").cast(pl.Int64).alias(t("regio_deel.naast.known")),
        pl.col("per_10k").alias(t("regio_deel.naast.rate")),
        region.margins(rows),
        pl.Series(t("behoefte.where"), corners, dtype=pl.String),
        pl.Series(
            t("regio_deel.naast.verdict"),
            [t(f"regio_deel.verdict.{each}") for each in rows["verdict"]],
            dtype=pl.String,
        ),
    )


def _plot(view: View, region: RegionView, picture: NeedPicture, figure: Figure, alt: str) -> Markup:
    placed = picture.rows.drop_nulls("corner")
    if placed.height < 2:
        return Markup()
    is_municipality = region.profile.level == RegionLevel.MUNICIPALITY
    dots = [
        Dot(need, rate, name, is_own=is_municipality and code == region.profile.code)
        for code, name, need, rate in placed.select("code", "name", "need", "per_10k").iter_rows()
    ]
    # A long unit is cut at its first comma; the sentence has all of it.
    across = PlaneAxis(
        f"{figure.label}, {figure.unit.split(',')[0]} ({figure.year})", picture.middle, view.t("behoefte.median")
    )
    up = PlaneAxis(view.t("behoefte.per_10k"), picture.rate, view.t("behoefte.together"))
    plane = Plane(across, up, corner_words(view.t), alt, lambda value: number(round(value, 2), view.language))
    return scatter(plane, dots)


def corner_words(t: Texts) -> tuple[str, str, str, str]:
    """The words for the corners, in the order of `ui.scatter.Plane.corners`."""
    low_right, top_right, low_left, top_left = (first_upper(t(f"behoefte.corner.{corner}")) for corner in CORNERS)
    return low_right, top_right, low_left, top_left
