"""Initiatives and municipalities on the Dutch grid, as geopandas tables."""

import os

import geopandas

layers = "OAPIF:" + os.environ.get("SITE", "https://samenkaart.example") + "/api/features/v1"
grid = "http://www.opengis.net/def/crs/EPSG/0/28992"
municipalities = geopandas.read_file(layers, layer="municipalities", CRS=grid)
initiatives = geopandas.read_file(layers, layer="initiatives", CRS=grid, bbox=(110_000, 430_000, 170_000, 480_000))
inside = municipalities.sjoin(initiatives[["legalForm", "geometry"]])
print(inside.groupby("name").size().sort_values(ascending=False).head(10))
