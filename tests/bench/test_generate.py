import polars as pl
import pytest

from bench.generate import flat, generate
from data_loaders.schema import Initiatives, Places
from tests.frames import initiatives, regions


@pytest.fixture
def places() -> pl.DataFrame:
    spot = {"is_official": True, "kind": "woonplaats", "longitude": 5.0, "latitude": 52.0}
    rows = [
        spot | {"place_code": "WP1", "municipality_code": "GM0001", "name": "Dorp"},
        spot | {"place_code": "WP2", "municipality_code": "GM0001", "name": "Stad"},
        spot | {"place_code": "WP3", "municipality_code": "GM0002", "name": "Gehucht"},
    ]
    return pl.DataFrame(rows, schema=Places.create_empty().schema)


def made(places: pl.DataFrame, count: int) -> pl.DataFrame:
    real = initiatives({"themes": ["zorg"]}, {"themes": ["wonen", "energie"]})
    large_and_small = regions({"code": "GM0001", "population": 990_000}, {"code": "GM0002", "population": 10_000})
    return generate(real, places, large_and_small, count)


def test_gives_as_many_valid_rows_as_asked(places: pl.DataFrame) -> None:
    rows = made(places, 500)

    assert rows.height == rows["id"].n_unique() == 500
    assert Initiatives.is_valid(rows)


def test_is_the_same_every_time(places: pl.DataFrame) -> None:
    assert made(places, 50).equals(made(places, 50))


def test_large_municipalities_get_most(places: pl.DataFrame) -> None:
    shares = dict(made(places, 2_000)["municipality_code"].value_counts(normalize=True).iter_rows())

    assert shares["GM0001"] > 0.95


def test_themes_stay_together_as_in_the_real_rows(places: pl.DataFrame) -> None:
    themes = made(places, 200)["themes"].cast(pl.List(pl.String)).list.join(";")

    assert set(themes) == {"zorg", "wonen;energie"}


def test_the_flat_file_can_be_written_as_csv(places: pl.DataFrame) -> None:
    rows = flat(made(places, 3))

    assert not any(dtype.is_nested() for dtype in rows.dtypes)
    assert rows["source_url"].to_list() == ["https://voorbeeld.nl/bron"] * 3
