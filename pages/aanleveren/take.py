"""Shows the buttons for a partner's files, the text to send, and where to send it."""

from collections.abc import Callable
from datetime import datetime

import polars as pl
import streamlit as st

from data_loaders.checked import CheckReport
from pages.aanleveren.files import Taken, letter, mended_xlsx, report_csv, report_html
from pages.aanleveren.rows import known_initiatives
from pages.aanleveren.visit import Visit
from ui import plain
from ui.export import CSV_MIME, XLSX_MIME
from ui.view import DUTCH_TIME, View

COALITION = "wdhs"
"""Partner id of the coalition."""


def take_part(view: View, report: CheckReport, visit: Visit) -> None:
    """Show all buttons and the text."""
    t = view.t
    taken = Taken(view, report, visit.choices, known_initiatives(view, report.rows), datetime.now(DUTCH_TIME).date())
    stem = report.file.rpartition(".")[0] or report.file
    plain.paragraph(t("aanleveren.take.title"), "h2")
    plain.paragraph(t("aanleveren.take.help"))
    with st.container(horizontal=True, key="meenemen"):
        if report.rows:
            _file(view, "mended", lambda: mended_xlsx(taken), f"{stem}-verbeterd.xlsx", XLSX_MIME)
        _file(view, "html", lambda: report_html(taken), f"{stem}-verslag.html", "text/html")
        _file(view, "csv", lambda: report_csv(taken), f"{stem}-verslag.csv", CSV_MIME)
        if settings := visit.choices.as_toml():
            _file(view, "toml", settings.encode, f"{report.file}.toml", "application/toml")
    if report.rows:
        plain.paragraph(t("aanleveren.take.mended_is"), "small")
        plain.paragraph(t("aanleveren.take.letter"), "h3")
        st.code(letter(taken), language=None, wrap_lines=True)
        _address(view)


def _file(view: View, name: str, make: Callable[[], bytes], file: str, mime: str) -> None:
    st.download_button(
        view.t(f"aanleveren.take.{name}"),
        make,
        file,
        mime,
        key=f"neem_{name}",
        type="primary" if name == "mended" else "secondary",
        on_click="ignore",
    )


def _address(view: View) -> None:
    """Show a link to the coalition's own site. We have no e-mail address of the coalition."""
    coalition = view.snapshot.table("partners").filter(partner_id=COALITION).filter(pl.col("website").is_not_null())
    for name, website in coalition.select("name", "website").iter_rows():
        plain.paragraph(view.t("aanleveren.take.where"))
        st.html(f"<p>{plain.link(view.t('aanleveren.take.site', name=name), website)}</p>")
