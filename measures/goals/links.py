"""Links goals to initiatives of the kinds that their indicators count, by the declared table `goal_links`."""

import polars as pl

from data_loaders.schema.rows import GoalLinkRow, rows_of
from measures.goals.programme import Programme

_SCHEMA = {
    "goal_id": pl.Int16,
    "indicator_id": pl.String,
    "initiative_id": pl.String,
    "why_nl": pl.String,
    "why_en": pl.String,
}


class _LinkOfGoal(GoalLinkRow):
    goal_id: int


def linked_initiatives(programme: Programme, initiatives: pl.DataFrame) -> pl.DataFrame:
    """Pairs of an initiative and an indicator that counts its kind.

    A pair does not mean that the indicator's source counted this very initiative.

    Args:
        programme: the tables.
        initiatives: the declared table.

    Returns:
        `goal_id`, `indicator_id`, `initiative_id`, `why_nl` and `why_en`, in the order of `indicators` and then of
        `initiatives`. A goal without a declared link has no rows; see `is_declared` of `link_counts`.
    """
    goals = programme.indicators.select("indicator_id", "goal_id").with_row_index("order")
    declared = goals.join(programme.goal_links, on="indicator_id", how="inner").sort("order")
    facts = initiatives.select("themes", "legal_form", "status", "networks", "municipality_code", initiative_id="id")
    matches = [_matches(link, facts) for link in rows_of(declared, _LinkOfGoal)]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *matches])


def _matches(link: _LinkOfGoal, facts: pl.DataFrame) -> pl.DataFrame:
    return facts.filter(is_of_kind(link)).select(
        pl.lit(link["goal_id"], pl.Int16).alias("goal_id"),
        pl.lit(link["indicator_id"]).alias("indicator_id"),
        "initiative_id",
        pl.lit(link["why_nl"]).alias("why_nl"),
        pl.lit(link["why_en"]).alias("why_en"),
    )


def is_of_kind(link: GoalLinkRow) -> pl.Expr:
    """Whether an initiative meets every condition of a row of `goal_links`; without conditions, none does."""
    conditions = (
        (link["theme"], pl.col("themes").list.contains(link["theme"])),
        (link["legal_forms"], pl.col("legal_form").cast(pl.String).is_in(link["legal_forms"])),
        (link["statuses"], pl.col("status").cast(pl.String).is_in(link["statuses"])),
        (link["network"], pl.col("networks").list.contains(link["network"])),
        (link["municipality_code"], pl.col("municipality_code") == pl.lit(link["municipality_code"])),
    )
    stated = [condition for wanted, condition in conditions if wanted]
    return pl.all_horizontal(stated) if stated else pl.lit(value=False)


def link_counts(programme: Programme, linked: pl.DataFrame) -> pl.DataFrame:
    """Number of initiatives linked to each goal; each counts once.

    Args:
        programme: the tables.
        linked: rows of `linked_initiatives`.

    Returns:
        One row per goal: `goal_id`, `is_declared` (Boolean: whether a link is declared) and `initiatives` (UInt32; null
        if no link is declared, because the number is then unknown).
    """
    with_link = programme.indicators.join(programme.goal_links, on="indicator_id", how="semi")["goal_id"].unique()
    counted = linked.group_by("goal_id").agg(pl.col("initiative_id").n_unique().alias("initiatives"))
    is_declared = pl.col("goal_id").is_in(with_link.implode())
    return (
        programme.goals.select("goal_id")
        .join(counted, on="goal_id", how="left", maintain_order="left")
        .select(
            "goal_id",
            is_declared=is_declared,
            initiatives=pl.when(is_declared).then(pl.col("initiatives").fill_null(0)),
        )
    )


def goals_of(linked: pl.DataFrame, initiative_id: str) -> pl.DataFrame:
    """The rows of `linked_initiatives` about one initiative: its goals, with the indicator and the reason."""
    return linked.filter(pl.col("initiative_id") == initiative_id)
