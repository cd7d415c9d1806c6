"""From sure pairs to initiatives: rows that belong together, never against a person's answer."""

from collections import defaultdict

import polars as pl

from prepare.merging.tables import Answer, Reason
from prepare.problems import SourceError


def cluster(rows: pl.DataFrame, verdicts: pl.DataFrame, links: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """Join the rows of sure pairs, the surest first.

    Args:
        rows: described candidates.
        verdicts: from `scoring.compare`.
        links: from `decisions.links`.

    Returns:
        The cluster of each row (UInt32: the lowest row number in it), and the verdicts that a
        person must look at: doubtful ones and sure ones that would have joined what must stay
        apart, without those within one cluster and those already answered "different".

    Raises:
        SourceError: the answers contradict each other.
    """
    verdicts = _doubt_between_places(rows, verdicts)
    linked = pl.concat([verdicts.filter("is_sure").select("a", "b"), links.select("a", "b")])
    involved = pl.concat([linked["a"], linked["b"]]).unique().sort()
    groups = Groups(
        dict(zip(involved, rows["place_words"].gather(involved).to_list(), strict=True)),
        links.filter(pl.col("answer") != Answer.SAME).select("a", "b").rows(),
    )
    for one, other in links.filter(answer=Answer.SAME).select("a", "b").rows():
        if not groups.join(one, other, any_place=True):
            names = " en ".join(f"“{rows['name'][row]}”" for row in (one, other))
            raise SourceError(
                "decisions.csv", f"De antwoorden over {names} spreken elkaar tegen.", "Haal één van de antwoorden weg."
            )
    for one, other, reason in (
        verdicts.filter("is_sure").sort("reason", "a", "b").select("a", "b", "reason").iter_rows()
    ):
        groups.join(one, other, any_place=reason == Reason.SAME_SITE)
    clusters = rows["index"].replace(involved, pl.Series([groups.find(row) for row in involved], dtype=pl.UInt32))
    return clusters, _left_to_judge(verdicts, clusters, groups)


class Groups:
    """Disjoint sets of rows, with rows that must stay apart.

    A set does not take in rows from another place of the same municipality, so that a row that
    says no place cannot chain two places together.
    """

    def __init__(self, places: dict[int, list[str]], apart: list[tuple[int, int]]) -> None:
        self._parent = {row: row for row in places}
        self._places = {row: frozenset(words) for row, words in places.items()}
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
        return one != other and any(self.find(row) == other for row in self._apart.get(one, ()))

    def join(self, one: int, other: int, *, any_place: bool) -> bool:
        """Make one set of the two; False when they must stay apart."""
        low, high = sorted((self.find(one), self.find(other)))
        if low == high:
            return True
        places = self._places[low], self._places[high]
        if self.must_stay_apart(low, high) or (not any_place and all(places) and not places[0] & places[1]):
            return False
        self._parent[high] = low
        self._places[low] = places[0] | self._places.pop(high)
        self._apart[low] |= self._apart.pop(high, set())
        return True


def _doubt_between_places(rows: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Make doubtful what links a row without a place to rows in several places: it may be any of them."""
    place = rows.select("index", "place_key")
    sides = verdicts.filter("is_sure").select("a", "b")
    both_ways = pl.concat([sides, sides.select(a="b", b="a")])
    placed = both_ways.join(place.rename({"index": "a", "place_key": "own"}), on="a").join(
        place.rename({"index": "b", "place_key": "other"}), on="b"
    )
    several = (
        placed.filter((pl.col("own") == "") & (pl.col("other") != ""))
        .group_by("a")
        .agg(pl.col("other").n_unique())
        .filter(pl.col("other") > 1)["a"]
    )
    unclear = (pl.col("a").is_in(several.implode()) | pl.col("b").is_in(several.implode())) & (
        pl.col("reason") != Reason.SAME_SITE
    )
    doubt = pl.col("is_sure") & unclear
    return verdicts.with_columns(
        is_sure=pl.col("is_sure") & ~unclear,
        reason=pl.when(doubt).then(pl.lit(Reason.SEVERAL_PLACES.value, dtype=pl.Enum(Reason))).otherwise("reason"),
    )


def _left_to_judge(verdicts: pl.DataFrame, clusters: pl.Series, groups: Groups) -> pl.DataFrame:
    found = verdicts.with_columns(cluster_a=clusters.gather(verdicts["a"]), cluster_b=clusters.gather(verdicts["b"]))
    open_pairs = found.filter(pl.col("cluster_a") != pl.col("cluster_b")).with_columns(
        reason=pl.when("is_sure").then(pl.lit(Reason.CHAIN.value, dtype=pl.Enum(Reason))).otherwise("reason"),
        low=pl.min_horizontal("cluster_a", "cluster_b"),
        high=pl.max_horizontal("cluster_a", "cluster_b"),
    )
    one_each = open_pairs.sort("reason", "a", "b").unique(["low", "high"], keep="first", maintain_order=True)
    answered = [groups.must_stay_apart(a, b) for a, b in one_each.select("a", "b").iter_rows()]
    return (
        one_each.filter(~pl.Series(answered, dtype=pl.Boolean))
        .sort("a", "b")
        .select("a", "b", "reason", "name_similarity")
    )
