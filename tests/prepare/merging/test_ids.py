"""Ids stay the same, and old ids forward."""

from collections.abc import Mapping

import polars as pl
import pytest

from prepare.merging import Merged, PreviousIds
from tests.prepare.merging.rows import decided, merged


def previous(result: Merged) -> PreviousIds:
    return PreviousIds(result.initiatives, result.aliases, result.statements)


def ids(result: Merged) -> dict[str, str]:
    return dict(result.initiatives.select("name", "id").iter_rows())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"name": "De Kersentuin"}, "de-kersentuin-utrecht"),
        ({"name": "Eetbaar Utrecht"}, "eetbaar-utrecht"),
        ({"name": "Dörpstuun & Co", "municipality_code": "GM0518"}, "dorpstuun-co-s-gravenhage"),
        ({"name": "Κήπος"}, "initiatief-utrecht"),
        ({"name": "Kersentuin", "municipality_code": None}, "kersentuin"),
    ],
)
def test_an_id_is_a_slug_of_name_and_municipality(row: Mapping[str, object], expected: str) -> None:
    assert merged(row).initiatives["id"].to_list() == [expected]


def test_namesakes_get_their_place() -> None:
    result = merged({"name": "Dorpshuis", "place": "Haarzuilens"}, {"name": "Dorpshuis", "place": "Vleuten"})

    assert result.initiatives["id"].to_list() == ["dorpshuis-utrecht", "dorpshuis-vleuten-utrecht"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, {"summary": "Nieuw.", "themes": ["zorg"], "source_url": "https://elders.nl"}),
        ({}, {"name": "Stichting De Kersentuin Utrecht", "source_url": "https://elders.nl", "website": "https://kersentuin.nl"}),
        ({}, {"municipality_code": "GM0363", "place": "Elders"}),
        ({}, {"place": "Vleuten", "source_url": "https://elders.nl"}),
    ],
)  # fmt: skip
def test_an_id_survives_a_change(before: Mapping[str, object], now: Mapping[str, object]) -> None:
    old = merged({"website": "https://kersentuin.nl", **before})

    new = merged({"website": "https://kersentuin.nl", **now}, previous=previous(old))

    assert new.initiatives["id"].to_list() == ["de-kersentuin-utrecht"]
    assert new.aliases.is_empty()


def test_the_id_of_a_merged_entry_forwards() -> None:
    rows = [{"name": "Populier"}, {"name": "Kastanje"}]
    old = merged(*rows)

    new = merged(*rows, decisions=decided("same", "Populier", "Kastanje"), previous=previous(old))
    later = merged(*rows, decisions=decided("same", "Populier", "Kastanje"), previous=previous(new))

    [kept] = new.initiatives["id"]
    [gone] = set(old.initiatives["id"]) - {kept}
    assert new.aliases.rows() == later.aliases.rows() == [(gone, kept)]


def test_an_entry_that_is_split_gets_its_old_id_back() -> None:
    rows = [{"name": "Populier"}, {"name": "Kastanje"}]
    apart = merged(*rows)
    joined = merged(*rows, decisions=decided("same", "Populier", "Kastanje"), previous=previous(apart))

    again = merged(*rows, previous=previous(joined))

    assert ids(again) == ids(apart)
    assert again.aliases.is_empty()


def test_an_id_is_never_reused_for_another_initiative() -> None:
    old = merged({"name": "Dorpshuis", "place": "Haarzuilens"})

    new = merged(
        {"name": "Dorpshuis", "place": "Haarzuilens"}, {"name": "Dorpshuis", "place": "Vleuten"}, previous=previous(old)
    )
    later = merged({"name": "Dorpshuis", "place": "Vleuten"}, previous=previous(new))

    assert later.initiatives["id"].to_list() == ["dorpshuis-vleuten-utrecht"]
    assert later.aliases.is_empty()


HERE, THERE = {"website": "https://kersentuin.nl"}, {"website": "https://dorp.nl", "place": "Vleuten"}
"""Two initiatives with the same name on one page, with different websites."""
PAGE: dict[str, object] = {"name": "Kersentuin", "place": None, "source_url": "https://lijst.nl"}


def test_an_id_forwards_to_the_initiative_that_took_over_its_row() -> None:
    old = merged(PAGE | HERE, PAGE | THERE)

    new = merged(PAGE | HERE, PAGE | THERE, PAGE, previous=previous(old))

    assert old.initiatives["id"].to_list() == ["kersentuin-utrecht", "kersentuin-utrecht-2"]
    assert new.initiatives.select("id", "place").rows() == [("kersentuin-utrecht-2", None)]
    assert new.aliases.rows() == [("kersentuin-utrecht", "kersentuin-utrecht-2")]


@pytest.mark.parametrize("place", [None, "Vleuten"])
def test_an_id_without_any_source_row_ends_and_does_not_forward_to_a_namesake(place: str | None) -> None:
    stays, goes = PAGE | HERE | {"place": place}, PAGE | THERE | {"place": place}
    old = merged(stays, goes)

    new = merged(stays, previous=previous(old))
    later = merged(stays, previous=previous(new))

    kept = old.initiatives.filter(website="https://kersentuin.nl")["id"].to_list()
    assert old.initiatives.height == 2
    assert new.initiatives["id"].to_list() == later.initiatives["id"].to_list() == kept
    assert new.aliases.is_empty()
    assert later.aliases.is_empty()


TWINS: list[dict[str, object]] = [PAGE | {"name": "Dorpshuis", "source": source} for source in ("a.csv", "b.csv")]


def test_one_of_two_indistinguishable_entries_forwards_when_they_are_the_same() -> None:
    old = merged(*TWINS)

    new = merged(*TWINS, decisions=decided("same", "Dorpshuis", "Dorpshuis"), previous=previous(old))

    assert new.aliases.rows() == [("dorpshuis-utrecht-2", "dorpshuis-utrecht")]


def test_twins_that_differ_in_their_themes_only_keep_their_ids_when_a_third_comes() -> None:
    home, care = TWINS[0] | {"themes": ["wonen"]}, TWINS[1] | {"themes": ["zorg"]}
    old = merged(home, care)

    new = merged(home, care, TWINS[0] | {"themes": ["energie"], "source": "c.csv"}, previous=previous(old))

    assert new.initiatives.select(pl.col("themes").list.first(), "id").rows() == [
        ("wonen", "dorpshuis-utrecht"),
        ("zorg", "dorpshuis-utrecht-2"),
        ("energie", "dorpshuis-utrecht-3"),
    ]


def test_one_of_two_indistinguishable_entries_ends_when_one_row_is_left() -> None:
    old = merged(*TWINS)

    new = merged(TWINS[0], previous=previous(old))

    assert new.initiatives["id"].to_list() == ["dorpshuis-utrecht"]
    assert new.aliases.is_empty()


def test_an_id_stays_with_its_own_row_when_a_newcomer_is_called_the_same() -> None:
    rows = [PAGE | HERE, PAGE | {"name": "Populier", "place": "Vleuten", "themes": ["zorg"]}]
    same = decided("same", "Kersentuin", "Populier", source_a="a.csv")
    old = merged(*rows)

    new = merged(*rows, PAGE | {"website": "https://dorp.nl"}, decisions=same, previous=previous(old))

    assert old.initiatives["id"].to_list() == ["kersentuin-utrecht", "populier-utrecht"]
    newcomer = new.initiatives.filter(website="https://dorp.nl")["id"].item()
    assert newcomer not in old.initiatives["id"]
    assert set(new.initiatives["id"]) | set(new.aliases["old_id"]) == {*old.initiatives["id"], newcomer}
    assert newcomer not in new.aliases["id"]


@pytest.mark.parametrize(
    ("now", "forwards"),
    [
        ({"source_url": "https://lijst.nl/nieuw"}, True),
        ({"started_year": 2011}, True),
        ({"source_url": "https://lijst.nl/nieuw", "place": "Haarzuilens"}, False),
        ({"website": "https://anders.nl"}, False),
    ],
)
def test_a_changed_row_carries_its_id_on_only_while_it_contradicts_nothing(
    now: Mapping[str, object], forwards: bool
) -> None:
    one, other = PAGE | {"name": "Populier"}, PAGE | THERE
    same = decided("same", "Populier", "Kersentuin")
    old = merged(one, one | {"source": "d.csv"}, other)

    new = merged(one, one | {"source": "d.csv"}, {**other, **now}, decisions=same, previous=previous(old))

    [gone] = set(old.initiatives["id"]) - set(new.initiatives["id"])
    assert gone == "kersentuin-utrecht"
    assert new.aliases["old_id"].to_list() == ([gone] if forwards else [])
