import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from measures.row_index import RowIndex


@given(st.lists(st.text(max_size=5), unique=True, max_size=30), st.text(max_size=5))
def test_each_key_gives_its_row_and_other_keys_give_none(keys: list[str], other: str) -> None:
    index = RowIndex(pl.Series(keys, dtype=pl.String))

    assert [index.row(key) for key in keys] == list(range(len(keys)))
    assert index.row(other) == (keys.index(other) if other in keys else None)
