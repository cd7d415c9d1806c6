"""The directory: every partner, found by words and filters."""

import polars as pl
import streamlit as st

from data_loaders.schema import PartnerKind, PartnerRole, Partners, Scope, words
from measures.networks import Axis, PartnerChoice, choose_partners, unlisted_networks
from pages.netwerken.choice import Choice, bound, put
from pages.netwerken.networks import all_partners, network_tables
from pages.netwerken.words import (
    area,
    key_words,
    named_list,
    network_figure,
    partner_address,
    region_names,
    translated,
)
from ui import plain
from ui.figure import draw_table, source_line
from ui.grid import grid
from ui.session import View


def show_directory(view: View, choice: Choice) -> None:
    """Search box, list, and the networks that sources name but the directory does not have."""
    t = view.t
    st.text_input(
        t("netwerken.search"), placeholder=t("netwerken.search_hint"), max_chars=100, **bound("q", view.selection.text)
    )
    rows = all_partners(view)
    found = choose_partners(rows, _wanted(view, choice)).sort(pl.col("name").str.to_lowercase())
    with_any = found.filter(pl.col("initiatives") > 0).height
    sentence = t("netwerken.found", count=found.height, all=rows.height, with_any=with_any)
    plain.paragraph(t("netwerken.list_title"), "h2")
    plain.paragraph(sentence, name="zin")
    figure = network_figure(view, "partners", t("netwerken.list_title"), sentence, directory_table(view, found))
    if found.is_empty():
        plain.paragraph(t("netwerken.none_found"))
    else:
        _list(view, found, sentence)
    source_line(view, figure)
    _unlisted(view)


def _wanted(view: View, choice: Choice) -> PartnerChoice:
    chosen = view.selection
    province = chosen.province or view.names.province_of.get(chosen.municipality or "")
    return PartnerChoice(chosen.text, choice.roles, choice.kinds, chosen.themes, province)


def _list(view: View, found: pl.DataFrame, sentence: str) -> None:
    t, own = view.t, view.t("netwerken.open")
    shown = directory_table(view, found).insert_column(0, found.select(partner_address(view).alias(own)).to_series())
    grid(
        shown.drop(_label(view, "summary"), _label(view, "source_url")),
        alt=sentence,
        key="partner_list",
        column_config={
            own: st.column_config.LinkColumn(display_text=t("netwerken.open_link"), width="small"),
            _label(view, "website"): st.column_config.LinkColumn(display_text=t("list.site_link"), width="small"),
        },
    )
    ids = found["partner_id"].to_list()
    # Streamlit draws a table on a canvas, which the keyboard reaches only partly: the same choice as a list.
    st.selectbox(
        t("netwerken.open_partner"),
        ids,
        index=None,
        placeholder=t("netwerken.choose_partner"),
        format_func=view.names.partners.__getitem__,
        key="open_partner",
        on_change=_open,
    )


def _open() -> None:
    if partner := st.session_state["open_partner"]:
        put(netwerk=partner, deel=None)


def _label(view: View, column: str) -> str:
    return words(Partners, column, view.language).label


def directory_table(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of `measures.networks.directory` in the reader's words."""
    t, regions = view.t, region_names(view)
    return rows.select(
        pl.col("name").alias(_label(view, "name")),
        translated(view, "role", PartnerRole).alias(_label(view, "role")),
        pl.col("own").alias(t("netwerken.counts.own")),
        pl.col("initiatives").alias(t("netwerken.counts.initiatives")),
        pl.col("relations").alias(t("netwerken.figures.partners")),
        translated(view, "kind", PartnerKind).alias(_label(view, "kind")),
        translated(view, "scope", Scope).alias(_label(view, "scope")),
        pl.col("municipality_code").replace(regions).fill_null(t("netwerken.unknown")).alias(t("netwerken.seat")),
        area(view).alias(_label(view, "province_codes")),
        named_list("themes", key_words(view, Axis.THEME)).alias(_label(view, "themes")),
        pl.col("members_count").alias(_label(view, "members_count")),
        pl.col("members_year").cast(pl.String).fill_null("").alias(_label(view, "members_year")),
        pl.col("umbrellas")
        .list.eval(pl.element().replace(view.names.partners))
        .list.join(", ")
        .alias(t("netwerken.umbrellas")),
        pl.col("website").alias(_label(view, "website")),
        pl.col("summary").alias(_label(view, "summary")),
        pl.col("source_url").alias(_label(view, "source_url")),
    )


def _unlisted(view: View) -> None:
    t = view.t
    initiatives = network_tables(view).initiatives
    found = unlisted_networks(initiatives)
    if found.is_empty():
        return
    table = found.select(
        pl.col("name").alias(t("netwerken.network")), pl.col("initiatives").alias(t("netwerken.initiatives"))
    )
    sentence = t("netwerken.unlisted", count=found.height)
    title, counted = t("netwerken.unlisted_title"), initiatives.filter(pl.col("networks_unlisted").list.len() > 0)
    draw_table(view, network_figure(view, "netwerken-buiten-lijst", title, sentence, table, counted))
