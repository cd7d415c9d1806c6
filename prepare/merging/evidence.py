"""The evidence for and against two rows being the same initiative."""

from collections.abc import Callable

import numpy as np
import polars as pl
from rapidfuzz import fuzz, process

from data_loaders.schema import LegalForm, LocationPrecision

_SHARED_BY = 2
"""A website with more than this many names or municipalities belongs to an umbrella organisation."""
_YEARS_APART = 5
"""A larger difference in start year is evidence against; sources often differ by a few years."""
FAR_KM, _NEAR_KM = 1.0, 0.1
"""Addresses further apart than `FAR_KM` are evidence against; nearer than `_NEAR_KM` they are the same place."""
KM_PER_DEGREE = {"longitude": 68.0, "latitude": 111.3}
"""Kilometres per degree at 52 degrees north; exact enough for distances within a municipality."""
HAS_ADDRESS = pl.col("location_precision").is_in([LocationPrecision.ADDRESS.value, LocationPrecision.POSTCODE.value])
"""Whether the location of a row is known to some tens of metres."""
_BRAND = 3
"""A name that occurs in more municipalities than this is a brand with branches."""

_COLUMNS = [
    "index", "source", "municipality_code", "place_words", "place_key", "themes", "started_year", "site", "source_url",
    "summary", "distinctive", "kinds", "name_places", "numbers", "core", "compact", "own_name", "aliases", "parts",
    "forms", "legal_form",
]  # fmt: skip


def comparable(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns that are compared, and how widely the website and the name of each row are used."""
    uses = pl.struct("own_name", "municipality_code").n_unique().over("site")
    return rows.select(
        *_COLUMNS,
        *(pl.when(HAS_ADDRESS).then(column) for column in KM_PER_DEGREE),
        is_exact=pl.col("location_precision") == LocationPrecision.ADDRESS.value,
    ).with_columns(
        site_is_shared=(uses > _SHARED_BY) & (pl.col("site") != ""),
        host=pl.col("site").str.split("/").list.first(),
        is_brand=pl.col("municipality_code").n_unique().over("core") > _BRAND,
        says_which=(pl.col("own_name") != "") | (pl.col("name_places").list.len() > 0),
        words=pl.col("core").str.split(" "),
    )


def gather(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The evidence about each pair, one Boolean or number per question.

    Args:
        rows: from `comparable`.
        pairs: `a`, `b`: row numbers in `rows`.
    """
    sides = pl.concat([rows[pairs[side]].select(pl.all().name.suffix(f"_{side}")) for side in "ab"], how="horizontal")
    return sides.select(
        _likeness(fuzz.ratio, sides, "compact").alias("name_similarity"),
        _likeness(fuzz.ratio, sides, "own_name").alias("own_similarity"),
        _likeness(fuzz.token_set_ratio, sides, "summary").alias("summary_similarity"),
        a="index_a",
        b="index_b",
        **_about_names(),
        **_about_places(),
        **_about_the_rest(),
    )


def _likeness(scorer: Callable[..., float], sides: pl.DataFrame, column: str) -> pl.Series:
    """`scorer` (0-100) for each pair of texts, 0 where one is unknown or empty."""
    left, right = (sides[f"{column}_{side}"].fill_null("").to_list() for side in "ab")
    scores = process.cpdist(left, right, scorer=scorer, dtype=np.float32)
    known = np.fromiter((bool(one) and bool(other) for one, other in zip(left, right, strict=True)), bool, len(left))
    return pl.Series(scores * known, dtype=pl.Float32)


def _about_names() -> dict[str, pl.Expr]:
    own_a, own_b = _both("own_name")
    return {
        "same_words": _known_and_equal("compact") | _known_and_equal("core"),
        "same_own_name": _known_and_equal("own_name") | (_equal_words("distinctive") & (own_a != "")),
        "shares_own_word": _share("distinctive"),
        "one_in_other": ~_differ_both_ways("words"),
        "also_called": pl.col("aliases_a").list.contains(pl.col("core_b"))
        | pl.col("aliases_b").list.contains(pl.col("core_a")),
        "shares_kind": _share("kinds"),
        "other_kind": _differ_both_ways("kinds"),
        "other_place_named": _differ_both_ways("name_places"),
        "other_number": ~_equal_words("numbers"),
        "other_part": _differ_both_ways("parts"),
        "other_form": _other_form(),
        "one_has_part": (pl.col("parts_a").list.len() > 0) != (pl.col("parts_b").list.len() > 0),
        "own_length": pl.min_horizontal(own_a.str.len_chars(), own_b.str.len_chars()),
        "says_which": pl.all_horizontal(_both("says_which")),
        "is_brand": pl.any_horizontal(_both("is_brand")),
    }


def _other_form() -> pl.Expr:
    """Whether the legal forms differ: in the names, or in the column of one list.

    The columns of two lists are not compared, because lists often disagree about the form of one initiative.
    """
    named = ~_share("forms") & pl.all_horizontal(side.list.len() > 0 for side in _both("forms"))
    stated = pl.col("legal_form_a") != pl.col("legal_form_b")
    is_known = pl.all_horizontal(form != LegalForm.UNKNOWN.value for form in _both("legal_form"))
    return named | (_known_and_equal("source") & stated & is_known)


def _about_places() -> dict[str, pl.Expr]:
    known = pl.all_horizontal(key != "" for key in _both("place_key"))
    here_a, here_b = _both("municipality_code")
    x, y = ((pl.col(f"{axis}_a") - pl.col(f"{axis}_b")) * km for axis, km in KM_PER_DEGREE.items())
    distance = (x**2 + y**2).sqrt()
    is_near = (distance < _NEAR_KM).fill_null(value=False)
    return {
        "same_municipality": here_a.eq_missing(here_b) & here_a.is_not_null(),
        "same_place": is_near | (known & _share("place_words")),
        "same_place_key": is_near | _known_and_equal("place_key"),
        "other_place": known & ~_share("place_words"),
        "far_apart": (distance > FAR_KM).fill_null(value=False),
        "other_point": (pl.all_horizontal(_both("is_exact")) & (distance > _NEAR_KM)).fill_null(value=False),
    }


def _about_the_rest() -> dict[str, pl.Expr]:
    host_a, host_b = _both("host")
    started_a, started_b = _both("started_year")
    return {
        "same_site": _known_and_equal("site"),
        "site_is_shared": pl.any_horizontal(_both("site_is_shared")),
        "other_host": (host_a != host_b) & (host_a != "") & (host_b != ""),
        "years_apart": ((started_a - started_b).abs() > _YEARS_APART).fill_null(value=False),
        "same_source": _known_and_equal("source"),
        "same_page": _known_and_equal("source_url"),
        "shares_theme": _share("themes"),
    }


def _both(column: str) -> tuple[pl.Expr, pl.Expr]:
    return pl.col(f"{column}_a"), pl.col(f"{column}_b")


def _known_and_equal(column: str) -> pl.Expr:
    left, right = _both(column)
    return (left == right) & (left != "")


def _equal_words(column: str) -> pl.Expr:
    left, right = _both(column)
    return left == right


def _share(column: str) -> pl.Expr:
    left, right = _both(column)
    return left.list.set_intersection(right).list.len() > 0


def _differ_both_ways(column: str) -> pl.Expr:
    """Each side has a word that the other lacks."""
    left, right = _both(column)
    return (left.list.set_difference(right).list.len() > 0) & (right.list.set_difference(left).list.len() > 0)
