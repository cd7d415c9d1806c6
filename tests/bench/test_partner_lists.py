"""The small lists of the benchmark are read as their answers say; that is also the test of their many shapes together."""

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
"""Take a fault out once it is mended; a new one is to be mended."""


def test_there_are_lists_enough_with_names_of_their_own() -> None:
    names = [one["name"] for one in tomllib.loads(LISTS.read_text(encoding="utf-8"))["file"]]

    assert len(names) == len(set(names)) >= 60


def test_partners_lists_are_read_right() -> None:
    assert {kind: one.faults() for kind, one in score(load_snapshot(PREPARED)).items()} == KNOWN_FAULTS


def test_what_is_said_too_much_costs_precision_and_what_is_left_out_recall() -> None:
    figures = Score(said={1, 2, 3, 4}, right={1, 2, 5}).figures()

    assert figures == {"right": 3, "precision": 0.5, "recall": pytest.approx(0.6667)}
