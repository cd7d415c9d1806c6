"""Numbers and years as people in the Netherlands write them."""

import re
from datetime import date, timedelta
from enum import Enum, auto

from data_loaders.schema.columns import FIRST_YEAR

_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*")
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_SERIAL = re.compile(r"[2-4]\d{4}(?:[.,]0)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_WHOLE_DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](\d{4})|(\d{4})[-/.]\d{1,2}([-/.]\d{1,2})?([T ].*)?")


class YearFault(Enum):
    """Why a text is not taken as a year."""

    NOT_A_YEAR = auto()
    TOO_EARLY = auto()
    IN_FUTURE = auto()


def readings(text: str) -> list[float]:
    """The numbers that `text` can stand for, likeliest first; none when it is no number.

    "12.345,6" and "52,37" have a decimal comma; "155.000" is first 155.0 and then 155000.0,
    because only its use can tell.
    """
    bare = text.strip().replace("\u00a0", "").replace(" ", "")
    if not _NUMBER.fullmatch(bare):
        return []
    if "," in bare:
        dot_is_decimal = bare.rfind(".") > bare.rfind(",")
        bare = bare.replace(",", "") if dot_is_decimal else bare.replace(".", "").replace(",", ".", 1)
        return _floats(bare)
    grouped = _floats(bare.replace(".", "")) if _GROUPED.fullmatch(bare) else []
    return _floats(bare) + grouped


def _floats(text: str) -> list[float]:
    try:
        return [float(text)]
    except ValueError:
        return []


def parse_year(text: str, this_year: int) -> int | YearFault:
    """The year in `text`: "2015", "2015.0", "2.015", "01-06-2015", "1 juni 2015", "sinds 2015".

    A text with several years, such as "2012-2014", is not taken. "42370" is how Excel counts 1 January 2016.
    """
    date = _WHOLE_DATE.fullmatch(text.strip())
    if date:
        return _checked(int(date[1] or date[2]), this_year)
    if _SERIAL.fullmatch(text.strip()):
        return _checked((_EXCEL_BEGINS + timedelta(days=int(text.strip()[:5]))).year, this_year)
    whole = [int(number) for number in readings(text) if number.is_integer() and 1000 <= number < 10_000]
    if whole:
        return _checked(whole[0], this_year)
    years = set(_YEAR.findall(text))
    return _checked(int(years.pop()), this_year) if len(years) == 1 else YearFault.NOT_A_YEAR


def _checked(year: int, this_year: int) -> int | YearFault:
    if year < FIRST_YEAR:
        return YearFault.TOO_EARLY
    return year if year <= this_year else YearFault.IN_FUTURE
