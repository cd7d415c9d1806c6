"""Groups rows into initiatives by their sure pairs; a person's answer goes before any rule."""

import polars as pl

from prepare.merging.groups import Groups, traits
from prepare.merging.tables import Answer, PairingRule
from prepare.problems import SourceError

_MOST_QUESTIONS = 10
"""Most questions about one initiative. If both sides of a pair have more, only each side's first question is kept."""


def cluster(rows: pl.DataFrame, verdicts: pl.DataFrame, links: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """Join the rows of sure pairs, the surest first.

    Args:
        rows: described candidates.
        verdicts: from `scoring.compare`.
        links: from `decisions.links`.

    Returns:
        The cluster of each row (UInt32: the lowest row number in it), and the verdicts that a person must judge. These
        are the doubtful ones, and the sure ones that would join rows which must stay apart. Left out are pairs within
        one cluster, pairs that their own list keeps apart, and pairs that a person answered "different".

    Raises:
        SourceError: the answers contradict each other.
    """
    verdicts = _doubt_between_namesakes(_doubt_between_places(rows, verdicts))
    linked = pl.concat([verdicts.filter("is_sure").select("a", "b"), links.select("a", "b")])
    involved = pl.concat([linked["a"], linked["b"]]).unique().sort()
    apart = links.filter(pl.col("answer") != Answer.SAME).select("a", "b").rows()
    groups = Groups(involved.to_list(), traits(rows[involved]), apart)
    for one, other in links.filter(answer=Answer.SAME).select("a", "b").rows():
        if not groups.join(one, other, PairingRule.DECIDED):
            names = " en ".join(f"“{rows['name'][row]}”" for row in (one, other))
            raise SourceError(
                "decisions.csv", f"De antwoorden over {names} spreken elkaar tegen.", "Haal één van de antwoorden weg."
            )
    sure = verdicts.filter("is_sure").sort("reason", "a", "b")
    for one, other, reason in sure.select("a", "b", "reason").iter_rows():
        groups.join(one, other, PairingRule(reason))
    clusters = rows["index"].replace(involved, pl.Series([groups.find(row) for row in involved], dtype=pl.UInt32))
    return clusters, _left_to_judge(verdicts, clusters, groups)


def _doubt_between_places(rows: pl.DataFrame, verdicts: pl.DataFrame) -> pl.DataFrame:
    """Make sure verdicts doubtful when a row without a place is linked to rows in several places: it may be any of them."""
    place = rows.select("index", "place_key")
    placed = (
        _both_ways(verdicts.filter("is_sure"))
        .join(place.rename({"index": "a", "place_key": "own"}), on="a")
        .join(place.rename({"index": "b", "place_key": "other"}), on="b")
    )
    several = (
        placed.filter((pl.col("own") == "") & (pl.col("other") != ""))
        .group_by("a")
        .agg(pl.col("other").n_unique())
        .filter(pl.col("other") > 1)["a"]
    )
    is_unclear = pl.col("a").is_in(several.implode()) | pl.col("b").is_in(several.implode())
    return _doubted(verdicts, is_unclear & (pl.col("reason") != PairingRule.SAME_SITE))


def _doubt_between_namesakes(verdicts: pl.DataFrame) -> pl.DataFrame:
    """Make sure verdicts doubtful when a row is linked to two rows that are apart by address or part: it may be either."""
    sure = verdicts.filter("is_sure")
    by_name = sure.filter(pl.col("reason") != PairingRule.SAME_SITE)
    unclear = [
        _links_to_both(verdicts.filter("is_elsewhere"), _both_ways(by_name)),
        _links_to_both(verdicts.filter("is_other_part"), _both_ways(sure)),
    ]
    marked = pl.concat(unclear).unique().with_columns(is_unclear=True)
    return _doubted(
        verdicts.join(marked, on=["a", "b"], how="left", maintain_order="left"),
        pl.col("is_unclear").fill_null(value=False),
    ).drop("is_unclear")


def _links_to_both(apart: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The links of rows that are linked to both sides of a pair in `apart`; `links` and the result have both directions."""
    one, other = links.select(one="a", row="b"), links.select(other="a", row="b")
    between = (
        apart.filter(~pl.col("is_sure"))
        .select(one="a", other="b")
        .join(one, on="one")
        .join(other, on=["other", "row"], how="semi")
    )
    return _both_ways(pl.concat([between.select(a="row", b=side) for side in ("one", "other")]).unique())


def _both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pairs.select("a", "b"), pairs.select(a="b", b="a")])


def _doubted(verdicts: pl.DataFrame, is_unclear: pl.Expr) -> pl.DataFrame:
    """The verdicts, with `is_sure` off and the reason changed where `is_unclear` holds."""
    doubt = pl.col("is_sure") & is_unclear
    several = pl.lit(PairingRule.SEVERAL_PLACES.value, dtype=pl.Enum(PairingRule))
    return verdicts.with_columns(
        is_sure=pl.col("is_sure") & ~doubt, reason=pl.when(doubt).then(several).otherwise("reason")
    )


def _left_to_judge(verdicts: pl.DataFrame, clusters: pl.Series, groups: Groups) -> pl.DataFrame:
    unanswered = verdicts.filter(~pl.col("is_answered"))
    with_clusters = unanswered.with_columns(
        cluster_a=clusters.gather(unanswered["a"]), cluster_b=clusters.gather(unanswered["b"])
    )
    open_pairs = with_clusters.filter(pl.col("cluster_a") != pl.col("cluster_b")).with_columns(
        reason=pl.when("is_sure").then(pl.lit(PairingRule.CHAIN.value, dtype=pl.Enum(PairingRule))).otherwise("reason"),
        low=pl.min_horizontal("cluster_a", "cluster_b"),
        high=pl.max_horizontal("cluster_a", "cluster_b"),
    )
    one_each = open_pairs.sort("reason", "a", "b").unique(["low", "high"], keep="first", maintain_order=True)
    few = _few_of_a_crowd(one_each)
    answered = [groups.must_stay_apart(a, b) for a, b in few.select("a", "b").iter_rows()]
    return (
        few.filter(~pl.Series(answered, dtype=pl.Boolean)).sort("a", "b").select("a", "b", "reason", "name_similarity")
    )


def _few_of_a_crowd(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs, without most of those between initiatives that all resemble each other: a person cannot answer them all.

    Each initiative keeps at least its first pair.
    """
    counts = pl.concat([pairs["low"], pairs["high"]]).alias("cluster").value_counts(name="questions")
    crowd = counts.filter(pl.col("questions") > _MOST_QUESTIONS)["cluster"].implode()
    is_crowd = pl.col("low").is_in(crowd) & pl.col("high").is_in(crowd)
    is_first = pl.any_horizontal(pl.int_range(pl.len()).over(side) == 0 for side in ("low", "high"))
    too_many = pl.lit(PairingRule.TOO_MANY_ALIKE.value, dtype=pl.Enum(PairingRule))
    return pairs.filter(~is_crowd | is_first).with_columns(reason=pl.when(is_crowd).then(too_many).otherwise("reason"))
