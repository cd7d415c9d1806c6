"""Umbrella networks and the networks under them; used to count no initiative twice."""

import polars as pl

from data_loaders.schema import RelationKind

UNDER = (RelationKind.MEMBER_OF, RelationKind.PART_OF)
"""Relations that put one network under another. Core partners, supporters and collaborators are not under another."""


def umbrella_pairs(relations: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a network and a network under it, directly or through others.

    In a cycle (A is part of B, B is part of A) each is under the other, but never under itself.

    Args:
        relations: the declared table; relations of a partner with itself are ignored.

    Returns:
        One row per pair: `umbrella`, `member` (String), `steps` (Int32, 1 = directly under), sorted.
    """
    under = relations.filter(pl.col("kind").is_in(UNDER))
    direct = (
        under.select(umbrella="to_partner", member="from_partner")
        .filter(pl.col("umbrella") != pl.col("member"))
        .unique()
    )
    pairs = newest = direct.with_columns(steps=pl.lit(1, pl.Int32))
    while newest.height:
        newest = (
            newest.join(direct, left_on="umbrella", right_on="member")
            .select("member", "steps", umbrella="umbrella_right")
            .filter(pl.col("umbrella") != pl.col("member"))
            .select("umbrella", "member", pl.col("steps") + 1)
            .unique()
            .join(pairs, on=["umbrella", "member"], how="anti")
        )
        pairs = pl.concat([pairs, newest])
    return pairs.sort("umbrella", "member")


def families(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a network and one of its umbrellas or members, which do not count as other networks.

    Args:
        pairs: rows of `umbrella_pairs`.

    Returns:
        One row per pair in each direction: `network`, `relative` (String). A network is not its own relative.
    """
    down = pairs.select(network="umbrella", relative="member")
    up = pairs.select(network="member", relative="umbrella")
    return pl.concat([down, up]).unique().sort("network", "relative")


def named(initiatives: pl.DataFrame) -> pl.DataFrame:
    """The networks that each initiative names: one row per distinct pair of `id` and `network` (String)."""
    return initiatives.select("id", network="networks").explode("network").drop_nulls("network").unique()


def initiatives_under(initiatives: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The distinct initiatives of each network, including those of networks under it.

    Args:
        initiatives: the declared table, or part of its rows.
        pairs: rows of `umbrella_pairs`.

    Returns:
        One row per network and initiative: `network`, `id` (String) and `own` (Boolean: the initiative names the network
        itself). An initiative that names both a network and its umbrella has one row for each.
    """
    own = named(initiatives).select("network", "id", own=pl.lit(True))
    through = own.join(pairs, left_on="network", right_on="member").select(
        network="umbrella", id="id", own=pl.lit(False)
    )
    return pl.concat([own, through]).group_by("network", "id").agg(pl.col("own").any())


def without_umbrellas(active: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The networks of each cell, without those that are only an umbrella of another network in the cell.

    Of a cycle of networks the first by id stays.

    Args:
        active: one row per cell and network: `network`, and the columns that identify the cell.
        pairs: rows of `umbrella_pairs`.

    Returns:
        The rows of `active` that count as separate networks.
    """
    cell = [column for column in active.columns if column != "network"]
    circle = pairs.join(pairs, left_on=["umbrella", "member"], right_on=["member", "umbrella"], how="semi")
    one_way = pairs.join(circle, on=["umbrella", "member"], how="anti")
    later = circle.filter(pl.col("umbrella") > pl.col("member"))
    gives_way = pl.concat([one_way, later]).select("umbrella", "member")
    doubled = active.join(gives_way, left_on="network", right_on="member").select(*cell, network="umbrella")
    return active.join(doubled, on=[*cell, "network"], how="anti")
