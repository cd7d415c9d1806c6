import pytest

from bench.networks import SIZES, made_up, walked
from data_loaders.schema import Partners, Relations
from measures.graph import partner_graph


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


def test_a_line_per_step_of_a_first_drawing() -> None:
    lines = list(walked("made up", partner_graph(*made_up(100))))

    assert [line["what"] for line in lines] == ["network_rings", "network_figures"]
    assert {line["partners"] for line in lines} == {100}
    assert all(line["ms"] >= 0 <= line["cpu_ms"] for line in lines)
