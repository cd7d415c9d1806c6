"""The small lists of the benchmark are read as their answers say. This also tests many forms of lists at once."""

import tomllib

import pytest

from bench.partner_lists import LISTS, Score, score
from data_loaders.snapshot import load_snapshot
from data_loaders.store import PREPARED

KNOWN_FAULTS = {
    "columns": [
        ("form_2.csv", ("Can we contact you?", "personal")),
        ("headers_14.csv", ("Omschrijving doelgroep", "summary")),
    ],
    "municipalities": [],
    "themes": [],
    "merges": [],
}
"""Known faults. Remove a fault when it is fixed; do not add new ones."""


def test_there_are_lists_enough_with_names_of_their_own() -> None:
    names = [one["name"] for one in tomllib.loads(LISTS.read_text(encoding="utf-8"))["file"]]

    assert len(names) == len(set(names)) >= 60


def test_partners_lists_are_read_right() -> None:
    assert {kind: one.faults() for kind, one in score(load_snapshot(PREPARED)).items()} == KNOWN_FAULTS


def test_wrong_answers_lower_precision_and_missing_ones_lower_recall() -> None:
    figures = Score(answers={1, 2, 3, 4}, right={1, 2, 5}).figures()

    assert figures == {"right": 3, "precision": 0.5, "recall": pytest.approx(0.6667)}
