"""Finds a row by its key without a scan of all rows."""

import numpy as np
import polars as pl


class RowIndex:
    """An index from key to row number; it takes twelve bytes per row.

    Args:
        keys: the key of each row, in the order of the rows; all different.
    """

    def __init__(self, keys: pl.Series) -> None:
        hashes = keys.hash().to_numpy()
        self._order = np.argsort(hashes).astype(np.uint32)
        self._hashes = hashes[self._order]
        self._keys = keys

    def row(self, key: str) -> int | None:
        """The number of the row with this key; None if there is none."""
        wanted = pl.Series([key], dtype=pl.String).hash().to_numpy()[0]
        first, last = np.searchsorted(self._hashes, wanted, "left"), np.searchsorted(self._hashes, wanted, "right")
        # Two texts may have the same hash.
        places = (int(place) for place in self._order[first:last])
        return next((place for place in places if self._keys[place] == key), None)
