"""The pairs that are compared: all likely ones, and never too many."""

from collections.abc import Mapping

import pytest

from prepare.merging.blocking import candidate_pairs
from prepare.merging.features import describe
from tests.prepare.merging.rows import REGIONS, WORDS, candidates


def pairs(*rows: Mapping[str, object]) -> list[tuple[int, int]]:
    return candidate_pairs(describe(candidates(*rows), REGIONS, WORDS)).rows()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kersentuin", "Kersentun"),
        ("Kersentuin", "Kresentuin"),
        ("Kersentuin", "Kersentuyn"),
        ("Dahliahof", "Daliahof"),
        ("Tuin van de Vrede", "Vrede Tuin"),
        ("Amelander Energie Coöperatie", "AEC"),
        ("Genhout Samen (Wesselhof)", "Wesselhof"),
        ("Oudezijds Kolk", "Project Oudezijds"),
    ],
)
@pytest.mark.parametrize("municipality", ["GM0344", None])
def test_likely_pairs_are_looked_at(one: str, other: str, municipality: str | None) -> None:
    here = {"municipality_code": municipality}

    assert pairs(here | {"name": one}, here | {"name": other}) == [(0, 1)]


def test_other_names_are_not_looked_at() -> None:
    assert pairs({"name": "Populier"}, {"name": "Kastanje"}, {"name": "Populier", "municipality_code": None}) == [
        (1, 2)
    ]


PAGE, SITE, THERE = {"source_url": "https://l.nl"}, {"website": "https://k.nl"}, {"municipality_code": "GM0363"}


@pytest.mark.parametrize(
    ("many", "last", "reach"),
    [
        pytest.param({"name": "Kersenhof"}, {"name": "Kersenhof"}, 20, id="name"),
        pytest.param({"name": "Kersenhof", "place": "A"}, {"name": "Kersenhof", "place": "B"}, 20, id="name elsewhere in town"),
        pytest.param({"name": "City Seeds"}, {"name": "CitySeeds"}, 10, id="written in one"),
        pytest.param({"name": "Genhout Samen (Wesselhof)"}, {"name": "Wesselhof"}, 5, id="other name"),
        pytest.param({"name": "Kersenhof Lommer"}, {"name": "Wesselhof Lommer"}, 10, id="word"),
        pytest.param({"name": "Kersentuin"}, {"name": "Kersentuyn"}, 8, id="sound"),
        pytest.param({"name": "Kersentuin"}, {"name": "Kersentuip"}, 3, id="slip of the pen"),
        pytest.param({"name": "Populier"} | SITE, {"name": "Wilgenroos"} | SITE, 10, id="site"),
        pytest.param({"name": "Populier"} | PAGE, {"name": "Wilgenroos"} | PAGE, 5, id="page"),
        pytest.param({"name": "Kersenhof"}, {"name": "Kersenhof"} | THERE, 3, id="another municipality"),
    ],
)  # fmt: skip
def test_each_row_is_paired_with_its_next_few_only(
    many: Mapping[str, object], last: Mapping[str, object], reach: int
) -> None:
    found = pairs(*[many] * 25, last)

    assert [a for a, b in found if b == 25] == list(range(25 - reach, 25))


@pytest.mark.parametrize(("letters", "is_looked_at"), [(5, False), (6, True), (24, True), (25, False)])
def test_a_slip_is_looked_for_in_long_names_and_not_too_far_into_them(letters: int, is_looked_at: bool) -> None:
    start = "bdfgkl" * 4

    found = pairs({"name": start[: letters - 1] + "m"}, {"name": start[: letters - 1] + "t"})

    assert found == [(0, 1)] * is_looked_at
