"""The programme of `data/sources`, prepared as for publication, with today's regions."""

from functools import cache
from pathlib import Path

import polars as pl

from data_loaders.schema import Districts, MunicipalityChanges, Places, Postcodes, RegionLevel
from data_loaders.store import current
from geo.codes import Gazetteer
from measures.goals.programme import Programme
from prepare.programme import prepare_programme
from prepare.sources import read_sources

SOURCES = Path(__file__).parents[3] / "data" / "sources"


def regions(municipalities: dict[str, str]) -> pl.DataFrame:
    """Municipalities (code to province code) with the columns that the measures on goals use."""
    return pl.DataFrame(
        {
            "code": list(municipalities),
            "name": [f"Gemeente {code}" for code in municipalities],
            "level": [RegionLevel.MUNICIPALITY] * len(municipalities),
            "province_code": list(municipalities.values()),
            "province": [f"Provincie {code}" for code in municipalities.values()],
        },
        schema={
            "code": pl.String,
            "name": pl.String,
            "level": pl.String,
            "province_code": pl.String,
            "province": pl.String,
        },
    )


@cache
def published() -> Programme:
    here = current().table("regions")
    gazetteer = Gazetteer(
        regions=here,
        places=Places.create_empty(),
        postcodes=Postcodes.create_empty(),
        districts=Districts.create_empty(),
        municipality_changes=MunicipalityChanges.create_empty(),
    )
    prepared = prepare_programme(SOURCES / "programme", gazetteer, read_sources(SOURCES).date)
    assert not prepared.rejects["rejected"].any()
    tables = {**prepared.tables, "regions": here}
    return Programme.of(lambda name: tables[name])
