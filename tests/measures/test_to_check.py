import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from measures.to_check import Doubt, to_check

SCHEMA: dict[str, pl.DataType] = {
    "id": pl.String(),
    "name": pl.String(),
    "status": pl.String(),
    "seen_year": pl.Int16(),
    "status_readings": pl.List(pl.String()),
    "sources": pl.List(pl.String()),
}
Known = tuple[str, str, int | None, int, int]
"""Name, status, newest year, number of differing readings, number of sources."""
KNOWN = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from(["actief", "gestopt", "onbekend"]),
    st.none() | st.integers(2000, 2026),
    st.sampled_from([0, 2]),
    st.integers(1, 3),
)


def known(*rows: Known) -> pl.DataFrame:
    whole = [
        (f"{name}-{number}", name, status, year, ["actief"] * differing, ["bron"] * sources)
        for number, (name, status, year, differing, sources) in enumerate(rows)
    ]
    return pl.DataFrame(whole, schema=SCHEMA, orient="row")


def test_undated_then_oldest_then_differing_then_one_source_then_by_name_and_stopped_last() -> None:
    rows = known(
        ("new", "actief", 2025, 0, 2),
        ("stopped", "gestopt", None, 0, 1),
        ("two sources", "actief", 2019, 0, 2),
        ("b one source", "actief", 2019, 0, 1),
        ("a one source", "actief", 2019, 0, 1),
        ("differing", "actief", 2019, 2, 2),
        ("older", "onbekend", 2012, 0, 3),
        ("undated", "actief", None, 0, 2),
    )

    assert to_check(rows, 2026)["name"].to_list() == [
        "undated", "older", "differing", "a one source", "b one source", "two sources", "new", "stopped",
    ]  # fmt: skip


def test_each_doubt_is_named_and_one_source_or_a_stop_alone_does_not_press() -> None:
    dated = known(("a", "actief", 2023, 2, 1), ("b", "actief", 2024, 0, 1), ("c", "gestopt", 2010, 0, 2))
    rows = pl.concat([dated, known(("d", "onbekend", None, 0, 2))])

    found = to_check(rows, 2026).select("name", "doubts", "is_pressing").rows()

    assert found == [
        ("d", [Doubt.UNDATED], True),
        ("a", [Doubt.OLD, Doubt.DIFFERING, Doubt.ONE_SOURCE], True),
        ("b", [Doubt.ONE_SOURCE], False),
        ("c", [Doubt.OLD], False),
    ]


@given(rows=st.lists(KNOWN, max_size=8), seed=st.integers(0, 99))
def test_every_initiative_is_there_once_and_the_order_of_rows_does_not_matter(rows: list[Known], seed: int) -> None:
    frame = known(*rows)

    found = to_check(frame, 2026)

    assert sorted(found["id"]) == sorted(frame["id"])
    assert found["id"].to_list() == to_check(frame.sample(fraction=1, shuffle=True, seed=seed), 2026)["id"].to_list()
