from collections.abc import Mapping

import polars as pl
import pytest

from data_loaders.schema import TABLES, Aliases
from measures.changed import Release, changes_between
from prepare.changes import list_changes
from tests.frames import SOURCE, initiatives
from tests.releases import PARTS

NO_ALIASES = Aliases.create_empty()
_COMPARED = ("initiatives", "statements", "aliases", "indicators", "indicator_values", "milestones")


def tables(rows: pl.DataFrame, aliases: pl.DataFrame = NO_ALIASES) -> Mapping[str, pl.DataFrame]:
    others = {name: TABLES[name].create_empty() for name in _COMPARED}
    return {**others, "initiatives": rows, "aliases": aliases}


def told(before: pl.DataFrame, after: pl.DataFrame, aliases: pl.DataFrame = NO_ALIASES) -> list[tuple[object, ...]]:
    changes = list_changes(tables(before), tables(after, aliases))
    return changes.select("id", pl.col("kind").cast(pl.String), "field", "before", "after").rows()


def test_first_release_has_no_changes() -> None:
    assert list_changes(None, tables(initiatives({}))).height == 0


def test_same_release_has_no_changes() -> None:
    assert told(initiatives({}, {}), initiatives({}, {})) == []


def test_added_and_removed() -> None:
    assert told(initiatives({"id": "a"}), initiatives({"id": "b"})) == [
        ("a", "removed", "", None, None),
        ("b", "added", "", None, None),
    ]


def test_a_merged_initiative_names_the_one_it_joined() -> None:
    aliases = pl.DataFrame({"old_id": ["b"], "id": ["a"]})

    assert told(initiatives({"id": "a"}, {"id": "b"}), initiatives({"id": "a"}), aliases) == [
        ("b", "merged", "", None, "a")
    ]


@pytest.mark.parametrize(
    ("field", "before", "after", "texts"),
    [
        ("name", "Een", "Twee", ("Een", "Twee")),
        ("started_year", None, 2015, (None, "2015")),
        ("themes", ["zorg"], ["zorg", "wonen"], ("zorg", "zorg; wonen")),
        ("networks", ["lsa"], [], ("lsa", None)),
        ("website", "https://a.nl", None, ("https://a.nl", None)),
        ("status_year", 2020, 2024, ("2020", "2024")),
        (
            "sources",
            [SOURCE],
            [SOURCE, SOURCE | {"url": "https://b.nl", "title": "B"}],
            ("Bron (2020)", "Bron (2020); B (2020)"),
        ),
    ],
)
def test_changed_field(field: str, before: object, after: object, texts: tuple[str | None, str | None]) -> None:
    assert told(initiatives({"name": "A", field: before}), initiatives({"name": "A", field: after})) == [
        ("a", "changed", field, *texts)
    ]


def test_a_column_that_is_new_is_no_change_of_every_initiative() -> None:
    assert told(initiatives({"seen_year": 2020}).drop("seen_year"), initiatives({"seen_year": 2020})) == []


def test_a_stop_and_its_year_are_separate_rows() -> None:
    ended = {"status": "gestopt", "status_year": 2025}

    assert told(initiatives({"status": "actief"}), initiatives(ended)) == [
        ("a", "changed", "status_year", "2020", "2025"),
        ("a", "stopped", "status", "actief", "gestopt"),
    ]
    assert told(initiatives({"status": "gestopt"}), initiatives({"status": "actief"})) == [
        ("a", "changed", "status", "gestopt", "actief")
    ]


def test_search_text_is_no_change() -> None:
    assert told(initiatives({"search_text": "x"}), initiatives({"search_text": "y"})) == []


def test_network_and_municipality_are_known_of_each_change() -> None:
    gone = initiatives({"id": "a", "networks": ["lsa"], "municipality_code": "GM0344"})
    new = initiatives({"id": "b", "networks": ["nlzve"], "municipality_code": None})

    changes = list_changes(tables(gone), tables(new))

    assert changes.select("id", "networks", "municipality_code").rows() == [
        ("a", ["lsa"], "GM0344"),
        ("b", ["nlzve"], None),
    ]


def test_the_release_has_the_same_changes_as_the_page() -> None:
    before = initiatives({"id": "a", "status_year": 2020}, {"id": "b"}, {"id": "d", "networks": ["lsa"]})
    after = initiatives({"id": "a", "status_year": 2024}, {"id": "c"}, {"id": "d", "networks": []})
    old, new = (
        Release("", PARTS.date, **{name: made[name] for name in _COMPARED}) for made in map(tables, (before, after))
    )

    kept = list_changes(tables(before), tables(after))

    assert set(kept["id"]) == set(changes_between(old, new)["id"]) == {"a", "b", "c", "d"}
