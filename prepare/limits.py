"""How much of a partner's file is read at most, and how much of the machine that may take, so that no file can exhaust it."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes and times in seconds, unless a field says otherwise."""

    memory: int = 2_000 * MEGABYTE
    """That the process which checks a file may fill; 100,000 rows take 1 GB."""
    seconds: int = 300
    """How long that process may take by the clock; half a million rows take two minutes on a busy machine."""
    processor_seconds: int = 300
    answer: int = 400 * MEGABYTE
    """Length of its report."""

    file: int = 100 * MEGABYTE
    json: int = 50 * MEGABYTE
    """JSON takes many times its size in memory."""
    unpacked: int = 600 * MEGABYTE
    """Of a spreadsheet (a ZIP file), all parts together."""
    ratio: int = 200
    """Unpacked size over packed size; ordinary spreadsheets stay under 50."""
    ratio_matters_from: int = 20 * MEGABYTE
    """Small parts of equal cells may be packed very tightly without any harm."""
    rows: int = 500_000
    columns: int = 16_384
    """As in Excel."""
    cells: int = 30_000_000
    """Rows times columns of one sheet."""
    cell: int = 32_767
    """Signs, as in Excel; more is a forgotten quotation mark or a drawing, not a text."""
    name: int = 200
    """Signs."""
    columns_by_content: int = 200
    """Columns without a known name that are looked into."""


LIMITS = Limits()
"""What holds unless a caller asks for less."""
