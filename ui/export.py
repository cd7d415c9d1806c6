"""Tables as files: exactly the rows on screen, with their source, licence and age inside the file."""

from dataclasses import dataclass
from io import BytesIO

import polars as pl

from data_loaders.schema import Language
from data_loaders.spreadsheet import as_text
from ui.texts import text

XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_MIME = "text/csv"


@dataclass(frozen=True)
class Provenance:
    """The origin of the rows of a file."""

    title: str
    """What the file contains and how to read it."""
    source: str
    licence: str
    data_version: str
    age: str
    """When the data were read and how old the facts are."""
    address: str
    """Link to the same view on the site."""

    def lines(self, language: Language) -> list[tuple[str, str]]:
        """The lines of provenance, each with a label and a value."""
        return [(text(language, f"export.{key}"), getattr(self, key)) for key in self.__dataclass_fields__]


def _flat(table: pl.DataFrame) -> pl.DataFrame:
    """`table` with each list as one text, because a spreadsheet has no lists."""
    lists = [name for name, dtype in table.schema.items() if isinstance(dtype, pl.List)]
    return table.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("; ") for name in lists)


def csv_bytes(table: pl.DataFrame, provenance: Provenance, language: Language) -> bytes:
    """`table` as CSV (UTF-8 with BOM, so that Excel reads accents correctly).

    The provenance is in extra columns at the end, with the same value in each row. So every row keeps its source, and the
    file stays a plain table.

    Raises:
        ValueError: a column of `table` has the name of a provenance column, which would overwrite it.
    """
    origin = provenance.lines(language)[1:]
    if taken := sorted({name for name, _ in origin} & set(table.columns)):
        raise ValueError(
            f"columns {taken} are names of the provenance; give the column or the text export.* another one"
        )
    flat = _flat(table)
    strings = [
        name for name, dtype in flat.schema.items() if dtype == pl.String or isinstance(dtype, pl.Enum | pl.Categorical)
    ]
    safe = flat.with_columns(as_text(pl.col(name).cast(pl.String)).alias(name) for name in strings)
    with_origin = safe.with_columns(pl.lit(value).alias(name) for name, value in origin)
    return with_origin.write_csv(
        include_bom=True, separator=";" if language == "nl" else ",", decimal_comma=language == "nl"
    ).encode()


def xlsx_bytes(table: pl.DataFrame, provenance: Provenance, language: Language) -> bytes:
    """`table` as XLSX, with source, licence, age and data version on a second sheet."""
    import xlsxwriter  # noqa: PLC0415 - only when somebody downloads

    written = BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(written, as_text) as workbook:
        _flat(table).write_excel(
            workbook, worksheet=text(language, "export.sheet_rows"), autofit=True, hidden_columns=[]
        )
        sheet = workbook.add_worksheet(text(language, "export.sheet_provenance"))
        for row, (name, value) in enumerate(provenance.lines(language)):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
    return written.getvalue()
