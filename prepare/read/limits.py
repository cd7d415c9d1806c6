"""How much of a partner's file is read at most, so that no file can exhaust the machine."""

MEGABYTE = 1_000_000

LARGEST_FILE = 100 * MEGABYTE
LARGEST_JSON = 50 * MEGABYTE
"""JSON takes many times its size in memory."""
LARGEST_UNPACKED = 600 * MEGABYTE
"""Of a spreadsheet (a ZIP file), all parts together."""
LARGEST_RATIO = 200
"""Unpacked size over packed size; ordinary spreadsheets stay under 50."""
RATIO_MATTERS_FROM = 20 * MEGABYTE
"""Small parts of equal cells may be packed very tightly without any harm."""

SHEET_SECONDS = 90
SHEET_MEMORY = 3_000 * MEGABYTE
MOST_CELLS = 30_000_000

LONGEST_CELL = 32_767
"""As in Excel; more is a forgotten quotation mark, not a text."""
LONGEST_NAME = 200
MOST_COLUMNS_BY_CONTENT = 200
"""Columns without a known name that are looked into."""
