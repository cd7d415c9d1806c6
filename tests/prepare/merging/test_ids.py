"""Ids stay, and old ones forward."""

from typing import Any

import pytest

from prepare.merging import Merged, PreviousIds
from tests.prepare.merging.rows import decided, merged


def previous(result: Merged) -> PreviousIds:
    return PreviousIds(result.initiatives, result.aliases)


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
def test_an_id_is_a_slug_of_name_and_municipality(row: dict[str, Any], expected: str) -> None:
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
def test_an_id_survives_a_change(before: dict[str, Any], now: dict[str, Any]) -> None:
    old = merged({"website": "https://kersentuin.nl"} | before)

    new = merged({"website": "https://kersentuin.nl"} | now, previous=previous(old))

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


def test_an_id_that_was_given_once_is_never_given_to_another() -> None:
    old = merged({"name": "Dorpshuis", "place": "Haarzuilens"})

    new = merged(
        {"name": "Dorpshuis", "place": "Haarzuilens"}, {"name": "Dorpshuis", "place": "Vleuten"}, previous=previous(old)
    )
    later = merged({"name": "Dorpshuis", "place": "Vleuten"}, previous=previous(new))

    assert later.initiatives["id"].to_list() == ["dorpshuis-vleuten-utrecht"]
    assert later.aliases.is_empty()
