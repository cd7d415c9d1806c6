"""Where readings differ about one initiative: every statement whole, with its source, and which of them the site shows."""

from html import escape
from typing import Any

import dataframely as dy
import polars as pl
import streamlit as st

from data_loaders.schema import Initiatives, words
from measures.readings import with_silence
from ui import plain
from ui.session import View

LISTS = [name for name, column in Initiatives.columns().items() if isinstance(column, dy.List)]
"""Facts of which a source names several at once; each is a row of the statements."""
_OTHER_LABELS = {"municipality_code": "list.municipality", "main_theme": "lezingen.main_theme"}
_LISTED = {"themes": "theme", "main_theme": "theme", "status": "status", "legal_form": "legal_form"}
"""Facts with codes for values, and the texts that have words for them."""
_SAID_BY = ("field", "source_url", "source_title", "source_year")


def differing(said: pl.DataFrame) -> pl.DataFrame:
    """The statements about one initiative in which its readings differ.

    What a source lists (themes, networks) is one statement, and the same list in another order is the same: not each
    item beside the others. A reading that does not know a fact differs from another one of the same page, which does.

    Args:
        said: rows of the declared table of statements.

    Returns:
        One row per statement, what the site shows first: `field`, `values` (list; empty: does not know), `source_title`, `source_url`,
        `source_year`, `readings` (how many of the page say so, of `all_readings`) and `is_shown`.
    """
    is_list = pl.col("field").is_in(LISTS)
    whole = pl.when(is_list).then(pl.lit("")).otherwise("value").alias("whole")
    page = ["field", "source_url"]
    return (
        with_silence(said)
        .filter(pl.col("value").is_not_null().any().over(page))
        .group_by(*_SAID_BY, whole, maintain_order=True)
        .agg(
            pl.col("value").drop_nulls().unique().sort().alias("values"),
            pl.col("readings").max(),
            pl.col("is_shown").all(),
        )
        .filter(pl.col("values").n_unique().over("field") > 1)
        .with_columns(all_readings=pl.when(~is_list).then(pl.col("readings").sum().over(page)))
        .sort("field", "is_shown", descending=[False, True], maintain_order=True)
        .drop("whole")
    )


def statements(view: View, initiative_id: str) -> None:
    """The table of what differs; nothing where readings agree."""
    found = differing(view.snapshot.table("statements").filter(initiative_id=initiative_id))
    if found.is_empty():
        return
    plain.paragraph(view.t("initiatieven.differ"), "h2")
    st.html(statement_table(view, found))


def statement_table(view: View, found: pl.DataFrame) -> str:
    """`found` as an HTML table whose cells show their whole text."""
    t = view.t
    columns = "".join(
        f'<th scope="col">{escape(t(f"initiatieven.{name}"))}</th>' for name in ("field", "value", "source")
    )
    rows = "".join(_row(view, row) for row in found.iter_rows(named=True))
    title = escape(t("initiatieven.differ"), quote=True)
    # Wider than a phone: the table scrolls by itself, by keyboard too, and the page does not.
    return (
        f'<div class="schuif" role="region" tabindex="0" aria-label="{title}"><table class="regio">'
        f"<caption>{title}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(view: View, row: dict[str, Any]) -> str:
    field = row["field"]
    values = [_value(view, field, value) for value in row["values"]] or [view.t("lezingen.not_known")]
    said = escape("; ".join(values))
    # Summaries are kept in Dutch only.
    said = f'<span lang="nl">{said}</span>' if field == "summary" else said
    shown = f"<br><small>{escape(view.t('initiatieven.shown'))}</small>" if row["is_shown"] else ""
    if (row["all_readings"] or 1) > 1:
        count = view.t("lezingen.of_page", of=row["readings"], all=row["all_readings"])
        shown = f" <small>({escape(count)})</small>{shown}"
    year = str(row["source_year"]) if row["source_year"] else view.t("list.no_year")
    source = f"{plain.link(row['source_title'], row['source_url'])} ({escape(year)})"
    return f'<tr><th scope="row">{escape(_label(view, field))}</th><td>{said}{shown}</td><td>{source}</td></tr>'


def _label(view: View, field: str) -> str:
    if field in _OTHER_LABELS:
        return view.t(_OTHER_LABELS[field])
    return words(Initiatives, field, view.language).label if field in Initiatives.columns() else field


def _value(view: View, field: str, value: str) -> str:
    """What a source says, with words for codes."""
    if field in _LISTED:
        return view.t(f"{_LISTED[field]}.{value}")
    names = {"municipality_code": view.names.municipalities, "networks": view.names.partners}
    return names.get(field, {}).get(value, value)
