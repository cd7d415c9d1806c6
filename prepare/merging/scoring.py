"""Judges whether two rows are the same initiative, by the rules in `docs/merging.md`."""

import polars as pl

from prepare.merging.evidence import comparable, gather
from prepare.merging.tables import PairingRule

_AT_ONCE = 100_000
"""Pairs compared in one batch; this bounds memory."""
_ALIKE, _SLIP, _SAME_STORY = 80, 88, 85
"""Least similarity (0-100): of distinctive names for a review, of names with a typing error, and of summaries."""
_SLIP_LENGTH, _RARE_LENGTH = 6, 9
"""Fewest letters of a distinctive name: to accept a typing error, and to compare it across municipalities."""

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
"""Rules by which pairs in one municipality merge; the first rule that holds gives the reason."""

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
"""Rules by which pairs in one municipality go to a person."""

_rare_name = _it("says_which") & ~_it("is_brand") & (_it("own_length") >= _RARE_LENGTH)
ELSEWHERE = _it("same_words") & (_own_site | _rare_name)
"""Rule by which pairs in two municipalities go to a person; such pairs never merge by a rule."""


def compare(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Judge every pair; pairs to which no rule applies are left out.

    Args:
        rows: described candidates (see `features.describe`).
        pairs: `a`, `b`: row numbers in `rows`.

    Returns:
        Rows in the order of `pairs`: `a`, `b`, `is_sure` (Boolean), `reason` (Enum of `PairingRule`, in the order in
        which rules are tried), `name_similarity` (Float32, 0-100), `is_elsewhere` (Boolean: addresses or legal forms
        differ), `is_other_part` (Boolean: the names mean different parts, or only one of two rows in a list names a
        part), `is_answered` (Boolean: their own list says that they are two).
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
        # A list that has both "(North)" and "(South)" says itself that they are two.
        is_answered=pl.col("other_part") & pl.col("same_source"),
    ).filter(pl.col("reason").is_not_null())


def _when(rule: pl.Expr, reason: PairingRule) -> pl.Expr:
    return pl.when(rule).then(pl.lit(reason.value, dtype=pl.Enum(PairingRule)))
