from pathlib import Path

import polars as pl
import pytest

from geo.boundaries import read_boundaries
from geo.codes import Gazetteer
from prepare.geography import BOUNDARIES, Geography, prepare_geography, read_nicknames
from prepare.problems import SourceError
from tests.prepare import raw_geography

NICKNAMES = pl.DataFrame(
    {
        "code": ["GM0363", "NL", "WP0"],
        "official_name": ["Gemeente 0", "Nederland", "Dorp 0"],
        "name": ["Nul", "Holland", "Dorpje"],
    }
)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    raw_geography.write(folder)
    return folder


@pytest.fixture(scope="module")
def geography(raw: Path) -> Geography:
    return prepare_geography(raw, NICKNAMES)


def test_merged_municipalities_are_dissolved(geography: Geography) -> None:
    counts = geography.counts[BOUNDARIES]

    assert (counts.read, counts.accepted, counts.merged) == (344, 342, 2)
    assert set(read_boundaries(geography.shapes["municipalities"], "code").index) == set(raw_geography.CODES)


def test_regions_of_every_level(geography: Geography) -> None:
    levels = dict(geography.tables["regions"]["level"].cast(pl.String).value_counts().iter_rows())

    assert levels == {"municipality": 342, "corop": 6, "province": 2, "country": 1}


def test_larger_regions_are_sums_of_their_municipalities(geography: Geography) -> None:
    regions = geography.tables["regions"]

    totals = regions.group_by("level").agg(pl.col("population").sum(), pl.col("land_km2").sum().round(1))
    assert totals["population"].unique().to_list() == [342_000]
    assert totals["land_km2"].unique().to_list() == [8_550.0]


def test_neighbours_in_the_grid(geography: Geography) -> None:
    neighbours = dict(geography.tables["regions"].select("code", "neighbours").iter_rows())

    # The first stands in a corner, below the first of the second row and left of the second.
    assert neighbours[raw_geography.CODES[0]] == sorted([raw_geography.CODES[1], raw_geography.CODES[18]])
    assert neighbours["PV20"] == ["PV21"]
    assert neighbours["NL"] == []


def test_names_beside_the_official_one(geography: Geography) -> None:
    gazetteer = Gazetteer.from_tables(geography.tables)

    for text in ("Gemeente 0", "Gemeente 0 (O.)", "nul", "Oud GM0457"):
        assert gazetteer.municipality(text).municipality_codes == {"GM0363"}
    assert gazetteer.place("Dorpje").chosen is not None
    assert gazetteer.place("Gehucht 5").chosen is not None
    assert len(gazetteer.district("noord").candidates) > 1


def test_same_files_give_the_same_geography(raw: Path, geography: Geography) -> None:
    again = prepare_geography(raw, NICKNAMES)

    assert again.shapes == geography.shapes
    assert all(again.tables[name].equals(table) for name, table in geography.tables.items())


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    raw_geography.write(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "file",
    ["municipalities.csv", "places.csv", "places_other.csv", "postcodes.csv", "districts.csv", BOUNDARIES],
)
@pytest.mark.parametrize("content", [None, b"", b"a,b\n1,2\n", b"\x00\x01"])
def test_unusable_file_is_named(broken: Path, file: str, content: bytes | None) -> None:
    path = broken / file
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(SourceError) as raised:
        prepare_geography(broken, NICKNAMES)

    assert raised.value.file == file
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("places.csv", "GM2001", "GM9999", "GM9999"),
        ("postcodes.csv", "GM2001", "GM9999", "GM9999"),
        ("municipalities.csv", "GM2001", "GM9999", "GM2001, GM9999"),
        ("postcodes.csv", "1001", "1000", "primary_key"),
        ("places.csv", ",51.", ",x", "conversion"),
        ("municipality_changes.csv", "2023-01-01", "gisteren", "conversion"),
    ],
)
def test_files_that_contradict_each_other(broken: Path, file: str, old: str, new: str, said: str) -> None:
    path = broken / file
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(SourceError, match=said):
        prepare_geography(broken, NICKNAMES)


def test_nickname_of_something_else_is_refused(raw: Path) -> None:
    wrong = NICKNAMES.with_columns(official_name=pl.lit("Elders"))

    with pytest.raises(SourceError, match="Elders"):
        prepare_geography(raw, wrong)


def test_nicknames_need_their_columns(tmp_path: Path) -> None:
    (tmp_path / "nicknames.csv").write_text("code,name\n")

    with pytest.raises(SourceError, match=r"nicknames\.csv"):
        read_nicknames(tmp_path)
