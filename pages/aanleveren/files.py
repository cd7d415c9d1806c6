"""The files for a partner: the report, the corrected list, and a text to send with them."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter

from data_loaders.checked import CheckReport, RowReport, State
from data_loaders.spreadsheet import as_text
from pages.aanleveren.choices import Choices
from pages.aanleveren.words import Known, row_story, sentence, shown_rows, themes_words, title
from ui.numbers import long_date
from ui.plain.render import templates
from ui.view import View

HEADERS = {"name": "Naam", "municipality": "Gemeente", "themes": "Thema"}
"""Names of columns that are added to a corrected list if they are missing. Dutch, like the lists."""
NOT_TAKEN = ("personal",)
REPORT = ("row", "name", "outcome", "place", "municipality", "themes", "same_as", "reason", "remedy")
_TEMPLATE = Path(__file__).with_name("report.html.jinja")


@dataclass(frozen=True)
class Taken:
    """The data for the files."""

    view: View
    report: CheckReport
    choices: Choices
    known: Known
    today: date


def report_rows(taken: Taken) -> list[dict[str, str]]:
    """The rows of the report in words; rows that need attention come first."""
    view = taken.view
    lines = []
    for row in shown_rows(taken.report, ()):
        story = row_story(view, row, taken.known)
        lines.append(
            {
                "row": str(row.row),
                "name": row.name,
                "outcome": view.t(f"aanleveren.state.{row.state}"),
                "place": row.place or "",
                "municipality": view.names.municipalities.get(row.municipality_code or "", ""),
                "themes": themes_words(view.t, row.themes),
                "same_as": story.same,
                "reason": row.reason or "",
                "remedy": row.remedy or "",
            }
        )
    return lines


def report_csv(taken: Taken) -> bytes:
    """The report as CSV for a Dutch spreadsheet program; no cell can run as a formula."""
    t = taken.view.t
    rows = pl.DataFrame(report_rows(taken), schema=dict.fromkeys(REPORT, pl.String))
    table = rows.select(as_text(pl.col(name)).alias(t(f"aanleveren.report.{name}")) for name in REPORT)
    return table.write_csv(include_bom=True, separator=";").encode()


def report_html(taken: Taken) -> bytes:
    """The report as a single HTML file; every word from the partner's file is escaped."""
    view, report = taken.view, taken.report
    html = (
        templates()
        .from_string(_TEMPLATE.read_text("utf-8"))
        .render(
            t=view.t,
            language=view.language,
            file=report.file,
            title=title(view.t, report),
            sentence=sentence(view.t, report),
            about=view.t(
                "aanleveren.report.about", date=long_date(taken.today, view.language), version=view.snapshot.version
            ),
            remarks=report.about_file(),
            columns=report.columns,
            headers=REPORT,
            rows=report_rows(taken),
        )
    )
    return html.encode()


def mended(taken: Taken) -> tuple[list[str], list[list[str]]]:
    """The list with the partner's choices applied: names of columns, and the rows in the order of the file.

    Columns about persons are removed. A column for which the partner chose a field gets the name that we recognise. Words for
    themes become our themes. Rows without a municipality or theme get the chosen one. The last column has our remark.
    """
    view, report, choices = taken.view, taken.report, taken.choices
    stay = [place for place, column in enumerate(report.columns) if column.field not in NOT_TAKEN]
    heads = [_head(report.columns[place].header, choices, view) for place in stay]
    fields = [report.columns[place].field for place in stay]
    rows = [[row.cells[place] if place < len(row.cells) else "" for place in stay] for row in report.rows]
    for cells in rows:
        for place, field in enumerate(fields):
            if field == "themes":
                cells[place] = _themes(cells[place], choices.categories)
    for field, default in (("municipality", choices.municipality), ("themes", "; ".join(choices.themes))):
        if default:
            _fill(heads, fields, rows, field, default)
    rest = ["; ".join(filter(None, row.cells[len(report.columns) :])) for row in report.rows]
    for cells, row, more in zip(rows, report.rows, rest, strict=True):
        # A row with more cells than columns keeps the extra cells, so that its maker can put them in the right place.
        cells += [*([more] if any(rest) else []), remark(view, row)]
    extra = [view.t("aanleveren.mended.rest")] if any(rest) else []
    return [*_unique(heads), *extra, view.t("aanleveren.mended.remarks")], rows


def _head(header: str, choices: Choices, view: View) -> str:
    field = choices.columns.get(header)
    return (
        HEADERS.get(field) or view.t(f"aanleveren.field.{field}").capitalize()
        if field and field != "unused"
        else header
    )


def _themes(cell: str, chosen: Mapping[str, tuple[str, ...]]) -> str:
    """A cell with themes, in which words with a chosen theme are replaced by it."""
    for word, themes in chosen.items():
        whole = rf"(?<!\w){re.escape(word)}(?!\w)"
        cell = re.sub(whole, "; ".join(themes), cell, flags=re.IGNORECASE)
    return cell.strip("; ")


def _fill(heads: list[str], fields: list[str | None], rows: list[list[str]], field: str, default: str) -> None:
    if field not in fields:
        heads.append(HEADERS[field])
        fields.append(field)
        for cells in rows:
            cells.append("")
    place = fields.index(field)
    for cells in rows:
        cells[place] = cells[place].strip() or default


def _unique(heads: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    for head in heads:
        seen[head] = seen.get(head, 0) + 1
    return (
        heads
        if len(seen) == len(heads)
        else [f"{head} {place + 1}" if seen[head] > 1 else head for place, head in enumerate(heads)]
    )


def remark(view: View, row: RowReport) -> str:
    """Our remark on one row, which begins with the outcome."""
    state = view.t(f"aanleveren.state.{row.state}")
    why = " ".join(filter(None, [f"{state}.", row.reason, row.remedy]))
    return why if row.reason or row.state is not State.NEW else state


def mended_xlsx(taken: Taken) -> bytes:
    """The result of `mended` as XLSX. Every cell is text, so nothing can run as a formula."""
    heads, rows = mended(taken)
    written = io.BytesIO()
    settings = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(written, settings) as workbook:
        sheet = workbook.add_worksheet()
        bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": True, "valign": "top"})
        for number, cells in enumerate([heads, *rows]):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell[:32_767], bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        sheet.set_column(0, len(heads) - 2, 22)
        sheet.set_column(len(heads) - 1, len(heads) - 1, 70, wrapped)
    return written.getvalue()


def letter(taken: Taken) -> str:
    """The text to send with the list, with open places to fill in."""
    view, report = taken.view, taken.report
    network = taken.choices.network or view.t("aanleveren.letter.network")
    return view.t(
        "aanleveren.letter.text",
        subject=view.t("aanleveren.letter.subject", network=network),
        file=report.file,
        date=long_date(taken.today, view.language),
        version=view.snapshot.version,
        counts=sentence(view.t, report),
    ).strip()
