"""The reports in a release: the rows that were refused and why, and the pairs that a person must judge."""

import html
import io
from collections.abc import Iterable
from datetime import date

import polars as pl

from data_loaders.manifest import SourceEntry
from data_loaders.spreadsheet import as_text
from prepare.publish import Report

_COLUMNS = {"row": "Rij", "column": "Kolom", "value": "Waarde", "reason": "Wat er is", "remedy": "Wat u kunt doen"}
_CSV_COLUMNS = {
    "file": "bestand",
    "row": "rij",
    "column": "kolom",
    "value": "waarde",
    "code": "soort",
    "rejected": "geweigerd",
    "reason": "reden",
    "remedy": "wat te doen",
}
_STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0 2rem; width: 100%; }
caption { font-weight: 600; text-align: left; }
th, td { border-bottom: 1px solid currentColor; overflow-wrap: anywhere; padding: .4rem .6rem; text-align: left; vertical-align: top; }
td.number { text-align: right; }
"""


def rejects_csv(rejects: pl.DataFrame) -> Report:
    """`prepare.tables.Rejects` as CSV for a Dutch spreadsheet program; no cell can run as a formula."""
    table = rejects.with_columns(pl.when("rejected").then(pl.lit("ja")).otherwise(pl.lit("nee")).alias("rejected"))
    return _csv(table.select(pl.col(name).alias(header) for name, header in _CSV_COLUMNS.items()))


def review_csv(reviews: pl.DataFrame) -> Report:
    """`prepare.merging.Reviews` (doubtful pairs side by side) as CSV of the same kind."""
    return _csv(reviews)


def _csv(frame: pl.DataFrame) -> Report:
    safe = frame.with_columns(as_text(pl.col(pl.String)))
    buffer = io.BytesIO()
    safe.write_csv(buffer, include_bom=True, separator=";")
    return Report(buffer.getvalue(), frame.height)


def rejects_html(rejects: pl.DataFrame, sources: Iterable[SourceEntry], read_on: date) -> Report:
    """A web page for people: row counts per file, then the refused rows, then the remarks."""
    counts = [_count_row(entry) for entry in sources if entry.kind != "geography"]
    head = ("Bestand", "Gelezen", "Opgenomen", "Samengevoegd", "Geweigerd")
    parts = [
        "<!doctype html>\n<html lang='nl'>\n<head>\n<meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>Verslag van de voorbereiding</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        "<h1>Verslag van de voorbereiding</h1>",
        f"<p>Gegevens van {read_on.isoformat()}. Elke gelezen rij is opgenomen, samengevoegd met een andere rij over "
        "hetzelfde, of geweigerd.</p>",
        _table("Aantal rijen per bestand", head, counts),
        *_section(rejects.filter(pl.col("rejected")), "Geweigerd", "Er is geen enkele rij geweigerd."),
        *_section(
            rejects.filter(~pl.col("rejected")), "Opmerkingen bij rijen die zijn opgenomen", "Er zijn geen opmerkingen."
        ),
        "</main>\n</body>\n</html>\n",
    ]
    return Report("\n".join(parts).encode(), rejects.height)


def _section(rejects: pl.DataFrame, title: str, empty: str) -> list[str]:
    files = rejects.partition_by("file", maintain_order=True)
    tables = [
        _table(str(rows["file"][0]), _COLUMNS.values(), map(_problem_row, rows.iter_rows(named=True))) for rows in files
    ]
    return [f"<h2>{title}</h2>", *(tables or [f"<p>{empty}</p>"])]


def _problem_row(problem: dict[str, object]) -> str:
    row = "hele bestand" if problem["row"] is None else str(problem["row"])
    return _row([row, *(str(problem[column] or "") for column in list(_COLUMNS)[1:])])


def _count_row(entry: SourceEntry) -> str:
    numbers = (entry.read, entry.accepted, entry.merged, entry.rejected)
    return _row([entry.file], "".join(f"<td class='number'>{number}</td>" for number in numbers))


def _row(cells: Iterable[str], more: str = "") -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + more + "</tr>"


def _table(caption: str, head: Iterable[str], rows: Iterable[str]) -> str:
    titles = "".join(f"<th scope='col'>{title}</th>" for title in head)
    body = "\n".join(rows)
    return (
        f"<div class='wide' role='region' tabindex='0' aria-label='{html.escape(caption)}'><table>\n"
        f"<caption>{html.escape(caption)}</caption>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )
