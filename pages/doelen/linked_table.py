"""A small table of text whose first column leads somewhere; on a phone its cells stand below each other."""

from collections.abc import Sequence
from html import escape

from ui import plain


def linked_table(columns: Sequence[str], rows: Sequence[Sequence[str]], addresses: Sequence[str]) -> str:
    """HTML with one row per address; all words are shown as text."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(_row(columns, row, address) for row, address in zip(rows, addresses, strict=True))
    return f'<table class="doelen indicatoren"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(columns: Sequence[str], row: Sequence[str], address: str) -> str:
    cells = "".join(
        f'<td data-kop="{escape(column)}">{escape(cell)}</td>'
        for column, cell in zip(columns[1:], row[1:], strict=True)
    )
    return f"<tr><th scope='row'>{plain.link(row[0], address)}</th>{cells}</tr>"
