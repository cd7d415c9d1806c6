import pytest

from prepare.clean.cells import Cells
from prepare.columns.field import Field
from prepare.place.locate import Location, locate
from tests.prepare.atlas import config, words


def place(**texts: str) -> tuple[Location | None, list[str]]:
    row = Cells(
        texts={Field(name): text for name, text in texts.items()},
        columns={Field(name): name for name in texts},
    )
    return locate(row, words(), config().atlas), [entry.problem for entry in row.messages]


CASES: list[tuple[dict[str, str], str, str]] = [
    ({"longitude": "5.12", "latitude": "52.09", "municipality": "Utrecht"}, "GM0344", "address"),
    ({"x": "136000", "y": "455800"}, "GM0344", "address"),
    ({"point": "52.09, 5.12"}, "GM0344", "address"),
    ({"point": "POINT (5.12 52.09)"}, "GM0344", "address"),
    ({"longitude": "5.12", "latitude": "52.09", "shape": "Polygon"}, "GM0344", "district"),
    ({"postcode": "3511 AB", "place": "Utrecht"}, "GM0344", "postcode"),
    ({"postcode": "3511"}, "GM0344", "postcode"),
    ({"postcode": "3511ab Utrecht"}, "GM0344", "postcode"),
    ({"address": "Dorpsstraat 1, 5741 AB Sterksel"}, "GM1658", "postcode"),
    ({"place": "Sterksel"}, "GM1658", "place"),
    ({"place": "STERKSEL "}, "GM1658", "place"),
    ({"place": "den haag"}, "GM0518", "place"),
    ({"place": "Zuilen, Utrecht"}, "GM0344", "district"),
    ({"place": "Utrecht (Zuilen)"}, "GM0344", "place"),
    ({"place": "Bloemgracht, Zaandam"}, "GM0479", "place"),
    ({"place": "Overvecht", "municipality": "Utrecht"}, "GM0344", "district"),
    ({"neighbourhood": "Zuilen"}, "GM0344", "district"),
    ({"place": "Zeeland (Noord-Brabant)"}, "GM1991", "place"),
    ({"place": "Zeeland", "province": "Noord-Brabant"}, "GM1991", "place"),
    ({"place": "Zeeland", "municipality": "Maashorst"}, "GM1991", "place"),
    ({"place": "Amsterdam en omgeving"}, "GM0363", "place"),
    ({"place": "Zaandam e.o."}, "GM0479", "place"),
    ({"place": "Leende, Leenderstrijp en Gastel", "municipality": "Heeze-Leende"}, "GM1658", "place"),
    ({"place": "Sint-Maartensdijk en heel Tholen"}, "GM0716", "place"),
    ({"place": "St. Maartensdijk"}, "GM0716", "place"),
    ({"place": "Bergen", "municipality": "Bergen (NH.)"}, "GM0373", "place"),
    ({"place": "Bergen", "province": "Limburg"}, "GM0893", "place"),
    ({"place": "Bergen (L)"}, "GM0893", "place"),
    ({"municipality": "Bergen", "longitude": "6.05", "latitude": "51.60"}, "GM0893", "address"),
    ({"municipality": "sudwest fryslan"}, "GM1900", "municipality"),
    ({"municipality": "GM0344"}, "GM0344", "municipality"),
    ({"municipality": "344"}, "GM0344", "municipality"),
    ({"municipality": "Gemeente Utrecht"}, "GM0344", "municipality"),
    ({"municipality": "Splitstad", "place": "Amsterdam"}, "GM0363", "place"),
    ({"municipality": "Utrecht; Amsterdam"}, "GM0344", "municipality"),
    ({"place": "Utrecht-Overvecht"}, "GM0344", "district"),
    ({"place": "Amsterdam Noord"}, "GM0363", "place"),
    ({"place": "gem. Utrecht"}, "GM0344", "place"),
    ({"place": "3511 AB Utrecht"}, "GM0344", "postcode"),
    ({"place": "Landelijk", "municipality": "Utrecht"}, "GM0344", "municipality"),
    ({"place": "Bergen e.o.", "province": "NH"}, "GM0373", "place"),
    ({"place": "Loo", "postcode": "5741"}, "GM1658", "postcode"),
    ({"place": "Loo Gld"}, "GM1991", "place"),
    ({"place": "Maashorst"}, "GM1991", "municipality"),
    ({"place": "Amsterdam"}, "GM0363", "place"),
    ({"place": "Amsterdam", "municipality": "Súdwest-Fryslân"}, "GM1900", "place"),
]


@pytest.mark.parametrize(("texts", "code", "precision"), CASES)
def test_the_surest_evidence_places_a_row(texts: dict[str, str], code: str, precision: str) -> None:
    location, problems = place(**texts)

    assert location is not None
    assert (location.municipality_code, location.location_precision) == (code, precision)
    assert location.longitude is not None
    assert problems == []


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ({}, "location_absent"),
        ({"place": "onbekend"}, "location_absent"),
        ({"place": "Bergen"}, "location_ambiguous"),
        ({"place": "Loo"}, "location_ambiguous"),
        ({"place": "Nederland"}, "location_absent"),
        ({"municipality": "Bergen"}, "location_ambiguous"),
        ({"municipality": "Splitstad"}, "location_ambiguous"),
        ({"place": "Nergenshuizen"}, "location_unknown"),
        ({"place": "Zeeland"}, "location_ambiguous"),
        ({"place": "🦆"}, "location_absent"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(texts: dict[str, str], problem: str) -> None:
    location, problems = place(**texts)

    assert location is None
    assert problems == [problem]


def test_an_ambiguous_place_comes_with_its_candidates() -> None:
    row = Cells(texts={Field.PLACE: "Bergen"}, columns={Field.PLACE: "Plaats"})

    locate(row, words(), config().atlas)

    assert "Bergen (NH)" in row.messages[0].reason
    assert "Bergen L" in row.messages[0].reason


def test_a_misspelt_place_is_offered_the_right_name() -> None:
    row = Cells(texts={Field.PLACE: "Bolswart"}, columns={Field.PLACE: "Plaats"})

    locate(row, words(), config().atlas)

    assert "'Bolsward'" in row.messages[0].remedy


@pytest.mark.parametrize(
    ("texts", "code", "precision", "problem"),
    [
        (
            {"municipality": "Utrecht", "longitude": "4.9", "latitude": "52.37"},
            "GM0344",
            "municipality",
            "point_elsewhere",
        ),
        (
            {"municipality": "Utrecht", "longitude": "3.5", "latitude": "53.5"},
            "GM0344",
            "municipality",
            "point_outside",
        ),
        ({"municipality": "Utrecht", "longitude": "0", "latitude": "0"}, "GM0344", "municipality", "point_zero"),
        ({"place": "Sterksel", "longitude": "4.9", "latitude": "52.37"}, "GM1658", "place", "point_elsewhere"),
        ({"municipality": "Utrecht", "postcode": "1012 AB"}, "GM0344", "municipality", "municipality_conflict"),
        ({"municipality": "Utrecht", "place": "Sterksel"}, "GM0344", "municipality", "municipality_conflict"),
        ({"municipality": "Utrecht", "place": "Het Bos"}, "GM0344", "municipality", "place_not_found"),
        ({"municipality": "Zaandam"}, "GM0479", "place", "municipality_unknown"),
        ({"municipality": "Utrecht", "postcode": "9999 ZZ"}, "GM0344", "municipality", "postcode_invalid"),
    ],
)
def test_what_contradicts_is_told_and_the_named_municipality_kept(
    texts: dict[str, str], code: str, precision: str, problem: str
) -> None:
    location, problems = place(**texts)

    assert location is not None
    assert (location.municipality_code, location.location_precision) == (code, precision)
    assert problems == [problem]


def test_a_point_just_across_a_simplified_border_stays() -> None:
    location, problems = place(municipality="Utrecht", longitude="5.175", latitude="52.09")

    assert location is not None
    assert (location.municipality_code, location.location_precision, problems) == ("GM0344", "address", [])
