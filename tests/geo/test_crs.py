import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import is_in_netherlands, is_in_rd, rd_to_wgs84, wgs84_to_rd


def test_known_point() -> None:
    # The spire of the Onze Lieve Vrouwetoren in Amersfoort is the origin of the grid, by definition at 155000, 463000.
    longitude, latitude = rd_to_wgs84(np.array([155_000.0]), np.array([463_000.0]))

    assert longitude[0] == pytest.approx(5.38720, abs=2e-5)
    assert latitude[0] == pytest.approx(52.15517, abs=2e-5)


@given(st.floats(13_000, 278_000), st.floats(307_000, 619_000))
def test_there_and_back(x: float, y: float) -> None:
    back = wgs84_to_rd(*rd_to_wgs84(np.array([x]), np.array([y])))

    assert [axis[0] for axis in back] == pytest.approx([x, y], abs=0.01)


@pytest.mark.parametrize(
    ("pair", "expected"), [((155_000, 463_000), True), ((5.1, 52.1), False), ((463_000, 155_000), False)]
)
def test_grid_coordinates_are_distinguished_from_degrees(pair: tuple[float, float], expected: bool) -> None:
    assert is_in_rd(*pair) is expected


@pytest.mark.parametrize(
    ("pair", "expected"),
    [((5.1, 52.1), True), ((52.1, 5.1), False), ((0.0, 0.0), False), ((float("nan"), 52.0), False)],
)
def test_rectangle_of_the_netherlands(pair: tuple[float, float], expected: bool) -> None:
    assert is_in_netherlands(*pair) is expected
