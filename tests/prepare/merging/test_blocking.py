"""Which pairs are looked at: enough, and never too many."""

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


def test_rows_of_one_name_pair_with_their_neighbours_only() -> None:
    few, many = (len(pairs(*[{"row": row, "source": "a.csv"} for row in range(1, count)])) for count in (100, 200))

    assert many < 2.5 * few
