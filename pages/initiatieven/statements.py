"""The sources of one initiative, and the statements in which its readings differ."""

from typing import TypedDict

import dataframely as dy
import polars as pl
from markupsafe import Markup

from data_loaders.schema import Initiatives, words
from data_loaders.schema.rows import InitiativeRow, rows_of
from measures.readings import with_silence
from ui.story import Part, PartKind, Place
from ui.view import View

LISTS = [name for name, column in Initiatives.columns().items() if isinstance(column, dy.List)]
"""Fields that are lists; in the table of statements each item is a row."""
GIVEN = (
    "name",
    "summary",
    "themes",
    "status",
    "started_year",
    "legal_form",
    "scope",
    "place",
    "municipality_code",
    "networks",
    "website",
)
"""Fields that a source can state, in the order in which they are shown."""
_OTHER_LABELS = {"municipality_code": "list.municipality", "main_theme": "lezingen.main_theme"}
_LISTED = {"themes": "theme", "main_theme": "theme", "status": "status", "legal_form": "legal_form", "scope": "scope"}
"""Field with codes → prefix of the keys of the texts for these codes."""
_SAID_BY = ("field", "source_url", "source_title", "source_year")


class StatementRow(TypedDict):
    """One row of the result of `differing`."""

    field: str
    values: list[str]
    source_title: str
    source_url: str
    source_year: int | None
    readings: int
    all_readings: int | None
    is_shown: bool


def differing(statements: pl.DataFrame) -> pl.DataFrame:
    """The statements about one initiative in which its readings differ.

    A list (themes, networks) is compared as a whole, and its order does not matter. If one reading of a page gives a fact and
    another does not, they differ.

    Args:
        statements: rows of the table of statements about the initiative.

    Returns:
        One row per statement; those that the site shows come first. Columns: `field`, `values` (a list; empty if the reading does
        not give the fact), `source_title`, `source_url`, `source_year`, `readings` (how many of the `all_readings` of the page
        say so) and `is_shown`.
    """
    is_list = pl.col("field").is_in(LISTS)
    whole = pl.when(is_list).then(pl.lit("")).otherwise("value").alias("whole")
    page = ["field", "source_url"]
    return (
        with_silence(statements)
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


def differing_part(view: View, initiative_id: str, age: str) -> Part | None:
    """The part with differing statements; None if all readings agree."""
    statements = differing(view.snapshot.table("statements").filter(initiative_id=initiative_id))
    if statements.is_empty():
        return None
    t = view.t
    rows = [_cells(view, row) for row in rows_of(statements, StatementRow)]
    names = [t(f"initiatieven.{name}") for name in ("field", "value", "source")]
    return Part(
        "verschil",
        t("initiatieven.differ"),
        t(
            "initiatieven.differ_in_words"
            if set(statements["field"]) == {"summary"}
            else "initiatieven.differ_sentence"
        ),
        PartKind.TABLE,
        pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"),
        links={names[2]: statements["source_url"].to_list()},
        body=statement_table(view, statements),
        source=t("kaart.source"),
        age=age,
        place=Place.HEAD,
    )


def sources_part(view: View, row: InitiativeRow, age: str, lacking: str) -> Part:
    """The part with each source, its year, and the facts that come from it; `lacking` is a line about facts that none gives."""
    t, statements = view.t, view.snapshot.table("statements").filter(initiative_id=row["id"])
    fields: dict[str, list[str]] = dict(statements.group_by("source_url").agg(pl.col("field").unique()).iter_rows())
    fields_named = [
        ", ".join(
            dict.fromkeys(_label(view, field).lower() for field in GIVEN if field in fields.get(source["url"], []))
        )
        for source in row["sources"]
    ]
    names = [t("initiatieven.source"), t("initiatieven.year"), t("initiatieven.gives")]
    return Part(
        "bronnen",
        t("initiatieven.known_from"),
        t("initiatieven.known_sources", count=len(row["sources"])),
        PartKind.TABLE,
        pl.DataFrame(
            {
                names[0]: [source["title"] for source in row["sources"]],
                names[1]: [str(source["year"] or t("list.no_year")) for source in row["sources"]],
                names[2]: fields_named,
            }
        ),
        links={names[0]: [source["url"] for source in row["sources"]]},
        dutch=frozenset({names[0]}),
        note=lacking,
        source=t("kaart.source"),
        age=age,
        place=Place.HEAD,
    )


def statement_table(view: View, statements: pl.DataFrame) -> Markup:
    """`statements` as an HTML table."""
    t = view.t
    head = Markup().join(
        Markup('<th scope="col">{}</th>').format(t(f"initiatieven.{name}")) for name in ("field", "value", "source")
    )
    rows = Markup().join(_row(view, row) for row in rows_of(statements, StatementRow))
    # The table is wider than a phone. It scrolls inside its own box, also by keyboard.
    return Markup(
        '<div class="schuif" role="region" tabindex="0" aria-label="{0}"><table><caption class="stil">{0}</caption>'
        "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(t("initiatieven.differ"), head, rows)


def _cells(view: View, row: StatementRow) -> tuple[str, str, str]:
    """The cells of one statement: fact, value and source."""
    values = [_value(view, row["field"], value) for value in row["values"]] or [view.t("lezingen.not_known")]
    year = str(row["source_year"]) if row["source_year"] else view.t("list.no_year")
    return _label(view, row["field"]), "; ".join(values), f"{row['source_title']} ({year})"


def _row(view: View, row: StatementRow) -> Markup:
    fact, value_words, source = _cells(view, row)
    # Summaries exist in Dutch only.
    value = (
        Markup('<span lang="nl">{}</span>').format(value_words)
        if row["field"] == "summary"
        else Markup("{}").format(value_words)
    )
    if (row["all_readings"] or 1) > 1:
        count = view.t("lezingen.of_page", of=row["readings"], all=row["all_readings"])
        value += Markup(" <small>({})</small>").format(count)
    if row["is_shown"]:
        value += Markup("<br><small>{}</small>").format(view.t("initiatieven.shown"))
    return Markup('<tr><th scope="row">{}</th><td>{}</td><td><a href="{}" rel="noopener">{}</a></td></tr>').format(
        fact, value, row["source_url"], source
    )


def _label(view: View, field: str) -> str:
    if field in _OTHER_LABELS:
        return view.t(_OTHER_LABELS[field])
    return words(Initiatives, field, view.language).label if field in Initiatives.columns() else field


def _value(view: View, field: str, value: str) -> str:
    """A value in words."""
    if field in _LISTED:
        return view.t(f"{_LISTED[field]}.{value}")
    names = {"municipality_code": view.names.municipalities, "networks": view.names.partners}
    return names.get(field, {}).get(value, value)
