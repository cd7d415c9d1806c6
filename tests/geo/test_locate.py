import numpy as np
import pytest

from data_loaders.snapshot import Snapshot
from geo.locate import Locator


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (5.1214, 52.0907, "GM0344"),
        (4.9041, 52.3676, "GM0363"),
        (5.45, 52.70, None),
        (4.35, 50.85, None),
        (0.0, 0.0, None),
    ],
)
def test_municipality_around_a_point(locator: Locator, longitude: float, latitude: float, code: str | None) -> None:
    assert locator.municipality(longitude, latitude) == code


def test_distance_to_a_municipality(locator: Locator) -> None:
    assert locator.distance("GM0344", 5.1214, 52.0907) == 0.0
    assert locator.distance("GM0363", 5.1214, 52.0907) == pytest.approx(22_000, rel=0.2)


def test_unknown_municipality_has_no_distance(locator: Locator) -> None:
    with pytest.raises(KeyError):
        locator.distance("GM0457", 5.0, 52.3)


def test_many_points_at_once(locator: Locator) -> None:
    found = locator.municipalities(np.array([5.1214, 0.0, 4.9041]), np.array([52.0907, 0.0, 52.3676]))

    assert found.tolist() == ["GM0344", None, "GM0363"]


def test_every_label_point_lies_in_its_own_municipality(locator: Locator, snapshot: Snapshot) -> None:
    regions = snapshot.table("regions").filter(level="municipality")

    found = locator.municipalities(regions["longitude"].to_numpy(), regions["latitude"].to_numpy())

    assert found.tolist() == regions["code"].to_list()


def test_a_batch_lookup_gives_the_same_as_single_lookups(locator: Locator) -> None:
    longitudes, latitudes = np.meshgrid(np.linspace(3.0, 7.5, 30), np.linspace(50.5, 53.7, 30))
    points = [(float(x), float(y)) for x, y in zip(longitudes.ravel(), latitudes.ravel(), strict=True)]
    alone = [locator.near(x, y, 3_000.0) for x, y in points]

    locator.look_up(longitudes.ravel(), latitudes.ravel(), 3_000.0)

    assert [locator.near(x, y, 3_000.0) for x, y in points] == alone
    inside = locator.municipalities(longitudes.ravel(), latitudes.ravel())
    assert [codes[0] for codes, code in zip(alone, inside, strict=True) if code] == [code for code in inside if code]
