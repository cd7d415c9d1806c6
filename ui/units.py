"""The units of indicators in the reader's language."""

from ui.texts import Texts

UNITS = {"%": "percent", "aantal": "count", "mln euro": "million_euros", "mln uur": "million_hours"}
"""Key of a unit's texts, by what the sources write; what is not here (MW) is the same in every language."""


def unit_words(t: Texts, unit: str) -> str:
    """A unit by itself, for an axis or a table."""
    return t(f"doelen.unit_name.{UNITS[unit]}") if unit in UNITS else unit
