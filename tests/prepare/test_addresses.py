"""Visiting and postal addresses, and contradictions, in whole files."""

from pathlib import Path

import polars as pl
import pytest

from prepare.read.source import SourceResult, read_source
from tests.prepare.atlas import config
from tests.prepare.source_files import Table, write_csv


def read(tmp_path: Path, table: Table) -> SourceResult:
    return read_source(write_csv(tmp_path / "lijst.csv", table), config())


@pytest.mark.parametrize(
    "postal",
    [
        ["Plaats postadres", "Postcode postadres"],
        ["Correspondentieadres plaats", "Correspondentieadres postcode"],
        ["Postbus plaats", "Postbus postcode"],
    ],
)
@pytest.mark.parametrize("visiting", [["Bezoekadres plaats", "Bezoekadres postcode"], ["Plaats", "Postcode"]])
def test_a_visiting_address_beats_a_postal_one(postal: list[str], visiting: list[str], tmp_path: Path) -> None:
    header = [*postal, "Naam", "Thema", *visiting]
    rows: Table = [
        ["Amsterdam", "1012 AB", "A", "zorg", "Sterksel", "5741 AB"],
        ["Amsterdam", "1012 AB", "B", "zorg", "Sterksel", ""],
        ["Amsterdam", "1012 AB", "C", "zorg", "", ""],
    ]

    result = read(tmp_path, [header, *rows])

    assert result.candidates["municipality_code"].to_list() == ["GM1658", "GM1658", "GM0363"]
    assert set(result.rejects["code"]) == {"source_absent", "column_duplicate"}


def test_the_address_for_visitors_goes_before_one_without_a_kind(tmp_path: Path) -> None:
    header = ["Naam", "Thema", "Adres", "Postcode", "Plaats", "Bezoekadres", "Plaats bezoekadres"]
    rows: Table = [
        ["A", "zorg", "Postbus 1", "1012 AB", "Amsterdam", "Kerkstraat 1", "Sterksel"],
        ["B", "zorg", "Postbus 1", "1012 AB", "Amsterdam", "Kerkstraat 1", ""],
    ]

    result = read(tmp_path, [header, *rows])

    assert result.candidates["municipality_code"].to_list() == ["GM1658", "GM0363"]
    assert result.rejects.filter(code="field_conflict").height == 0


def test_quarter_and_neighbourhood_do_not_contradict_each_other(tmp_path: Path) -> None:
    table: Table = [["Naam", "Thema", "Gemeente", "Wijk", "Buurt"], ["A", "zorg", "Utrecht", "Zuilen", "Het Bos"]]

    result = read(tmp_path, table)

    assert result.candidates["location_precision"].to_list() == ["district"]
    assert result.rejects["code"].to_list() == ["source_absent"]


def test_a_postcode_of_six_goes_before_one_of_four_and_does_not_contradict_it(tmp_path: Path) -> None:
    table: Table = [["Naam", "Thema", "PC4", "PC6"], ["A", "zorg", "3511", "3511 AB"], ["B", "zorg", "1012", "3511AB"]]

    result = read(tmp_path, table)

    assert result.candidates["municipality_code"].to_list() == ["GM0344", "GM0344"]
    assert result.rejects.filter(code="field_conflict")["row"].to_list() == [3]


def test_a_contradiction_in_every_row_is_reported_once(tmp_path: Path) -> None:
    rows: Table = [[f"N{i}", "zorg", "Utrecht", "1012 AB"] for i in range(20)]

    result = read(tmp_path, [["Naam", "Thema", "Gemeente", "Postcode"], *rows])

    told = result.rejects.filter(code="municipality_overruled")
    assert told["row"].to_list() == [None]
    assert "20 van de 20 rijen" in told["reason"][0]
    assert result.candidates.height == 20


def test_a_contradiction_in_some_rows_is_reported_per_row(tmp_path: Path) -> None:
    rows: Table = [[f"N{i}", "zorg", "Utrecht", "1012 AB" if i % 4 == 0 else "3511"] for i in range(20)]

    result = read(tmp_path, [["Naam", "Thema", "Gemeente", "Postcode"], *rows])

    assert result.rejects.filter(code="municipality_overruled")["row"].to_list() == [2, 6, 10, 14, 18]


def test_a_missing_column_is_reported_once_for_the_file(tmp_path: Path) -> None:
    result = read(tmp_path, [["Naam", "Beoordeling"], ["A", "goed"], ["B", "matig"]])

    told = result.rejects.filter(pl.col("row").is_null())
    assert told["code"].to_list() == ["no_theme_column", "no_location_column", "columns_unknown"]
    assert all("Naam, Beoordeling" in reason for reason in told["reason"][:2])


def test_a_question_with_a_number_and_a_colon_is_a_column_name(tmp_path: Path) -> None:
    header = ["1: Uw naam", "2: Hoe heet het initiatief?", "3: In welke gemeente?", "4: Thema"]

    result = read(tmp_path, [header, ["A B", "De Hof", "Utrecht", "zorg"]])

    assert result.candidates["name"].to_list() == ["De Hof"]


def test_a_code_and_a_name_of_a_municipality_do_not_contradict_each_other(tmp_path: Path) -> None:
    result = read(tmp_path, [["Naam", "Thema", "GM_CODE", "GM_NAAM"], ["A", "zorg", "GM0344", "Utrecht"]])

    assert result.rejects.filter(code="field_conflict").height == 0


@pytest.mark.parametrize("box", ["Postbus 12", "Antwoordnummer 55", "P.O. Box 7"])
@pytest.mark.parametrize("country", ["", ", Nederland"])
def test_an_address_with_an_unlisted_postcode_still_names_its_town(box: str, country: str, tmp_path: Path) -> None:
    result = read(tmp_path, [["Naam", "Thema", "Postadres"], ["A", "zorg", f"{box}, 5741 ZZ Sterksel{country}"]])

    assert result.candidates["municipality_code"].to_list() == ["GM1658"]
    assert "po_box" in result.rejects["code"].to_list()


@pytest.mark.parametrize("form", ["Adres ({})", "adres.{}", "Adres: {}", "adres_{}"])
def test_the_parts_of_an_address_are_recognised_by_their_names(form: str, tmp_path: Path) -> None:
    parts = ["Straat + huisnummer", "Plaats", "Postcode", "Land"]
    header = ["Naam", "Thema", *map(form.format, parts)]

    result = read(tmp_path, [header, ["A", "zorg", "Kerkstraat 1", "Sterksel", "5741 AB", "Nederland"]])

    assert {column.header: column.field for column in result.columns[3:]} == dict(
        zip(header[3:], ["place", "postcode", "country"], strict=True)
    )
    assert result.candidates["location_precision"].to_list() == ["postcode"]


@pytest.mark.parametrize("header", ["Adres en plaats", "Adres, postcode en plaats", "Adres met postcode"])
def test_a_name_for_several_parts_is_an_address(header: str, tmp_path: Path) -> None:
    result = read(tmp_path, [["Naam", "Thema", header], ["A", "zorg", "Kerkstraat 1, 5741 AB Sterksel"]])

    assert result.columns[2].field == "address"
    assert result.candidates["municipality_code"].to_list() == ["GM1658"]


@pytest.mark.parametrize("form", ["locatie.{}", "_Waar is het?_{}", "{} (locatie)", "Plaats {}"])
@pytest.mark.parametrize("names", [("lat", "lng"), ("latitude", "longitude"), ("breedtegraad", "lengtegraad")])
def test_degrees_are_recognised_with_any_words_around_their_names(
    form: str, names: tuple[str, str], tmp_path: Path
) -> None:
    header = ["Naam", "Thema", *map(form.format, names), form.format("altitude"), form.format("precision")]

    result = read(tmp_path, [header, ["A", "zorg", "52.09", "5.12", "0", "0"]])

    assert result.candidates["location_precision"].to_list() == ["address"]
    assert not {"place", "municipality"} & {column.field for column in result.columns}


@pytest.mark.parametrize(("country", "taken"), [("Nederland", 1), ("", 2)])
def test_an_empty_country_is_doubtful_only_where_others_are_filled_in(country: str, taken: int, tmp_path: Path) -> None:
    table: Table = [
        ["Naam", "Thema", "Plaats", "Land"],
        ["A", "zorg", "Utrecht", country],
        ["B", "zorg", "Leuven", ""],
    ]

    result = read(tmp_path, table)

    assert result.candidates.height == taken
    assert (result.rejects.filter(code="country_absent").height == 1) == (taken == 1)
