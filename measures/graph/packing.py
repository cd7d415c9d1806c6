"""Room between things that are drawn: discs pushed apart, loose parts set out in rows."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
ROUNDS = 200
MARGIN = 0.6
"""Room around each loose part, in lengths of an average line."""
WIDTH_TO_HEIGHT = 1.5


def apart(centres: Points, radii: NDArray[np.float64]) -> Points:
    """Discs moved as little as needed until none covers another, or `ROUNDS` are over.

    Args:
        centres: (n, 2).
        radii: (n,).

    Returns:
        New centres, (n, 2).
    """
    centres = centres + 1e-6 * np.column_stack([np.arange(len(centres)), np.arange(len(centres)) ** 2 % 7])
    room = radii[:, None] + radii[None, :]
    np.fill_diagonal(room, 0)
    for _ in range(ROUNDS):
        away = centres[:, None, :] - centres[None, :, :]
        distance = np.linalg.norm(away, axis=2)
        np.fill_diagonal(distance, 1)
        short = np.maximum(room - distance, 0)
        np.fill_diagonal(short, 0)
        if short.max(initial=0) < 1e-3:
            break
        centres = centres + (away * (short / np.maximum(distance, 1e-9) / 2)[:, :, None]).sum(axis=1)
    return centres


def packed(parts: Sequence[Points]) -> list[Points]:
    """Parts set side by side in rows as wide as the whole needs, in the given order.

    Args:
        parts: each (n, 2), largest first.

    Returns:
        The same parts, moved.
    """
    boxes = [np.ptp(part, axis=0) + 2 * MARGIN for part in parts]
    width = max([np.sqrt(sum(w * h for w, h in boxes) * WIDTH_TO_HEIGHT), *(w for w, _ in boxes)], default=0)
    placed: list[Points] = []
    left = top = height = 0.0
    for part, (w, h) in zip(parts, boxes, strict=True):
        if left + w > width + 1e-9:
            left, top, height = 0.0, top - height, 0.0
        corner = np.array([left + MARGIN, top - MARGIN])
        placed.append(part - [part[:, 0].min(), part[:, 1].max()] + corner)
        left, height = left + w, max(height, h)
    return placed
