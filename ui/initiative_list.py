"""The list of initiatives under the map: the same rows, page by page, and as files."""

import polars as pl
import streamlit as st

from data_loaders.schema import Initiatives, words
from ui import plain
from ui.figure import Figure, source_line
from ui.numbers import long_date
from ui.session import View

PAGE_ROWS = 25
EXPORT = (
    "id", "name", "themes", "place", "municipality", "province", "status", "status_year", "started_year", "legal_form",
    "networks", "networks_unlisted", "website", "sources", "summary", "other_names", "municipality_code", "longitude",
    "latitude", "location_precision",
)  # fmt: skip


def page_number() -> int:
    """The page that the address asks for; the first when that makes no sense."""
    asked = st.query_params.get("pagina", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else 1


def _to_page(number: int) -> None:
    if number == 1:
        st.query_params.pop("pagina", None)
    else:
        st.query_params["pagina"] = str(number)


def readable(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` with words for codes: names of regions, networks, themes and statuses."""
    t = view.t
    themes = {theme: t(f"theme.{theme}") for theme in initiatives.schema["themes"].inner.categories}  # type: ignore[attr-defined]
    statuses = {status: t(f"status.{status}") for status in initiatives.schema["status"].categories}  # type: ignore[attr-defined]
    forms = {form: t(f"legal_form.{form}") for form in initiatives.schema["legal_form"].categories}  # type: ignore[attr-defined]
    provinces = {code: view.names.provinces[view.names.province_of[code]] for code in view.names.municipalities}
    source = (
        pl.element().struct.field("title")
        + " ("
        + pl.element().struct.field("year").cast(pl.String).fill_null(t("list.no_year"))
        + "), "
        + pl.element().struct.field("url")
    )
    return initiatives.with_columns(
        pl.col("themes").list.eval(pl.element().cast(pl.String).replace(themes)),
        pl.col("status").cast(pl.String).replace(statuses),
        pl.col("legal_form").cast(pl.String).replace(forms),
        pl.col("networks").list.eval(pl.element().replace(view.names.partners)),
        pl.col("sources").list.eval(source),
        municipality=pl.col("municipality_code").replace_strict(
            view.names.municipalities, default=None, return_dtype=pl.String
        ),
        province=pl.col("municipality_code").replace_strict(provinces, default=None, return_dtype=pl.String),
    )


def header(view: View, column: str) -> str:
    """The declared words for a column; regions by name are not columns of the table and have their own."""
    if column in ("municipality", "province"):
        return view.t(f"list.{column}")
    return words(Initiatives, column, view.language).label


def export_table(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` as they go into a file: all columns, reader's words, declared headers."""
    return readable(view, initiatives).select(pl.col(column).alias(header(view, column)) for column in EXPORT)


def screen_table(view: View, initiatives: pl.DataFrame) -> pl.DataFrame:
    """`initiatives` as the list shows them."""
    own = view.t("list.open")
    extra = "&taal=en" if view.language == "en" else ""
    rows = readable(view, initiatives)
    return rows.select(
        pl.format("/initiatieven?id={}" + extra, "id").alias(own),
        pl.col("name").alias(header(view, "name")),
        pl.col("themes").list.join(", ").alias(header(view, "themes")),
        pl.col("place").alias(header(view, "place")),
        pl.col("municipality").alias(header(view, "municipality")),
        pl.col("status").alias(header(view, "status")),
        pl.col("status_year").cast(pl.String).fill_null(view.t("list.no_year")).alias(header(view, "status_year")),
        pl.concat_list("networks", "networks_unlisted").list.join(", ").alias(header(view, "networks")),
        pl.col("website").fill_null("").alias(header(view, "website")),
        initiatives["sources"].list.first().struct.field("url").alias(header(view, "sources")),
    )


def initiative_list(view: View, chosen: pl.DataFrame, sentence: str) -> None:
    """Show one page of the initiatives in `chosen`, with files of all of them."""
    t = view.t
    plain.paragraph(t("list.title", count=chosen.height), "h2")
    if chosen.is_empty():
        plain.paragraph(t("list.empty"))
        return
    last = -(-chosen.height // PAGE_ROWS)
    page = min(page_number(), last)
    shown = screen_table(view, view.catalogue.rows(chosen, (page - 1) * PAGE_ROWS, PAGE_ROWS))
    link = st.column_config.LinkColumn
    st.dataframe(
        shown,
        hide_index=True,
        alt=t("list.alt", sentence=sentence),
        key="initiatives",
        column_config={
            t("list.open"): link(display_text=t("list.open_link"), width="small"),
            header(view, "website"): link(display_text=t("list.site_link"), width="small"),
            header(view, "sources"): link(display_text=t("list.source_link"), width="small"),
        },
    )
    _pager(view, page, last, chosen.height)
    figure = Figure(
        name="initiatieven",
        title=t("list.title", count=chosen.height),
        sentence=sentence,
        table=shown,
        source=t("kaart.source"),
        as_of=long_date(view.snapshot.date, view.language),
    )
    source_line(view, figure, file_table=lambda: export_table(view, view.catalogue.rows(chosen, 0, chosen.height)))


def _pager(view: View, page: int, last: int, total: int) -> None:
    first_row, last_row = (page - 1) * PAGE_ROWS + 1, min(page * PAGE_ROWS, total)
    with st.container(horizontal=True, vertical_alignment="center", key="bladeren"):
        st.button(view.t("list.previous"), disabled=page == 1, on_click=_to_page, args=(page - 1,), key="previous")
        plain.paragraph(view.t("list.range", first=first_row, last=last_row, total=total))
        st.button(view.t("list.next"), disabled=page == last, on_click=_to_page, args=(page + 1,), key="next")
