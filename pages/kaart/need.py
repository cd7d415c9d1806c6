"""The map of two figures: one of Statistics Netherlands (CBS), and known initiatives of its theme, in three by three classes."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from data_loaders.schema.rows import rows_of
from data_loaders.topics import Topic
from measures.map_figures import Measure, RegionFigure, region_figures
from measures.region.need import PAIRS, TwoFigures, against_the_others, association, two_figures
from pages.kaart.marks import region_marks
from ui.choropleth import figures
from ui.map_ground import Mark
from ui.map_key import LegendRow, MapKey
from ui.map_mode import LEVELS, MapChoice
from ui.map_tips import compared_where, margin_words
from ui.need import Figure, association_words, chosen_theme, far_apart, figure_of, figure_words
from ui.numbers import number
from ui.texts import first_lower
from ui.view import View

NEED, KNOWN = ("low", "middle", "high"), ("none", "some", "more")
"""The classes of the figure and of what is known, from low to high."""
IS_FAR_APART = (pl.col("need_class") == 2) & (pl.col("known_class") == 0)
FAR_APART_FIRST = (IS_FAR_APART, pl.col("need"), pl.col("name"))
FAR_APART_DOWN = (True, True, False)


class NeedOnMap(RegionFigure):
    """One row of `need_rows`."""

    code: str | None
    need: float | None
    need_class: int | None
    known_class: int | None
    verdict: str | None


def need_rows(view: View, choice: MapChoice) -> pl.DataFrame:
    """Rows of `ui.choropleth.figures`, with the figure of CBS and the classes of both figures."""
    classed, _ = view.once(Topic.NEED, lambda: _classed(view, choice))
    return figures(view, choice).join(classed, on="code", how="left", maintain_order="left")


def _classed(view: View, choice: MapChoice) -> tuple[pl.DataFrame, TwoFigures]:
    """Figure, classes and verdict for every municipality of the country, and the classes themselves.

    Classes are always made for the whole country, so that a municipality keeps its colour on the map of a province.
    """
    everywhere = replace(view.selection, province=None, corop=None, municipality=None, together=None, place=None)
    rows = region_figures(view.catalogue, everywhere, LEVELS[choice.mode], Measure.RATE, choice.since)
    context = view.snapshot.table("context_values").filter(indicator_id=PAIRS[chosen_theme(view)])
    need = context.select(code="municipality_code", need="value", is_computed=pl.col("computed_from").list.len() > 0)
    both = rows.drop_nulls("code").join(need, on="code", how="left", maintain_order="left")
    classes = two_figures(both["need"], both["value"].fill_null(0))
    classed = both.select(
        "code",
        "need",
        pl.col("is_computed").fill_null(value=False),
        need_class=classes.need,
        known_class=classes.known,
        verdict=against_the_others(both.rename({"count": "known"})),
    )
    return classed, classes


def need_answer(view: View, choice: MapChoice) -> str:
    """The heading: in how many municipalities the figure is high while no initiative is known."""
    rows = need_rows(view, choice).drop_nulls("code")
    words = {
        "total": rows.height,
        "where": compared_where(view, choice),
        "theme": view.t(f"theme.{chosen_theme(view)}"),
    }
    label = first_lower(_figure(view).label)
    return view.t("behoefte.answer", count=rows.filter(IS_FAR_APART).height, label=label, **words)


def need_sentence(view: View, rows: pl.DataFrame) -> str:
    """What the figure is, where it is high while no initiative is known, and whether the two correlate."""
    regions = rows.drop_nulls("code")
    together = association(regions["need"], regions["value"].fill_null(0))
    words = {"label": _figure(view).label, "unit": _figure(view).unit, "year": str(_figure(view).year)}
    far = far_apart(view, regions.filter(IS_FAR_APART), words["label"], "behoefte.far_map")
    return " ".join([view.t("behoefte.figure", **words), *far, association_words(view, together)])


def need_table(view: View, rows: pl.DataFrame, choice: MapChoice) -> pl.DataFrame:
    """A table of every municipality with both figures and their classes; those with a high figure and none known come first."""
    t = view.t
    ranked = rows.sort(pl.col("code").is_null(), *FAR_APART_FIRST, descending=[False, *FAR_APART_DOWN], nulls_last=True)
    each = rows_of(ranked, NeedOnMap)
    total = t("kaart.total_where", where=compared_where(view, choice)) if rows["is_own"].any() else t("map.total")
    verdicts = [t(f"regio_deel.verdict.{row['verdict']}") if row["verdict"] else "" for row in each]
    table = ranked.select(
        pl.col("name").fill_null(t("map.wide")).alias(t("list.municipality")),
        pl.col("need").alias(_figure(view).column),
        pl.Series(t("behoefte.where"), [_class_words(view, row) for row in each], dtype=pl.String),
        pl.col("value").fill_nan(None).round(2).alias(t("kaart.unit_per_10000")),
        pl.Series(t("marge.name"), [margin_words(view, row) for row in each], dtype=pl.String),
        pl.Series(t("regio_deel.naast.verdict"), verdicts, dtype=pl.String),
        pl.col("count").alias(t("map.number")),
    )
    last = pl.DataFrame({t("list.municipality"): [total], t("map.number"): [rows["count"].sum()]})
    return pl.concat([table, last], how="diagonal_relaxed")


def need_marks(view: View, rows: pl.DataFrame, choice: MapChoice) -> list[Mark]:
    """A mark for every municipality, in the colour of its two classes."""
    rows_by_code = {row["code"]: row for row in rows_of(rows.drop_nulls("code"), NeedOnMap)}
    return [
        replace(
            mark,
            colour=_token(rows_by_code[mark.code]),
            words=f"{mark.words}\n{figure_told(view, rows_by_code[mark.code]['need'])}\n{_class_words(view, rows_by_code[mark.code])}",
        )
        if mark.code in rows_by_code
        else mark
        for mark in region_marks(view, rows, choice)
    ]


def need_key(view: View, rows: pl.DataFrame) -> MapKey:
    """The legend: nine squares with their counts, and a row for municipalities without a figure."""
    tokens = [_token(row) for row in rows_of(rows.drop_nulls("code"), NeedOnMap)]
    squares = [
        LegendRow(_both(view, need, known), f"paar-{need}{known}", tokens.count(f"paar-{need}{known}"))
        for known in range(3)
        for need in range(3)
    ]
    without = [LegendRow(view.t("behoefte.no_figure"), "zonder", tokens.count("zonder"))] if "zonder" in tokens else []
    sides = tuple(tuple(view.t(f"behoefte.class_{each}") for each in side) for side in (NEED, KNOWN))
    return MapKey(
        view.t("behoefte.key", label=_figure(view).label), "", [*squares, *without], plane=(sides[0], sides[1])
    )


def need_notes(view: View, rows: pl.DataFrame, choice: MapChoice) -> Iterator[str]:
    """Notes: the bounds of the classes, why this figure was chosen, and what it does not say."""
    _, classes = view.once(Topic.NEED, lambda: _classed(view, choice))
    theme = chosen_theme(view)
    yield view.t("behoefte.colours")
    if classes.need_borders:
        low, high = (figure_words(view, border) for border in classes.need_borders)
        yield view.t("behoefte.borders", low=low, high=high)
    if classes.known_border:
        yield view.t("behoefte.known_border", rate=number(classes.known_border, view.language, 2))
    yield from (view.t(f"behoefte.why.{theme}"), view.t(f"behoefte.mind.{theme}"), view.t("behoefte.mind.figure"))
    yield view.t("marge.searching")
    computed = rows.filter("is_computed")["name"].sort()
    if len(computed):
        yield view.t("behoefte.computed", names=", ".join(computed))


def figure_told(view: View, value: float | None) -> str:
    """The name and value of the figure."""
    return f"{_figure(view).label}: {figure_words(view, value)}"


def _figure(view: View) -> Figure:
    figure = figure_of(view, chosen_theme(view))
    assert figure is not None  # noqa: S101 - `ui.map_mode` does not offer this mode without figures
    return figure


def _token(row: NeedOnMap) -> str:
    if row["need_class"] is None or row["known_class"] is None:
        return "zonder"
    return f"paar-{row['need_class']}{row['known_class']}"


def _class_words(view: View, row: NeedOnMap) -> str:
    if row["code"] is None:
        return ""
    if row["need_class"] is None or row["known_class"] is None:
        return view.t("behoefte.no_figure")
    return _both(view, row["need_class"], row["known_class"])


def _both(view: View, need: int, known: int) -> str:
    return view.t(
        "behoefte.both", need=view.t(f"behoefte.need_{NEED[need]}"), known=view.t(f"behoefte.known_{KNOWN[known]}")
    )
