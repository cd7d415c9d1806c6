"""How a reader tells what is no longer right: a text with id and data version to copy, and whom to send it to."""

from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from ui import plain
from ui.session import View
from ui.share import page_address

MAKERS = "wdhs"
"""The coalition, in the partner directory."""

_HERE = Path(__file__).parent
_JS, _CSS = ((_HERE / name).read_text("utf-8") for name in ("copy.js", "copy.css"))
# The button shows when it has its words: never one without a name.
_HTML = '<button type="button" hidden></button><p role="status"></p><textarea rows="6" readonly hidden></textarea>'


def correction(view: View, row: dict[str, Any]) -> None:
    """Whether it still exists is a dated statement; a text to copy, and the site of who can put it right."""
    plain.paragraph(view.t("initiatieven.correct"), "h2")
    plain.paragraph(still_there(view, row))
    why, sites = addressees(view, row)
    plain.paragraph(why)
    button = st.components.v2.component("kopieer", html=_HTML, css=_CSS, js=_JS)
    words = {name: view.t(f"initiatieven.{name}") for name in ("copied", "by_hand")}
    button(data={"label": view.t("initiatieven.copy"), "text": correction_text(view, row), **words}, key="kopieer")
    links = [plain.link(view.t("initiatieven.to_site", name=name), site) for name, site in sites]
    if links:
        st.html(f"<p>{'<br>'.join(links)}</p>")


def still_there(view: View, row: dict[str, Any]) -> str:
    """How far what we know reaches: to the newest year of all its sources, whichever of them says what."""
    year = row["seen_year"]
    return view.t("initiatieven.still_active" if year else "initiatieven.still_active_no_year", year=str(year))


def correction_text(view: View, row: dict[str, Any]) -> str:
    """What a reader sends, with all that the receiver must know."""
    return view.t(
        "initiatieven.correct_text",
        name=row["name"],
        id=row["id"],
        version=view.snapshot.version,
        address=page_address(),
    )


def addressees(view: View, row: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """Whom to tell and why them, and their names with their sites: the networks it came from, else the makers."""
    partners = view.snapshot.table("partners")
    own = partners.filter(pl.col("partner_id").is_in(row["networks"]))
    sites = _sites(own)
    if sites:
        return view.t("initiatieven.correct_at", count=len(sites)), sites
    makers = _sites(partners.filter(partner_id=MAKERS))
    named = [*own["name"], *row["networks_unlisted"]]
    if named:
        return view.t("initiatieven.correct_no_site", names=", ".join(named)), makers
    return view.t("initiatieven.correct_makers"), makers


def _sites(partners: pl.DataFrame) -> list[tuple[str, str]]:
    return [(name, site) for name, site in partners.select("name", "website").iter_rows() if site]
