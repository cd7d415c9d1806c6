"""Reads the dates and remarks in the programme's sources."""

import re
from datetime import date

from data_loaders.schema import DatePrecision, Qualifier

_QUALIFIERS: tuple[tuple[str, Qualifier], ...] = (
    (r"ca\b|afgerond\b", Qualifier.ABOUT),
    (r"min\b|ondergrens\b", Qualifier.AT_LEAST),
    (r"bijgesteld\b|eerder\b", Qualifier.REVISED),
    (r"gemiddelde\b|periode\b", Qualifier.PERIOD_AVERAGE),
    (r"andere telling\b", Qualifier.OTHER_COUNT),
    (r".*\bnoemt\b", Qualifier.DISPUTED),
)
"""Beginning of a part of a remark to its meaning; "X noemt 45" says that source X gives another value."""

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def qualifiers(text: str | None) -> list[Qualifier]:
    """The qualifiers of a value, from the source's remark; its parts are separated by semicolons.

    No remark means `exact`. A part in unknown words gives `other`; the site then shows the remark itself.
    """
    parts = [part.strip().lower() for part in (text or "").split(";") if part.strip()]
    read = [_qualifier(part) for part in parts] or [Qualifier.EXACT]
    return sorted(set(read), key=list(Qualifier).index)


def _qualifier(part: str) -> Qualifier:
    return next((meaning for words, meaning in _QUALIFIERS if re.match(words, part)), Qualifier.OTHER)


def partial_date(text: str | None) -> tuple[date | None, DatePrecision | None]:
    """The first day of a year, month or day written as 2025, 2025-06 or 2025-06-30, with its precision.

    Returns (None, None) when the text is empty or not such a date.
    """
    matched = _PARTIAL_DATE.fullmatch(text or "")
    if matched is None:
        return None, None
    try:
        when = date(int(matched["year"]), int(matched["month"] or 1), int(matched["day"] or 1))
    except ValueError:
        return None, None
    if matched["day"]:
        return when, DatePrecision.DAY
    return when, DatePrecision.MONTH if matched["month"] else DatePrecision.YEAR
