from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data_loaders.releases import kept_versions, release
from data_loaders.schema import Indicators, IndicatorValues, Milestones
from data_loaders.store import Snapshot, current
from measures.changed import Release, changes_between
from tests.frames import SOURCE
from tests.measures.changed.world import OTHER_URL, released, statement

LATER = date(2026, 11, 28)


def rows(old: Release, new: Release, *columns: str) -> list[tuple[object, ...]]:
    changes = changes_between(old, new)
    return changes.with_columns(pl.col("kind", "reason").cast(pl.String)).select(columns).rows()


def test_added_names_its_newest_source_and_the_release() -> None:
    newest = SOURCE | {"url": OTHER_URL, "title": "Nieuws", "year": 2024}
    new = released({"id": "a"}, {"id": "b", "sources": [SOURCE, newest]}, on=LATER)

    found = rows(released({"id": "a"}), new, "id", "kind", "field", "source_url", "source_year", "date")

    assert found == [("b", "toegevoegd", "", OTHER_URL, 2024, LATER)]


def test_a_stopped_initiative_has_its_source_and_year() -> None:
    old = released({}, statements=[statement("status", "actief")])
    ended = statement("status", "gestopt", OTHER_URL, 2025)
    stopped = {"status": "gestopt", "status_year": 2025, "sources": [SOURCE, SOURCE | {"url": OTHER_URL}]}
    new = released(stopped, statements=[statement("status", "actief", is_shown=False), ended])

    found = rows(old, new, "kind", "old", "new", "old_year", "new_year", "source_url", "source_year", "reason")

    assert found == [("gestopt", "actief", "gestopt", 2020, 2025, OTHER_URL, 2025, "nieuwe_bron")]


def test_a_new_source_of_a_newer_year_confirms_the_same_status() -> None:
    old = released({}, statements=[statement("status", "actief")])
    both = [statement("status", "actief"), statement("status", "actief", OTHER_URL, 2024)]
    new = released({"status_year": 2024}, statements=both)

    assert rows(old, new, "kind", "field", "old_year", "new_year") == [("bevestigd", "status", 2020, 2024)]


def test_a_known_page_of_which_the_year_became_known_confirms_nothing() -> None:
    old = released({"status_year": None}, statements=[statement("status", "actief", year=None)])
    new = released({"status_year": 2020}, statements=[statement("status", "actief")])

    assert rows(old, new, "kind", "field", "reason") == [("verbeterd", "status", "jaar_van_de_bron")]


@pytest.mark.parametrize(
    ("statement_before", "statement_now", "reason"),
    [
        (statement("started_year", "2010"), statement("started_year", "2009", OTHER_URL), "nieuwe_bron"),
        (statement("started_year", "2010"), statement("started_year", "2009"), "opnieuw_gelezen"),
        (statement("started_year", "2009", is_shown=False), statement("started_year", "2009"), "andere_uitspraak"),
    ],
)
def test_a_correction_gives_its_reason(
    statement_before: Mapping[str, object], statement_now: Mapping[str, object], reason: str
) -> None:
    old = released({"started_year": 2010}, statements=[statement_before])
    new = released({"started_year": 2009}, statements=[statement_now])

    found = rows(old, new, "kind", "field", "old", "new", "reason")

    assert found == [("verbeterd", "started_year", "2010", "2009", reason)]


def test_a_fact_that_no_source_says_any_more() -> None:
    new = released({"networks": []})

    found = rows(released({"networks": ["lsa"]}), new, "field", "old", "new", "reason", "networks")

    assert found == [("networks", "lsa", None, "niet_meer_gezegd", ["lsa"])]


def test_a_change_to_a_wider_scope_has_one_row_with_the_old_municipality() -> None:
    wide = {"municipality_code": None, "longitude": None, "latitude": None, "location_precision": None}

    found = rows(released({}), released(wide), "field", "old", "new", "reason", "region_codes")

    assert found == [("municipality_code", "GM0193", None, "werkt_breder", ["GM0193"])]


def test_merged_is_neither_removed_nor_renamed() -> None:
    old, new = released({"id": "a"}, {"id": "b"}), released({"id": "a"}, forwards={"b": "a"})

    assert rows(old, new, "id", "kind", "new") == [("b", "samengevoegd", "a")]


def test_renamed_is_not_added() -> None:
    old, new = released({"id": "a"}), released({"id": "b"}, forwards={"a": "b"})

    assert rows(old, new, "id", "kind", "new") == [("a", "hernoemd", "b")]


def test_order_matters_for_themes_only() -> None:
    old = released({"themes": ["zorg", "wonen"], "networks": ["a", "b"]})
    new = released({"themes": ["wonen", "zorg"], "networks": ["b", "a"]})

    assert rows(old, new, "field", "old", "new") == [("themes", "zorg; wonen", "wonen; zorg")]


def test_a_column_that_the_older_release_did_not_have_is_no_change() -> None:
    old = released({})

    assert changes_between(replace(old, initiatives=old.initiatives.drop("scope", "seat_code")), old).is_empty()


def figure(value: float, qualifiers: list[str], note: str | None, year: int = 2024) -> pl.DataFrame:
    row = ("leden", "NL", year, 1, value, qualifiers, note, "https://cbs.nl", "CBS")
    return pl.DataFrame([row], schema=IndicatorValues.create_empty().schema, orient="row")


def test_a_revised_figure_keeps_the_remark_of_its_source() -> None:
    old = released(indicator_values=figure(10, [], None))
    new = released(indicator_values=figure(12.5, ["revised"], "bijgesteld"))

    found = rows(old, new, "key", "kind", "old", "new", "reason", "note")

    assert found == [("cijfer/leden.NL.2024.1/value", "verbeterd", "10.0", "12.5", "herzien", "bijgesteld")]


def step(status: str, title: str = "Wet") -> pl.DataFrame:
    row = (1, title, date(2026, 1, 1), "year", "Act", status, None, "wet", "wet", "https://wet.nl")
    return pl.DataFrame([row], schema=Milestones.create_empty().schema, orient="row")


def test_a_milestone_that_was_missed() -> None:
    found = rows(released(milestones=step("planned")), released(milestones=step("missed")), "name", "old", "new")

    assert found == [("Wet", "planned", "missed")]


def test_changes_are_sorted_by_subject_then_kind_then_name() -> None:
    named = {"indicator_id": "leden", "goal_id": 2, "name_nl": "Leden", "name_en": "Members", "unit": "aantal"}
    indicators = pl.DataFrame([named], schema=Indicators.create_empty().schema)
    old = released({"id": "a"}, indicator_values=figure(10, [], "n", 2023), milestones=step("planned"))
    new = released(
        *({"id": "c", "name": "Z"}, {"id": "d", "name": "Y"}),
        indicators=indicators,
        indicator_values=figure(12, [], None),
        milestones=step("planned", "Besluit"),
    )

    columns = (
        "key",
        "kind",
        "name",
        "region_codes",
        "goal_id",
        "old",
        "new",
        "old_year",
        "new_year",
        "note",
        "source_url",
    )
    found = rows(old, new, *columns)

    page, figures = SOURCE["url"], ("Leden", ["NL"], 2)
    steps = (1, None, None, None, None, None, "https://wet.nl")
    assert found == [
        ("initiatief/d", "toegevoegd", "Y", ["GM0193"], *[None] * 6, page),
        ("initiatief/c", "toegevoegd", "Z", ["GM0193"], *[None] * 6, page),
        ("initiatief/a", "verdwenen", "A", ["GM0193"], *[None] * 6, page),
        ("cijfer/leden.NL.2024.1/value", "toegevoegd", *figures, None, "12.0", None, 2024, None, "https://cbs.nl"),
        ("cijfer/leden.NL.2023.1/value", "verdwenen", *figures, "10.0", None, 2023, None, "n", "https://cbs.nl"),
        ("mijlpaal/1.Besluit", "toegevoegd", "Besluit", [], *steps),
        ("mijlpaal/1.Wet", "verdwenen", "Wet", [], *steps),
    ]


NEWS = SOURCE | {"url": OTHER_URL, "title": "Nieuws", "year": 2024}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"longitude": 6.2}, ("verbeterd", "location_precision", "52.5, 6.1", "52.5, 6.2", None, None)),
        ({"latitude": 52.6}, ("verbeterd", "location_precision", "52.5, 6.1", "52.6, 6.1", None, None)),
        (
            {"location_precision": "address", "longitude": 6.2},
            ("verbeterd", "location_precision", "place", "address", None, None),
        ),
        (
            {"sources": [SOURCE, NEWS]},
            ("bevestigd", "sources", "Bron (2020)", "Bron (2020); Nieuws (2024)", OTHER_URL, 2024),
        ),
        (
            {"sources": [SOURCE | {"title": "Krant", "year": None}]},
            ("verbeterd", "sources", "Bron (2020)", "Krant", None, None),
        ),
        ({"website": "https://a.nl"}, ("verbeterd", "website", None, "https://a.nl", None, None)),
        ({"themes": ["zorg", "energie"]}, ("verbeterd", "themes", "zorg", "zorg; energie", None, None)),
        ({"status": "onbekend"}, ("verbeterd", "status", "actief", "onbekend", None, None)),
    ],
)
def test_one_fact_that_differs_is_one_row(now: dict[str, object], expected: tuple[object, ...]) -> None:
    columns = ("kind", "field", "old", "new", "source_url", "source_year")

    assert rows(released({}), released(now), *columns) == [expected]


def test_a_change_has_the_regions_themes_and_networks_before_and_after() -> None:
    before = {"name": "Oud", "themes": ["zorg", "wonen"], "networks": ["lsa"], "municipality_code": "GM0193"}
    after = {"name": "Nieuw", "themes": ["energie", "zorg"], "networks": [], "municipality_code": "GM0344"}

    found = rows(released(before), released(after), "field", "name", "region_codes", "themes", "networks")

    context = ("Nieuw", ["GM0344", "GM0193"], ["energie", "zorg", "wonen"], ["lsa"])
    assert found == [(field, *context) for field in ("municipality_code", "name", "networks", "themes")]


def as_written(snapshot: Snapshot) -> Release:
    names = ("initiatives", "statements", "aliases", "indicators", "indicator_values", "milestones")
    tables = {name: snapshot.table_as_written(name) for name in names}
    return Release(
        snapshot.version, snapshot.date, **{name: table for name, table in tables.items() if table is not None}
    )


@pytest.fixture(scope="module")
def kept() -> tuple[Release, Release]:
    older = kept_versions(current())[-1]
    assert older != current().version
    return as_written(release(current(), older)), as_written(current())


def test_kept_releases_of_other_schemas_are_compared(kept: tuple[Release, Release]) -> None:
    changes = changes_between(*kept)

    wider = changes.filter(id="zeeuwind-vlissingen").select("field", "old", "reason").rows()
    merged = changes.filter(kind="samengevoegd")["new"].to_list()
    assert wider == [("municipality_code", "GM0718", "werkt_breder")]
    assert merged == ["de-dorpsboomgaard-en-moestuin-langezwaag-opsterland"]


def test_added_less_gone_is_the_difference_of_the_totals(kept: tuple[Release, Release]) -> None:
    old, new = kept

    kinds = dict(changes_between(old, new).filter(field="", subject="initiatief").group_by("kind").len().iter_rows())

    gone = kinds.get("samengevoegd", 0) + kinds.get("verdwenen", 0)
    assert kinds["toegevoegd"] - gone == new.initiatives.height - old.initiatives.height


@pytest.mark.parametrize(("before", "after"), [("abc", "bcd"), ("", "ab")])
def test_comparing_in_reverse_swaps_added_and_removed(before: str, after: str) -> None:
    old, new = (released(*({"id": one, "name": one} for one in ids)) for ids in (before, after))

    there, back = (
        {str(one): str(kind) for one, kind in rows(*pair, "id", "kind")} for pair in ((old, new), (new, old))
    )

    swapped = {"toegevoegd": "verdwenen", "verdwenen": "toegevoegd"}
    assert back == {one: swapped[kind] for one, kind in there.items()}
    assert changes_between(new, new).is_empty()
