"""All initiatives with polars, straight from the Parquet file of one release: the same numbers for ever."""

import os

import polars as pl

site = os.environ.get("SITE", "https://samenkaart.example")
initiatives = pl.read_parquet(f"{site}/data/{os.environ.get('RELEASE', 'nieuwste')}/initiatives.parquet")
energy = initiatives.filter(pl.col("themes").list.contains("energie"))
print(energy.group_by("municipality_code").len("initiatives").sort("initiatives", descending=True))
