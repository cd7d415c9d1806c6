"""The one way to show a figure: sentence, picture and table of the same frame, with source, age and files."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import streamlit as st

from ui import plain
from ui.export import CSV_MIME, XLSX_MIME, Provenance, csv_bytes, xlsx_bytes
from ui.grid import grid
from ui.session import View
from ui.share import citation_box, page_address


class IncompleteFigureError(ValueError):
    """A figure lacks a part that every reader is owed."""


@dataclass(frozen=True)
class Figure:
    """A figure before it is drawn; `draw_figure` refuses one that is incomplete."""

    name: str
    """Stable name in file names and addresses: lower case, hyphens."""
    title: str
    sentence: str
    """The figure in words; also its text alternative."""
    table: pl.DataFrame
    """The numbers behind it; column names are what a reader sees."""
    source: str
    """Who the numbers come from."""
    age: str
    """When they were read and how old the facts are, in words without a full stop: see `ui.age`."""


def check(figure: Figure) -> None:
    """Refuse a figure without one of its parts.

    Raises:
        IncompleteFigureError: naming the parts that are missing.
    """
    parts = ("name", "title", "sentence", "source", "age")
    missing = [part for part in parts if not str(getattr(figure, part)).strip()]
    if not figure.table.columns:
        missing.append("table")
    if missing:
        raise IncompleteFigureError(f"{figure.name or figure.title or 'figure'}: {', '.join(missing)}")


def provenance(view: View, figure: Figure) -> Provenance:
    """What a file made from `figure` tells about itself."""
    return Provenance(
        title=f"{figure.title}. {figure.sentence}",
        source=figure.source,
        licence=view.t("site.licence_data"),
        data_version=view.snapshot.version,
        age=figure.age,
        address=page_address(),
    )


def draw_figure(  # noqa: PLR0913 - how one figure looks on its page
    view: View,
    figure: Figure,
    picture: Callable[[str], None],
    *,
    show_title: bool = True,
    show_sentence: bool = True,
    more: Callable[[], None] = lambda: None,
) -> None:
    """Show `figure`.

    Args:
        view: language and data version.
        figure: all parts but the picture.
        picture: draws the picture; is given the text alternative.
        show_title: False when the page's own title already says it.
        show_sentence: False when the page shows the sentence itself, above its chips.
        more: draws what else can be done with the figure, beside its files.

    Raises:
        IncompleteFigureError: see `check`.
    """
    check(figure)
    if show_title:
        plain.paragraph(figure.title, "h2")
    if show_sentence:
        plain.paragraph(figure.sentence, name="zin")
    drawn, table = st.tabs(
        [view.t("figure.picture"), view.t("figure.table")], key=f"tabs_{figure.name}", on_change="rerun"
    )
    # Only the open tab is sent to the browser: a large table would otherwise travel with every filter press.
    if table.open:
        with table:
            grid(figure.table, alt=figure.sentence, key=f"table_{figure.name}")
    else:
        with drawn:
            picture(figure.sentence)
    source_line(view, figure, more=more)


def draw_table(view: View, figure: Figure) -> None:
    """Show a figure whose table is the picture: lists that nothing is gained by drawing.

    Raises:
        IncompleteFigureError: see `check`.
    """
    check(figure)
    plain.paragraph(figure.title, "h2")
    plain.paragraph(figure.sentence, name="zin")
    grid(figure.table, alt=figure.sentence, key=f"table_{figure.name}")
    source_line(view, figure)


def source_line(
    view: View,
    figure: Figure,
    *,
    file_table: Callable[[], pl.DataFrame] | None = None,
    more: Callable[[], None] = lambda: None,
) -> None:
    """Source and age under a figure, with its files, link and citation one press away.

    Args:
        view: language and data version.
        figure: the figure.
        file_table: makes the table for the files where a file holds more than the screen (all pages of a list).
        more: draws what stands beside the files.
    """
    with st.container(horizontal=True, vertical_alignment="center", key=f"source_{figure.name}"):
        plain.paragraph(view.t("figure.source", source=figure.source, age=figure.age), "small")
        downloads(view, figure, file_table or (lambda: figure.table))
        more()


def downloads(view: View, figure: Figure, file_table: Callable[[], pl.DataFrame]) -> None:
    """Button that opens the files, the link and the citation of `figure`."""
    opened = st.popover(view.t("figure.use"), icon=":material/download:", key=f"use_{figure.name}", on_change="rerun")
    # Filled when somebody opens it: otherwise its dozen parts would travel with every filter press.
    if not opened.open:
        return
    with opened:
        told = provenance(view, figure)
        file = f"samenkaart-{figure.name}-{view.snapshot.version}"
        st.download_button(
            view.t("figure.csv"),
            lambda: csv_bytes(file_table(), told, view.language),
            f"{file}.csv",
            CSV_MIME,
            key=f"csv_{figure.name}",
            on_click="ignore",
        )
        st.download_button(
            view.t("figure.xlsx"),
            lambda: xlsx_bytes(file_table(), told, view.language),
            f"{file}.xlsx",
            XLSX_MIME,
            key=f"xlsx_{figure.name}",
            on_click="ignore",
        )
        citation_box(view, figure.title, figure.age)
