"""Limits on what a partner's file may contain and on what a check may use, so that no file can exhaust the machine."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes are in bytes and times in seconds, unless a field says otherwise."""

    memory: int = 2_000 * MEGABYTE
    """Memory for the process that checks a file; 100,000 rows take 1 GB."""
    seconds: int = 300
    """Clock time for that process; half a million rows take two minutes on a busy machine."""
    processor_seconds: int = 300
    answer: int = 400 * MEGABYTE
    """Size of the report that it writes."""

    file: int = 100 * MEGABYTE
    json: int = 50 * MEGABYTE
    """A JSON file; it takes many times its size in memory."""
    unpacked: int = 600 * MEGABYTE
    """All parts of a spreadsheet (a ZIP file) together, unpacked."""
    ratio: int = 200
    """Unpacked size divided by packed size; ordinary spreadsheets stay under 50."""
    ratio_matters_from: int = 20 * MEGABYTE
    """Unpacked size from which `ratio` is checked; small parts with equal cells pack tightly without harm."""
    rows: int = 500_000
    columns: int = 16_384
    """Columns of a sheet; Excel has the same limit."""
    cells: int = 30_000_000
    """Rows times columns of one sheet."""
    cell: int = 32_767
    """Characters in a cell; Excel has the same limit. A longer cell is a missing quotation mark or a drawing, not a text."""
    name: int = 200
    """Characters in the name of an initiative."""
    columns_by_content: int = 200
    """Columns with an unknown name whose cells are examined."""


LIMITS = Limits()
"""The default limits; a caller may ask for less."""
