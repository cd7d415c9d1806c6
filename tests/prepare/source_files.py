"""Writes tables in every file format that partners send."""

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pyogrio
import shapely
import xlsxwriter

Table = Sequence[Sequence[object]]
"""The first row holds the column names."""

HEADER = ["Naam", "Plaats", "Gemeente", "Thema"]
ROW = ["Dorpswinkel", "Sterksel", "Heeze-Leende", "voorzieningen"]


def write_csv(path: Path, table: Table, *, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    lines = [delimiter.join(_quoted(str(cell), delimiter) for cell in row) for row in table]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def _quoted(cell: str, delimiter: str) -> str:
    needs = any(sign in cell for sign in (delimiter, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needs else cell


def write_xlsx(path: Path, table: Table, *, merges: Sequence[tuple[int, int, int]] = (), sheet: str = "Blad1") -> Path:
    """`merges`: first row, last row, column, counted from 0."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                if cell != "":
                    page.write(number, column, cell)
        for first, last, column in merges:
            page.merge_range(first, column, last, column, table[first][column])
    return path


def write_ods(path: Path, table: Table, *, merges: Sequence[tuple[int, int, int]] = ()) -> Path:
    """`merges`: first row, last row, column, counted from 0."""
    spans = {(first, column): last - first + 1 for first, last, column in merges}
    rows = []
    for number, row in enumerate(table):
        cells = [_ods_cell(cell, spans.get((number, column), 1)) for column, cell in enumerate(row)]
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Blad1">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", kind)
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr("content.xml", content)
    return path


def _ods_cell(cell: object, height: int) -> str:
    span = f' table:number-rows-spanned="{height}" table:number-columns-spanned="1"' if height > 1 else ""
    if cell == "":
        return f"<table:table-cell{span}/>"
    if isinstance(cell, int | float):
        return f'<table:table-cell{span} office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell{span} office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


def write_geojson(
    path: Path, table: Table, points: Sequence[tuple[float, float] | None] = (), *, crs: str | None = None
) -> Path:
    """One feature per row; `points` beside the rows, none by default."""
    header, *rows = table
    given = [*points, *[None] * (len(rows) - len(points))]
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(header, row, strict=True)),
            "geometry": {"type": "Point", "coordinates": list(point)} if point else None,
        }
        for row, point in zip(rows, given, strict=True)
    ]
    document: dict[str, object] = {"type": "FeatureCollection", "features": features}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def write_geopackage(
    path: Path, table: Table, points: Sequence[tuple[float, float]], *, crs: str = "EPSG:28992"
) -> Path:
    header, *rows = table
    columns = [np.array([str(row[i]) for row in rows], dtype=object) for i in range(len(header))]
    shapes = shapely.to_wkb(shapely.points(np.array(points, dtype=float)))
    pyogrio.raw.write(
        path,
        geometry=shapes,
        field_data=columns,
        fields=np.array(header, dtype=object),
        driver="GPKG",
        geometry_type="Point",
        crs=crs,
    )
    return path


WRITERS: dict[str, Callable[[Path, Table], Path]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "ods": write_ods,
    "geojson": write_geojson,
}
