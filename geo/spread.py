"""Pushes overlapping circles on a map apart a little, so that none hides another."""

import numpy as np
from numpy.typing import NDArray

MOST_PX = 7.0
"""Largest displacement of a circle; less than the width of a municipality on the map of the country."""
SHARE = 0.82
"""Least distance between two circles, as a share of the sum of their radii; both remain visible."""
ROUNDS = 60
Points = NDArray[np.float64]


def spread_out(points: Points, radii: Points, most: float = MOST_PX) -> Points:
    """Move points apart until their circles hardly overlap; large circles move less than small ones.

    Args:
        points: x and y in pixels, one row per circle.
        radii: radius per circle, in pixels.
        most: largest displacement, in pixels.
    """
    moved = points.copy()
    near = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) < (radii[:, None] + radii) * SHARE + 2 * most
    first, second = np.nonzero(np.triu(near, 1))
    if not first.size:
        return moved
    gap = (radii[first] + radii[second]) * SHARE
    weight = radii[second] / (radii[first] + radii[second])
    for _ in range(ROUNDS):
        apart = moved[second] - moved[first]
        distance = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 0.01)
        push = np.maximum(gap - distance, 0) * 0.6
        if not push.any():
            break
        step = apart / distance[:, None] * push[:, None]
        np.add.at(moved, first, -step * weight[:, None])
        np.add.at(moved, second, step * (1 - weight)[:, None])
        off = moved - points
        far = np.maximum(np.hypot(off[:, 0], off[:, 1]) / most, 1)
        moved = points + off / far[:, None]
    return moved
