import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from data_loaders.schema import Theme
from measures.region.differences import theme_differences


def rates(*rows: tuple[str, int, int | None, str, float]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "code": code,
                "level": "municipality",
                "known": known,
                "population": people,
                "theme": theme,
                "dispersion": factor,
            }
            for code, known, people, theme, factor in rows
        ]
    )


def test_only_the_number_beyond_chance_remains_as_computed_by_hand() -> None:
    found = theme_differences(
        rates(
            ("a", 9, 1_000, "zorg", 1.0), ("b", 1, 1_000, "zorg", 1.0),
            ("a", 5, 1_000, "energie", 1.0), ("b", 5, 1_000, "energie", 1.0),
            ("a", 0, 1_000, "wonen", 1.0), ("b", 0, 1_000, "wonen", 1.0),
        ),
        ["a"],
        ["a", "b"],
    )  # fmt: skip

    # Ten over two equal halves: 0.05/8 in both tails together leaves 1 to 9, so that nine is chance for whoever looks at eight.
    tail = 0.05 / 8 / 2
    low, high = (int(stats.binom.ppf(part, 10, 0.5)) for part in (tail, 1 - tail))
    assert found.select("theme", "known", "expected", "low", "high", "beyond").rows() == [
        ("zorg", 9, 5.0, low, high, 0),
        ("energie", 5, 5.0, low, high, 0),
        ("wonen", 0, None, None, None, None),
    ]


def test_the_rest_is_counted_from_the_bounds_on_either_side() -> None:
    table = rates(
        ("a", 30, 1_000, "zorg", 1.0), ("b", 0, 1_000, "zorg", 1.0),
        ("a", 0, 1_000, "energie", 1.0), ("b", 40, 1_000, "energie", 1.0),
    )  # fmt: skip
    found = {row["theme"]: row for row in theme_differences(table, ["a"], ["b"]).iter_rows(named=True)}

    assert found["zorg"]["beyond"] == 30 - found["zorg"]["high"] > 0
    assert found["energie"]["beyond"] == 0 - found["energie"]["low"] < 0


def test_clumps_explain_more() -> None:
    def beyond(factor: float) -> int:
        table = rates(("a", 30, 1_000, "zorg", factor), ("b", 5, 1_000, "zorg", factor))
        return int(theme_differences(table, ["a"], ["b"])["beyond"][0])

    assert beyond(1.0) > beyond(3.0)


@pytest.mark.parametrize("people", [None, 0])
def test_without_inhabitants_there_is_nothing_to_test(people: int | None) -> None:
    table = rates(("a", 3, people, "zorg", 1.0), ("b", 3, 1_000, "zorg", 1.0))

    assert theme_differences(table, ["a"], ["b"])["beyond"].to_list() == [None]


counts = st.lists(
    st.tuples(st.sampled_from(list(Theme)), st.integers(0, 40), st.integers(0, 40)),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)


@settings(max_examples=40, deadline=None)
@given(counts)
def test_largest_first_and_never_more_than_there_is(counts: list[tuple[Theme, int, int]]) -> None:
    rows = [row for theme, own, rest in counts for row in (("a", own, 900, theme, 1.4), ("b", rest, 1_100, theme, 1.4))]
    found = theme_differences(rates(*rows), ["a"], ["b"])

    apart = found["beyond"].abs().drop_nulls().to_list()
    assert apart == sorted(apart, reverse=True)
    for row in found.drop_nulls("beyond").iter_rows(named=True):
        assert abs(row["beyond"]) <= abs(row["known"] - row["expected"])
        assert (row["beyond"] > 0) == (row["known"] > row["high"])
