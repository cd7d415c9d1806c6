"""Candidate rows for tests of the merger, with default values for all columns that a test does not give."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from prepare.merging import Decisions, Merged, PreviousIds, merge, read_words
from prepare.tables import Candidates

ROOT = Path(__file__).parents[3]
WORDS = read_words(ROOT / "data" / "sources" / "words" / "name_words.csv")
REGIONS = pl.DataFrame(
    {
        "code": ["GM0344", "GM0363", "GM0518"],
        "name": ["Utrecht", "Amsterdam", "'s-Gravenhage"],
        "other_names": [[], [], ["Den Haag"]],
    },
    schema_overrides={"other_names": pl.List(pl.String)},
)
ROW: dict[str, object] = {
    "source": "a.csv",
    "row": 2,
    "name": "De Kersentuin",
    "place": "Leidsche Rijn, Utrecht",
    "municipality_code": "GM0344",
    "longitude": None,
    "latitude": None,
    "location_precision": "place",
    "themes": ["wonen"],
    "legal_form": "onbekend",
    "started_year": None,
    "status": "actief",
    "website": None,
    "networks": [],
    "networks_unlisted": [],
    "summary": None,
    "source_url": "https://bron.nl/a",
    "source_title": "Bron A",
    "source_year": 2020,
}


def candidates(*rows: Mapping[str, object]) -> pl.DataFrame:
    """One row per argument; by default each is from another file and page."""
    filled = [
        {**ROW, "source": f"{chr(ord('a') + number)}.csv", "source_url": f"https://bron.nl/{number}", **row}
        for number, row in enumerate(rows)
    ]
    return pl.DataFrame(filled, schema=Candidates.create_empty().schema)


def merged(
    *rows: Mapping[str, object], decisions: pl.DataFrame | None = None, previous: PreviousIds | None = None
) -> Merged:
    """The rows merged with the real word list."""
    return merge(candidates(*rows), regions=REGIONS, words=WORDS, decisions=decisions, previous=previous)


def decided(answer: str, name_a: str, name_b: str, **more: str) -> pl.DataFrame:
    """One answer of a person."""
    told = {"answer": answer, "name_a": name_a, "name_b": name_b, "why": "gelezen", "when": "2026-01-01"} | more
    return pl.DataFrame([told], schema=Decisions.create_empty().schema)


def real_candidates() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Our curated records as candidates, with a table of regions; codes are numbered by name."""
    files = sorted((ROOT / "data" / "sources" / "initiatives").glob("*.csv"))
    read = pl.concat(
        pl.read_csv(file, infer_schema=False).with_row_index("row", offset=2).with_columns(source=pl.lit(file.name))
        for file in files
    )
    code = pl.format("GM{}", pl.col("municipality").rank("dense").cast(pl.String).str.zfill(4))
    listed = pl.col("networks").str.split(";").fill_null([])
    rows = read.with_columns(
        pl.col("themes").str.split(";"),
        municipality_code=code,
        summary="summary_nl",
        networks=pl.lit([], dtype=pl.List(pl.String)),
        networks_unlisted=listed,
        location_precision=pl.lit("place"),
        longitude=None,
        latitude=None,
    )
    other_names = pl.when(pl.col("municipality") == "'s-Gravenhage").then(["Den Haag"]).otherwise([])
    regions = read.select(code=code, name="municipality", other_names=other_names).unique("code")
    return Candidates.validate(rows.select(Candidates.column_names()), cast=True), regions
