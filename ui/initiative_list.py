"""The list of initiatives under the map: the same rows, page by page, and as files."""

from dataclasses import replace
from enum import StrEnum

import polars as pl
import streamlit as st

from data_loaders.schema import Initiatives, words
from measures.nearest import nearest_municipalities
from ui import plain
from ui.address import LONGEST_SHOWN, Note
from ui.age import initiatives_age
from ui.figure import Figure, source_line
from ui.filter_bar import go, tell_notes
from ui.grid import grid
from ui.numbers import number
from ui.seen import dated_statuses
from ui.session import View

PAGE_ROWS = 25
EXPORT = (
    "id", "name", "themes", "place", "municipality", "province", "dated_status", "status", "status_year", "status_readings", "seen_year",
    "started_year", "legal_form",
    "networks", "networks_unlisted", "website", "sources", "summary", "other_names", "municipality_code", "longitude",
    "latitude", "location_precision",
)  # fmt: skip


class Order(StrEnum):
    """Orders of the list; the values stand in addresses."""

    SEEN = "gezien"
    NAME = "naam"
    PLACE = "plaats"
    NEWEST = "nieuwste"
    OLDEST = "oudste"


def order(view: View) -> Order:
    """The order that the address asks for; what was seen last comes first when that makes no sense."""
    asked = view.typed("sorteer")
    return next((known for known in Order if known.value == asked), Order.SEEN)


def ordered(chosen: pl.DataFrame, by: Order) -> pl.DataFrame:
    """`chosen` (rows of `measures.selection.facts`, by name) in another order; what is not known comes last."""
    if by is Order.NAME:
        return chosen
    column = {Order.SEEN: pl.col("seen_year"), Order.PLACE: pl.col("place").cast(pl.String)}.get(
        by, pl.col("started_year")
    )
    return chosen.sort(column, descending=by in (Order.SEEN, Order.NEWEST), nulls_last=True, maintain_order=True)


def order_words(view: View, by: Order) -> str:
    """What an order is called, with where the unknown ones are."""
    return view.t(f"list.order_{by}")


def _order_box(view: View) -> None:
    st.session_state["kies_sorteer"] = order(view)
    st.selectbox(
        view.t("list.order"),
        list(Order),
        format_func=lambda by: order_words(view, by),
        key="kies_sorteer",
        on_change=_to_order,
        width=420,
    )


def _to_order() -> None:
    st.query_params.pop("pagina", None)
    st.query_params["sorteer"] = st.session_state["kies_sorteer"].value


def nearest(view: View) -> None:
    """The nearest municipalities where something is known, where nothing is in the chosen one."""
    near = nearest_municipalities(view.catalogue, view.selection)
    if near.is_empty():
        return
    plain.paragraph(view.t("list.nearest"))
    with st.container(horizontal=True, gap="small", key="dichtbij"):
        for code, name, count in near.iter_rows():
            st.button(
                plain.label(f"{name} ({number(count, view.language)})"),
                key=f"dichtbij_{code}",
                on_click=go,
                args=(replace(view.selection, province=None, municipality=code, place=None), view.names),
            )


def page_number(view: View) -> int:
    """The page that the address asks for; the first when that makes no sense."""
    asked = view.typed("pagina") or "1"
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 else 1


def _to_page(page: int) -> None:
    if page == 1:
        st.query_params.pop("pagina", None)
    else:
        st.query_params["pagina"] = str(page)


def list_notes(view: View, last: int) -> list[Note]:
    """What the address asks of a list of `last` pages that it has not."""
    found = []
    by, page = view.typed("sorteer"), view.typed("pagina")
    if by and by not in set(Order):
        found.append(Note("address.unknown_value", "sorteer", by[:LONGEST_SHOWN]))
    if page and page != str(page_number(view)):
        found.append(Note("address.unknown_value", "pagina", page[:LONGEST_SHOWN]))
    elif page_number(view) > last:
        found.append(Note("address.past_last_page", "pagina", page))
    return found


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
        dated_statuses(initiatives, view.language).alias("dated_status"),
        pl.col("status_readings").list.eval(pl.element().cast(pl.String).replace(statuses)),
        pl.col("legal_form").cast(pl.String).replace(forms),
        pl.col("networks").list.eval(pl.element().replace(view.names.partners)),
        pl.col("sources").list.eval(source),
        municipality=pl.col("municipality_code").replace_strict(
            view.names.municipalities, default=None, return_dtype=pl.String
        ),
        province=pl.col("municipality_code").replace_strict(provinces, default=None, return_dtype=pl.String),
    )


def header(view: View, column: str) -> str:
    """The declared words for a column; what is put together here is no column of the table and has its own."""
    if column in ("municipality", "province", "dated_status"):
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
        pl.when(pl.col("status_readings").list.len() > 0)
        .then(pl.format("{} ({})", "dated_status", pl.lit(view.t("lezingen.differ"))))
        .otherwise("dated_status")
        .alias(header(view, "status")),
        pl.concat_list("networks", "networks_unlisted").list.join(", ").alias(header(view, "networks")),
        pl.col("website").fill_null("").alias(header(view, "website")),
        initiatives["sources"].list.first().struct.field("url").alias(header(view, "sources")),
    )


def initiative_list(view: View, chosen: pl.DataFrame, sentence: str, *, with_nearest: bool = True) -> None:
    """Show one page of the initiatives in `chosen`, with files of all of them; of none, where the nearest ones are."""
    t = view.t
    plain.paragraph(t("list.title", count=chosen.height), "h2")
    if chosen.is_empty():
        plain.paragraph(t("list.empty"))
        if with_nearest:
            nearest(view)
        return
    by = order(view)
    _order_box(view)
    page, last = pages(view, chosen)
    tell_notes(view, list_notes(view, last), key="list_notes")
    shown = page_table(view, chosen)
    link = st.column_config.LinkColumn
    grid(
        shown,
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
        age=initiatives_age(view, chosen),
    )
    source_line(view, figure, file_table=lambda: _whole_table(view, chosen, by))


def pages(view: View, chosen: pl.DataFrame) -> tuple[int, int]:
    """The page of the list that the address asks for, and the last one there is (1 of an empty list)."""
    last = max(1, -(-chosen.height // PAGE_ROWS))
    return min(page_number(view), last), last


def page_table(view: View, chosen: pl.DataFrame) -> pl.DataFrame:
    """The page of the list that the address asks for, as a reader sees it."""
    page, _ = pages(view, chosen)
    rows = ordered(chosen, order(view))["row"].slice((page - 1) * PAGE_ROWS, PAGE_ROWS)
    # Asked for by the rows themselves: lists of a network or of a cell have the same choice but other rows.
    return view.once("initiative_list", lambda: screen_table(view, view.catalogue.initiatives[rows]), *rows)


def _whole_table(view: View, chosen: pl.DataFrame, by: Order) -> pl.DataFrame:
    return export_table(view, view.catalogue.rows(ordered(chosen, by), 0, chosen.height))


def range_words(view: View, page: int, total: int) -> str:
    """Which of all rows are on a page of the list."""
    return view.t("list.range", first=(page - 1) * PAGE_ROWS + 1, last=min(page * PAGE_ROWS, total), total=total)


def _pager(view: View, page: int, last: int, total: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="bladeren"):
        st.button(view.t("list.previous"), disabled=page == 1, on_click=_to_page, args=(page - 1,), key="previous")
        plain.paragraph(range_words(view, page, total))
        st.button(view.t("list.next"), disabled=page == last, on_click=_to_page, args=(page + 1,), key="next")
