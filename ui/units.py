"""The units of indicators in the reader's language."""

from ui.texts import Texts

UNITS = {"%": "percent", "aantal": "count", "mln euro": "million_euros", "mln uur": "million_hours"}
"""Unit as sources write it → key of its texts. Units that are not here (MW) are the same in both languages."""


def unit_words(t: Texts, unit: str) -> str:
    """The name of a unit, for an axis or a table."""
    return t(f"doelen.unit_name.{UNITS[unit]}") if unit in UNITS else unit
