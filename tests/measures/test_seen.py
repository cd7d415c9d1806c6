"""Every initiative is in exactly one period; ages say how old the facts behind a figure are."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.schema import Status
from measures.catalogue import Catalogue, catalogue
from measures.counts import facet_ages, facet_periods
from measures.filters import FILTERS
from measures.seen import Ages, Period, ages, periods
from measures.selection import Selection
from tests.frames import initiatives, regions

YEARS = st.lists(st.none() | st.integers(1900, 2100), max_size=30)


@given(years=YEARS, year=st.integers(1990, 2100))
def test_every_initiative_is_in_one_period(years: list[int | None], year: int) -> None:
    frame = pl.DataFrame({"seen_year": years}, schema={"seen_year": pl.Int16})

    held = frame.select(sum(period.holds(pl.col("seen_year")).cast(pl.Int8) for period in periods(year)))

    assert set(held.to_series()) <= {1}


def test_the_borders_follow_the_year_of_the_data() -> None:
    assert periods(2026) == (Period(2024, None), Period(2020, 2023), Period(None, 2019), Period())
    assert periods(2027)[0] == Period(2025, None)
    assert [str(period) for period in periods(2026)] == ["2024-", "2020-2023", "-2019", "-"]


@given(years=YEARS)
def test_ages_are_those_of_the_rows(years: list[int | None]) -> None:
    told = ages(pl.Series(years, dtype=pl.Int16))

    known = [year for year in years if year is not None]
    assert (told.count, told.undated) == (len(years), years.count(None))
    assert (told.first, told.last) == (min(known, default=None), max(known, default=None))
    if told.median is not None:
        assert told.median in known
        assert sum(year <= told.median for year in known) * 2 >= len(known)
        assert sum(year < told.median for year in known) * 2 < len(known)


@pytest.fixture(scope="module")
def known() -> Catalogue:
    rows = initiatives(
        {"seen_year": 2025, "status_year": 2025},
        {"seen_year": 2021, "status_year": None},
        {"seen_year": None, "status_year": None},
        {"seen_year": 2018, "status_year": None, "status": "onbekend"},
    )
    return catalogue(rows, regions({}))


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ((Period(2024, None),), "a"),
        ((Period(2020, 2023), Period(None, 2019)), "bd"),
        ((Period(),), "c"),
        (periods(2026), "abcd"),
    ],
)
def test_a_period_keeps_what_was_last_seen_in_it(known: Catalogue, chosen: tuple[Period, ...], ids: str) -> None:
    rows = known.chosen(Selection(seen=chosen))

    assert "".join(sorted(known.rows(rows, 0, 10)["id"])) == ids


def test_counts_per_period_follow_the_other_filters_but_not_their_own(known: Catalogue) -> None:
    chosen = Selection(seen=(Period(),), status=(Status.ACTIVE,))

    assert list(facet_periods(known, chosen, "seen", periods(2026)).values()) == [1, 1, 0, 1]


def test_initiatives_without_a_year_are_counted_as_left_out(known: Catalogue) -> None:
    assert known.left_out_by_seen(Selection(seen=(Period(2024, None),))) == 1
    assert known.left_out_by_seen(Selection(seen=(Period(2024, None), Period()))) == 0
    assert known.left_out_by_seen(Selection()) == 0


def test_a_count_of_a_status_says_of_which_years_it_is(known: Catalogue) -> None:
    assert facet_ages(known, Selection(), "status") == {"actief": Ages(3, 2, 2025, 2025, 2025)}


def test_every_filter_has_its_field_and_its_column(known: Catalogue) -> None:
    assert {each.field for each in FILTERS} == set(Selection.__dataclass_fields__)
    assert {column for each in FILTERS for column in (each.column, each.dated_by) if column} <= set(known.facts.columns)
    assert len({each.parameter for each in FILTERS}) == len(FILTERS)
