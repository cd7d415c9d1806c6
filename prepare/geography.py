"""Makes tables and boundaries of today's division from the raw geography of CBS, Kadaster and GeoNames."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl
from geopandas import GeoSeries

from data_loaders.schema import Districts, MunicipalityChanges, Places, Postcodes
from geo.boundaries import BoundaryError, check, merged, read_boundaries
from geo.codes import PlaceKind
from geo.crs import RD_NEW
from prepare.counts import FileCounts
from prepare.problems import SourceError
from prepare.regions import build_regions

Built = TypeVar("Built")

BOUNDARIES = "municipalities_2022_wgs84.geojson"
MUNICIPALITIES_TODAY = 342
REMEDY_RAW = "Haal het bestand opnieuw op, of bouw zonder map met ruwe geografie: dan blijft de vorige geografie staan."

TABLE_NAMES = ("regions", "places", "postcodes", "districts", "municipality_changes")
_COLUMNS = {
    "municipality_changes": "old_code old_name date share_of_places code_today name_today",
    "municipalities": "code name name_cbs_2025 province_code province corop_code corop_name population population_year area_land_km2",
    "places": "place_code name municipality_code lat lon method",
    "places_other": "geonames_id name municipality_code lat lon kind",
    "postcodes": "pc4 municipality_code lat lon place area_share",
    "districts": "district_code name municipality_code lat lon",
}
"""The columns used from each raw file."""


@dataclass(frozen=True)
class Geography:
    """Prepared geography: tables and GeoJSON by name, and the row counts per raw file."""

    tables: dict[str, pl.DataFrame]
    shapes: dict[str, bytes]
    counts: dict[str, FileCounts]


def prepare_geography(folder: Path, nicknames: pl.DataFrame) -> Geography:
    """All geography tables and boundaries from the raw files in `folder`.

    Args:
        folder: holds the eight raw files as `data/sources/sources.toml` lists them.
        nicknames: `code`, `official_name`, `name`: names that people use instead of the official one.

    Raises:
        SourceError: a file is missing or damaged, or the files contradict each other.
    """
    raw = {name: _read(folder / f"{name}.csv", columns) for name, columns in _COLUMNS.items()}
    changes = _guarded("municipality_changes.csv", lambda: _changes(raw["municipality_changes"]))
    detailed, merged_away = _municipal_boundaries(folder / BOUNDARIES, changes, raw["municipalities"])
    home = pl.DataFrame({"municipality_code": raw["municipalities"]["code"]})
    tables = {
        "municipality_changes": changes,
        "places": _guarded("places.csv", lambda: _places(raw["places"], raw["places_other"], nicknames)),
        "postcodes": _guarded("postcodes.csv", lambda: _postcodes(raw["postcodes"])),
        "districts": _guarded("districts.csv", lambda: _districts(raw["districts"])),
    }
    for name, table in tables.items():
        _check_codes(f"{name}.csv", table, home)
    regions, shapes = _guarded("municipalities.csv", lambda: build_regions(raw["municipalities"], detailed, nicknames))
    _check_nicknames(nicknames, regions, tables["places"])
    counts = {f"{name}.csv": FileCounts(frame.height, frame.height) for name, frame in raw.items()}
    counts[BOUNDARIES] = FileCounts(len(detailed) + merged_away, len(detailed), merged_away)
    return Geography({"regions": regions, **tables}, shapes, counts)


def read_nicknames(sources: Path) -> pl.DataFrame:
    """`code`, `official_name`, `name` from `nicknames.csv` in the sources folder.

    Raises:
        SourceError: the list is missing or has other columns.
    """
    return _read(sources / "nicknames.csv", "code official_name name")


def _read(path: Path, columns: str) -> pl.DataFrame:
    try:
        return pl.read_csv(path, infer_schema=False).select(columns.split())
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = f"is niet te lezen als CSV-bestand met de kolommen {columns}."
        raise SourceError(path.name, reason, REMEDY_RAW) from error


def _guarded(file: str, build: Callable[[], Built]) -> Built:
    try:
        return build()
    except (pl.exceptions.PolarsError, dy.exc.ValidationError) as error:
        reason = f"heeft andere kolommen of waarden dan verwacht ({' '.join(str(error).split())[:200]})."
        raise SourceError(file, reason, REMEDY_RAW) from error


def _municipal_boundaries(path: Path, changes: pl.DataFrame, municipalities: pl.DataFrame) -> tuple[GeoSeries, int]:
    """Today's boundaries, unsimplified and in metres, and how many older municipalities were merged into them."""
    wanted = set(municipalities["code"])
    code_today_of = dict(changes.filter(pl.col("share_of_places") == 1.0).select("old_code", "code_today").iter_rows())
    try:
        older = read_boundaries(path.read_bytes(), "statcode")
        today = merged(older, code_today_of).to_crs(RD_NEW)
        check(today)
    except (OSError, BoundaryError) as error:
        raise SourceError(path.name, f"geeft geen kloppende grenzen ({error}).", REMEDY_RAW) from error
    if set(today.index) != wanted or len(wanted) != MUNICIPALITIES_TODAY:
        different = ", ".join(sorted(set(today.index) ^ wanted)) or f"{len(wanted)} codes"
        raise SourceError(path.name, f"past niet op municipalities.csv: {different}.", REMEDY_RAW)
    return today, len(older) - len(today)


def _changes(raw: pl.DataFrame) -> pl.DataFrame:
    frame = raw.with_columns(pl.col("date").str.to_date("%Y-%m-%d"), pl.col("share_of_places").cast(pl.Float64))
    return MunicipalityChanges.validate(_columns(frame, MunicipalityChanges).sort("old_code", "code_today"))


def _coordinates() -> list[pl.Expr]:
    return [
        pl.col("lon").cast(pl.Float64).alias("longitude"),
        pl.col("lat").cast(pl.Float64).alias("latitude"),
    ]


def _columns(frame: pl.DataFrame, schema: type[Places | Postcodes | Districts | MunicipalityChanges]) -> pl.DataFrame:
    return frame.select(schema.column_names())


def _places(official: pl.DataFrame, other: pl.DataFrame, nicknames: pl.DataFrame) -> pl.DataFrame:
    is_part = pl.col("method").str.starts_with("part of pc4")
    named = nicknames.group_by("code").agg(pl.col("name").sort().alias("other_names"))
    places = pl.concat(
        [
            official.with_columns(
                pl.when(is_part).then(pl.lit(PlaceKind.PLACE_PART)).otherwise(pl.lit(PlaceKind.PLACE)).alias("kind"),
                pl.lit(True).alias("is_official"),
            ),
            other.with_columns(("GN" + pl.col("geonames_id")).alias("place_code"), pl.lit(False).alias("is_official")),
        ],
        how="diagonal",
    )
    complete = places.join(named, left_on="place_code", right_on="code", how="left").with_columns(
        *_coordinates(), pl.col("other_names").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )
    return Places.validate(_columns(complete, Places).sort("place_code", "municipality_code"))


def _postcodes(raw: pl.DataFrame) -> pl.DataFrame:
    frame = raw.with_columns(*_coordinates(), pl.col("area_share").cast(pl.Float64))
    return Postcodes.validate(_columns(frame, Postcodes).sort("pc4"))


def _districts(raw: pl.DataFrame) -> pl.DataFrame:
    return Districts.validate(_columns(raw.with_columns(*_coordinates()), Districts).sort("district_code"))


def _check_codes(file: str, table: pl.DataFrame, home: pl.DataFrame) -> None:
    column = "code_today" if "code_today" in table.columns else "municipality_code"
    strange = table.join(home, left_on=column, right_on="municipality_code", how="anti")
    if strange.height:
        raise SourceError(file, f"noemt een gemeente die er niet is: {strange[column][0]}.", REMEDY_RAW)


def _check_nicknames(nicknames: pl.DataFrame, regions: pl.DataFrame, places: pl.DataFrame) -> None:
    known = pl.concat([regions.select("code", "name"), places.select(pl.col("place_code").alias("code"), "name")])
    wrong = nicknames.join(known, left_on=["code", "official_name"], right_on=["code", "name"], how="anti")
    if wrong.height:
        row: Mapping[str, str] = wrong.row(0, named=True)
        reason = f"code {row['code']} hoort niet bij de naam {row['official_name']!r}."
        raise SourceError("nicknames.csv", reason, "Verbeter de code of de officiële naam in die regel.")
