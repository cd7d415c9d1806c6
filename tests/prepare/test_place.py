import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ({"longitude": "5.121.345", "latitude": "52.091.234"}, "GM0344", "address"),
    ({"longitude": "E5.12", "latitude": "N 52.09"}, "GM0344", "address"),
    ({"longitude": "5,12° O", "latitude": "52,09° N"}, "GM0344", "address"),
    ({"point": "52.09, 5.12"}, "GM0344", "address"),
    ({"point": "POINT (5.12 52.09)"}, "GM0344", "address"),
    ({"longitude": "5.12", "latitude": "52.09", "shape": "Polygon"}, "GM0344", "district"),
    ({"postcode": "3511 AB", "place": "Utrecht"}, "GM0344", "postcode"),
    ({"postcode": "3511"}, "GM0344", "postcode"),
    ({"postcode": "3511ab Utrecht"}, "GM0344", "postcode"),
    ({"address": "Dorpsstraat 1, 5741 AB Sterksel"}, "GM1658", "postcode"),
    ({"address": "Dorpsstraat 5 te Sterksel"}, "GM1658", "place"),
    ({"address": "Dorpsstraat 5a te Sterksel"}, "GM1658", "place"),
    ({"address": "Dorpsstraat 5 - Sterksel"}, "GM1658", "place"),
    ({"place": "Sterksel"}, "GM1658", "place"),
    ({"place": "STERKSEL "}, "GM1658", "place"),
    ({"place": "den haag"}, "GM0518", "place"),
    ({"place": "A'dam"}, "GM0363", "place"),
    ({"municipality": "a’dam"}, "GM0363", "municipality"),
    ({"place": "Zuilen, Utrecht"}, "GM0344", "district"),
    ({"place": "wijk Zuilen te Utrecht"}, "GM0344", "district"),
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
    ({"place": "Sterksel, Amsterdam", "municipality": "Amsterdam"}, "GM0363", "place"),
    ({"place": "gem. Utrecht"}, "GM0344", "place"),
    ({"place": "Sterksel, Nederland"}, "GM1658", "place"),
    ({"place": "Amsterdam, The Netherlands"}, "GM0363", "place"),
    ({"place": "Zeeland, Noord-Brabant"}, "GM1991", "place"),
    ({"municipality": "Utrecht, NL"}, "GM0344", "municipality"),
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
        ({"place": "Amsterdam, Sterksel"}, "location_ambiguous"),
        ({"place": "Sterksel, Amsterdam"}, "location_ambiguous"),
        ({"place": "🦆"}, "location_absent"),
    ],
)
def test_an_unknown_location_is_not_guessed(texts: dict[str, str], problem: str) -> None:
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
            "GM0363",
            "address",
            "municipality_overruled",
        ),
        (
            {"municipality": "Utrecht", "longitude": "3.5", "latitude": "53.5"},
            "GM0344",
            "municipality",
            "point_outside",
        ),
        ({"municipality": "Utrecht", "longitude": "0", "latitude": "0"}, "GM0344", "municipality", "point_zero"),
        ({"place": "Sterksel", "longitude": "4.9", "latitude": "52.37"}, "GM0363", "address", "municipality_conflict"),
        ({"place": "Sterksel", "postcode": "1012 AB"}, "GM0363", "postcode", "municipality_conflict"),
        ({"neighbourhood": "Het Bos", "postcode": "1012 AB"}, "GM0363", "postcode", "quarter_unknown"),
        ({"neighbourhood": "Zuilen", "longitude": "4.9", "latitude": "52.37"}, "GM0363", "address", "quarter_unknown"),
        ({"neighbourhood": "Zuilen", "place": "Sterksel"}, "GM1658", "place", "quarter_unknown"),
        ({"place": "point", "longitude": "4.9", "latitude": "52.37"}, "GM0363", "address", "place_not_found"),
        ({"place": "Utrecht", "address": "Postbus 12, 3511 AB Utrecht"}, "GM0344", "place", "po_box"),
        ({"place": "Loo", "postcode": "5740"}, "GM1658", "place", "postcode_unlisted"),
        ({"municipality": "Utrecht", "postcode": "1012 AB"}, "GM0363", "postcode", "municipality_overruled"),
        ({"municipality": "Utrecht", "place": "Sterksel"}, "GM0344", "municipality", "municipality_conflict"),
        ({"municipality": "Utrecht", "place": "Het Bos"}, "GM0344", "municipality", "place_not_found"),
        ({"municipality": "Zaandam"}, "GM0479", "place", "municipality_unknown"),
        ({"municipality": "Utrecht", "postcode": "9999 ZZ"}, "GM0344", "municipality", "postcode_invalid"),
    ],
)
def test_contradictions_are_reported_and_the_surest_evidence_is_kept(
    texts: dict[str, str], code: str, precision: str, problem: str
) -> None:
    location, problems = place(**texts)

    assert location is not None
    assert (location.municipality_code, location.location_precision) == (code, precision)
    assert problems == [problem]


ORDER = {
    "GM0716": {"longitude": "4.15", "latitude": "51.55"},
    "GM0363": {"postcode": "1012 AB"},
    "GM1658": {"place": "Sterksel"},
    "GM0344": {"neighbourhood": "Overvecht"},
}


@given(given_codes=st.sets(st.sampled_from(list(ORDER)), min_size=1))
def test_evidence_has_one_order(given_codes: set[str]) -> None:
    texts = {name: text for code in given_codes for name, text in ORDER[code].items()}

    location, problems = place(**texts)

    assert location is not None
    assert location.municipality_code == next(code for code in ORDER if code in given_codes)
    assert len(problems) == len(given_codes) - 1


BELGIAN = {"longitude": "5.33", "latitude": "50.93"}
ABROAD: list[dict[str, str]] = [
    *(
        {"place": "Sterksel", "country": country}
        for country in ("België", "BE", "belgium", "Duitsland", "D", "Frankrijk")
    ),
    *({"place": "Sterksel", "postcode": code} for code in ("B-3500", "BE 3500", "D-47533", "47533", "SW1A 1AA")),
    *({"place": f"Sterksel{end}"} for end in (" (België)", ", Duitsland", " / Belgium")),
    {"place": "Hasselt", "postcode": "3500"},
    {"address": "Grote Markt 1, B-2800 Mechelen"},
    {"address": "Grote Markt 1, 2800 Mechelen", "place": "Sterksel"},
    {"place": "Leuven", "postcode": "3010"},
    {"place": "Sterksel", "province": "Vlaams-Brabant"},
    {"place": "Sterksel", **BELGIAN},
    {"municipality": "Utrecht", **BELGIAN},
    {"place": "Sterksel", "point": "48.85, 2.35"},
    {"x": "180000", "y": "340000", "place": "Sterksel"},
]


@pytest.mark.parametrize("texts", ABROAD)
def test_abroad_is_abroad_though_a_dutch_place_has_the_name(texts: dict[str, str]) -> None:
    assert place(**texts) == (None, ["abroad"])


ISLANDS: list[dict[str, str]] = [
    {"place": "Bonaire"},
    {"place": "Kralendijk, Bonaire"},
    {"municipality": "Sint Eustatius"},
    {"country": "Caribisch Nederland", "place": "Utrecht"},
    {"longitude": "-68.27", "latitude": "12.15"},
]


@pytest.mark.parametrize("texts", ISLANDS)
def test_the_caribbean_netherlands_is_reported_as_outside_the_map(texts: dict[str, str]) -> None:
    assert place(**texts) == (None, ["outside_map"])


@pytest.mark.parametrize(
    "texts",
    [
        *(
            {"country": country}
            for country in ("Nederland", "NL", "nl", "The Netherlands", "Holland", "Nederlnad", "-", "")
        ),
        {"country": "Limburg"},
        {"country": "Nederland / België"},
        {"address": "Kerkstraat 1, 3511 AB Utrecht, Nederland"},
        {"country": "1"},
        {"postcode": "NL-3511 AB"},
        {"postcode": "35112", "municipality": "Utrecht"},
        {"place": "Utrecht (Zeeuws-Vlaanderen)"},
    ],
)
def test_dutch_rows_are_not_mistaken_for_foreign_ones(texts: dict[str, str]) -> None:
    location, _ = place(**{"place": "Utrecht", **texts})

    assert location is not None
    assert location.municipality_code == "GM0344"


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ({"place": "Zuilen, Utrecht"}, "Zuilen, Utrecht"),
        ({"place": "Buurthuis De Es, Utrecht"}, "Utrecht"),
        ({"place": "Utrecht (dorpshuis)"}, "Utrecht"),
        ({"place": "Utrecht (Zuilen)"}, "Utrecht (Zuilen)"),
        ({"place": "3511 AB Utrecht"}, "Utrecht"),
        ({"place": "area", "municipality": "Utrecht"}, None),
        ({"place": "Buurthuis De Es", "municipality": "Utrecht"}, None),
        ({"place": "Sterksel", "municipality": "Utrecht"}, None),
        ({"place": "point", "postcode": "3511 AB"}, "Utrecht"),
    ],
)
def test_the_shown_place_is_a_known_place(texts: dict[str, str], shown: str | None) -> None:
    location, _ = place(**texts)

    assert location is not None
    assert location.place == shown


def test_a_point_just_across_a_simplified_border_stays() -> None:
    location, problems = place(municipality="Utrecht", longitude="5.175", latitude="52.09")

    assert location is not None
    assert (location.municipality_code, location.location_precision, problems) == ("GM0344", "address", [])


@pytest.mark.parametrize("field", ["place", "municipality"])
def test_a_province_is_not_the_town_of_its_name(field: str) -> None:
    location, problems = place(**{field: "Utrecht (provincie)"})

    assert location is None
    assert problems[-1] == "location_unknown"


@pytest.mark.parametrize(
    ("points", "is_known"), [("5.12 52.09", True), ("5.12 52.09, 5.13 52.09", True), ("5.12 52.09, 6.56 53.21", False)]
)
def test_points_far_apart_are_no_place(points: str, is_known: bool) -> None:
    location, _ = place(point=f"MULTIPOINT ({points})")

    assert (location is not None) == is_known


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"place": "Leuven"}, ["country_absent"]),
        ({"place": "Hasselt"}, ["country_absent"]),
        ({"place": "Hasselt", "municipality": "Maashorst"}, []),
        ({"place": "Hasselt", "province": "Noord-Brabant"}, []),
        ({"place": "Sterksel"}, []),
    ],
)
def test_a_place_that_belgium_has_too_is_doubtful_where_its_country_is_left_empty(
    texts: dict[str, str], told: list[str]
) -> None:
    location, problems = place(**texts, country="")

    assert problems == told
    # A town of ours is likelier than a hamlet.
    assert (location is None) == (texts["place"] == "Leuven")
    assert place(**texts)[1] == place(**texts, country="Nederland")[1] == []
