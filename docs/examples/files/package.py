"""Initiatives on a map with geopandas, from the GeoPackage with all layers and tables."""

import os
from urllib.request import urlretrieve

import geopandas

site, release = os.environ.get("SITE", "https://samenkaart.example"), os.environ.get("RELEASE", "nieuwste")
package, _ = urlretrieve(f"{site}/data/{release}/samenkaart.gpkg")
initiatives = geopandas.read_file(package, layer="initiatives").to_crs("EPSG:28992")
provinces = geopandas.read_file(package, layer="provinces").to_crs("EPSG:28992")
print(provinces.sjoin(initiatives[["id", "geometry"]]).groupby("name").size())
