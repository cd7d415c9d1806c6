from collections.abc import Callable, Mapping, Sequence

import polars as pl

from measures.region.series import started_by_year

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]


def test_every_year_and_the_unknown_ones_add_up(make_initiatives: Make, regions: pl.DataFrame) -> None:
    years = [2010, 2012, 2012, None, None, None]
    rows = make_initiatives([{"municipality_code": "GM0001", "started_year": year} for year in years])

    found = started_by_year(rows, regions, "GM0001")

    assert found.rows() == [(2010, 1, 1), (2011, 0, 1), (2012, 2, 3), (None, 3, None)]
    assert found["started"].sum() == len(years)


def test_no_year_known_leaves_only_the_rest_row(make_initiatives: Make, regions: pl.DataFrame) -> None:
    rows = make_initiatives([{"municipality_code": "GM0001"}])

    assert started_by_year(rows, regions, "GM0001").rows() == [(None, 1, None)]
    assert started_by_year(rows, regions, "GM0005").rows() == [(None, 0, None)]
