import pytest

from data_loaders.schema import Partners, RegionLevel
from measures.networks.area import area_coverage, municipalities_in, region_of, theme_coverage
from tests.measures.networks.world import REGIONS, THEMES, frame, partner


def covers(level: RegionLevel, scope: str, provinces: list[str], seat: str | None = None) -> dict[str, object]:
    partners = frame(Partners, [partner("a", scope, provinces, [], municipality_code=seat)])
    return dict(area_coverage(partners, REGIONS, level).select("region", "covers").iter_rows())


@pytest.mark.parametrize(
    ("scope", "provinces", "seat", "expected"),
    [
        ("landelijk", [], None, {"PV20": True, "PV21": True}),
        ("provinciaal", ["PV20"], None, {"PV20": True, "PV21": False}),
        ("regionaal", ["PV20"], None, {"PV20": True, "PV21": False}),
        ("lokaal", ["PV20"], "GM0001", {"PV20": True, "PV21": False}),
        ("provinciaal", [], None, {"PV20": None, "PV21": None}),
        ("provinciaal", ["PV21"], "GM0001", {"PV20": False, "PV21": True}),
    ],
)
def test_provinces(scope: str, provinces: list[str], seat: str | None, expected: dict[str, bool | None]) -> None:
    assert covers(RegionLevel.PROVINCE, scope, provinces, seat) == expected


@pytest.mark.parametrize(
    ("scope", "seat", "expected"),
    [
        ("landelijk", None, [True, True, True, True]),
        ("provinciaal", None, [True, True, True, False]),
        ("lokaal", "GM0002", [False, True, False, False]),
        ("lokaal", None, [None, None, None, False]),
        ("regionaal", None, [None, None, None, False]),
        ("regionaal", "GM0002", [None, True, None, False]),
    ],
)
def test_municipalities(scope: str, seat: str | None, expected: list[bool | None]) -> None:
    found = covers(RegionLevel.MUNICIPALITY, scope, ["PV20"], seat)

    assert found == dict(zip(["GM0001", "GM0002", "GM0003", "GM0004"], expected, strict=True))


def test_the_country_is_covered_when_any_province_is() -> None:
    assert covers(RegionLevel.COUNTRY, "provinciaal", ["PV21"]) == {"NL": True}


def test_a_larger_region_is_covered_when_part_of_it_is() -> None:
    assert covers(RegionLevel.COROP, "lokaal", ["PV20"], "GM0002") == {"CR01": True, "CR02": False, "CR03": False}


def test_a_partner_without_themes_leaves_each_theme_unknown() -> None:
    partners = frame(Partners, [partner("a", "landelijk", [], []), partner("b", "landelijk", [], ["zorg"])])

    found = theme_coverage(partners)

    assert found.filter(network="a")["covers"].to_list() == [None] * len(THEMES)
    assert found.filter(network="b", covers=True)["theme"].to_list() == ["zorg"]
    assert found.filter(network="b")["covers"].null_count() == 0


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("GM0003", ["GM0003"]),
        ("CR01", ["GM0001", "GM0002"]),
        ("PV21", ["GM0004"]),
        ("NL", ["GM0001", "GM0002", "GM0003", "GM0004"]),
        ("PV99", []),
    ],
)
def test_municipalities_inside_any_region(code: str, expected: list[str]) -> None:
    assert municipalities_in(REGIONS, code) == expected


@pytest.mark.parametrize(
    ("level", "expected"), [("municipality", "GM0003"), ("corop", "CR02"), ("province", "PV20"), ("country", "NL")]
)
def test_each_municipality_has_one_region_per_level(level: str, expected: str) -> None:
    towns = region_of(REGIONS, RegionLevel(level))

    assert towns.height == 4
    assert towns.filter(municipality_code="GM0003")["region"].to_list() == [expected]
