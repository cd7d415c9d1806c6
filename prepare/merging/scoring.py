"""How sure it is that two rows are the same initiative, by the written rules in `docs/merging.md`."""

import polars as pl

from prepare.merging.evidence import comparable, gather
from prepare.merging.tables import PairingRule

_AT_ONCE = 100_000
"""Pairs compared together; bounds memory."""
_ALIKE, _SLIP, _SAME_STORY = 80, 88, 85
"""Least likeness (0-100) of distinctive names for a person to look, of the same with a slip of the pen, of summaries."""
_SLIP_LENGTH, _RARE_LENGTH = 6, 9
"""Letters a distinctive name needs before a slip is believed, or before it is looked for elsewhere."""

_it = pl.col
_same_name = _it("same_words") | (_it("same_own_name") & ~_it("other_kind"))
_alike = (_it("own_similarity") >= _ALIKE) | _it("same_own_name") | _it("also_called")
_slip = (_it("own_similarity") >= _SLIP) & (_it("own_length") >= _SLIP_LENGTH)
_namesakes = _it("same_source") & _it("other_point")
_nothing_against = ~(_it("other_host") | _it("years_apart") | _it("far_apart") | _namesakes | _it("other_form"))
_other_branch = _it("other_kind") | _it("other_place_named")
_told_apart = _it("other_part") | (_it("one_has_part") & _it("same_source"))
_own_site = _it("same_site") & ~_it("site_is_shared")
_says_where = _it("says_which") | _it("same_place_key")
_across_sources = ~_it("same_source") & ~_other_branch
_one_subject = _across_sources & _it("shares_theme") & _nothing_against
_same_story = (_it("summary_similarity") >= _SAME_STORY) | (_it("shares_kind") & ~_it("same_source"))

SURE: dict[PairingRule, pl.Expr] = {
    PairingRule.SAME_SITE: _own_site & (_it("same_words") | (_alike & _across_sources)),
    PairingRule.SAME_NAME: _it("same_words") & ~_it("other_place") & _says_where & _nothing_against,
    PairingRule.NAME_WITHIN: _it("same_own_name") & ~_it("other_place") & _one_subject,
    PairingRule.SPELLING: _slip & _it("same_place") & _one_subject,
}
"""Rules for pairs in one municipality that merge; the first that holds gives the reason."""

DOUBTFUL: dict[PairingRule, pl.Expr] = {
    PairingRule.OTHER_PART: _same_name & _told_apart & ~_it("other_place") & ~_it("other_place_named"),
    PairingRule.CONTRADICTION: _same_name & ~_it("other_place") & ~_it("other_place_named") & ~_nothing_against,
    PairingRule.OTHER_PLACE: _same_name & _it("other_place") & ~_it("other_place_named") & _it("says_which"),
    PairingRule.GENERIC_NAME: _it("same_words") & ~_it("other_place"),
    PairingRule.SIMILAR_NAME: (_alike | (_it("shares_own_word") & _it("one_in_other")))
    & ~_it("other_place")
    & ~_it("other_place_named"),
    PairingRule.SHARED_SITE: _own_site,
    PairingRule.SAME_PAGE: _it("same_page") & _it("same_place_key") & _same_story,
}
"""Rules for pairs in one municipality that a person must look at."""

_rare_name = _it("says_which") & ~_it("is_brand") & (_it("own_length") >= _RARE_LENGTH)
ELSEWHERE = _it("same_words") & (_own_site | _rare_name)
"""Rule for pairs in two municipalities that a person must look at: they never merge by themselves."""


def compare(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Judge every pair; those that no rule pairs are left out.

    Args:
        rows: described candidates (see `features.describe`).
        pairs: `a`, `b`: row numbers in `rows`.

    Returns:
        `a`, `b`, `is_sure` (Boolean), `reason` (Enum of `PairingRule`, the order in which rules are
        tried), `name_similarity` (Float32, 0-100), `is_elsewhere`, `is_other_part` (Boolean: the
        addresses or legal forms, or the parts that the names tell of, keep the two apart), `is_answered` (Boolean:
        their own list says that they are two), in the order of `pairs`.
    """
    facts = comparable(rows)
    judged = [_judge(gather(facts, part)) for part in pairs.iter_slices(_AT_ONCE)]
    return pl.concat([_judge(gather(facts, pairs.clear())), *judged])


def _judge(evidence: pl.DataFrame) -> pl.DataFrame:
    here, same_number = pl.col("same_municipality"), ~pl.col("other_number")
    sure = pl.coalesce(_when(here & same_number & ~_told_apart & rule, reason) for reason, rule in SURE.items())
    doubtful = pl.coalesce(
        *(_when(here & same_number & rule, reason) for reason, rule in DOUBTFUL.items()),
        _when(here & _own_site, PairingRule.SHARED_SITE),
        _when(~here & same_number & ELSEWHERE, PairingRule.OTHER_MUNICIPALITY),
    )
    return evidence.select(
        "a",
        "b",
        is_sure=sure.is_not_null(),
        reason=pl.coalesce(sure, doubtful),
        name_similarity="name_similarity",
        is_elsewhere=_it("far_apart") | _namesakes | _it("other_form"),
        is_other_part=_told_apart,
        # Who makes a list with "(North)" and "(South)" on it says that they are two.
        is_answered=pl.col("other_part") & pl.col("same_source"),
    ).filter(pl.col("reason").is_not_null())


def _when(rule: pl.Expr, reason: PairingRule) -> pl.Expr:
    return pl.when(rule).then(pl.lit(reason.value, dtype=pl.Enum(PairingRule)))
