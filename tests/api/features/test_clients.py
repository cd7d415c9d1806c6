"""Existing clients read our layers from a server: owslib, and GDAL, which QGIS and geopandas use."""

import sys
from collections.abc import Iterator

import pyogrio
import pytest
from owslib.ogcapi.features import Features

from data_loaders.store import current
from geo.features import SYSTEMS
from tests.browser.harness import launch

COUNTS = {
    "initiatives": current().table("initiatives").height,
    "municipalities": 342,
    "corop-regions": 40,
    "provinces": 12,
    "partners": current().table("partners").height,
}
UTRECHT = (5.0, 52.0, 5.2, 52.2)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.api.serve"]
    with launch(lambda port: [*command, str(port)], None, "/api/features/v1/openapi.json", 180) as site:
        yield f"{site.url}/api/features/v1"


def test_owslib_finds_everything(server: str) -> None:
    client = Features(server)

    assert client.api()["openapi"].startswith("3.0")
    assert any(part.endswith("ogcapi-features-2/1.0/conf/crs") for part in client.conformance()["conformsTo"])
    assert set(client.feature_collections()) == set(COUNTS)
    assert client.collection("provinces")["crs"] == list(SYSTEMS)
    assert client.collection_item("provinces", "PV26")["properties"]["name"] == "Utrecht"
    assert client.collection_items("initiatives", limit=3, bbox=list(UTRECHT))["numberReturned"] == 3


def test_gdal_sees_every_layer(server: str) -> None:
    found = {
        layer: pyogrio.read_info(f"OAPIF:{server}", layer=layer) for layer, _ in pyogrio.list_layers(f"OAPIF:{server}")
    }

    assert {layer: info["features"] for layer, info in found.items()} == COUNTS
    assert {"legalForm", "statusYear", "municipalityCode"} <= set(found["initiatives"]["fields"])


def test_gdal_reads_all_parts_of_a_layer(server: str) -> None:
    frame = pyogrio.read_dataframe(f"OAPIF:{server}", layer="initiatives")

    assert set(frame["id"]) == set(current().table("initiatives")["id"])
    assert frame.geometry.isna().sum() == current().table("initiatives")["longitude"].null_count()


def test_gdal_reads_a_rectangle_on_the_dutch_grid(server: str) -> None:
    grid = next(system for system in SYSTEMS if system.endswith("28992"))

    whole = pyogrio.read_dataframe(f"OAPIF:{server}", layer="municipalities", CRS=grid)
    part = pyogrio.read_dataframe(
        f"OAPIF:{server}", layer="municipalities", CRS=grid, bbox=(130_000, 450_000, 140_000, 460_000)
    )

    assert whole.crs.to_epsg() == part.crs.to_epsg() == 28992
    assert 0 < len(part) < 20
    assert whole.is_valid.all()
