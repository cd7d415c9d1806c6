"""Tables with a place on the map as files for maps."""

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import geopandas as gpd
import polars as pl
import pyogrio

from data_loaders.snapshot import REGION_SHAPES
from geo.crs import WGS84
from prepare.bulk.flat import LEFT_OUT, flat

PART = 50_000
"""Rows that are written at a time: a million would fill the memory of the machine."""


def points_geojson(initiatives: pl.DataFrame) -> Iterator[bytes]:
    """RFC 7946, in parts; an initiative without a point is there too, without geometry."""
    yield b'{"type":"FeatureCollection","features":['
    for start, part in enumerate(initiatives.iter_slices(PART)):
        columns = part.drop("longitude", "latitude", *LEFT_OUT, strict=False)
        properties = columns.select(pl.struct(pl.all()).struct.json_encode()).to_series()
        at = part.select("id", "longitude", "latitude").iter_rows()
        features = [
            f'{{"type":"Feature","id":{json.dumps(name)},"geometry":{_point(*where)},"properties":{facts}}}'
            for (name, *where), facts in zip(at, properties, strict=True)
        ]
        yield (("," if start else "") + ",".join(features)).encode()
    yield b"]}"


def _point(longitude: float | None, latitude: float | None) -> str:
    return "null" if longitude is None else f'{{"type":"Point","coordinates":[{longitude},{latitude}]}}'


def geoparquet(layer: gpd.GeoDataFrame) -> bytes:
    """GeoParquet 1.1 with a bounding box per row, so that a program can fetch only the area it needs."""
    written = io.BytesIO()
    layer.to_parquet(written, schema_version="1.1.0", write_covering_bbox=True, compression="zstd", index=False)
    return written.getvalue()


def point_layer(initiatives: pl.DataFrame) -> gpd.GeoDataFrame:
    """Initiatives with their points; lists become text, as in `flat`."""
    table = flat(initiatives)
    points = gpd.points_from_xy(table["longitude"].to_list(), table["latitude"].to_list())
    points[table["longitude"].is_null().to_numpy()] = None
    # pandas would turn years into decimals as soon as one is missing.
    facts = table.drop("longitude", "latitude").to_pandas().convert_dtypes()
    return gpd.GeoDataFrame(facts, geometry=points, crs=WGS84)


def shape_layer(shapes: bytes) -> gpd.GeoDataFrame:
    """Regions with their shapes."""
    return gpd.GeoDataFrame.from_features(json.loads(shapes)["features"], crs=WGS84)


def geopackage(path: Path, tables: Mapping[str, pl.DataFrame], shapes: Mapping[str, bytes], day: date) -> None:
    """Write a GeoPackage: initiatives and regions as layers, all other tables as plain tables.

    The time stamp inside is the day of the data, so the same release always gives the same file.
    """
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day.isoformat()}T00:00:00.000Z"})
    for start, part in enumerate(tables["initiatives"].iter_slices(PART)):
        pyogrio.write_dataframe(point_layer(part), path, layer="initiatives", driver="GPKG", append=start > 0)
    for name in REGION_SHAPES:
        pyogrio.write_dataframe(shape_layer(shapes[name]), path, layer=name, driver="GPKG", append=True)
    for name, table in tables.items():
        if name != "initiatives":
            pyogrio.write_dataframe(flat(table).to_pandas(), path, layer=name, driver="GPKG", append=True)
