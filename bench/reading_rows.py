"""Generates a partner's list of thousands of rows, with realistic columns and mistakes; every run gives the same."""

import polars as pl
from numpy.random import default_rng

from bench.merge_rows import SEED, generate

THEMES = ["Wonen", "zorg en welzijn", "Energie", "Ontmoeten; zorg", "1. Wonen", "Voedselbanken", "Wonen / zorg", "Groen, natuur", "Mobiliteit", "Ruimtereizen; energie"]  # fmt: skip
FORMS = ["Stichting", "Vereniging", "coöperatie", "Bewonersgroep", "", "eenmanszaak"]
STATUSES = ["actief", "Actief", "in oprichting", "gestopt", "", "weet niet"]
LETTERS = list("ABCDEGHJKLMNPRSTVWXZ")
YEARS = ["2015", "01-06-2012", "sinds 2009", "2012-2014", "", "2020"]


def partner_list(places: pl.DataFrame, postcodes: pl.DataFrame, count: int) -> pl.DataFrame:
    """`count` rows of text with Dutch column names; one in ten is about the same initiative as another row.

    A third have an address with a postcode, a third have a point, all have a place and most have a municipality. Names,
    summaries, websites and points differ per row. One in fifty has a postcode that does not fit, and one in a hundred a
    place that does not exist.
    """
    random = default_rng(SEED)
    rows = generate(places, count)
    of_place = postcodes.group_by("municipality_code", "place").agg("pc4")
    of_all = postcodes.group_by("municipality_code").agg(any_pc4="pc4")
    rows = rows.join(of_place, on=["municipality_code", "place"], how="left", maintain_order="left")
    rows = rows.join(of_all, on="municipality_code", how="left", maintain_order="left").with_columns(
        number=pl.int_range(pl.len()),
        third=pl.Series(random.integers(0, 3, count)),
        slip=pl.Series(random.integers(0, 100, count)),
        pick=pl.Series(random.integers(0, 1_000, count)),
        east=pl.Series(random.normal(0, 0.002, count)),
        north=pl.Series(random.normal(0, 0.002, count)),
    )
    known = pl.coalesce("pc4", "any_pc4")
    own = known.list.get(pl.col("pick") % known.list.len())
    letters = pl.concat_str(_worded(LETTERS, "number"), _worded(LETTERS, "pick"))
    postcode = pl.format("{} {}", pl.when(pl.col("slip") < 2).then(pl.lit("1012")).otherwise(own), letters)
    is_point = pl.col("third") == 1
    return rows.select(
        pl.col("name").alias("Naam initiatief"),
        _worded(THEMES, "number").alias("Thema's"),
        pl.when(pl.col("slip") == 2).then(pl.lit("Wijk bij Nergens")).otherwise("place").alias("Plaats"),
        pl.when(pl.col("slip") > 10).then("municipality_code").alias("Gemeentecode"),
        pl.when(pl.col("third") == 0)
        .then(pl.format("{}straat {}", pl.col("name").str.split(" ").list.last(), pl.col("pick") % 200 + 1))
        .alias("Adres"),
        pl.when(pl.col("third") == 0).then(postcode).alias("Postcode"),
        pl.when(is_point).then((pl.col("latitude") + pl.col("north")).round(6)).alias("Breedtegraad"),
        pl.when(is_point).then((pl.col("longitude") + pl.col("east")).round(6)).alias("Lengtegraad"),
        _worded(FORMS, "number").alias("Rechtsvorm"),
        _worded(STATUSES, "pick").alias("Status"),
        _worded(YEARS, "pick").alias("Startjaar"),
        pl.col("website").alias("Website"),
        pl.format("{} Vrijwilligers komen er elke {}e dag.", "summary", "number").alias("Omschrijving"),
        pl.col("source_url").alias("Bron"),
        pl.col("source_year").alias("Jaar bron"),
        pl.format("post{}@voorbeeld.nl", "number").alias("E-mail"),
    )


def _worded(words: list[str], by: str) -> pl.Expr:
    return pl.lit(pl.Series(words)).gather(pl.col(by) % len(words))
