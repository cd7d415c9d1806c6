"""The examples that read whole files run against a local server, or are compared with its answers."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import duckdb
import duckdb_extension_httpfs
import polars as pl
import pytest
import uvicorn
from starlette.applications import Starlette

from api.bulk import bulk_routes
from data_loaders.bulk import SETTING
from data_loaders.store import current
from pages.data.programs import EXAMPLES, PLACE_OF_SITE
from prepare.bulk.make import make_bulk

FILES = EXAMPLES / "files"
RUN = {"parquet.py": [sys.executable], "package.py": [sys.executable], "whole.sh": ["sh"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, str(tmp_path_factory.mktemp("bulk")))
        make_bulk(current())
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=bulk_routes()), port=0, log_level="warning"))
        thread = Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("name", RUN)
def test_an_example_runs(site: str, name: str) -> None:
    done = subprocess.run(
        [*RUN[name], str(FILES / name)], capture_output=True, text=True, check=False, env={**os.environ, "SITE": site}
    )

    assert done.returncode == 0, done.stderr
    if name == "whole.sh":
        assert "FAILED" not in done.stdout
        assert done.stdout.rstrip().endswith("206")
    else:
        assert len(done.stdout) > 200


def test_duckdb_reads_columns_over_http(site: str, tmp_path: Path) -> None:
    # Where INSTALL looks before it would fetch the extension; the package has the same file.
    carried = Path(duckdb_extension_httpfs.__file__).parent / "extensions"
    with duckdb.connect(config={"extension_directory": str(tmp_path)}) as database:
        (platform,) = database.sql("PRAGMA platform").fetchall()[0]
        for extension in carried.rglob("*.duckdb_extension"):
            (tmp_path / extension.parent.name / platform).mkdir(parents=True)
            shutil.copy(extension, tmp_path / extension.parent.name / platform)
        *before, question = (
            (FILES / "duckdb.sql").read_text("utf-8").replace(PLACE_OF_SITE, site).rstrip(";\n").split(";")
        )
        for statement in before:
            database.execute(statement)
        rows = database.sql(question).fetchall()

    ended = current().table("statements").filter(field="status", value="gestopt", is_shown=True)
    assert sorted(rows, key=str) == sorted(
        ended.group_by("source_year").agg(pl.col("initiative_id").n_unique()).rows(), key=str
    )
    assert rows


def test_examples_are_short() -> None:
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in FILES.iterdir()}

    assert {name: count for name, count in lines.items() if count > 13} == {}
