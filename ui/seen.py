"""Words for the age of what we know: a status with its year, a period, the age of a figure."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

import polars as pl

from data_loaders.schema import Language, Status
from measures.seen import Ages, Period
from ui.numbers import long_date
from ui.texts import LANGUAGES, Texts, text


def period_words(period: Period, language: Language) -> str:
    """A period in words: "2024 of later"."""
    return text(language, f"seen.{_kind(period)}", first=str(period.first), last=str(period.last))


def _kind(period: Period) -> str:
    if period.first is None:
        return "unknown" if period.last is None else "to"
    return "from" if period.last is None else "between"


@cache
def _patterns() -> list[re.Pattern[str]]:
    """A pattern for each form of `period_words`, in each language."""
    year = {"first": r"(?P<first>[0-9]{4})", "last": r"(?P<last>[0-9]{4})"}
    kinds = ("from", "between", "to", "unknown")
    return [
        re.compile(text(language, f"seen.{kind}", **year), re.IGNORECASE) for language in LANGUAGES for kind in kinds
    ]


def read_period(typed: str) -> Period | None:
    """The period that `typed` names in the words of `period_words`, in either language; None for other words."""
    matched = next((match for pattern in _patterns() if (match := pattern.fullmatch(typed.strip()))), None)
    if matched is None:
        return None
    years = {name: int(year) for name, year in matched.groupdict().items()}
    period = Period(years.get("first"), years.get("last"))
    return None if period.first and period.last and period.first > period.last else period


def status_words(language: Language, status: str, status_year: int | None, seen_year: int | None) -> str:
    """The status as a dated statement: "active, seen in 2024".

    Args:
        language: language of the words.
        status: value of `Status`.
        status_year: year of the source for the status; None if it has no year.
        seen_year: newest year of any source; None if no source has a year.
    """
    if status == Status.UNKNOWN:
        spoken = text(language, "seen.no_status")
    else:
        spoken = text(language, f"status.{status}").lower()
    if seen_year is None:
        return text(language, "seen.status_unknown_year", status=spoken)
    year = str(seen_year)
    if status == Status.UNKNOWN or status_year == seen_year:
        return text(language, "seen.status", status=spoken, year=year)
    if status_year is None:
        return text(language, "seen.status_undated", status=spoken, year=year)
    return text(language, "seen.status_earlier", status=spoken, then=str(status_year), year=year)


def status_readings(t: Texts, readings: Sequence[str]) -> str:
    """What the readings say about the status, the most frequent first; empty if they agree."""
    counts = Counter(readings)
    silent = counts.pop(Status.UNKNOWN.value, 0)
    parts = [t("lezingen.says", count=n, what=t(f"status.{status}").lower()) for status, n in counts.most_common()]
    return ", ".join([*parts, t("lezingen.silent", count=silent)] if silent else parts)


def with_readings(t: Texts, status: str, readings: Sequence[str]) -> str:
    """`status` in words, followed by what the readings say if they differ."""
    words = status_readings(t, readings)
    return t("lezingen.status", status=status, readings=words) if words else status


def dated_statuses(initiatives: pl.DataFrame, language: Language) -> pl.Series:
    """`status_words` for every row, in the order of the rows."""
    columns = ["status", "status_year", "seen_year"]
    kinds = initiatives.select(pl.col("status").cast(pl.String), *columns[1:])
    words = kinds.unique().with_columns(
        pl.struct(columns).map_elements(lambda row: status_words(language, *row.values()), pl.String).alias("words")
    )
    return kinds.join(words, on=columns, how="left", nulls_equal=True, maintain_order="left")["words"]


def span(first: int | None, last: int | None) -> str:
    """A span of years, "2003–2026"; empty if no year is known."""
    return "" if first is None else "–".join(str(year) for year in dict.fromkeys((first, last)))


def years_words(years: Ages, language: Language) -> str:
    """The years of statements in few words, to follow their count."""
    if years.first is None:
        return text(language, "seen.no_years")
    key = "seen.years_and_undated" if years.undated else "seen.years"
    return text(language, key, span=span(years.first, years.last), undated=years.undated)


def age_words(read: date, years: Ages, language: Language) -> str:
    """When the data were read, and how old the sources of a figure about initiatives are; without a full stop.

    Args:
        read: day of the data version.
        years: years of the initiatives behind the figure.
        language: language of the words.
    """
    known = text(language, "seen.age.read", read=long_date(read, language))
    if not years.count:
        return known
    if years.first is None:
        return text(language, "seen.age.no_year_one" if years.count == 1 else "seen.age.no_year", read=known)
    several = "sources_one_year" if years.first == years.last else "sources"
    kind = "source" if years.count == 1 else several
    known = text(language, f"seen.age.{kind}", read=known, span=span(years.first, years.last))
    if years.median != years.last:
        known = text(language, "seen.age.half", known=known, median=str(years.median))
    return text(language, "seen.age.undated", known=known, undated=years.undated) if years.undated else known


def figure_age_words(read: date, years: Ages, language: Language, of: str = "figures") -> str:
    """When the data were read, and the years of a figure that is not about initiatives; without a full stop.

    `of` is the kind of years: of `figures`, or in which `relations` began.
    """
    known = text(language, "seen.age.read", read=long_date(read, language))
    if years.first is None:
        return known
    kind = f"{of}_one_year" if years.first == years.last else of
    return text(language, f"seen.age.{kind}", read=known, span=span(years.first, years.last))
