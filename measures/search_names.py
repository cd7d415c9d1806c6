"""Makes one table of everything that a reader can search by name."""

from collections.abc import Mapping
from enum import StrEnum, auto

import polars as pl

from data_loaders.schema import RegionLevel
from data_loaders.schema.folding import fold_expr


class NameKind(StrEnum):
    """The kind of item that a name belongs to; between equal matches the first kind comes first."""

    MUNICIPALITY = auto()
    PROVINCE = auto()
    PLACE = auto()
    POSTCODE = auto()
    NETWORK = auto()
    INITIATIVE = auto()


ENTRY = pl.Schema(
    {
        "kind": pl.Enum(NameKind),
        "id": pl.String(),
        "label": pl.String(),
        "hint": pl.String(),
        "municipality_code": pl.String(),
        "weight": pl.Int64(),
        "is_other_name": pl.Boolean(),
        "text": pl.String(),
    }
)
"""One name of one thing. `weight` (inhabitants) and then `is_other_name` break ties; `text` is the folded name."""

THING = ["kind", "id", "municipality_code"]
"""Columns that identify an item; a place across a municipal border has the same id in two municipalities."""


def entries(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """All names, in the order in which equal matches are shown.

    Args:
        tables: `initiatives`, `regions`, `municipality_changes`, `places`, `partners` and `postcodes`
            as declared.

    Returns:
        Rows of `ENTRY`; an item with several names has several rows.
    """
    regions = tables["regions"]
    municipalities = regions.filter(pl.col("level") == RegionLevel.MUNICIPALITY)
    names = municipalities.select(municipality_code="code", municipality="name")
    with_others = municipalities.select(municipality_code="code", municipality="name", municipality_names="other_names")
    parts = [
        _regions(municipalities, NameKind.MUNICIPALITY),
        _regions(regions.filter(pl.col("level") == RegionLevel.PROVINCE), NameKind.PROVINCE),
        _former_municipalities(tables["municipality_changes"]),
        _places(tables["places"].join(with_others, on="municipality_code", how="left")),
        _postcodes(tables["postcodes"].join(names, on="municipality_code", how="left")),
        *_networks(tables["partners"]),
        *_initiatives(tables["initiatives"].join(names, on="municipality_code", how="left")),
    ]
    length = pl.col("text").str.len_chars()
    return (
        pl.concat([_completed(part) for part in parts])
        .filter(pl.col("text") != "")
        .sort("kind", pl.col("weight").neg(), "is_other_name", length, "text", "id", "municipality_code", "label")
        .unique([*THING, "text"], keep="first", maintain_order=True)
    )


def _completed(part: pl.DataFrame) -> pl.DataFrame:
    defaults = {"hint": None, "municipality_code": None, "weight": 0, "is_other_name": False}
    missing = [pl.lit(value).alias(name) for name, value in defaults.items() if name not in part.columns]
    with_text = [] if "text" in part.columns else [fold_expr(pl.col("label")).alias("text")]
    return part.with_columns(*missing, *with_text).select(ENTRY.names()).cast(ENTRY)


def _regions(regions: pl.DataFrame, kind: NameKind) -> pl.DataFrame:
    is_municipality = kind is NameKind.MUNICIPALITY
    official = regions.select(
        kind=pl.lit(kind.value),
        id="code",
        label="name",
        hint="province" if is_municipality else pl.lit(None, pl.String),
        municipality_code="code" if is_municipality else pl.lit(None, pl.String),
        weight="population",
        is_other_name=pl.lit(value=False),
    )
    nicknames = (
        regions.select("code", "other_names")
        .explode("other_names", empty_as_null=True)
        .drop_nulls()
        .join(official, left_on="code", right_on="id")
        .select(
            "kind",
            id="code",
            label="other_names",
            hint="label",
            municipality_code="municipality_code",
            weight="weight",
            is_other_name=pl.lit(value=True),
        )
    )
    return _also_in_one_word(pl.concat([official, nicknames]))


def _former_municipalities(changes: pl.DataFrame) -> pl.DataFrame:
    return changes.select(
        kind=pl.lit(NameKind.MUNICIPALITY.value),
        id="code_today",
        label="old_name",
        hint="name_today",
        municipality_code="code_today",
    )


def _places(places: pl.DataFrame) -> pl.DataFrame:
    # Utrecht the place would only repeat Utrecht the municipality.
    repeats = (pl.col("is_official") & (pl.col("name") == pl.col("municipality"))).fill_null(value=False)
    named = {
        "kind": pl.lit(NameKind.PLACE.value),
        "id": pl.col("place_code"),
        "municipality_code": pl.col("municipality_code"),
        "weight": pl.col("is_official").cast(pl.Int64),
    }
    official = places.filter(~repeats).select(
        label="name", hint="municipality", is_other_name=pl.lit(value=False), **named
    )
    elsewhere = pl.when(repeats).then("name").otherwise(pl.concat_str("name", "municipality", separator=", "))
    others = (
        places.with_columns(hint=elsewhere, of_both=pl.col("municipality_names").fill_null([]))
        .explode("other_names", empty_as_null=True)
        # Den Bosch the place would only repeat Den Bosch the municipality.
        .filter(pl.col("other_names").is_not_null() & ~(repeats & pl.col("other_names").is_in("of_both")))
        .select(label="other_names", hint="hint", is_other_name=pl.lit(value=True), **named)
    )
    return _also_in_one_word(pl.concat([official, others]))


def _also_in_one_word(names: pl.DataFrame) -> pl.DataFrame:
    """`names` with a second entry for names that people write as one word: noordholland, sgravenhage."""
    spelled = names.with_columns(text=fold_expr(pl.col("label")))
    joined = spelled.filter(pl.col("label").str.contains("-", literal=True))
    return pl.concat([spelled, joined.with_columns(pl.col("text").str.replace_all(" ", "", literal=True))])


def _postcodes(postcodes: pl.DataFrame) -> pl.DataFrame:
    place = pl.col("place").fill_null(pl.col("municipality"))
    return postcodes.select(
        kind=pl.lit(NameKind.POSTCODE.value), id="pc4", label="pc4", hint=place, municipality_code="municipality_code"
    )


def _networks(partners: pl.DataFrame) -> list[pl.DataFrame]:
    by_name = partners.select(kind=pl.lit(NameKind.NETWORK.value), id="partner_id", label="name")
    # The id of a network is its abbreviation, if it has one.
    return [by_name, by_name.with_columns(text=fold_expr(pl.col("id")))]


def _initiatives(initiatives: pl.DataFrame) -> list[pl.DataFrame]:
    names_municipality = pl.col("place").str.ends_with(pl.col("municipality")).fill_null(value=False)
    where = pl.concat_str(
        pl.col("place"), pl.when(~names_municipality).then("municipality"), separator=", ", ignore_nulls=True
    )
    named = initiatives.select(
        "other_names",
        "municipality_code",
        kind=pl.lit(NameKind.INITIATIVE.value),
        id="id",
        label="name",
        hint=pl.when(where != "").then(where),
    )
    others = named.explode("other_names", empty_as_null=True).drop_nulls("other_names")
    by_other_name = others.with_columns(text=fold_expr(pl.col("other_names")))
    return [named.drop("other_names"), by_other_name.drop("other_names")]
