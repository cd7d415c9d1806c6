"""Writes the report of a check: as lines for a terminal, and as the same files as a release has."""

from datetime import date
from pathlib import Path

from data_loaders.checked import CheckReport, Outcome
from data_loaders.manifest import SourceEntry
from prepare.check_report import rejects_of
from prepare.columns.field import Field, How
from prepare.reports import rejects_csv, rejects_html
from prepare.sources import SourceKind

_HOW: dict[str, str] = {
    How.SETTINGS: "zoals ingesteld",
    How.NAME: "aan de kolomnaam",
    How.PART_OF_NAME: "aan een deel van de kolomnaam",
    How.NAME_AND_CONTENT: "aan de kolomnaam en de inhoud",
    How.SPELLING: "aan een kolomnaam die erop lijkt",
    How.CONTENT: "aan de inhoud",
}


def write_reports(report: CheckReport, folder: Path, today: date) -> None:
    """Write `<file>.verslag.csv` and `<file>.verslag.html` into `folder`; makes the folder if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = (report.read, report.accepted, report.merged, report.rejected)
    entry = SourceEntry(report.file, SourceKind.INITIATIVES.value, report.file, "", "", today.isoformat(), *counts)
    files = {"csv": rejects_csv(rejects_of(report)), "html": rejects_html(rejects_of(report), [entry], today)}
    for ending, content in files.items():
        (folder / f"{report.file}.verslag.{ending}").write_bytes(content.content)


def as_text(report: CheckReport) -> str:
    """A check as lines for a terminal."""
    lines = [f"Bestand: {report.file}"]
    if report.usable:
        lines += [
            f"Gelezen: {report.read} rijen. Nieuw: {report.accepted}. Samengevoegd: {report.merged}. "
            f"Niet overgenomen: {report.rejected}.",
            "",
            "Herkende kolommen:",
            *(
                f"  {column.header} -> {column.field} ({_HOW[column.how]})"
                for column in report.columns
                if column.field and column.how and column.field != Field.UNUSED
            ),
        ]
    merged = [row for row in report.rows if row.outcome is Outcome.MERGED]
    if merged:
        lines += ["", "Samengevoegd:", *(f"  Rij {row.row}, {row.name}: {row.reason}" for row in merged)]
    for heading, rejected in (("Niet overgenomen:", True), ("Opmerkingen:", False)):
        about = rejects_of(report).filter(rejected=rejected)
        if about.height:
            lines += ["", heading, *map(_line, about.to_dicts())]
    return "\n".join(lines)


def _line(entry: dict[str, object]) -> str:
    row = f"rij {entry['row']}" if entry["row"] else None
    column = f"kolom {entry['column']}" if entry["column"] else None
    value = f"'{entry['value']}'" if entry["value"] else None
    where = ", ".join(part for part in (row, column, value) if part)
    words = f"{where}: {entry['reason']}" if where else str(entry["reason"])
    return f"  {words[0].upper()}{words[1:]} {entry['remedy']}".rstrip()
