from typing import Any

import polars as pl
import pytest

from data_loaders.schema import ChangeKind, Changes
from measures.region.changes import ChangedInitiative, changes_in
from measures.region.enums import Reason


@pytest.fixture
def changes() -> pl.DataFrame:
    def row(id_: str, kind: str, field: str, code: str | None, **values: str) -> dict[str, Any]:
        fixed: dict[str, Any] = {"name": id_.upper(), "networks": [], "before": None, "after": None}
        return fixed | {"id": id_, "kind": kind, "field": field, "municipality_code": code} | values

    rows = [
        row("nieuw", "added", "", "GM0001"),
        row("anders", "changed", "status", "GM0001", before="actief", after="gestopt"),
        row("anders", "changed", "name", "GM0001", before="A", after="B"),
        row("verhuisd", "changed", "municipality_code", "GM0004", before="GM0001", after="GM0004"),
        row("elders", "added", "", "GM0004"),
        row("zwevend", "removed", "", None),
    ]
    return Changes.validate(pl.DataFrame(rows, infer_schema_length=None), cast=True)


def test_one_row_per_initiative_with_its_fields(changes: pl.DataFrame, regions: pl.DataFrame) -> None:
    found = changes_in(changes, regions, "GM0001", has_previous=True)

    ChangedInitiative.validate(found.rows)
    assert found.rows.select("id", "kind", "has_left").rows() == [
        ("nieuw", "added", False),
        ("anders", "changed", False),
        ("verhuisd", "changed", True),
    ]
    assert found.rows["fields"].to_list()[:2] == [
        [],
        [{"field": "name", "before": "A", "after": "B"}, {"field": "status", "before": "actief", "after": "gestopt"}],
    ]
    assert found.totals == dict.fromkeys(ChangeKind, 0) | {ChangeKind.ADDED: 1, ChangeKind.CHANGED: 2}


@pytest.mark.parametrize(
    ("code", "ids"), [("GM0004", {"verhuisd", "elders"}), ("PV20", {"nieuw", "anders", "verhuisd"}), ("GM0005", set())]
)
def test_a_move_shows_in_both_regions(changes: pl.DataFrame, regions: pl.DataFrame, code: str, ids: set[str]) -> None:
    assert set(changes_in(changes, regions, code, has_previous=True).rows["id"]) == ids


def test_inside_the_country_nothing_leaves(changes: pl.DataFrame, regions: pl.DataFrame) -> None:
    country = changes_in(changes, regions, "NL", has_previous=True)

    assert country.rows.height == 5
    assert not country.rows["has_left"].any()


def test_first_version_is_not_no_changes(regions: pl.DataFrame) -> None:
    nothing = Changes.create_empty()

    assert changes_in(nothing, regions, "NL", has_previous=False).reason == Reason.NO_PREVIOUS_VERSION
    assert changes_in(nothing, regions, "NL", has_previous=True).reason is None
