"""Numbers and dates as Dutch and English readers write them."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from data_loaders.schema import Language

LOCALES: dict[Language, str] = {"nl": "nl_NL", "en": "en_GB"}


@lru_cache(maxsize=4096)
def number(value: float, language: Language, decimals: int | None = None) -> str:
    """`value` with the separators of the language, and with exactly `decimals` decimals if that is given."""
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=LOCALES[language]))


def long_date(value: date, language: Language) -> str:
    """A date with the month in words."""
    return str(format_date(value, format="long", locale=LOCALES[language]))
