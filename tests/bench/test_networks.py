from itertools import pairwise
from pathlib import Path

import pytest

from bench.networks import SIZES, drawn, made_up
from bench.networks_browser import START, release, walk
from data_loaders.schema import Partners, Relations
from data_loaders.store import load_snapshot
from measures.graph import around, partner_graph


@pytest.mark.parametrize("size", SIZES)
def test_made_up_partners_are_valid_and_as_many_as_asked(size: int) -> None:
    partners, relations = made_up(size)

    assert partners.height == partners["partner_id"].n_unique() == size
    assert Partners.is_valid(partners)
    assert Relations.is_valid(relations)


def test_partners_are_the_same_every_time() -> None:
    first, second = made_up(100), made_up(100)

    assert first[0].equals(second[0])
    assert first[1].equals(second[1])


def test_each_press_is_on_a_partner_in_sight() -> None:
    graph, way = partner_graph(*made_up(500)), [START, *walk(500, 7)]

    assert len(way) == 8
    for here, pressed in pairwise(way):
        assert pressed in around(graph, here, steps=2)["partner_id"]
        assert pressed != here


def test_a_line_per_step_of_a_first_drawing() -> None:
    lines = list(drawn("made up", partner_graph(*made_up(100))))

    assert [line["what"] for line in lines] == ["network_positions", "network_figures", "network_groups"]
    assert {line["partners"] for line in lines} == {100}
    assert all(line["ms"] >= 0 <= line["cpu_ms"] for line in lines)


def test_the_release_can_be_served(tmp_path: Path) -> None:
    snapshot = load_snapshot(release(tmp_path, 100))

    assert snapshot.table("partners").height == 100
    assert snapshot.table("initiatives")["networks"].list.len().sum() == 0
