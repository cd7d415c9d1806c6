"""The examples that read whole files run against a local server, or are compared with its answers."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from threading import Thread

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
READ = ("duckdb.sql",)
"""Examples for programs that are not installed here; only their addresses are requested."""


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


def get(site: str, address: str) -> bytes:
    with urllib.request.urlopen(address.replace(PLACE_OF_SITE, site), timeout=60) as answer:
        found: bytes = answer.read()
    return found


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


@pytest.mark.parametrize("name", READ)
def test_every_address_answers_with_the_form_that_is_named(site: str, name: str) -> None:
    addresses = re.findall(rf"{PLACE_OF_SITE}[^\s')]+", (FILES / name).read_text("utf-8"))

    assert addresses
    for address in addresses:
        body = get(site, address)
        assert address.endswith(".parquet")
        assert body[:4] == body[-4:] == b"PAR1"


def test_examples_are_short() -> None:
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in FILES.iterdir()}

    assert {name: count for name, count in lines.items() if count > 13} == {}
