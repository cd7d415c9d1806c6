import pytest

from geo.codes import Gazetteer, MatchKind


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Utrecht", "GM0344", MatchKind.OFFICIAL_NAME),
        ("UTRECHT", "GM0344", MatchKind.OFFICIAL_NAME),
        ("Den Haag", "GM0518", MatchKind.OTHER_NAME),
        ("den bosch", "GM0796", MatchKind.OTHER_NAME),
        ("Ljouwert", "GM0080", MatchKind.OTHER_NAME),
        ("Hengelo (O.)", "GM0164", MatchKind.OFFICIAL_NAME),
        ("Bergen (NH)", "GM0373", MatchKind.OFFICIAL_NAME),
        ("Bergen L", "GM0893", MatchKind.OFFICIAL_NAME),
        ("Weesp", "GM0363", MatchKind.FORMER_NAME),
        ("Menaldumadeel", "GM1949", MatchKind.FORMER_NAME),
        ("GM0344", "GM0344", MatchKind.CODE),
        ("gm0457", "GM0363", MatchKind.FORMER_NAME),
        ("Sudwest Fryslan", "GM1900", MatchKind.OFFICIAL_NAME),
    ],
)
def test_municipality_is_recognised(gazetteer: Gazetteer, text: str, code: str, kind: MatchKind) -> None:
    found = gazetteer.municipality(text).chosen

    assert found is not None
    assert (found.municipality_code, found.kind) == (code, kind)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bergen", {"GM0373", "GM0893"}),
        ("Haaren", {"GM0855", "GM0865", "GM0757", "GM0824"}),
        ("GM1671", {"GM0796", "GM0828"}),
    ],
)
def test_an_ambiguous_municipality_is_not_chosen(gazetteer: Gazetteer, text: str, codes: set[str]) -> None:
    found = gazetteer.municipality(text)

    assert len(found.candidates) > 1
    assert found.chosen is None
    assert found.municipality_codes == codes


@pytest.mark.parametrize("text", ["", "Hengelo (Gld)", "Rijswijk (NB)", "Atlantis", "GM9999", "Friesland"])
def test_no_municipality(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.municipality(text).candidates == ()


def test_a_split_municipality_gives_the_shares_of_its_parts(gazetteer: Gazetteer) -> None:
    shares = {c.municipality: c.share for c in gazetteer.municipality("Winsum").candidates}

    assert shares == {"Het Hogeland": 0.75, "Westerkwartier": 0.25}


def test_every_official_name_finds_its_own_municipality(gazetteer: Gazetteer) -> None:
    names = {code: gazetteer.municipality_by_code(code) for code in ("GM0164", "GM0417", "GM0603", "GM0888")}

    for code, home in names.items():
        assert home is not None
        assert gazetteer.municipality(home.name).municipality_codes == {code}


@pytest.mark.parametrize(
    ("text", "municipality", "kind"),
    [
        ("Zwolle", "Zwolle", MatchKind.PLACE),
        ("Hoogeloon", "Bladel", MatchKind.PLACE),
        ("Rijswijk (NB)", "Altena", MatchKind.PLACE),
        ("Hengelo (Gld)", "Bronckhorst", MatchKind.PLACE),
        ("Ruinen", "De Wolden", MatchKind.PLACE),
        ("Loo Gld", "Duiven", MatchKind.PLACE),
        ("Zuilen", "Utrecht", MatchKind.SECTION),
        ("Snits", "Súdwest-Fryslân", MatchKind.PLACE_OTHER_NAME),
        ("Zeeland", "Maashorst", MatchKind.PLACE),
    ],
)
def test_place_is_recognised(gazetteer: Gazetteer, text: str, municipality: str, kind: MatchKind) -> None:
    found = gazetteer.place(text).chosen

    assert found is not None
    assert (found.municipality, found.kind) == (municipality, kind)


@pytest.mark.parametrize("text", ["Beek", "Hengelo", "Rijswijk", "Nes", "Purmer"])
def test_place_of_several_municipalities_is_not_chosen(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.place(text)

    assert len(found.candidates) > 1
    assert len(found.municipality_codes) > 1


def test_stated_municipality_decides_between_places(gazetteer: Gazetteer) -> None:
    beek = gazetteer.place("Beek", municipality_code="GM0888").chosen
    hamlet = gazetteer.place("Zwolle", municipality_code="GM1586").chosen
    part = gazetteer.place("Ruinen", municipality_code="GM1701").chosen

    assert beek is not None
    assert beek.municipality == "Beek"
    assert hamlet is not None
    assert hamlet.kind is MatchKind.SETTLEMENT
    assert part is not None
    assert part.kind is MatchKind.PLACE_PART


def test_province_narrows_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.place("Hengelo", province_code="PV25").municipality_codes == {"GM1876"}


def test_candidates_can_be_narrowed_afterwards(gazetteer: Gazetteer) -> None:
    found = gazetteer.municipality("Bergen").within({"GM0893", "GM0344"})

    assert found.chosen is not None
    assert found.chosen.municipality_code == "GM0893"


@pytest.mark.parametrize("text", ["3511", "3511 AB", "3511ab", " 3511AB "])
def test_postcode(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.postcode(text)

    assert found is not None
    assert (found.code, found.municipality_code) == ("3511", "GM0344")


@pytest.mark.parametrize("text", ["", "0511", "351", "35112", "3511 A", "1099", "drie"])
def test_no_postcode(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.postcode(text) is None


def test_postcode_without_a_point(gazetteer: Gazetteer) -> None:
    found = gazetteer.postcode("5028")

    assert found is not None
    assert (found.longitude, found.latitude) == (None, None)


def test_district_of_a_municipality(gazetteer: Gazetteer) -> None:
    found = gazetteer.district("centrum", municipality_code="GM0014").chosen

    assert found is not None
    assert found.code == "WK001400"
    assert len(gazetteer.district("Centrum").candidates) > 1


@pytest.mark.parametrize("text", ["Friesland", "Fryslân", "fryslan", "PV21", "provincie Friesland"])
def test_province(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.province(text) == "PV21"


def test_unknown_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.province("Holland") is None


def test_codes_of_the_division(gazetteer: Gazetteer) -> None:
    assert len(gazetteer.province_codes) == 12
    assert gazetteer.province_of("GM0344") == "PV26"
    assert gazetteer.province_of("GM9999") is None
    assert gazetteer.municipality_by_code("GM0457") is None
    assert [gazetteer.is_region(code) for code in ("NL", "PV26", "CR17", "GM0344", "GM0457")] == [True] * 4 + [False]
