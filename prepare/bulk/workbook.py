"""All tables in one workbook."""

import io
from collections.abc import Mapping
from datetime import datetime

import polars as pl
import xlsxwriter

from prepare.bulk.flat import flat

MOST_ROWS = 200_000
"""Rows of the longest table that gets a sheet. A sheet can hold five times as many, but no spreadsheet program copes with that, and writing it
takes ten gigabytes of memory."""


def workbook(tables: Mapping[str, pl.DataFrame], about: dict[str, str], made: datetime) -> bytes:
    """An XLSX file: a sheet `about`, then a sheet per table. The first sheet names the tables that are too long and left out.

    Args:
        tables: frames by name.
        about: what the first sheet says: labels with their text.
        made: the time stamp inside the file.
    """
    too_long = {f"not here: {name}": f"{name}.csv" for name, table in tables.items() if table.height > MOST_ROWS}
    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as book:
        book.set_properties({"created": made, "title": "Samenkaart"})
        sheet = book.add_worksheet("about")
        for row, (name, words) in enumerate((about | too_long).items()):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, words)
        for name, table in tables.items():
            if f"not here: {name}" not in too_long:
                flat(table).write_excel(book, worksheet=name[:31])
    return written.getvalue()
