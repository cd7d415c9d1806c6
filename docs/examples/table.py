"""All initiatives as a polars table: follow the link `next` until there is none."""

import json
import os
from urllib.request import urlopen

import polars as pl

address = os.environ.get("SITE", "https://samenkaart.example") + "/api/v1/initiatives?provincie=Limburg&limit=1000"
rows = []
while address:
    part = json.load(urlopen(address))
    rows += part["items"]
    address = next((link["href"] for link in part["links"] if link["rel"] == "next"), "")
table = pl.DataFrame(rows, infer_schema_length=None)
print(table.group_by("municipalityCode").len("initiatives").sort("initiatives", descending=True))
