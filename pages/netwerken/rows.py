"""A part with a list of initiatives."""

import polars as pl
from markupsafe import Markup

from data_loaders.schema.rows import InitiativeRow, rows_of
from ui.age import initiatives_age
from ui.initiative_rows import export_table, list_page
from ui.plain.listing import list_row, pager
from ui.story import Part, PartKind, Place
from ui.view import View

PAGE_ROWS = 50


def initiatives_part(  # noqa: PLR0913, PLR0917 - the parts of one list
    view: View, initiatives: pl.DataFrame, name: str, title: str, sentence: str, place: Place = Place.WHOLE
) -> Part:
    """`initiatives` (rows of `Initiatives`) as a list, page by page, those seen last first; the file has all of them."""
    ordered = initiatives.sort("seen_year", "name", descending=[True, False], nulls_last=True)
    page = list_page(view, initiatives.height, PAGE_ROWS)
    shown = ordered[page.first : page.until]
    items = Markup().join(list_row(view, row) for row in rows_of(shown, InitiativeRow))
    return Part(
        name,
        title,
        sentence,
        kind=PartKind.LIST,
        rows=_table(view, shown),
        links={view.t("list.open"): [view.link("initiatieven", id=each) for each in shown["id"]]},
        body=Markup('<ul class="rijen kader">{}</ul>{}').format(items, pager(view, page) if page.last > 1 else ""),
        source=view.t("netwerken.source"),
        age=initiatives_age(view, initiatives) if initiatives.height else view.t("netwerken.none_known"),
        note="" if initiatives.height else view.t("kaart.none_is_not_none"),
        file_rows=lambda: export_table(view, ordered),
        place=place,
    )


def _table(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    whole = export_table(view, rows)
    return whole.select(pl.col(whole.columns[1]).alias(view.t("list.open")), *whole.columns[2:7])
