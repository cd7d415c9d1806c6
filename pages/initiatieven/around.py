"""What lies around one initiative: its theme in plain words, what is near and what is alike."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from measures.similar_initiatives import DistanceKind, nearby, similar_elsewhere
from ui import plain
from ui.numbers import number
from ui.session import View


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
