import math

import polars as pl
import pytest

from data_loaders.schema import Language
from geo.breaks import class_breaks
from ui.map_key import legend
from ui.texts import LANGUAGES, keys

COUNTS = pl.Series([0, 1, 1, 1, 2, 3, 3, 4, 5, 8, 9, 30, 31, 1200, None])
RATES = pl.Series([0.0, 0.15, 0.2, 0.25, 0.5, 0.75, 1.5, 12.5, math.nan, None])


def labels(values: pl.Series, language: Language = "nl") -> list[str]:
    return [row.label for row in legend(class_breaks(values), language)]


def test_counts_are_whole_ranges_that_do_not_overlap() -> None:
    assert labels(COUNTS) == ["0", "1–2", "3–5", "6–39", "40–1.200", "Geen bekend"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nl",
            ["0", "0,15 tot 0,3", "0,3 tot 2", "2 of meer", "Geen bekend", "Niet te berekenen"],
        ),
        (
            "en",
            ["0", "0.15 to under 0.3", "0.3 to under 2", "2 or more", "None known", "Cannot be computed"],
        ),
    ],
)
def test_rates_say_which_border_counts(language: Language, expected: list[str]) -> None:
    assert labels(RATES, language) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([-5, -2, 3, 4], ["-5 – -3", "-2 – -1", "1–3", "4"]),
        ([7, 7], ["7"]),
        ([7.0, 7.0], ["7"]),
        ([], []),
        ([None], ["Geen bekend"]),
    ],
)
def test_labels_of_small_cases(values: list[float | None], expected: list[str]) -> None:
    dtype = pl.Float64 if any(isinstance(value, float) for value in values) else pl.Int64

    assert labels(pl.Series(values, dtype=dtype)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.086, 0.1, 0.5, 0.55], ["minder dan 0,2%", "0,2 tot 0,55%", "0,55%"]),
        ([20.0, 20.5, 40.0, 43.0], ["20 tot 30%", "30 tot 42%", "42% of meer"]),
        ([0.26, 0.27], ["minder dan 0,27%", "0,27%"]),
        ([7.25], ["7,2 tot en met 7,3%"]),
        ([0.0, 7.0, None], ["0%", "7%", "Geen bekend"]),
    ],
    ids=["lowest", "highest", "few values", "only one class", "single values"],
)
def test_outer_classes_are_open_where_their_bound_is_not_round(values: list[float | None], expected: list[str]) -> None:
    breaks = class_breaks(pl.Series(values, dtype=pl.Float64))

    rows = legend(breaks, "nl", "%")

    assert [row.label for row in rows] == expected
    assert [row.count for row in rows] == breaks["count"].to_list()


def test_rows_carry_colour_and_number_of_regions() -> None:
    rows = legend(class_breaks(COUNTS), "nl")

    assert (rows[0].colour, rows[-1].colour) == ("nul", "onbekend")
    assert sum(row.count for row in rows) == len(COUNTS)


def test_dutch_and_english_have_the_same_words() -> None:
    nl, en = ({key for key in keys(language) if key.startswith("legend.")} for language in LANGUAGES)

    assert nl == en != set()
