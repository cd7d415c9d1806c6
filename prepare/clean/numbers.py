"""Numbers and years as people in the Netherlands write them."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from data_loaders.schema.columns import FIRST_YEAR

_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*")
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_SERIAL = re.compile(r"[2-4]\d{4}(?:[.,]0)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_MILLISECONDS = re.compile(r"-?\d{11,13}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COMPACT_DAY = re.compile(r"((?:18|19|20)\d\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_WHOLE_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4})|(\d{4})[-/.]\d{1,2}([-/.]\d{1,2})?([T ].*)?")


class YearFault(Enum):
    """Why a text is not taken as a year."""

    NOT_A_YEAR = auto()
    TOO_EARLY = auto()
    IN_FUTURE = auto()


def readings(text: str) -> list[float]:
    """The numbers that `text` can stand for, likeliest first; empty when it is not a number.

    "12.345,6" and "52,37" have a decimal comma; "155.000" is first 155.0 and then 155000.0,
    because only the context can decide; "52.091.234" is first 52091234.0 and then 52.091234.
    """
    bare = text.strip().replace("\u00a0", "").replace(" ", "")
    if not _NUMBER.fullmatch(bare):
        return []
    if "," in bare:
        dot_is_decimal = bare.rfind(".") > bare.rfind(",")
        bare = bare.replace(",", "") if dot_is_decimal else bare.replace(".", "").replace(",", ".", 1)
        return _floats(bare)
    if not _GROUPED.fullmatch(bare):
        return _floats(bare)
    # A Dutch Excel writes 52.091234 as "52.091.234".
    whole, _, rest = bare.partition(".")
    mangled = _floats(f"{whole}.{rest.replace('.', '')}") if "." in rest else []
    return _floats(bare) + _floats(bare.replace(".", "")) + mangled


def _floats(text: str) -> list[float]:
    try:
        return [float(text)]
    except ValueError:
        return []


def parse_year(text: str, this_year: int) -> int | YearFault:
    """The year in `text`: "2015", "2015.0", "2.015", "01-06-2015", "1 juni 2015", "sinds 2015".

    A text with several years, such as "2012-2014", is refused. Serial numbers count too: "42370" is
    1 January 2016 in Excel, and "1420070400000" is 1 January 2015 in milliseconds.
    """
    date = _WHOLE_DATE.fullmatch(text.strip())
    if date:
        return _checked(int(date[1] or date[2]), this_year)
    counted = _counted(text.strip())
    if counted:
        return _checked(counted, this_year)
    whole = [int(number) for number in readings(text) if number.is_integer() and 1000 <= number < 10_000]
    if whole:
        return _checked(whole[0], this_year)
    years = set(_YEAR.findall(text))
    return _checked(int(years.pop()), this_year) if len(years) == 1 else YearFault.NOT_A_YEAR


def _counted(text: str) -> int | None:
    """The year of a date written as one number: Excel's day count, milliseconds since 1970, or 20180401."""
    if _SERIAL.fullmatch(text):
        return (_EXCEL_BEGINS + timedelta(days=int(text[:5]))).year
    if _MILLISECONDS.fullmatch(text):
        return (_EPOCH + timedelta(milliseconds=int(text))).year
    day = _COMPACT_DAY.fullmatch(text)
    return int(day[1]) if day else None


def _checked(year: int, this_year: int) -> int | YearFault:
    if year < FIRST_YEAR:
        return YearFault.TOO_EARLY
    return year if year <= this_year else YearFault.IN_FUTURE
