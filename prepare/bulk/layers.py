"""Tables with a place on the map as files for maps."""

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import geopandas as gpd
import polars as pl
import pyogrio

from data_loaders.snapshot import REGION_SHAPES
from geo.crs import WGS84
from prepare.bulk.flat import LEFT_OUT, flat


def points_geojson(initiatives: pl.DataFrame) -> bytes:
    """RFC 7946; an initiative without a point is there too, without geometry."""
    properties = initiatives.drop("longitude", "latitude", *LEFT_OUT, strict=False).to_dicts()
    at = initiatives.select("longitude", "latitude").rows()
    features = [
        {"type": "Feature", "id": row["id"], "geometry": _point(*where), "properties": row}
        for row, where in zip(properties, at, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _point(longitude: float | None, latitude: float | None) -> dict[str, object] | None:
    return None if longitude is None else {"type": "Point", "coordinates": [longitude, latitude]}


def geoparquet(layer: gpd.GeoDataFrame) -> bytes:
    """GeoParquet 1.1, with the bounding box of each row, so that a program need fetch no more than its own area."""
    written = io.BytesIO()
    layer.to_parquet(written, schema_version="1.1.0", write_covering_bbox=True, compression="zstd", index=False)
    return written.getvalue()


def point_layer(initiatives: pl.DataFrame) -> gpd.GeoDataFrame:
    """Initiatives with their points, lists as text."""
    table = flat(initiatives)
    points = gpd.points_from_xy(table["longitude"].to_list(), table["latitude"].to_list())
    points[table["longitude"].is_null().to_numpy()] = None
    # Years stay whole numbers, also where some are not known.
    facts = table.drop("longitude", "latitude").to_pandas().convert_dtypes()
    return gpd.GeoDataFrame(facts, geometry=points, crs=WGS84)


def shape_layer(shapes: bytes) -> gpd.GeoDataFrame:
    """Regions with their shapes."""
    return gpd.GeoDataFrame.from_features(json.loads(shapes)["features"], crs=WGS84)


def geopackage(path: Path, tables: Mapping[str, pl.DataFrame], shapes: Mapping[str, bytes], day: date) -> None:
    """Initiatives and regions as layers, all other tables beside them.

    The moment inside is that of the data, so that the same release gives the same file.
    """
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day.isoformat()}T00:00:00.000Z"})
    pyogrio.write_dataframe(point_layer(tables["initiatives"]), path, layer="initiatives", driver="GPKG")
    for name in REGION_SHAPES:
        pyogrio.write_dataframe(shape_layer(shapes[name]), path, layer=name, driver="GPKG", append=True)
    for name, table in tables.items():
        if name != "initiatives":
            pyogrio.write_dataframe(flat(table).to_pandas(), path, layer=name, driver="GPKG", append=True)
