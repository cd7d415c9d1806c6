"""Two to five regions side by side: table first, then pictures on the same scales."""

import polars as pl
import streamlit as st

from data_loaders.schema import Theme
from measures.region.compare import FEWEST, Comparison, compare
from measures.region.enums import Reason
from pages.regio.finder import finder
from pages.regio.profiled import beside_box, profiled, removable
from ui import plain
from ui.region.charts import compare_chart, compare_themes_chart, compared_names
from ui.region.division import division_part
from ui.region.draw import draw_part, draw_pictured, go_to
from ui.region.evidence import former_part
from ui.region.find import Asked
from ui.region.part import Part
from ui.region.told import Told, margin_words, tell
from ui.session import View


def compared(view: View, asked: list[Asked]) -> None:
    """Draw the regions of `asked` side by side; what cannot take part is named."""
    clear = [each for each in asked if len(each.codes) == 1]
    if not clear:
        finder(view, asked[0])
        return
    told = tell(view.snapshot, clear[0].codes[0], view.language)
    if told is None:
        return
    tables = told.tables
    codes = [each.codes[0] if len(each.codes) == 1 else each.typed for each in asked]
    comparison = compare(tables.rates, tables.theme_rates, tables.regions, codes)
    kept = comparison.table["code"].to_list()
    if len(kept) < FEWEST:
        _left_out(view, told, comparison)
        profiled(view, clear[0])
        return
    names = _joined(list(compared_names(told, comparison).values()))
    plain.paragraph(view.t("regio.compare_title", names=names), "h1")
    plain.paragraph(_sentence(view, told, comparison), name="zin")
    _left_out(view, told, comparison)
    _controls(view, told, kept)
    _figures(view, told, comparison)


def _figures(view: View, told: Told, comparison: Comparison) -> None:
    rates = table_part(view, told, comparison)
    draw_part(view, told, rates, show_title=False, show_sentence=False)
    picture = Part("beeld", view.t("regio.compare_figure"), rates.sentence, rates.table)
    draw_pictured(view, told, picture, lambda told, ground: compare_chart(told, comparison, ground))
    themes = themes_part(view, told, comparison)
    draw_pictured(view, told, themes, lambda told, ground: compare_themes_chart(told, comparison, ground))
    municipalities = [code for code in comparison.table["code"] if code in view.names.municipalities]
    if not municipalities:
        return
    former = former_part(told, municipalities)
    if former.table.height:
        count = former.table[former.table.columns[0]].n_unique()
        sentence = view.t("regio.compare_old_sentence", count=count)
        draw_part(view, told, Part("oud", view.t("regio.compare_old"), sentence, former.table))
        draw_part(view, told, division_part(told, municipalities))


def _joined(names: list[str]) -> str:
    return ", ".join(names)


def _sentence(view: View, told: Told, comparison: Comparison) -> str:
    names = compared_names(told, comparison)
    parts = [
        view.t("regio.compare_part", name=names[row["code"]], rate=told.rate(row["per_10k"]))
        if row["per_10k"] is not None
        else view.t("regio.compare_part_unknown", name=names[row["code"]])
        for row in comparison.table.iter_rows(named=True)
    ]
    return view.t("regio.compare_sentence", parts=", ".join(parts))


def _left_out(view: View, told: Told, comparison: Comparison) -> None:
    for code, reason in comparison.left_out:
        shown = told.names.get(code, code)[:60]
        st.info(plain.label(view.t(f"regio.left_out.{reason}", code=shown)), icon=":material/info:")
    if comparison.reason is Reason.TOO_FEW:
        st.info(plain.label(view.t("regio.fewer_left")), icon=":material/info:")
    for small, large in comparison.overlaps:
        words = view.t("regio.compare_overlap", small=told.names[small], large=told.names[large])
        plain.paragraph(words, "small")


def _controls(view: View, told: Told, codes: list[str]) -> None:
    """A chip per region to take it out, and a box to add one."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="naast"):
        for code in codes:
            rest = [other for other in codes if other != code]
            removable(view, told.names[code], f"uit_{code}", lambda left: go_to(view, left), rest)
    beside_box(view, codes)


def table_part(view: View, told: Told, comparison: Comparison) -> Part:
    """A row per region: known, inhabitants, rate and margin."""
    p, rows, names = told.part, comparison.table, compared_names(told, comparison)
    margins = [told.margin(low, high) for low, high in rows.select("per_10k_low", "per_10k_high").iter_rows()]
    table = rows.select(
        pl.col("code").replace_strict(names).alias(p("naast.region")),
        pl.col("known").cast(pl.Int64).alias(p("naast.known")),
        pl.col("population").cast(pl.Int64).alias(p("naast.population")),
        pl.col("per_10k").alias(p("naast.rate")),
        pl.Series(told.t("marge.name"), margins),
    )
    title = view.t("regio.compare_title", names=_joined(list(names.values())))
    sentence, codes = _sentence(view, told, comparison), rows["code"].to_list()
    return Part("naast", title, sentence, table, margin_words(told), codes)


def themes_part(view: View, told: Told, comparison: Comparison) -> Part:
    """A row per theme, a column of known initiatives per region."""
    names = compared_names(told, comparison)
    per_region = {
        name: comparison.themes.filter(pl.col("code") == code)["known"].cast(pl.Int64) for code, name in names.items()
    }
    table = pl.DataFrame({told.part("thema.theme"): [view.t(f"theme.{theme}") for theme in Theme]} | per_region)
    sentence = view.t("regio.compare_themes_sentence", names=_joined(list(names.values())))
    return Part("thema-naast", view.t("regio.compare_themes"), sentence, table)
