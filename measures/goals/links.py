"""From a goal to initiatives of the kinds that its indicators count, and back; only where the data declare it."""

from typing import Any

import polars as pl

from measures.goals.programme import Programme

_SCHEMA = {
    "goal_id": pl.Int16,
    "indicator_id": pl.String,
    "initiative_id": pl.String,
    "why_nl": pl.String,
    "why_en": pl.String,
}


def linked_initiatives(programme: Programme, initiatives: pl.DataFrame) -> pl.DataFrame:
    """Each initiative with each indicator that counts its kind.

    Being of that kind does not say that the source counted this very initiative.

    Args:
        programme: the tables.
        initiatives: the declared table.

    Returns:
        `goal_id`, `indicator_id`, `initiative_id`, `why_nl`, `why_en`, in the order of `indicators` and then of
        `initiatives`. Without rows for a goal, the data declare no link for it: that is not the same as no initiatives.
    """
    goals = programme.indicators.select("indicator_id", "goal_id").with_row_index("order")
    declared = goals.join(programme.goal_links, on="indicator_id", how="inner").sort("order")
    facts = initiatives.select("themes", "legal_form", "status", "networks", "municipality_code", initiative_id="id")
    matches = [_matches(link, facts) for link in declared.iter_rows(named=True)]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *matches])


def _matches(link: dict[str, Any], facts: pl.DataFrame) -> pl.DataFrame:
    declared = {name: pl.lit(link[name], dtype) for name, dtype in _SCHEMA.items() if name != "initiative_id"}
    return facts.filter(is_of_kind(link)).with_columns(**declared).select(*_SCHEMA)


def is_of_kind(link: dict[str, Any]) -> pl.Expr:
    """Whether an initiative meets every condition that a row of `goal_links` states; without one, none does."""
    conditions = {
        "theme": pl.col("themes").list.contains(link["theme"]),
        "legal_forms": pl.col("legal_form").cast(pl.String).is_in(link["legal_forms"]),
        "statuses": pl.col("status").cast(pl.String).is_in(link["statuses"]),
        "network": pl.col("networks").list.contains(link["network"]),
        "municipality_code": pl.col("municipality_code") == pl.lit(link["municipality_code"]),
    }
    stated = [condition for name, condition in conditions.items() if link[name]]
    return pl.all_horizontal(stated) if stated else pl.lit(value=False)


def link_counts(programme: Programme, linked: pl.DataFrame) -> pl.DataFrame:
    """How many initiatives are linked to each goal, each counted once.

    Args:
        programme: the tables.
        linked: rows of `linked_initiatives`.

    Returns:
        `goal_id`, `is_declared` (Boolean: false when no link is declared, so nothing can be said) and `initiatives`
        (UInt32; null when none is declared): one row per goal.
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
    """The rows of `linked_initiatives` of one initiative: its goals, by way of which indicator, and why."""
    return linked.filter(pl.col("initiative_id") == initiative_id)
