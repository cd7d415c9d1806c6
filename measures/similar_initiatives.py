"""Suggests other initiatives: similar ones elsewhere, and nearby ones."""

import math
from enum import StrEnum, auto

import polars as pl

from data_loaders.schema import LegalForm, LocationPrecision
from data_loaders.schema.folding import fold
from data_loaders.schema.rows import InitiativeRow, only_row
from measures.search import TextIndex

THEME_WEIGHT, TEXT_WEIGHT, FORM_WEIGHT = 0.5, 0.4, 0.1
"""Weights of themes, text and legal form in the likeness. They are our own choice: themes count most, the form least."""

MOST_COMMON = 0.2
"""Words in more than this share of the initiatives (de, van, bewoners) are too common to count."""

LEAST_LIKENESS = 0.3

MOST = 5
"""Most initiatives in either answer."""
NEAR_KM = 25.0
"""Largest distance that counts as near, in km."""

EARTH_KM = 6371.0088
"""Mean radius of the earth in km."""
KM_PER_DEGREE = math.pi * EARTH_KM / 180

_WHERE = ("place", "municipality_code", "longitude", "latitude", "location_precision")
_EXACT = [LocationPrecision.ADDRESS.value, LocationPrecision.POSTCODE.value]


class DistanceKind(StrEnum):
    """How precise the distance between two initiatives is, most precise first."""

    MEASURED = auto()
    """Both points are addresses or postcodes."""
    ABOUT = auto()
    """At least one point is the middle of a place or district."""
    SAME_PLACE = auto()
    """Both are in the same place, but their distance is unknown."""
    SAME_MUNICIPALITY = auto()
    """Both are in the same municipality, but their distance is unknown."""


_IN_KM = [DistanceKind.MEASURED.value, DistanceKind.ABOUT.value]


def similar_elsewhere(initiatives: pl.DataFrame, text: TextIndex, initiative_id: str) -> pl.DataFrame:
    """The initiatives in other municipalities that are most similar to this one.

    The likeness is 0.5 × themes (shared themes divided by all themes of the two) + 0.4 × text (share of the rare words of
    this one's name and summary that the other's text contains) + 0.1 if both have the same known legal form.

    Args:
        initiatives: the declared table.
        text: the index of the same table.
        initiative_id: an `id` of the table.

    Returns:
        At most `MOST` rows with a likeness of at least 0.3, the most similar first: `id`, `name`, `place`,
        `municipality_code`, `shared_themes` (list), `has_same_form` (Boolean) and `likeness` (Float64, 0 to 1).
        Initiatives of which this one is a part, and parts of the same whole, are left out.

    Raises:
        KeyError: no initiative has this id.
    """
    this = _initiative(initiatives, initiative_id)
    where = set(fold(this["place"] or "").split())
    own_words = [word for word in fold(f"{this['name']} {this['summary'] or ''}").split() if word not in where]
    themes = pl.col("themes").cast(pl.List(pl.String))
    form = pl.col("legal_form").cast(pl.String)
    shared = themes.list.set_intersection(this["themes"])
    is_other = pl.col("municipality_code").ne_missing(this["municipality_code"]) & ~_is_family(this)
    return (
        initiatives.with_columns(text.likeness(" ".join(own_words), MOST_COMMON).alias("text"))
        .filter(is_other)
        .select(
            "id",
            "name",
            "place",
            "municipality_code",
            "text",
            shared_themes=shared,
            share=shared.list.len() / themes.list.set_union(this["themes"]).list.len(),
            has_same_form=(form == this["legal_form"]) & (form != LegalForm.UNKNOWN.value),
        )
        .with_columns(
            likeness=THEME_WEIGHT * pl.col("share")
            + TEXT_WEIGHT * pl.col("text")
            + FORM_WEIGHT * pl.col("has_same_form")
        )
        .filter(pl.col("likeness") >= LEAST_LIKENESS)
        .drop("text", "share")
        .top_k(MOST, by=[pl.col("likeness").round(9), pl.col("id")], reverse=[False, True])
        .sort(pl.col("likeness").round(9), "id", descending=[True, False])
    )


def nearby(initiatives: pl.DataFrame, initiative_id: str) -> pl.DataFrame:
    """The initiatives nearest to this one, with a distance only if it can be known.

    Distances are great-circle distances (haversine) between points. A point that is the middle of a municipality has no
    useful distance: then only initiatives in the same municipality are near, and they come last. Between two initiatives
    at the middle of the same place the distance is unknown too, because they may be in different districts; they are
    sorted by their points.

    Args:
        initiatives: the declared table.
        initiative_id: an `id` of the table.

    Returns:
        Nearest first, at most `MOST` rows: `id`, `name`, `place`, `municipality_code`, `themes`,
        `km` (Float64, null for the kinds `same_place` and `same_municipality`) and `distance_kind`
        (DistanceKind). No rows when this initiative has no point and no municipality.

    Raises:
        KeyError: no initiative has this id.
    """
    this = _initiative(initiatives, initiative_id)
    origin = initiatives.filter(pl.col("id") == initiative_id).select(*_WHERE)
    is_same_place = pl.col("distance_kind") == DistanceKind.SAME_PLACE.value
    return (
        initiatives.filter(_may_be_near(this) & ~_is_family(this))
        .select("id", "name", "themes", *_WHERE)
        .join(origin, how="cross", suffix="_this")
        .with_columns(distance_kind=_distance_kind())
        .filter(pl.col("distance_kind").is_not_null())
        .with_columns(apart=pl.when(_can_measure()).then(_km()))
        .with_columns(km=pl.when(pl.col("distance_kind").is_in(_IN_KM)).then("apart"))
        .filter(pl.col("apart").is_null() | (pl.col("apart") <= NEAR_KM))
        .sort(pl.col("apart").round(3), ~is_same_place, "name", "id", nulls_last=True)
        .head(MOST)
        .select(
            "id",
            "name",
            "place",
            "municipality_code",
            "themes",
            "km",
            pl.col("distance_kind").cast(pl.Enum(DistanceKind)),
        )
    )


def _initiative(initiatives: pl.DataFrame, initiative_id: str) -> InitiativeRow:
    rows = initiatives.filter(pl.col("id") == initiative_id)
    if rows.is_empty():
        raise KeyError(initiative_id)
    return only_row(rows, InitiativeRow)


def _is_family(this: InitiativeRow) -> pl.Expr:
    """Whether an initiative is this one, a part of it, the whole of which it is a part, or another part of that whole."""
    family = [known for known in (this["id"], this["parent_id"]) if known is not None]
    return pl.col("id").is_in(family) | pl.col("parent_id").is_in(family).fill_null(value=False)


def _may_be_near(this: InitiativeRow) -> pl.Expr:
    """A fast first test: in the same municipality, or in the rectangle around the circle."""
    same_municipality = pl.col("municipality_code") == (this["municipality_code"] or "")
    if this["longitude"] is None or this["latitude"] is None:
        return same_municipality
    north_south = NEAR_KM / KM_PER_DEGREE
    east_west = north_south / math.cos(math.radians(min(80, abs(this["latitude"]) + north_south)))
    in_box = pl.col("latitude").is_between(this["latitude"] - north_south, this["latitude"] + north_south) & pl.col(
        "longitude"
    ).is_between(this["longitude"] - east_west, this["longitude"] + east_west)
    return (same_municipality | in_box).fill_null(value=False)


def _precisions() -> list[pl.Expr]:
    return [pl.col(f"location_precision{end}").cast(pl.String) for end in ("", "_this")]


def _can_measure() -> pl.Expr:
    """Whether both points are more precise than a municipality."""
    located = [pl.col(f"longitude{end}").is_not_null() for end in ("", "_this")]
    is_vague = [(p == LocationPrecision.MUNICIPALITY.value).fill_null(value=True) for p in _precisions()]
    return pl.all_horizontal(*located, *(~vague for vague in is_vague))


def _distance_kind() -> pl.Expr:
    """Kind of the distance between the two points of a row; null if the row is not near."""
    can_measure = _can_measure()
    same_point = (pl.col("longitude") == pl.col("longitude_this")) & (pl.col("latitude") == pl.col("latitude_this"))
    return (
        pl.when(can_measure & pl.all_horizontal(p.is_in(_EXACT) for p in _precisions()))
        .then(pl.lit(DistanceKind.MEASURED.value))
        .when(can_measure & same_point & (pl.col("place") == pl.col("place_this")))
        .then(pl.lit(DistanceKind.SAME_PLACE.value))
        .when(can_measure & ~same_point)
        .then(pl.lit(DistanceKind.ABOUT.value))
        .when(pl.col("municipality_code") == pl.col("municipality_code_this"))
        .then(pl.lit(DistanceKind.SAME_MUNICIPALITY.value))
    )


def _km() -> pl.Expr:
    """Great-circle distance in km between the two points of a row (haversine formula)."""
    latitude, latitude_this = pl.col("latitude").radians(), pl.col("latitude_this").radians()
    north_south = ((latitude - latitude_this) / 2).sin().pow(2)
    east_west = ((pl.col("longitude") - pl.col("longitude_this")).radians() / 2).sin().pow(2)
    half = north_south + latitude.cos() * latitude_this.cos() * east_west
    return 2 * EARTH_KM * half.sqrt().clip(0, 1).arcsin()
