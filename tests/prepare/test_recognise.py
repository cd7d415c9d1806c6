from dataclasses import fields

import pytest

from prepare.columns.content import fill_by_content
from prepare.columns.field import Field, by_field, letter
from prepare.columns.names import by_name, header_score, name_columns
from prepare.read.settings import Settings
from tests.prepare.atlas import SOURCES, config, words


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Naam initiatief", "name"),
        ("NAAM", "name"),
        ("Organisatie", "name"),
        ("Woonplaats", "place"),
        ("plaats_naam", "place"),
        ("Postcode", "postcode"),
        ("Gemeente", "municipality"),
        ("Naam gemeente", "municipality"),
        ("Gemeente (2024)", "municipality"),
        ("Categorie", "themes"),
        ("Thema's", "themes"),
        ("Opgericht", "started_year"),
        ("Startjaar", "started_year"),
        ("Start-jaar", "started_year"),
        ("Jaar van oprichting (indien bekend)", "started_year"),
        ("Omschrijving", "summary"),
        ("Toelichting", "summary"),
        ("Korte omschrijving van de activiteiten", "summary"),
        ("Website-adres", "website"),
        ("X-coördinaat", "x"),
        ("Lengtegraad", "longitude"),
        ("Founded", "started_year"),
        ("Postcod", "postcode"),
        ("Gemeentee", "municipality"),
        ("Naam contactpersoon", "personal"),
        ("E-mail contact", "personal"),
        ("Aantal leden per gemeente", "unused"),
        ("Aantal inwoners", "unused"),
    ],
)
def test_a_column_is_known_by_its_name(header: str, field: str) -> None:
    found = by_name(header, words().headers)

    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize("header", ["", "Kolom1", "Xyz", "Beoordeling", "42"])
def test_an_unknown_name_is_not_guessed(header: str) -> None:
    assert by_name(header, words().headers) is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (["1234 AB", "3511ab", "1012 XX"], "postcode"),
        (["https://a.nl", "www.b.nl"], "website"),
        (["a@b.nl", "c@d.nl"], "personal"),
        (["06-12345678", "030 123 45 67"], "personal"),
        (["zorg", "Zorg en welzijn"], "themes"),
        (["Utrecht", "Heeze-Leende", "Tholen"], "municipality"),
        (["Sterksel", "Zaandam", "Bolsward"], "place"),
        (["actief", "in oprichting"], "status"),
        (["52.09, 5.12", "52.1, 5.2"], "point"),
        (["Stichting A", "Coöperatie B"], "name"),
    ],
)
def test_a_column_without_a_known_name_is_known_by_its_content(values: list[str], field: str) -> None:
    columns = name_columns(["Kolom1"], words(), {})

    (column,) = fill_by_content(columns, [[value] for value in values], words(), config().atlas.gazetteer)

    assert column.field == field


@pytest.mark.parametrize("values", [[], [""], ["12", "13"], ["appel", "peer"], ["2015", "2016"]])
def test_content_that_could_be_anything_is_not_guessed(values: list[str]) -> None:
    columns = name_columns(["Kolom1"], words(), {})

    (column,) = fill_by_content(columns, [[value] for value in values], words(), config().atlas.gazetteer)

    assert column.field is None


def test_content_does_not_take_a_field_that_a_name_has() -> None:
    columns = name_columns(["Gemeente", "Kolom2"], words(), {})

    found = fill_by_content(columns, [["Utrecht", "Tholen"]], words(), config().atlas.gazetteer)

    assert [column.field for column in found] == [Field.MUNICIPALITY, None]


def test_settings_win_from_names() -> None:
    (column,) = name_columns(["Naam"], words(), {"naam": "summary"})

    assert column.field == Field.SUMMARY


def test_the_name_of_the_initiative_goes_before_that_of_the_organisation() -> None:
    columns = name_columns(["Organisatie", "Naam", "Naam initiatief"], words(), {})

    names = by_field(columns, words().headers)[Field.NAME]

    assert [column.header for column in names] == ["Naam initiatief", "Naam", "Organisatie"]


def test_repeated_and_empty_headers_get_their_letter() -> None:
    columns = name_columns(["Naam", "Naam", ""], words(), {})

    assert [column.header for column in columns] == ["Naam", "Naam (kolom B)", "(kolom C)"]


@pytest.mark.parametrize(("position", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (16_383, "XFD")])
def test_letters_are_those_of_a_spreadsheet(position: int, name: str) -> None:
    assert letter(position) == name


def test_a_row_of_column_names_scores_above_a_row_of_values() -> None:
    assert header_score(["Naam", "Plaats", "Thema"], words()) > header_score(["De Hof", "Sterksel", "zorg"], words())


def test_every_listed_header_stands_for_a_field() -> None:
    assert set(words().headers.values()) <= set(Field)


def test_the_page_for_partners_names_every_field_and_setting() -> None:
    page = (SOURCES.parents[1] / "docs" / "partners.md").read_text(encoding="utf-8")

    assert [field for field in Field if f"`{field}`" not in page] == []
    assert [
        setting.name
        for setting in fields(Settings)
        if f"{setting.name} =" not in page and f"[{setting.name}]" not in page
    ] == []
