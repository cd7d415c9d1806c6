import datetime as dt
import math
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from prepare.read.source import SourceResult, read_source
from tests.prepare.atlas import SOURCES, config
from tests.prepare.source_files import (
    HEADER,
    ROW,
    WRITERS,
    Table,
    write_csv,
    write_geojson,
    write_geopackage,
    write_ods,
    write_xlsx,
)

TWO = [HEADER, ROW, ["Energie Utrecht", "Utrecht", "Utrecht", "energie"]]


def read(path: Path) -> SourceResult:
    result = read_source(path, config())
    assert result.read == result.candidates.height + result.rejects.filter("rejected")["row"].drop_nulls().n_unique()
    return result


def codes(result: SourceResult) -> list[str]:
    return sorted(set(result.rejects["code"]) - {"source_absent"})


@pytest.mark.parametrize("kind", WRITERS)
def test_each_kind_gives_the_same_rows(kind: str, tmp_path: Path) -> None:
    path = WRITERS[kind](tmp_path / f"lijst.{kind}", TWO)

    result = read(path)

    assert result.candidates["name"].to_list() == ["Dorpswinkel", "Energie Utrecht"]
    assert result.candidates["municipality_code"].to_list() == ["GM1658", "GM0344"]
    assert result.candidates["themes"].to_list() == [["voorzieningen"], ["energie"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "~", "^", ":"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_of_any_delimiter_and_encoding(delimiter: str, encoding: str, tmp_path: Path) -> None:
    table = [HEADER, ["Coöperatie Súd, één", "Bolsward", "Súdwest-Fryslân", "energie"]]
    path = write_csv(tmp_path / "lijst.csv", table, delimiter=delimiter, encoding=encoding)

    result = read(path)

    assert result.candidates["name"].to_list() == ["Coöperatie Súd, één"]
    assert result.candidates["municipality_code"].to_list() == ["GM1900"]


def test_a_line_that_states_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("sep=#\r\nNaam#Plaats#Thema\r\nA, b; c#Sterksel#zorg\r\n", encoding="utf-8")

    result = read(path)

    assert result.candidates.select("row", "name").rows() == [(3, "A, b; c")]


SHEETS = {"xlsx": write_xlsx, "ods": write_ods}


@pytest.mark.parametrize("kind", SHEETS)
def test_title_empty_rows_and_totals_are_not_initiatives(kind: str, tmp_path: Path) -> None:
    table: Table = [["Onze initiatieven 2025"], [""], HEADER, [""], ROW, [""], ["Totaal", "", "", 1]]
    path = SHEETS[kind](tmp_path / f"lijst.{kind}", table)

    result = read(path)

    assert result.read == 1
    assert result.candidates["row"].to_list() == [5]
    assert codes(result) == ["totals_row"]


@pytest.mark.parametrize("kind", [*WRITERS, "gpkg"])
def test_a_row_of_spaces_is_an_empty_row(kind: str, tmp_path: Path) -> None:
    table: Table = [HEADER, ROW, [" ", "", "", ""], ["Dorpshuis", *ROW[1:]]]
    path = tmp_path / f"lijst.{kind}"
    if kind == "gpkg":
        write_geopackage(path, table, [RD_UTRECHT, (math.nan, math.nan), RD_UTRECHT])
    else:
        WRITERS[kind](path, table)

    result = read(path)

    first = 1 if kind in ("geojson", "gpkg") else 2
    assert result.read == 2
    assert result.candidates.select("row", "name").rows() == [(first, "Dorpswinkel"), (first + 2, "Dorpshuis")]


@pytest.mark.parametrize("kind", SHEETS)
def test_a_cell_merged_over_rows_counts_for_each(kind: str, tmp_path: Path) -> None:
    table = [HEADER, ROW, ["Dorpshuis", "Leende", "", "ontmoeten"], ["Buurtbus", "", "", "mobiliteit"]]
    path = SHEETS[kind](tmp_path / f"lijst.{kind}", table, merges=[(1, 3, 2)])

    result = read(path)

    assert result.candidates["municipality_code"].to_list() == ["GM1658"] * 3


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("year", [2015, 2015.0, "2015", "2015.0", "2.015", "01-06-2015", "1 juni 2015", "2015-06-01"])
def test_numbers_as_text_and_text_as_numbers(kind: str, year: str | float, tmp_path: Path) -> None:
    table: Table = [["Naam", "Postcode", "Thema", "Opgericht"], [1848, 3511, "zorg", year]]
    path = SHEETS[kind](tmp_path / f"lijst.{kind}", table)

    result = read(path)

    row = result.candidates.row(0, named=True)
    assert (row["name"], row["municipality_code"], row["started_year"]) == ("1848", "GM0344", 2015)


def test_a_date_cell_gives_its_year(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    pl.DataFrame(
        {"Naam": ["A"], "Plaats": ["Sterksel"], "Thema": ["zorg"], "Startdatum": [dt.date(2015, 6, 1)]}
    ).write_excel(path)

    assert read(path).candidates["started_year"].to_list() == [2015]


def test_the_sheet_with_the_list_is_read_and_the_other_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    frames = {
        "Uitleg": pl.DataFrame({"Lees": ["dit eerst"]}),
        "Lijst": pl.DataFrame(TWO[1:], schema=HEADER, orient="row"),
    }
    with xlsxwriter.Workbook(str(path)) as book:
        for name, frame in frames.items():
            frame.write_excel(book, worksheet=name)

    result = read(path)

    assert result.read == 2
    assert "sheets_ignored" in codes(result)


RD_UTRECHT, WGS_UTRECHT = (136_000.0, 455_800.0), (5.1142, 52.0906)
NOWHERE = 'LOCAL_CS["Undefined Cartesian SRS",UNIT["metre",1]]'
"""The system in a GeoPackage whose maker chose none."""


@pytest.mark.parametrize(
    ("point", "crs"),
    [
        (WGS_UTRECHT, None),
        (RD_UTRECHT, None),
        (RD_UTRECHT, "urn:ogc:def:crs:EPSG::28992"),
        (RD_UTRECHT, "urn:ogc:def:crs:OGC:1.3:CRS84"),
        ((569_200.0, 6_816_000.0), "EPSG:3857"),
        (RD_UTRECHT, "bestaat niet"),
        (RD_UTRECHT, NOWHERE),
    ],
)
def test_geojson_in_any_system(point: tuple[float, float], crs: str | None, tmp_path: Path) -> None:
    path = write_geojson(tmp_path / "lijst.geojson", [["Naam", "Thema"], ["A", "zorg"]], [point], crs=crs)

    row = read(path).candidates.row(0, named=True)

    assert (row["municipality_code"], row["location_precision"]) == ("GM0344", "address")
    assert (row["longitude"], row["latitude"]) == (pytest.approx(5.113, abs=0.02), pytest.approx(52.09, abs=0.02))


@pytest.mark.parametrize(
    ("point", "crs"), [(RD_UTRECHT, "EPSG:28992"), (WGS_UTRECHT, "EPSG:4326"), (RD_UTRECHT, NOWHERE)]
)
def test_geopackage(point: tuple[float, float], crs: str, tmp_path: Path) -> None:
    path = write_geopackage(tmp_path / "lijst.gpkg", [["Naam", "Thema"], ["A", "zorg"]], [point], crs=crs)

    row = read(path).candidates.row(0, named=True)

    assert (row["row"], row["name"], row["municipality_code"]) == (1, "A", "GM0344")


def test_settings_beside_the_file_overrule(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lijst.csv", [["Kolom1", "Waar", "Naam"], ["Dorpswinkel", "Sterksel", "Jan"]])
    settings = 'themes = ["zorg"]\nnetwork = "KNHM"\nsource_url = "https://voorbeeld.nl"\nsource_year = 2024\n'
    settings += '[columns]\nKolom1 = "name"\nWaar = "place"\nNaam = "unused"\n'
    (tmp_path / "lijst.csv.toml").write_text(settings, encoding="utf-8")

    result = read(path)

    row = result.candidates.row(0, named=True)
    assert (row["name"], row["place"], row["themes"], row["networks"]) == (
        "Dorpswinkel",
        "Sterksel",
        ["zorg"],
        ["katalys"],
    )
    assert (row["source_url"], row["source_year"]) == ("https://voorbeeld.nl", 2024)
    assert codes(result) == []


@pytest.mark.parametrize(
    "settings",
    [
        '[columns]\nNaam = "bestaat-niet"',
        '[columns]\nAfwezig = "name"',
        "onbekend = 1",
        "= geen toml",
        'themes = ["x"]',
        'themes = "zorg"',
    ],
)
def test_invalid_settings_are_reported(settings: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "lijst.csv", TWO)
    (tmp_path / "lijst.csv.toml").write_text(settings, encoding="utf-8")

    result = read(path)

    assert not result.is_usable
    assert codes(result) == ["settings_invalid"]


def test_networks_become_partner_ids_and_unknown_ones_keep_their_name(tmp_path: Path) -> None:
    networks = "KNHM; Brede Overleggroep Kleine Dorpen in Drenthe; LVKK; Club van Elf"
    path = write_csv(tmp_path / "lijst.csv", [[*HEADER, "Netwerk"], [*ROW, networks]], delimiter=",")

    result = read(path)

    row = result.candidates.row(0, named=True)
    assert (row["networks"], row["networks_unlisted"]) == (["katalys", "bokd", "lvkk"], ["Club van Elf"])
    assert codes(result) == ["network_unknown"]


def test_our_own_collections_are_taken_whole() -> None:
    files = sorted((SOURCES / "initiatives").glob("*.csv"))

    results = [read_source(path, config()) for path in files]

    assert [result.read for result in results] == [pl.read_csv(path, infer_schema=False).height for path in files]
    # The small test country lacks most municipalities; nothing but the location may be wrong.
    lost = pl.concat([result.rejects.filter("rejected") for result in results])
    assert set(lost["code"]) <= {"location_unknown", "location_ambiguous"}
