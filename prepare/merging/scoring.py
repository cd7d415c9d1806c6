"""How sure it is that two rows are the same initiative, by the written rules in `docs/merging.md`."""

import polars as pl

from prepare.merging.evidence import comparable, gather
from prepare.merging.tables import Reason

_AT_ONCE = 100_000
"""Pairs compared together; bounds memory."""
_ALIKE, _SLIP, _SAME_STORY = 82, 88, 85
"""Least likeness (0-100) of names for a person to look, of names with a slip of the pen, of summaries."""
_SLIP_LENGTH, _RARE_LENGTH = 6, 9
"""Letters a distinctive name needs before a slip is believed, or before it is looked for elsewhere."""

_same_name = pl.col("same_words") | (pl.col("same_own_name") & ~pl.col("other_kind"))
_nothing_against = ~(pl.col("other_host") | pl.col("years_apart"))
_same_branch = ~(pl.col("other_kind") | pl.col("other_place_named") | pl.col("same_source"))
_alike = (pl.col("name_similarity") >= _ALIKE) | (pl.col("own_similarity") >= _SLIP) | pl.col("same_own_name")
_own_site = pl.col("same_site") & ~pl.col("site_is_shared")

SURE: dict[Reason, pl.Expr] = {
    Reason.SAME_SITE: _own_site & (pl.col("same_words") | (_alike & _same_branch)),
    Reason.SAME_NAME: pl.col("same_words")
    & ~pl.col("other_place")
    & (pl.col("says_which") | pl.col("same_place_key"))
    & _nothing_against,
    Reason.NAME_WITHIN: pl.col("same_own_name")
    & _same_branch
    & ~pl.col("other_place")
    & pl.col("shares_theme")
    & _nothing_against,
    Reason.SPELLING: (pl.col("own_similarity") >= _SLIP)
    & (pl.col("own_length") >= _SLIP_LENGTH)
    & _same_branch
    & pl.col("same_place")
    & pl.col("shares_theme")
    & _nothing_against,
}
"""Rules for pairs in one municipality that merge; the first that holds gives the reason."""

DOUBTFUL: dict[Reason, pl.Expr] = {
    Reason.CONTRADICTION: _same_name & ~pl.col("other_place") & ~pl.col("other_place_named") & ~_nothing_against,
    Reason.OTHER_PLACE: _same_name & pl.col("other_place") & pl.col("says_which") & ~pl.col("other_place_named"),
    Reason.GENERIC_NAME: pl.col("same_words") & ~pl.col("other_place"),
    Reason.SIMILAR_NAME: (_alike | (pl.col("shares_own_word") & pl.col("one_in_other")))
    & (pl.col("own_length") > 0)
    & ~pl.col("other_place_named")
    & ~pl.col("other_place"),
    Reason.SHARED_SITE: _own_site,
    Reason.SAME_PAGE: pl.col("same_page") & pl.col("same_place_key") & (pl.col("summary_similarity") >= _SAME_STORY),
}
"""Rules for pairs in one municipality that a person must look at."""

_ELSEWHERE = pl.col("same_words") & (
    _own_site | (pl.col("says_which") & ~pl.col("is_brand") & (pl.col("own_length") >= _RARE_LENGTH))
)
"""The same rare name, or the same name with the same own site, in two municipalities."""


def compare(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Judge every pair; those that no rule pairs are left out.

    Args:
        rows: described candidates (see `features.describe`).
        pairs: `a`, `b`: row numbers in `rows`.

    Returns:
        `a`, `b`, `is_sure` (Boolean), `reason` (Enum of `Reason`, the order in which rules are
        tried), `name_similarity` (Float32, 0-100), in the order of `pairs`.
    """
    facts = comparable(rows)
    judged = [_judge(gather(facts, part)) for part in pairs.iter_slices(_AT_ONCE)]
    return pl.concat([_judge(gather(facts, pairs.clear())), *judged])


def _judge(evidence: pl.DataFrame) -> pl.DataFrame:
    here, same_number = pl.col("same_municipality"), ~pl.col("other_number")
    sure = pl.coalesce(_when(here & same_number & rule, reason) for reason, rule in SURE.items())
    doubtful = pl.coalesce(
        *(_when(here & same_number & rule, reason) for reason, rule in DOUBTFUL.items()),
        _when(here & _own_site, Reason.SHARED_SITE),
        _when(~here & same_number & _ELSEWHERE, Reason.OTHER_MUNICIPALITY),
    )
    return evidence.select(
        "a", "b", is_sure=sure.is_not_null(), reason=pl.coalesce(sure, doubtful), name_similarity="name_similarity"
    ).filter(pl.col("reason").is_not_null())


def _when(rule: pl.Expr, reason: Reason) -> pl.Expr:
    return pl.when(rule).then(pl.lit(reason.value, dtype=pl.Enum(Reason)))
