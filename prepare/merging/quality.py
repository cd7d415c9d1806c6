"""How well the merger does on pairs that a person judged."""

from dataclasses import dataclass

import polars as pl

from prepare.merging.merger import Merged


@dataclass(frozen=True)
class Quality:
    """Counts of judged pairs by what the merger did with them."""

    merged_same: int
    merged_different: int
    review_same: int
    review_different: int
    missed_same: int
    apart_different: int

    @property
    def precision(self) -> float:
        """Share of the merged pairs that are the same; 1 when nothing was merged."""
        return _share(self.merged_same, self.merged_same + self.merged_different)

    @property
    def recall(self) -> float:
        """Share of the same pairs that were merged."""
        return _share(self.merged_same, self._same)

    @property
    def recall_with_review(self) -> float:
        """Share of the same pairs that were merged or put before a person."""
        return _share(self.merged_same + self.review_same, self._same)

    @property
    def _same(self) -> int:
        return self.merged_same + self.review_same + self.missed_same

    def figures(self) -> dict[str, float]:
        """All counts and shares, for a report."""
        shares = ("precision", "recall", "recall_with_review")
        return vars(self) | {share: round(getattr(self, share), 4) for share in shares}


def assess(merged: Merged, judged: pl.DataFrame) -> Quality:
    """Compare a merge with a person's judgement.

    Args:
        merged: result of `merge`.
        judged: `answer` ("same" or "different") and the rows of each pair: `source_a`, `row_a`,
            `source_b`, `row_b`.
    """
    ids = merged.outcomes.select("source", "row", "id")
    pairs = judged.join(ids, left_on=["source_a", "row_a"], right_on=["source", "row"]).rename({"id": "id_a"})
    pairs = pairs.join(ids, left_on=["source_b", "row_b"], right_on=["source", "row"]).rename({"id": "id_b"})
    review = merged.reviews.select(pl.concat_list("id_a", "id_b").list.sort().alias("pair")).with_columns(
        in_review=True
    )
    done = (
        pairs.with_columns(pair=pl.concat_list("id_a", "id_b").list.sort())
        .join(review.unique("pair"), on="pair", how="left")
        .with_columns(
            is_same=pl.col("answer") == "same",
            is_merged=pl.col("id_a") == pl.col("id_b"),
            in_review=pl.col("in_review").fill_null(value=False),
        )
    )
    same, merged_pair, review_pair = pl.col("is_same"), pl.col("is_merged"), pl.col("in_review") & ~pl.col("is_merged")
    counts = done.select(
        merged_same=(same & merged_pair).sum(),
        merged_different=(~same & merged_pair).sum(),
        review_same=(same & review_pair).sum(),
        review_different=(~same & review_pair).sum(),
        missed_same=(same & ~merged_pair & ~review_pair).sum(),
        apart_different=(~same & ~merged_pair & ~review_pair).sum(),
    )
    return Quality(**counts.row(0, named=True))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
