"""Disjoint sets of rows that join only when none of their rows contradict each other."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from prepare.merging.evidence import FAR_KM, HAS_ADDRESS, KM_PER_DEGREE
from prepare.merging.tables import PairingRule

_MOST_DISTANCES = 10_000
"""Most distances computed to join two sets; sets with more addresses are too large to be one initiative."""


@dataclass
class Traits:
    """Locations and parts of the rows of one set."""

    places: frozenset[str]
    spots: set[tuple[float, ...]]
    """Positions of the exact addresses, in kilometres east and north."""
    parts: set[frozenset[str]]
    """Words in brackets or after a dash in the names; they tell which part or branch is meant."""

    def add(self, other: "Traits") -> None:
        """Add the traits of another set."""
        self.places |= other.places
        self.spots |= other.spots
        self.parts |= other.parts

    def is_near(self, other: "Traits") -> bool:
        """Whether the sets can be one initiative: no different places, and no addresses more than `FAR_KM` apart."""
        if self.places and other.places and not self.places & other.places:
            return False
        if len(self.spots) * len(other.spots) > _MOST_DISTANCES:
            return False
        return all(math.dist(one, there) <= FAR_KM for one in self.spots for there in other.spots)

    def is_same_part(self, other: "Traits") -> bool:
        """Whether no two names mean different parts."""
        return not any(one - there and there - one for one in self.parts for there in other.parts)


def traits(rows: pl.DataFrame) -> list[Traits]:
    """The traits of each described candidate."""
    x, y = (pl.col(axis) * km for axis, km in KM_PER_DEGREE.items())
    spot = pl.when(HAS_ADDRESS & x.is_not_null()).then(pl.concat_list(x, y))
    return [
        Traits(frozenset(places), {tuple(at)} if at else set(), {frozenset(parts)} if parts else set())
        for places, at, parts in rows.select("place_words", spot, "parts").iter_rows()
    ]


class Groups:
    """Disjoint sets of rows (union-find), with pairs of rows that must stay apart.

    Three checks prevent chains of similar rows. A set takes no rows from another place in its municipality, so a row
    without a place cannot connect two places. It takes no rows with an address far from one in the set, so a chain of
    short distances cannot cross a city. It takes no rows of another part.
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
        """Whether a person's answer keeps the sets of these rows apart."""
        one, other = self.find(one), self.find(other)
        return any(self.find(row) == other for row in self._apart.get(one, ()))

    def join(self, one: int, other: int, why: PairingRule) -> bool:
        """Join two sets; False when they must stay apart.

        `PairingRule.DECIDED` (a person's answer) skips the checks on places and parts; a shared website
        (`PairingRule.SAME_SITE`) skips the check on places.
        """
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
