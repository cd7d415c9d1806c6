"""The data behind the site: sources with their counts, every table, every column.

Questions it answers, with steps from the home page: where do the data come from and what was left out (1: this page);
what does a column mean (1); how sure is one reading (1); all of it as a file (2: this page, CSV or Excel).
"""

import polars as pl

from data_loaders.schema import TABLES, words
from pages.data.agreement import agreement_figure
from ui import plain
from ui.age import read_only
from ui.figure import Figure, draw_table
from ui.numbers import long_date
from ui.session import View, open_view


def show() -> None:
    """Draw the page."""
    view = open_view()
    plain.paragraph(view.t("data.title"), "h1")
    plain.paragraph(
        view.t("data.lead", version=view.snapshot.version, date=long_date(view.snapshot.date, view.language)),
        name="zin",
    )
    draw_table(view, sources_figure(view))
    draw_table(view, agreement_figure(view))
    draw_table(view, dictionary_figure(view))


def sources_figure(view: View) -> Figure:
    """Every source with its holder, licence and what became of its rows."""
    t = view.t
    sources = view.snapshot.manifest.sources
    columns = ("title", "holder", "licence", "date_read", "read", "accepted", "merged", "rejected")
    rows = pl.DataFrame(
        [{t(f"data.source_{column}"): getattr(source, column) for column in columns} for source in sources]
    )
    counted = [source for source in sources if source.kind == "initiatives"]
    totals = {
        name: sum(getattr(source, name) for source in counted) for name in ("read", "accepted", "merged", "rejected")
    }
    return Figure(
        name="bronnen",
        title=t("data.sources_title"),
        sentence=t("data.sources_sentence", count=len(sources), **totals),
        table=rows,
        source="Samenkaart",
        age=read_only(view),
    )


def dictionary_figure(view: View) -> Figure:
    """Every column of every table, from the declarations."""
    t = view.t
    rows = [
        {
            t("data.dict_table"): table,
            t("data.dict_column"): told.name,
            t("data.dict_label"): told.label,
            t("data.dict_about"): " ".join(part for part in (told.about, told.unit) if part),
            t("data.dict_empty"): t("data.yes") if told.nullable else t("data.no"),
        }
        for table, schema in TABLES.items()
        for told in (words(schema, column, view.language) for column in schema.columns())
    ]
    return Figure(
        name="gegevenswoordenboek",
        title=t("data.dict_title"),
        sentence=t("data.dict_sentence", tables=len(TABLES), columns=len(rows)),
        table=pl.DataFrame(rows),
        source="Samenkaart",
        age=read_only(view),
    )


if __name__ == "__main__":
    show()
