"""A raw geography folder like the real one, with 342 square municipalities on a grid."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import shapely
from geopandas import GeoSeries

from geo.crs import RD_NEW, WGS84

COLUMNS, ROWS, SIDE = 18, 19, 5_000
OLDER = {"GM1992": ("GM0501", "GM0530"), "GM0363": ("GM0363", "GM0457")}
"""Municipalities of today that the boundaries still show in two pieces, and the codes of the pieces."""

CODES = sorted([*OLDER, *(f"GM{number:04d}" for number in range(2001, 2001 + COLUMNS * ROWS - len(OLDER)))])


def write(folder: Path) -> None:
    """Write all eight files."""
    shapes = {code: _square(index) for index, code in enumerate(CODES)}
    (folder / "municipalities_2022_wgs84.geojson").write_text(json.dumps(_boundaries(shapes)))
    _csv(folder / "municipalities.csv", (_municipality(index, code) for index, code in enumerate(CODES)))
    ended = [(old, code) for code, olds in OLDER.items() for old in olds if old != code]
    _csv(folder / "municipality_changes.csv", (_change(old, code) for old, code in ended))
    points = {code: shapely.centroid(_degrees(shape)) for code, shape in shapes.items()}
    at = [{"municipality_code": code, "lat": f"{p.y:.5f}", "lon": f"{p.x:.5f}"} for code, p in points.items()]
    _csv(
        folder / "places.csv",
        (row | {"place_code": f"WP{i}", "name": f"Dorp {i}", "method": "name"} for i, row in enumerate(at)),
    )
    _csv(
        folder / "places_other.csv",
        (row | {"geonames_id": str(i), "name": f"Gehucht {i}", "kind": "settlement"} for i, row in enumerate(at)),
    )
    _csv(
        folder / "postcodes.csv",
        (row | {"pc4": str(1000 + i), "place": "", "area_share": "1.000"} for i, row in enumerate(at)),
    )
    _csv(
        folder / "districts.csv",
        (row | {"district_code": f"WK{i}", "name": f"Wijk {i:02d} Noord"} for i, row in enumerate(at)),
    )


def _square(index: int) -> shapely.Geometry:
    x, y = 100_000 + SIDE * (index % COLUMNS), 400_000 + SIDE * (index // COLUMNS)
    return _box(x, y, x + SIDE, y + SIDE)


def _box(west: float, south: float, east: float, north: float) -> shapely.Geometry:
    """A rectangle with points halfway, so that it meets a divided neighbour point for point."""
    return shapely.segmentize(shapely.box(west, south, east, north), SIDE / 2)


def _degrees(shape: shapely.Geometry) -> shapely.Geometry:
    return GeoSeries([shape], crs=RD_NEW).to_crs(WGS84).iloc[0]


def _boundaries(shapes: Mapping[str, shapely.Geometry]) -> dict[str, object]:
    pieces = []
    for code, shape in shapes.items():
        west, south, east, north = shape.bounds
        middle = west + SIDE / 2
        halves = [_box(west, south, middle, north), _box(middle, south, east, north)]
        pieces += list(zip(OLDER[code], halves, strict=True)) if code in OLDER else [(code, shape)]
    features = [
        {
            "type": "Feature",
            "properties": {"statcode": code},
            "geometry": json.loads(shapely.to_geojson(_degrees(shape))),
        }
        for code, shape in pieces
    ]
    return {"type": "FeatureCollection", "features": features}


def _municipality(index: int, code: str) -> dict[str, str]:
    province, corop = index % COLUMNS // 9, index % COLUMNS // 3
    return {
        "code": code,
        "name": f"Gemeente {index}",
        "name_cbs_2025": f"Gemeente {index}" if index else "Gemeente 0 (O.)",
        "province_code": f"PV{20 + province}",
        "province": f"Provincie {province}",
        "corop_code": f"CR{10 + corop}",
        "corop_name": f"Corop {corop}",
        "population": "1000",
        "population_year": "2024",
        "area_land_km2": "25.00",
        "area_water_km2": "0.00",
    }


def _change(old: str, code: str) -> dict[str, str]:
    about = {"old_code": old, "old_name": f"Oud {old}", "new_code": code, "new_name": code, "date": "2023-01-01"}
    return about | {"share_of_places": "1.000", "code_today": code, "name_today": code, "evidence": ""}


def _csv(path: Path, rows: Iterable[dict[str, str]]) -> None:
    listed = list(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, listed[0])
        writer.writeheader()
        writer.writerows(listed)
