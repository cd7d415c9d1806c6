"""All tables in one workbook."""

import io
from collections.abc import Mapping
from datetime import datetime

import polars as pl
import xlsxwriter

from prepare.bulk.flat import flat

MOST_ROWS = 1_048_575
"""Rows that a sheet can hold below its header."""


def workbook(tables: Mapping[str, pl.DataFrame], about: Mapping[str, str], made: datetime) -> bytes:
    """An XLSX file: a sheet `about`, then a sheet per table. A table that is too long for a sheet is left out.

    Args:
        tables: frames by name.
        about: what the first sheet says: labels with their text.
        made: the time stamp inside the file.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    ) as book:
        book.set_properties({"created": made, "title": "Samenkaart"})
        sheet = book.add_worksheet("about")
        for row, (name, words) in enumerate(about.items()):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, words)
        for name, table in tables.items():
            if table.height <= MOST_ROWS:
                flat(table).write_excel(book, worksheet=name[:31])
    return written.getvalue()
