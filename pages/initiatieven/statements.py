"""Where sources differ about one initiative: every statement whole, with its source, and which of them the site shows."""

from html import escape
from typing import Any

import dataframely as dy
import polars as pl
import streamlit as st

from data_loaders.schema import Initiatives, words
from ui import plain
from ui.session import View

LISTS = [name for name, column in Initiatives.columns().items() if isinstance(column, dy.List)]
"""Facts of which a source names several at once; each is a row of the statements."""
_SAID_BY = ("field", "source_url", "source_title", "source_year")


def differing(said: pl.DataFrame) -> pl.DataFrame:
    """The statements about one initiative in which its sources differ.

    What a source lists (themes, networks) is one statement, and the same list in another order is the same: not each
    item beside the others.

    Args:
        said: rows of the declared table of statements.

    Returns:
        One row per statement, what the site shows first: `field`, `values` (list), `source_title`, `source_url`,
        `source_year` and `is_shown`.
    """
    whole = pl.when(pl.col("field").is_in(LISTS)).then(pl.lit("")).otherwise("value").alias("whole")
    return (
        said.group_by(*_SAID_BY, whole, maintain_order=True)
        .agg(pl.col("value").unique().sort().alias("values"), pl.col("is_shown").all())
        .filter(pl.col("values").n_unique().over("field") > 1)
        .sort("field", "is_shown", descending=[False, True], maintain_order=True)
        .drop("whole")
    )


def statements(view: View, initiative_id: str) -> None:
    """The table of what differs; nothing where sources agree."""
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
    said = escape("; ".join(_value(view, field, value) for value in row["values"]))
    # Summaries are kept in Dutch only.
    said = f'<span lang="nl">{said}</span>' if field == "summary" else said
    shown = f"<br><small>{escape(view.t('initiatieven.shown'))}</small>" if row["is_shown"] else ""
    year = str(row["source_year"]) if row["source_year"] else view.t("list.no_year")
    source = f"{plain.link(row['source_title'], row['source_url'])} ({escape(year)})"
    return f'<tr><th scope="row">{escape(_label(view, field))}</th><td>{said}{shown}</td><td>{source}</td></tr>'


def _label(view: View, field: str) -> str:
    if field == "municipality_code":
        return view.t("list.municipality")
    return words(Initiatives, field, view.language).label if field in Initiatives.columns() else field


def _value(view: View, field: str, value: str) -> str:
    """What a source says, with words for codes."""
    if field in ("themes", "status", "legal_form"):
        return view.t(f"{'theme' if field == 'themes' else field}.{value}")
    names = {"municipality_code": view.names.municipalities, "networks": view.names.partners}
    return names.get(field, {}).get(value, value)
