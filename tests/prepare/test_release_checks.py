from collections.abc import Mapping

import polars as pl
import pytest

from data_loaders.manifest import SourceEntry
from data_loaders.schema import TABLES
from prepare.release_checks import Release, check_release
from tests import frames, releases

NL = {"code": "NL", "name": "Nederland", "level": "country", "province_code": None, "corop_code": None}
PARTNER: dict[str, object] = {
    "partner_id": "lsa",
    "name": "LSA",
    "short_name": None,
    "role": "lid",
    "kind": "netwerk",
    "scope": "landelijk",
    "municipality_code": None,
    "province_codes": [],
    "themes": [],
    "website": None,
    "members_count": None,
    "members_year": None,
    "summary": None,
    "source_url": "https://a.nl",
}


def frame(table: str, *rows: Mapping[str, object]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLES[table].create_empty().schema)


def release(*sources: SourceEntry, **changed: pl.DataFrame) -> Release:
    """A correct release of one initiative, with some tables replaced."""
    sound = {name: schema.create_empty() for name, schema in TABLES.items()} | {
        "initiatives": frames.initiatives({}),
        "regions": frames.regions({}, NL),
    }
    return Release(sound | changed, releases.GEOJSON, sources or (source(1, 1, 0, 0),))


def source(read: int, accepted: int, merged: int, rejected: int) -> SourceEntry:
    return SourceEntry("x.csv", "initiatives", "X", "Y", "CC BY 4.0", "2026-11-23", read, accepted, merged, rejected)


def findings(new: Release, previous: Release | None = None, *, accept_shrink: bool = False) -> list[str]:
    return check_release(new, previous.tables if previous else None, accept_shrink=accept_shrink)


def test_a_correct_release_passes() -> None:
    assert findings(release(), release()) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"initiatives": frames.initiatives({"municipality_code": "GM9999"})}, "initiatives.municipality_code"),
        ({"initiatives": frames.initiatives({"networks": ["nietbekend"]})}, "initiatives.networks"),
        ({"initiatives": frames.initiatives({"parent_id": "b"})}, "initiatives.parent_id"),
        ({"aliases": frame("aliases", {"old_id": "z", "id": "b"})}, "aliases.id"),
        ({"aliases": frame("aliases", {"old_id": "a", "id": "a"})}, "Een oud kenmerk"),
        ({"partners": frame("partners", PARTNER | {"province_codes": ["PV99"]})}, "partners.province_codes"),
        ({"regions": frames.regions({"neighbours": ["GM0001"]}, NL)}, "regions.neighbours"),
        ({"regions": frames.regions({}, NL | {"population": 1})}, "tellen niet op"),
        ({"regions": frames.regions({}, {"code": "GM0001"}, NL | {"population": 266_000})}, "Grenzen en gemeentelijst"),
        ({"initiatives": frames.initiatives({"longitude": 5.0})}, "het punt ligt niet in de gemeente bij a"),
        ({"regions": frames.regions({"latitude": 53.0}, NL)}, "regions: het punt ligt niet in de gemeente bij GM0193"),
    ],
)
def test_each_kind_of_fault_is_found(changed: dict[str, pl.DataFrame], said: str) -> None:
    (finding,) = findings(release(**changed))

    assert said in finding


@pytest.mark.parametrize(
    ("entry", "said"),
    [(source(3, 1, 1, 0), "3 rijen gelezen, maar 1 + 1 + 0"), (source(2, 2, 0, 0), "2 rijen werden een nieuw")],
)
def test_rows_must_be_accounted_for(entry: SourceEntry, said: str) -> None:
    (finding,) = findings(release(entry))

    assert said in finding


def test_point_near_the_border_passes() -> None:
    # The square ends at 6.2; at this latitude 0.01 degree is 680 metres.
    assert findings(release(initiatives=frames.initiatives({"longitude": 6.21}))) == []


@pytest.mark.parametrize("scope", ["regionaal", "landelijk"])
def test_only_what_is_not_local_counts_in_no_municipality(scope: str) -> None:
    nowhere = {"municipality_code": None, "longitude": None, "latitude": None, "location_precision": None}

    assert findings(release(initiatives=frames.initiatives({**nowhere, "scope": scope}))) == []
    for wrong in (nowhere, {"scope": scope}):
        (finding,) = findings(release(initiatives=frames.initiatives(wrong)))
        assert finding.endswith("anders is het bij a.")


def removed(initiative_id: str) -> pl.DataFrame:
    change = {"id": initiative_id, "kind": "removed", "field": "", "name": "B", "networks": []}
    return frame("changes", change | {"municipality_code": None, "before": None, "after": None})


def test_vanished_initiative_must_be_accepted() -> None:
    before, now = release(), release(changes=removed("b"))

    (finding,) = findings(now, before)

    assert "Verdwenen initiatieven (1): b" in finding
    assert "--accept-shrink" in finding
    assert findings(now, before, accept_shrink=True) == []


def test_smaller_table_must_be_accepted() -> None:
    before = release(partners=frame("partners", PARTNER))

    (finding,) = findings(release(), before)

    assert "partners had 1 rijen en heeft er nu 0" in finding
    assert findings(release(), before, accept_shrink=True) == []


def test_merging_does_not_count_as_shrinking() -> None:
    before = release(initiatives=frames.initiatives({}, {}))
    aliases = frame("aliases", {"old_id": "b", "id": "a"})

    assert findings(release(aliases=aliases), before) == []


def test_long_lists_are_cut_with_the_rest_counted() -> None:
    strange = frames.initiatives(*({"municipality_code": f"GM900{i}"} for i in range(7)))

    finding = findings(release(source(7, 7, 0, 0), initiatives=strange))[0]

    assert "GM9004 en nog 2" in finding
