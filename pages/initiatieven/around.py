"""What lies around one initiative: its theme in plain words, what is near, what is alike, and how to correct it."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from measures.similar_initiatives import DistanceKind, nearby, similar_elsewhere
from ui import plain
from ui.numbers import number
from ui.session import View
from ui.share import page_address


def theme_meaning(view: View, row: dict[str, Any]) -> None:
    """One plain sentence on the main theme."""
    theme = row["themes"][0]
    plain.paragraph(view.t(f"initiatieven.means_{theme}"), "small")


def around(view: View, row: dict[str, Any]) -> None:
    """Initiatives near this one, and initiatives elsewhere that are like it."""
    known = view.catalogue.initiatives
    near = nearby(known, row["id"])
    alike = similar_elsewhere(known, view.catalogue.text, row["id"])
    beside, elsewhere = st.columns(2)
    with beside:
        _listed(view, "near", near, [_distance(view, item) for item in near.iter_rows(named=True)])
    with elsewhere:
        _listed(view, "alike", alike, [_shared(view, item) for item in alike.iter_rows(named=True)])


def _listed(view: View, name: str, found: pl.DataFrame, why: list[str]) -> None:
    plain.paragraph(view.t(f"initiatieven.{name}"), "h2")
    if found.is_empty():
        plain.paragraph(view.t(f"initiatieven.{name}_none"))
        return
    extra = "&taal=en" if view.language == "en" else ""
    items = [
        f"<li>{plain.link(item['name'], '/initiatieven?id=' + item['id'] + extra)}"
        f"{escape(', ' + item['place'] if item['place'] else '')} <small>({escape(reason)})</small></li>"
        for item, reason in zip(found.iter_rows(named=True), why, strict=True)
    ]
    st.html(f"<ul>{''.join(items)}</ul>")


def _distance(view: View, item: dict[str, Any]) -> str:
    kind = DistanceKind(item["distance_kind"])
    if item["km"] is None:
        return view.t(f"initiatieven.distance_{kind}")
    return view.t(f"initiatieven.distance_{kind}", km=number(item["km"], view.language, 1 if item["km"] < 10 else 0))


def _shared(view: View, item: dict[str, Any]) -> str:
    themes = ", ".join(view.t(f"theme.{theme}") for theme in item["shared_themes"])
    return themes or view.t("initiatieven.alike_by_text")


def correction(view: View, row: dict[str, Any]) -> None:
    """Whether it still exists is a dated statement; a text to send with id and data version, and whom it came from."""
    year = str(row["status_year"]) if row["status_year"] else view.t("list.no_year")
    plain.paragraph(view.t("initiatieven.correct"), "h2")
    plain.paragraph(view.t("initiatieven.still_active", year=year))
    partners = view.snapshot.table("partners").filter(pl.col("partner_id").is_in(row["networks"]))
    sites = [(name, site) for name, site in partners.select("name", "website").iter_rows() if site]
    if sites:
        plain.paragraph(view.t("initiatieven.correct_at"))
        st.html(f"<ul>{''.join(f'<li>{plain.link(name, site)}</li>' for name, site in sites)}</ul>")
    else:
        plain.paragraph(view.t("initiatieven.correct_makers"))
    told = view.t(
        "initiatieven.correct_text",
        name=row["name"],
        id=row["id"],
        version=view.snapshot.version,
        address=page_address(),
        year=year,
    )
    st.code(told, language=None, wrap_lines=True)
