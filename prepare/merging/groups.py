"""Disjoint sets of rows, which grow only while nothing in them keeps them apart."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from prepare.merging.evidence import FAR_KM, HAS_ADDRESS, KM_PER_DEGREE
from prepare.merging.tables import PairingRule

_MOST_DISTANCES = 10_000
"""Distances computed before two sets are joined; sets with more addresses are too large for one initiative."""


@dataclass
class Traits:
    """What the rows of a set say of where they are and which part they mean."""

    places: frozenset[str]
    spots: set[tuple[float, ...]]
    """Addresses, in kilometres east and north."""
    parts: set[frozenset[str]]
    """Words in brackets or after a dash."""

    def add(self, other: "Traits") -> None:
        """Take in what the rows of another set say."""
        self.places |= other.places
        self.spots |= other.spots
        self.parts |= other.parts

    def is_near(self, other: "Traits") -> bool:
        """Whether no row of one lies in another place, or further than `FAR_KM`, than a row of the other."""
        if self.places and other.places and not self.places & other.places:
            return False
        if len(self.spots) * len(other.spots) > _MOST_DISTANCES:
            return False
        return all(math.dist(one, there) <= FAR_KM for one in self.spots for there in other.spots)

    def is_same_part(self, other: "Traits") -> bool:
        """Whether no two names tell of different parts."""
        return not any(one - there and there - one for one in self.parts for there in other.parts)


def traits(rows: pl.DataFrame) -> list[Traits]:
    """The traits of each row by itself, of described candidates."""
    x, y = (pl.col(axis) * km for axis, km in KM_PER_DEGREE.items())
    spot = pl.when(HAS_ADDRESS & x.is_not_null()).then(pl.concat_list(x, y))
    return [
        Traits(frozenset(places), {tuple(at)} if at else set(), {frozenset(parts)} if parts else set())
        for places, at, parts in rows.select("place_words", spot, "parts").iter_rows()
    ]


class Groups:
    """Disjoint sets of rows, with rows that must stay apart.

    A set does not take in rows from another place of the same municipality, so that a row that
    says no place cannot chain two places together; nor rows with an address far from one in the
    set, so that no chain of short steps runs across a city; nor rows of another part.
    """

    def __init__(self, rows: Iterable[int], traits: Iterable[Traits], apart: list[tuple[int, int]]) -> None:
        self._traits = dict(zip(rows, traits, strict=True))
        self._parent = {row: row for row in self._traits}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def find(self, row: int) -> int:
        """The lowest row of the set that `row` is in."""
        if row not in self._parent:
            return row
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row

    def must_stay_apart(self, one: int, other: int) -> bool:
        """Whether an answer keeps the sets of these rows apart."""
        one, other = self.find(one), self.find(other)
        return any(self.find(row) == other for row in self._apart.get(one, ()))

    def join(self, one: int, other: int, why: PairingRule) -> bool:
        """Make one set of the two; False when they must stay apart. A person's answer goes before all that rows say."""
        low, high = sorted((self.find(one), self.find(other)))
        if low == high:
            return True
        if self.must_stay_apart(low, high) or not self._fit(low, high, why):
            return False
        self._parent[high] = low
        self._traits[low].add(self._traits.pop(high))
        self._apart[low] |= self._apart.pop(high, set())
        return True

    def _fit(self, low: int, high: int, why: PairingRule) -> bool:
        if why is PairingRule.DECIDED:
            return True
        one, other = self._traits[low], self._traits[high]
        return one.is_same_part(other) and (why is PairingRule.SAME_SITE or one.is_near(other))
