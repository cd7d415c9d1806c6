from typing import Any

import polars as pl
import pytest

from data_loaders.schema import Theme
from measures.changed.followed import followed, in_municipalities, in_releases, only_followed
from measures.changed.rows import Change
from measures.selection import Selection
from tests.frames import UTRECHT, regions

CARE = {"id": "zorg", "themes": ["zorg", "wonen"], "region_codes": ["GM0193"], "networks": ["lsa"]}
MOVED = {"id": "verhuisd", "themes": ["energie"], "region_codes": ["GM0344", "GM0193"]}
FIGURE = {"id": "cijfer", "subject": "cijfer", "region_codes": ["PV26"]}
STEP = {"id": "mijlpaal", "subject": "mijlpaal"}


@pytest.fixture(scope="module")
def changes() -> pl.DataFrame:
    one: dict[str, Any] = {"subject": "initiatief", "region_codes": [], "themes": [], "networks": []}
    return pl.DataFrame(
        [one | row for row in (CARE, MOVED, FIGURE, STEP)], schema_overrides=Change.create_empty().schema
    )


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, ["zorg", "verhuisd", "cijfer", "mijlpaal"]),
        ({"themes": (Theme.CARE, Theme.ENERGY)}, ["zorg", "verhuisd"]),
        ({"themes": (Theme.HOUSING,)}, ["zorg"]),
        ({"without_themes": (Theme.HOUSING,)}, ["verhuisd"]),
        ({"network": "lsa"}, ["zorg"]),
        ({"network": "geen"}, []),
        ({"municipality": "GM0193"}, ["zorg", "verhuisd"]),
        ({"municipality": "GM0344", "province": "PV26"}, ["verhuisd"]),
        ({"province": "PV26"}, ["verhuisd", "cijfer"]),
        ({"province": "PV26", "themes": (Theme.CARE,)}, []),
    ],
)
def test_a_choice_leaves_the_changes_that_it_is_about(
    changes: pl.DataFrame, chosen: dict[str, Any], ids: list[str]
) -> None:
    same_province = UTRECHT | {"code": "CR17", "level": "corop"}

    found = followed(changes, Selection(**chosen), regions({}, UTRECHT, same_province))

    assert found["id"].to_list() == ids


def test_changes_of_some_municipalities_are_those_of_what_is_or_was_there(changes: pl.DataFrame) -> None:
    assert in_municipalities(changes, {"GM0344"})["id"].to_list() == ["verhuisd"]
    assert in_municipalities(changes, []).is_empty()


def test_a_choice_keeps_only_the_filters_that_changes_have() -> None:
    place = Selection(
        themes=(Theme.CARE,), without_themes=(Theme.HOUSING,), province="PV26", municipality="GM0344", network="lsa"
    )

    assert only_followed(place) == place
    assert only_followed(Selection(text="tuin", year_from=2010, place="Utrecht")).is_empty


def test_changes_of_releases_stand_under_each_other_with_their_release(changes: pl.DataFrame) -> None:
    both = in_releases({"tweede": changes.head(1), "eerste": changes.slice(1, 2)})

    assert both.select("version", "id").rows() == [("tweede", "zorg"), ("eerste", "verhuisd"), ("eerste", "cijfer")]
