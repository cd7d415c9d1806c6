"""pygeoapi, the reference implementation of OGC API Features: the rows as GeoParquet, which it filters while reading.

`prepare FOLDER` makes the file and the configuration; `serve FOLDER PORT` serves them. The alternative, SQLite with
SpatiaLite, needs a Python that can load extensions and a system library.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import shapely
import uvicorn
import yaml

GROUP = 20_000
"""Rows per row group of the file; groups without a requested value are skipped."""


MOST = 10_000_000
"""Most items in one answer; large enough for the whole table."""


def prepare(folder: Path) -> None:
    """Write the rows as GeoParquet, sorted by id, so that each id is in one row group."""
    rows = pyarrow.csv.read_csv(folder / "initiatives.csv").sort_by("id")
    points = shapely.points(rows["longitude"].to_numpy(), rows["latitude"].to_numpy())
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    about = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    made = rows.append_column("geometry", pa.array(shapely.to_wkb(points), pa.binary()))
    made = made.replace_schema_metadata({b"geo": json.dumps(about).encode()})
    pyarrow.parquet.write_table(made, folder / "initiatives.geoparquet", row_group_size=GROUP)


def configuration(folder: Path, port: str) -> dict[str, object]:
    """A configuration with one collection and nothing that takes extra time."""
    provider = {"type": "feature", "name": "Parquet", "data": {"source": str(folder / "initiatives.geoparquet")}}
    provider |= {"id_field": "id", "x_field": "longitude", "y_field": "latitude"}
    collection = {
        "type": "collection",
        "title": "Initiatives",
        "description": "Initiatives",
        "keywords": ["initiatives"],
        "links": [],
        "extents": {"spatial": {"bbox": [3.2, 50.7, 7.3, 53.7]}},
        "providers": [provider],
    }
    bind = {"host": "127.0.0.1", "port": int(port)}
    limits = {"default_items": 100, "max_items": MOST}
    server: dict[str, object] = {
        "bind": bind,
        "url": f"http://127.0.0.1:{port}",
        "mimetype": "application/json",
        "encoding": "utf-8",
    }
    server |= {"language": "en-US", "gzip": False, "pretty_print": False, "limits": limits}
    server |= {"map": {"url": "", "attribution": ""}}
    person = {"name": "n", "url": "http://127.0.0.1", "email": "n@example.org"}
    identification = {"title": "t", "description": "d", "keywords": ["k"], "url": "http://127.0.0.1"}
    identification |= {"keywords_type": "theme", "terms_of_service": "http://127.0.0.1"}
    metadata = {"identification": identification, "license": person, "provider": person, "contact": person}
    return {
        "server": server,
        "logging": {"level": "ERROR"},
        "metadata": metadata,
        "resources": {"initiatives": collection},
    }


def serve(folder: Path, port: str) -> None:
    """Serve the file."""
    written, described = folder / "pygeoapi.yml", folder / "pygeoapi-openapi.yml"
    written.write_text(yaml.safe_dump(configuration(folder, port)), encoding="utf-8")
    os.environ |= {"PYGEOAPI_CONFIG": str(written), "PYGEOAPI_OPENAPI": str(described)}
    program = Path(sys.executable).with_name("pygeoapi")
    wanted = [str(program), "openapi", "generate", str(written), "--output-file", str(described)]
    subprocess.run(wanted, check=True)
    uvicorn.run("pygeoapi.starlette_app:APP", host="127.0.0.1", port=int(port), log_level="warning")


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]))
    else:
        serve(Path(sys.argv[2]), sys.argv[3])
