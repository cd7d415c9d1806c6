from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pytest

from data_loaders.store import current
from measures.region.sources import largest_source

Make = Callable[[Sequence[Mapping[str, object]]], pl.DataFrame]


def page(address: str) -> dict[str, object]:
    return {"url": address, "title": "Pagina", "year": None}


def test_pages_of_one_site_are_one_source(regions: pl.DataFrame, make_initiatives: Make) -> None:
    made = make_initiatives(
        [
            {
                "municipality_code": "GM0001",
                "sources": [page("https://www.omroep.nl/a"), page("http://omroep.nl/b?c=d")],
            },
            {"municipality_code": "GM0001", "sources": [page("https://krant.nl:8080/x"), page("https://omroep.nl")]},
            {"municipality_code": "GM0001", "sources": [page("https://nieuws.omroep.nl/a")]},
            {"municipality_code": "GM0004", "sources": [page("https://krant.nl/x"), page("https://bode.nl/x")]},
        ]
    )

    found = largest_source(made, regions, "GM0001")

    assert found.row(0) == (3, "omroep.nl", 2, pytest.approx(2 / 3))
    assert largest_source(made, regions, "GM0004").row(0) == (1, "bode.nl", 1, 1.0)


def test_where_nothing_is_known_there_is_no_source(regions: pl.DataFrame, make_initiatives: Make) -> None:
    assert largest_source(make_initiatives([]), regions, "GM0001").row(0) == (0, None, 0, None)


def test_one_broadcaster_is_a_source_of_nearly_half_of_drenthe() -> None:
    row = largest_source(current().table("initiatives"), current().table("regions"), "PV22").row(0, named=True)

    assert row["site"] == "rtvdrenthe.nl"
    assert row["largest"] == 46
    assert 0.4 < row["share"] < 0.5
