import pytest

from ui.region.region_view import rate_words


@pytest.mark.parametrize(("rate", "shown"), [(None, ""), (0.0, "0,00"), (0.644, "0,64"), (10.288, "10,3")])
def test_a_rate_has_the_digits_that_mean_something(rate: float | None, shown: str) -> None:
    assert rate_words(rate, "nl") == shown
