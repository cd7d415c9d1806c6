"""What a spreadsheet program would do with our words, and how it is kept from that."""

import polars as pl


def as_text(cell: pl.Expr) -> pl.Expr:
    """A String cell that would be run as a formula gets an apostrophe in front, as OWASP advises; others stay."""
    return cell.str.replace(r"^([=+\-@\t\r])", "'$1")
