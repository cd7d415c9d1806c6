"""A test country of ten square municipalities, each 0.1 degree wide around its label point."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import dataframely as dy
import polars as pl

from data_loaders.schema import Districts, MunicipalityChanges, Places, Postcodes
from prepare.place.evidence import Atlas
from prepare.read.source import ReadConfig, Words
from tests.frames import regions

SOURCES = Path(__file__).resolve().parents[2] / "data" / "sources"
HALF = 0.05

# code: name, province code, province, longitude, latitude, other names
_MUNICIPALITIES: dict[str, tuple[str, str, str, float, float, list[str]]] = {
    "GM0344": ("Utrecht", "PV26", "Utrecht", 5.12, 52.09, []),
    "GM0363": ("Amsterdam", "PV27", "Noord-Holland", 4.90, 52.37, []),
    "GM0479": ("Zaanstad", "PV27", "Noord-Holland", 4.80, 52.45, []),
    "GM0373": ("Bergen (NH.)", "PV27", "Noord-Holland", 4.70, 52.67, []),
    "GM0893": ("Bergen (L.)", "PV31", "Limburg", 6.05, 51.60, []),
    "GM0518": ("'s-Gravenhage", "PV28", "Zuid-Holland", 4.30, 52.07, ["Den Haag"]),
    "GM1658": ("Heeze-Leende", "PV30", "Noord-Brabant", 5.55, 51.37, []),
    "GM1991": ("Maashorst", "PV30", "Noord-Brabant", 5.67, 51.70, []),
    "GM1900": ("Súdwest-Fryslân", "PV21", "Fryslân", 5.50, 53.03, []),
    "GM0716": ("Tholen", "PV29", "Zeeland", 4.15, 51.55, []),
}
# code, municipality, name, kind, offset of the point in degrees
_PLACES = [
    ("WP1", "GM0344", "Utrecht", "place", 0.01),
    ("WP2", "GM0363", "Amsterdam", "place", 0.01),
    ("WP3", "GM0479", "Zaandam", "place", 0.01),
    ("WP4", "GM0373", "Bergen (NH)", "place", 0.01),
    ("WP5", "GM0893", "Bergen L", "place", 0.01),
    ("WP6", "GM0518", "'s-Gravenhage", "place", 0.01),
    ("WP7", "GM1658", "Sterksel", "place", 0.01),
    ("WP8", "GM1658", "Leende", "place", 0.02),
    ("WP9", "GM1991", "Zeeland", "place", 0.01),
    ("WP10", "GM1900", "Bolsward", "place", 0.01),
    ("WP11", "GM0716", "Sint-Maartensdijk", "place", 0.01),
    ("WP12", "GM1991", "Loo Gld", "place", 0.03),
    ("GN3", "GM1658", "Loo", "settlement", 0.03),
    ("GN4", "GM0716", "Loo", "settlement", 0.03),
    ("WP13", "GM1991", "Hasselt", "place", 0.02),
    ("GN5", "GM1658", "Leuven", "settlement", 0.04),
    ("GN1", "GM0344", "Zuilen", "section", 0.02),
    ("GN2", "GM1900", "Amsterdam", "settlement", 0.03),
]
_POSTCODES = [("3511", "GM0344", "Utrecht"), ("1012", "GM0363", "Amsterdam"), ("5741", "GM1658", "Sterksel")]
_PROVINCES = {
    "PV21": "Fryslân",
    "PV26": "Utrecht",
    "PV27": "Noord-Holland",
    "PV28": "Zuid-Holland",
    "PV29": "Zeeland",
    "PV30": "Noord-Brabant",
    "PV31": "Limburg",
}


def _frame(rows: Sequence[Mapping[str, object]], schema: type[dy.Schema]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema.create_empty().schema)


def tables() -> dict[str, pl.DataFrame]:
    """The five geography tables."""
    home = {code: (longitude, latitude) for code, (_, _, _, longitude, latitude, _) in _MUNICIPALITIES.items()}
    municipalities = [
        {
            "code": code,
            "name": name,
            "other_names": others,
            "province_code": province_code,
            "province": province,
            "longitude": longitude,
            "latitude": latitude,
        }
        for code, (name, province_code, province, longitude, latitude, others) in _MUNICIPALITIES.items()
    ]
    provinces = [
        {"code": code, "name": name, "level": "province", "province_code": code, "province": name}
        for code, name in _PROVINCES.items()
    ]
    places = [
        {
            "place_code": code,
            "municipality_code": home_code,
            "name": name,
            "other_names": ["Den Haag"] if code == "WP6" else [],
            "is_official": code.startswith("WP"),
            "kind": kind,
            "longitude": home[home_code][0] + offset,
            "latitude": home[home_code][1] + offset,
        }
        for code, home_code, name, kind, offset in _PLACES
    ]
    postcodes = [
        {
            "pc4": pc4,
            "municipality_code": code,
            "place": place,
            "longitude": home[code][0] - 0.01,
            "latitude": home[code][1] - 0.01,
            "area_share": 1.0,
        }
        for pc4, code, place in _POSTCODES
    ]
    district = {
        "district_code": "WK1",
        "name": "Wijk 03 Overvecht",
        "municipality_code": "GM0344",
        "longitude": 5.1,
        "latitude": 52.1,
    }
    changes = [
        {"old_code": "GM0064", "code_today": "GM1900", "old_name": "Bolsward", "name_today": "Súdwest-Fryslân"},
        {"old_code": "GM9001", "code_today": "GM0344", "old_name": "Splitstad", "name_today": "Utrecht"},
        {"old_code": "GM9001", "code_today": "GM0363", "old_name": "Splitstad", "name_today": "Amsterdam"},
    ]
    ended = {"date": pl.date(2011, 1, 1), "share_of_places": 0.5}
    return {
        "regions": regions(*municipalities, *provinces),
        "places": _frame(places, Places),
        "postcodes": _frame(postcodes, Postcodes),
        "districts": _frame([district], Districts),
        "municipality_changes": pl.DataFrame(changes)
        .with_columns(**{name: value if isinstance(value, pl.Expr) else pl.lit(value) for name, value in ended.items()})
        .select(MunicipalityChanges.column_names()),
    }


def boundaries() -> bytes:
    """The squares as GeoJSON."""
    features = []
    for code, (_, _, _, x, y, _) in _MUNICIPALITIES.items():
        ring = [[x + dx * HALF, y + dy * HALF] for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"code": code}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def around() -> bytes:
    """GeoJSON of Belgium and Germany as rectangles below and beside the squares; the rest is sea."""
    land = [
        [[[2.0, 47.0], [6.0, 47.0], [6.0, 51.3], [2.0, 51.3], [2.0, 47.0]]],
        [[[7.0, 47.0], [15.0, 47.0], [15.0, 54.0], [7.0, 54.0], [7.0, 47.0]]],
    ]
    geometry = {"type": "MultiPolygon", "coordinates": land}
    features = [{"type": "Feature", "properties": {"kind": "land"}, "geometry": geometry}]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@cache
def words() -> Words:
    """The real word lists."""
    return Words.load(SOURCES)


@cache
def config() -> ReadConfig:
    """A configuration for reading, with 2026 as the present year."""
    return ReadConfig(words(), Atlas.load(tables(), boundaries(), around()), 2026)
