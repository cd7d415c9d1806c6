from pathlib import Path

import polars as pl

from prepare.merging import merge, read_words
from prepare.tables import Candidates

WORDS = read_words(Path(__file__).parents[3] / "data" / "sources" / "words" / "name_words.csv")
REGIONS = pl.DataFrame(
    {"code": ["GM0344"], "name": ["Utrecht"], "other_names": [[]]}, schema_overrides={"other_names": pl.List(pl.String)}
)


def test_two_spellings_in_one_municipality_become_one() -> None:
    row = {
        "municipality_code": "GM0344", "place": "Lombok, Utrecht", "themes": ["zorg"], "legal_form": "onbekend", "status": "actief",
        "networks": [], "networks_unlisted": [], "source_url": "https://a.nl", "source_title": "A",
    }  # fmt: skip
    rows = [
        {**row, "source": "a.csv", "row": 2, "name": "Wishing Well West"},
        {**row, "source": "b.csv", "row": 2, "name": "Stichting Wishing-Well West"},
    ]
    candidates = Candidates.cast(
        pl.DataFrame(rows).select(
            pl.lit(None).alias(name) if name not in rows[0] else name for name in Candidates.column_names()
        )
    )
    merged = merge(candidates, regions=REGIONS, words=WORDS)
    assert merged.initiatives["id"].to_list() == ["stichting-wishing-well-west-utrecht"]
    assert merged.outcomes["outcome"].sort().to_list() == ["accepted", "merged"]
