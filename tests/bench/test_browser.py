import pytest

from bench.browser import repeated


@pytest.mark.parametrize(
    ("took", "expected"),
    [
        ([100.0] * 9, 7),
        ([30_000.0] * 9, 3),
        ([90_000.0] * 9, 1),
        ([30_000.0, 100.0, 100.0] * 3, 7),
        ([100.0, 30_000.0, 30_000.0] * 3, 3),
    ],
)
def test_a_slow_step_is_repeated_only_a_few_times(took: list[float], expected: int) -> None:
    times = iter(took)

    assert repeated(lambda: next(times), 7) == took[:expected]


def test_times_measured_before_count() -> None:
    times = iter([31_000.0, 32_000.0])

    assert repeated(lambda: next(times), 7, 30_000.0) == [30_000.0, 31_000.0, 32_000.0]


def test_it_stops_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.browser.STEP_SECONDS", -1)

    assert repeated(lambda: 100.0, 7) == [100.0]
