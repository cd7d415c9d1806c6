from collections.abc import Mapping

import polars as pl
import pytest

from data_loaders.schema.folding import fold_expr
from measures.search import text_index
from measures.similar_initiatives import DistanceKind, nearby, similar_elsewhere

LATITUDE = 51.40
HOME: dict[str, object] = {
    "longitude": 5.25,
    "latitude": LATITUDE,
    "municipality_code": "GM1728",
    "place": "Hoogeloon",
}
KM_NORTH = 1 / 111.19508
"""Degrees of latitude in one km on a sphere of the mean radius."""


def initiative(name: str, **facts: object) -> dict[str, object]:
    return {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "summary": None,
        "themes": ["zorg"],
        "legal_form": "cooperatie",
        "place": None,
        "municipality_code": None,
        "longitude": None,
        "latitude": None,
        "location_precision": None,
        "parent_id": None,
        **facts,
    }


def table(*rows: Mapping[str, object]) -> pl.DataFrame:
    types = dict.fromkeys(("summary", "place", "municipality_code", "location_precision", "parent_id"), pl.String)
    frame = pl.DataFrame(list(rows), schema_overrides={**types, "longitude": pl.Float64, "latitude": pl.Float64})
    words = pl.concat_str("name", "place", "summary", separator=" ", ignore_nulls=True)
    return frame.with_columns(search_text=fold_expr(words))


def similar(initiatives: pl.DataFrame) -> pl.DataFrame:
    return similar_elsewhere(initiatives, text_index(initiatives), initiatives["id"][0])


def near(*others: Mapping[str, object], **this: object) -> list[tuple[str, float | None, str]]:
    rows = nearby(table(initiative("This", **{**HOME, "location_precision": "address", **this}), *others), "this")
    return [
        (name, km if km is None else round(km, 4), kind)
        for name, km, kind in rows.select("name", "km", "distance_kind").rows()
    ]


def test_theme_text_and_legal_form_each_add_to_the_likeness() -> None:
    initiatives = table(
        initiative("This", summary="eetgroep dagbesteding", municipality_code="GM0001"),
        initiative("All", summary="dagbesteding eetgroep", municipality_code="GM0002"),
        initiative("Theme and form", municipality_code="GM0002"),
        initiative("Theme", legal_form="stichting", municipality_code="GM0002"),
        initiative("Half the themes", themes=["zorg", "wonen"], legal_form="stichting", municipality_code="GM0002"),
        *(initiative(f"Other {number}", themes=["energie"], municipality_code="GM0003") for number in range(10)),
    )

    rows = similar(initiatives).select("name", pl.col("likeness").round(2), "shared_themes", "has_same_form").rows()

    # "this" is a word of the first name that no other text holds, so not all that is special is shared.
    assert [row[0] for row in rows] == ["All", "Theme and form", "Theme"]
    assert rows[1][1:] == (0.6, ["zorg"], True)
    assert rows[2][1:] == (0.5, ["zorg"], False)
    assert 0.6 < rows[0][1] < 1


@pytest.mark.parametrize(
    "other",
    [
        {"municipality_code": "GM0001"},
        {"municipality_code": "GM0002", "parent_id": "this"},
        {"municipality_code": "GM0002", "themes": ["energie"]},
    ],
    ids=["same municipality", "part of this one", "nothing in common"],
)
def test_these_are_not_similar_initiatives_elsewhere(other: Mapping[str, object]) -> None:
    initiatives = table(
        initiative("This", municipality_code="GM0001", summary="eetgroep"), initiative("Other", **other)
    )

    assert similar(initiatives).is_empty()


def test_an_unknown_legal_form_is_not_the_same_as_another_unknown_one() -> None:
    initiatives = table(
        *(
            initiative(name, legal_form="onbekend", municipality_code=code)
            for name, code in (("This", "GM0001"), ("Other", "GM0002"))
        )
    )

    assert similar(initiatives)["has_same_form"].to_list() == [False]


def test_of_equally_similar_ones_come_the_first_five_by_id() -> None:
    names = ["This", "Zus", "Aap", "Mies", "Noot", "Wim", "Jet"]
    initiatives = table(*(initiative(name, municipality_code=f"GM000{place}") for place, name in enumerate(names)))

    assert similar(initiatives)["id"].to_list() == ["aap", "jet", "mies", "noot", "wim"]


@pytest.mark.parametrize(
    ("this", "other", "expected"),
    [
        ("address", "postcode", (10.0, "measured")),
        ("address", "place", (10.0, "about")),
        ("district", "place", (10.0, "about")),
        ("address", "municipality", (None, "same_municipality")),
        ("municipality", "address", (None, "same_municipality")),
        (None, "address", (None, "same_municipality")),
    ],
)
def test_a_distance_is_stated_only_as_far_as_both_points_allow(
    this: str | None, other: str, expected: tuple[float | None, str]
) -> None:
    elsewhere = {**HOME, "latitude": LATITUDE + 10 * KM_NORTH, "location_precision": other}

    assert near(initiative("Other", **elsewhere), location_precision=this) == [("Other", *expected)]


def test_two_that_stand_for_the_same_place_have_no_distance() -> None:
    assert near(initiative("Other", **HOME, location_precision="place"), location_precision="place") == [
        ("Other", None, "same_place")
    ]


@pytest.mark.parametrize("precision", ["place", "district"])
def test_two_districts_on_the_middle_of_their_city_share_only_the_municipality(precision: str) -> None:
    middle = {**HOME, "location_precision": precision}

    found = near(
        initiative("Elsewhere in it", **{**middle, "place": "Blijdorp, Rotterdam"}),
        initiative("Nowhere named", **{**middle, "place": None}),
        initiative("Same district", **{**middle, "place": "Afrikaanderwijk, Rotterdam"}),
        initiative("Close", **{**middle, "latitude": LATITUDE + KM_NORTH, "place": "Kralingen, Rotterdam"}),
        **{**middle, "place": "Afrikaanderwijk, Rotterdam"},
    )

    assert found == [
        ("Same district", None, "same_place"),
        ("Elsewhere in it", None, "same_municipality"),
        ("Nowhere named", None, "same_municipality"),
        ("Close", 1.0, "about"),
    ]


def test_two_addresses_in_one_building_are_measured() -> None:
    assert near(initiative("Other", **HOME, location_precision="address")) == [("Other", 0.0, "measured")]


def test_nearest_first_vague_last_and_too_far_left_out() -> None:
    def at(km: float, name: str, precision: str = "address") -> dict[str, object]:
        point = {**HOME, "latitude": LATITUDE + km * KM_NORTH, "municipality_code": f"GM1{len(name):03}"}
        return initiative(name, **point, location_precision=precision)

    found = near(at(26, "Too far"), initiative("Vague", municipality_code="GM1728"), at(7, "Far"), at(2, "Close"))

    assert [name for name, _, _ in found] == ["Close", "Far", "Vague"]


def test_a_municipality_point_elsewhere_is_never_near() -> None:
    point = {**HOME, "municipality_code": "GM0770", "location_precision": "municipality"}

    assert near(initiative("Other", **point)) == []


def test_distance_agrees_with_a_known_one() -> None:
    # Dom tower of Utrecht to Vrijthof in Hilversum: about 16 km as the crow flies.
    utrecht = {"longitude": 5.1214, "latitude": 52.0907, "municipality_code": "GM0344", "location_precision": "address"}
    hilversum = utrecht | {"longitude": 5.1766, "latitude": 52.2292, "municipality_code": "GM0402"}
    rows = nearby(table(initiative("This", **utrecht), initiative("There", **hilversum)), "this")

    assert rows["km"].to_list() == pytest.approx([15.85], abs=0.05)


def test_without_point_and_municipality_nothing_is_near() -> None:
    assert nearby(table(initiative("This"), initiative("Other")), "this").is_empty()


def test_kinds_are_declared() -> None:
    rows = nearby(table(initiative("This", **HOME)), "this")

    assert rows.schema["distance_kind"] == pl.Enum(DistanceKind)
    assert rows.columns == ["id", "name", "place", "municipality_code", "themes", "km", "distance_kind"]


def test_an_unknown_id_raises_an_error() -> None:
    initiatives = table(initiative("This"))

    with pytest.raises(KeyError, match="nobody"):
        nearby(initiatives, "nobody")
    with pytest.raises(KeyError, match="nobody"):
        similar_elsewhere(initiatives, text_index(initiatives), "nobody")
