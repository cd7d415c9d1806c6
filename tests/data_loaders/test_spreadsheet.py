import polars as pl
import pytest

from data_loaders.spreadsheet import as_text


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_run_becomes_text(mark: str) -> None:
    table = pl.DataFrame({"a": [f"{mark}SUM(1)", f"1{mark}", None, ""]})

    assert table.select(as_text(pl.col("a")))["a"].to_list() == [f"'{mark}SUM(1)", f"1{mark}", None, ""]
