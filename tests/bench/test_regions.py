import pytest

from bench.regions import Took, _figures, _spread


@pytest.mark.parametrize(
    ("count", "expected"),
    [(2, ["a", "d"]), (3, ["a", "c", "e"]), (6, list("abcdef")), (9, list("abcdef"))],
)
def test_chosen_regions_lie_at_equal_distances(count: int, expected: list[str]) -> None:
    assert _spread(list("abcdef"), count) == expected


def test_median_and_slowest_are_by_the_clock_and_processor_time_stands_beside() -> None:
    times = [Took(0.3, 0.1), Took(0.1, 0.05), Took(0.9, 0.2)]

    assert _figures("region_pdf", times) == {
        "what": "region_pdf",
        "made": 3,
        "median_ms": 300,
        "slowest_ms": 900,
        "median_cpu_ms": 100,
    }
