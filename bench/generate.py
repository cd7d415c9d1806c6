"""Generates thousands of initiatives from the real ones, in real places; every run gives the same."""

from pathlib import Path

import polars as pl
from numpy.random import Generator, default_rng

from data_loaders.schema import TABLES, Initiatives, LocationPrecision
from data_loaders.store import PREPARED, SHAPES, load_snapshot
from prepare.publish import ManifestParts, write_release

SEED = 2026
ABOUT_INITIATIVES = {"initiatives", "statements", "aliases", "changes"}


def write(folder: Path, count: int) -> None:
    """Write `count` generated initiatives to `folder`: as a release for our site, and as a flat CSV for other tools."""
    real = load_snapshot(PREPARED)
    made = generate(real.table("initiatives"), real.table("places"), real.table("regions"), count)
    tables = {name: real.table(name) for name in TABLES if name not in ABOUT_INITIATIVES}
    shapes = {name: real.shapes(name) for name in SHAPES}
    write_release(folder / "prepared", {**tables, "initiatives": made}, shapes, ManifestParts(real.date))
    flat(made).write_csv(folder / "initiatives.csv")


def generate(real: pl.DataFrame, places: pl.DataFrame, regions: pl.DataFrame, count: int) -> pl.DataFrame:
    """`count` generated initiatives (schema `Initiatives`).

    Theme, status, years, legal form, networks and sources are sampled together from rows of `real`, so that their
    distribution and combinations are realistic. The probability of a municipality is proportional to its population;
    places within it are equally likely.
    """
    random = default_rng(SEED)
    sample = real[random.integers(0, real.height, count)]
    spots = _spots(random, places, regions, count)
    made = sample.with_columns(*spots.get_columns()).with_columns(
        id=pl.format("proef-{}", pl.int_range(pl.len())),
        name=pl.format("{} {}", "name", "place"),
        location_precision=pl.lit(LocationPrecision.PLACE.value),
        parent_id=pl.lit(None, dtype=pl.String),
        search_text=pl.format("{} {}", "search_text", pl.col("place").str.to_lowercase()),
    )
    return Initiatives.validate(made.select(real.columns), cast=True)


def _spots(random: Generator, places: pl.DataFrame, regions: pl.DataFrame, count: int) -> pl.DataFrame:
    official = places.filter("is_official")
    in_municipality = pl.len().over("municipality_code")
    chances = official.join(regions, left_on="municipality_code", right_on="code").select(
        pl.col("population").fill_null(0) / in_municipality
    )
    weights = chances.to_series().to_numpy()
    chosen = official[random.choice(official.height, count, p=weights / weights.sum())]
    return chosen.select("municipality_code", "longitude", "latitude", place="name")


def flat(initiatives: pl.DataFrame) -> pl.DataFrame:
    """The same rows in the form that most tools need: lists as text, without the search column."""
    listed = [name for name, dtype in initiatives.schema.items() if isinstance(dtype, pl.List) and name != "sources"]
    first_source = pl.col("sources").list.first().struct
    return initiatives.with_columns(
        *(pl.col(name).cast(pl.List(pl.String)).list.join(";") for name in listed),
        source_url=first_source.field("url"),
        source_year=first_source.field("year"),
    ).drop("sources", "search_text")
