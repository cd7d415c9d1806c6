"""Protects readers of our files against formulas in cells."""

import polars as pl


def as_text(cell: pl.Expr) -> pl.Expr:
    """Put an apostrophe before a String cell that a spreadsheet would run as a formula, as OWASP advises."""
    return cell.str.replace(r"^([=+\-@\t\r])", "'$1")
