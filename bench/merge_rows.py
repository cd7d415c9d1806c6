"""Generates thousands of candidate rows with known duplicates; every run gives the same."""

import numpy as np
import polars as pl
from numpy.random import Generator, default_rng

from data_loaders.schema import LegalForm, LocationPrecision, Status, Theme
from prepare.tables import Candidates

SEED = 2026
DUPLICATES = 0.1
KINDS = ["Dorpshuis", "Energiecoöperatie", "Repair Café", "Zorgcoöperatie", "Buurttuin", "Buurtkamer", "Voedselbos", "Wooncoöperatie", "Buurtbus", "Dorpswinkel", "Stadsdorp", ""]  # fmt: skip
ONSETS = ["b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "v", "w", "z", "zw"]  # fmt: skip
NUCLEI = ["a", "aa", "e", "ee", "i", "ie", "o", "oo", "oe", "u", "ui", "ei", "é"]
CODAS = ["", "k", "l", "m", "n", "r", "rt", "s", "st", "t", "ng"]
ENDINGS = ["hof", "steeg", "veld", "brug", "horst", "dijk", "hoek", "kamp", "wei", "akker"]


def generate(places: pl.DataFrame, count: int) -> pl.DataFrame:
    """`count` rows of `Candidates`, with a column `truth` that numbers the initiative behind each row.

    Nine in ten rows are different initiatives, spread evenly over real places. Many have the same kind in their name, so
    that rows of one kind in one place differ in only one invented word. The other rows repeat an initiative as another
    source would: with a legal form before the name, without accents, with a wrong letter, without a space, with the place
    added, with only the municipality, or without a website.
    """
    random = default_rng(SEED)
    repeated = int(count * DUPLICATES)
    originals = _originals(random, places, count - repeated)
    copies = _as_told_elsewhere(random, originals[random.choice(originals.height, repeated, replace=False)])
    rows = pl.concat([originals, copies])[random.permutation(count)]
    numbered = rows.with_columns(row=pl.int_range(2, pl.len() + 2, dtype=pl.Int32).over("source", order_by="truth"))
    return Candidates.cast(numbered).with_columns(numbered["truth"])


def _pick(random: Generator, values: list[str], count: int) -> pl.Series:
    return pl.Series(values).gather(random.integers(0, len(values), count))


def _words(random: Generator, count: int) -> pl.Series:
    parts = [_pick(random, values, count) for values in (ONSETS, NUCLEI, CODAS, ONSETS, NUCLEI, CODAS, ENDINGS)]
    return pl.select(pl.concat_str(parts).str.to_titlecase().alias("word")).to_series()


def _originals(random: Generator, places: pl.DataFrame, count: int) -> pl.DataFrame:
    official = places.filter("is_official")
    spots = official[random.integers(0, official.height, count)]
    years = random.integers(1995, 2025, count)
    facts = {
        "truth": np.arange(count),
        "kind": _pick(random, KINDS, count),
        "own": _words(random, count),
        "source": _pick(random, ["lijst-a.csv", "lijst-b.csv", "lijst-c.csv"], count),
        "themes": _pick(random, [theme.value for theme in Theme], count),
        "legal_form": _pick(random, [form.value for form in LegalForm], count),
        "status": _pick(random, [status.value for status in Status], count),
        "started_year": pl.Series(years).cast(pl.Int16),
        "source_year": pl.Series(random.integers(2012, 2026, count)).cast(pl.Int16),
        "has_site": random.random(count) < 0.3,
    }
    rows = pl.DataFrame(facts).with_columns(
        spots.select("municipality_code", "longitude", "latitude", place="name").get_columns()
    )
    return rows.with_columns(
        name=pl.concat_str("kind", "own", separator=" ").str.strip_chars(),
        location_precision=pl.lit(LocationPrecision.PLACE.value),
        scope=pl.lit(None, dtype=pl.String),
        themes=pl.concat_list("themes"),
        website=pl.when("has_site").then(pl.format("https://www.{}-{}.nl", pl.col("own").str.to_lowercase(), "truth")),
        networks=pl.lit([], dtype=pl.List(pl.String)),
        networks_unlisted=pl.lit([], dtype=pl.List(pl.String)),
        summary=pl.format("Bewoners van {} zetten samen {} op.", "place", "own"),
        source_url=pl.format("https://bron.nl/pagina/{}", pl.col("truth") // 20),
        source_title=pl.lit("Bron"),
    ).drop("kind", "has_site")


def _as_told_elsewhere(random: Generator, rows: pl.DataFrame) -> pl.DataFrame:
    way = pl.Series("way", random.integers(0, 7, rows.height))
    name, at = pl.col("name"), pl.col("name").str.len_chars() - 3
    spellings = [
        pl.format("Stichting {}", name),
        name.str.replace_many(["é", "ö"], ["e", "o"]),
        name.str.head(at) + name.str.slice(at + 1),
        name.str.replace_all(" ", ""),
        pl.format("{} {}", name, "place"),
        name,
        name.str.to_uppercase(),
    ]
    renamed = pl.coalesce(pl.when(pl.col("way") == number).then(text) for number, text in enumerate(spellings))
    return (
        rows.with_columns(way)
        .with_columns(
            name=renamed,
            source=pl.lit("lijst-d.csv"),
            place=pl.when(pl.col("way") == 5).then(pl.lit(None)).otherwise("place"),
            website=pl.when(pl.col("way") == 1).then(pl.lit(None)).otherwise("website"),
            source_url=pl.format("https://elders.nl/{}", pl.col("truth") // 50),
        )
        .drop("way")
    )
