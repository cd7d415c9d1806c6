"""The merger makes one entry per initiative from the candidate rows of all sources."""

from dataclasses import dataclass, replace

import polars as pl

from data_loaders.schema import Initiatives
from prepare.merging.answered import rows_of_answers
from prepare.merging.blocking import candidate_pairs
from prepare.merging.clustering import cluster
from prepare.merging.decisions import links, rightly_placed, unused
from prepare.merging.features import describe
from prepare.merging.fields import merge_fields
from prepare.merging.ids import PreviousIds, assign_ids
from prepare.merging.pages import one_of_each_page
from prepare.merging.scoring import compare
from prepare.merging.seats import seated, unseated
from prepare.merging.statements import state
from prepare.merging.tables import Answer, Decisions, Outcomes, Reviews
from prepare.tables import Candidates


@dataclass(frozen=True)
class Merged:
    """Result of a merge; all frames are sorted by their keys."""

    initiatives: pl.DataFrame
    """`data_loaders.schema.Initiatives`."""
    statements: pl.DataFrame
    """`data_loaders.schema.Statements`."""
    aliases: pl.DataFrame
    """`data_loaders.schema.Aliases`."""
    outcomes: pl.DataFrame
    """`Outcomes`: one row per candidate."""
    reviews: pl.DataFrame
    """`Reviews`: pairs that a person must judge."""
    unused_decisions: pl.DataFrame
    """`Decisions` that name a row which is in no source any more."""


def merge(  # noqa: PLR0913 - what a build merges, all by name
    candidates: pl.DataFrame,
    *,
    regions: pl.DataFrame,
    words: pl.DataFrame,
    decisions: pl.DataFrame | None = None,
    previous: PreviousIds | None = None,
    answered: pl.DataFrame | None = None,
) -> Merged:
    """Make one initiative of all rows that are about the same one.

    The result depends on what the rows say, not on the order of files or rows.

    Args:
        candidates: rows of `prepare.tables.Candidates`, of all sources together.
        regions: the table `regions` (at least `code`, `name`, `other_names`).
        words: rows of `NameWords` (see `read_words`).
        decisions: a person's answers (see `read_decisions`).
        previous: ids to keep.
        answered: rows of `prepare.tables.Answered` of all lists; answers about unknown ids are ignored.

    Raises:
        SourceError: the decisions contradict each other.
        dataframely.exc.ValidationError: a table does not fit its declaration.
    """
    answers = Decisions.create_empty() if decisions is None else decisions
    rows, doubtful = match(candidates, regions=regions, words=words, answers=answers)
    fields = merge_fields(rows)
    ids, aliases = assign_ids(
        fields, rows, replace(previous, initiatives=seated(previous.initiatives)) if previous else None
    )
    rows = rows.join(ids, on="cluster", maintain_order="left")
    all_rows = rows
    if answered is not None and answered.height:
        spoken = rows_of_answers(answered, rows, dict(aliases.select("old_id", "id").iter_rows()))
        fields, all_rows = merge_fields(rows, spoken), pl.concat([rows, spoken], how="diagonal")
    initiatives = _initiatives(fields, ids, _parents(rows, links(rows, answers)))
    return Merged(
        initiatives=Initiatives.validate(unseated(initiatives).select(Initiatives.column_names()), cast=True),
        statements=state(all_rows, initiatives),
        aliases=aliases,
        outcomes=_outcomes(all_rows),
        reviews=_reviews(rows, doubtful),
        unused_decisions=unused(rows, answers),
    )


def match(
    candidates: pl.DataFrame, *, regions: pl.DataFrame, words: pl.DataFrame, answers: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first half of `merge`: which rows belong together.

    Returns:
        The candidates in content order with `index`, `cluster`, `folded`, `folded_place`,
        `municipality`, `site`, `says_where` (its name is more than a kind, or it has a place) and `is_rightly_placed`
        (a person chose its municipality); and the pairs that a person must judge, by `index` (`a`, `b`),
        with `reason` and `name_similarity`.
    """
    rows = describe(one_of_each_page(Candidates.validate(candidates, cast=True)), regions, words)
    linked = links(rows, answers)
    clusters, doubtful = cluster(rows, compare(rows, candidate_pairs(rows)), linked)
    columns = ["index", "folded", "municipality", "site", "folded_place", *Candidates.column_names()]
    in_place = pl.col("index").is_in(rightly_placed(rows, linked).implode())
    says_where = (pl.col("own_name") != "") | (pl.col("name_places").list.len() > 0) | (pl.col("place_key") != "")
    return rows.select(*columns, cluster=clusters, says_where=says_where, is_rightly_placed=in_place), doubtful


def _initiatives(fields: pl.DataFrame, ids: pl.DataFrame, parents: pl.DataFrame) -> pl.DataFrame:
    whole = fields.join(ids, on="cluster").join(parents, on="id", how="left")
    return whole.sort("id")


def _parents(rows: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """`id` and `parent_id`, from the decisions that one initiative is a part of another."""
    parts = linked.filter(answer=Answer.PART_OF)
    pairs = pl.DataFrame({"id": rows["id"].gather(parts["a"]), "parent_id": rows["id"].gather(parts["b"])})
    return pairs.sort("id", "parent_id").unique("id", keep="first", maintain_order=True)


def _outcomes(rows: pl.DataFrame) -> pl.DataFrame:
    outcome = pl.when(pl.col("index") == pl.col("cluster")).then(pl.lit("accepted")).otherwise(pl.lit("merged"))
    result = rows.select("source", "row", "id", outcome=outcome)
    return Outcomes.validate(result.sort("source", "row"), cast=True)


def _reviews(rows: pl.DataFrame, doubtful: pl.DataFrame) -> pl.DataFrame:
    shown = [
        "source",
        "row",
        "id",
        "name",
        "place",
        "municipality_code",
        "started_year",
        "website",
        "summary",
        "source_url",
    ]
    sides = [rows[doubtful[side]].select(pl.col(shown).name.suffix(f"_{side}")) for side in "ab"]
    pairs = pl.concat([doubtful.select("reason", "name_similarity"), *sides], how="horizontal")
    ordered = pairs.sort("name_similarity", "source_a", "row_a", "source_b", "row_b", descending=[True, *[False] * 4])
    return Reviews.validate(ordered.select(Reviews.column_names()), cast=True)
