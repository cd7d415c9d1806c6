"""The examples in the documentation run against a local server, or are compared with its answers."""

import html
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest

from pages import stories
from pages.data.programs import EXAMPLES, LANGUAGES, PLACE_OF_SITE
from tests.api.v1.machine import told
from tests.browser.harness import launch
from ui.plain.site import Site

FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in LANGUAGES)
RUN = {"list.sh": ["sh"], "table.py": [sys.executable], "map.py": [sys.executable], "newsroom.sh": ["sh"]}
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "table.R": {
        "values": ("indicatorId", "regionCode", "year", "value"),
        "indicators": ("indicatorId", "nameEn", "unit"),
    },
    "table.pq": {"partners": ("partnerId", "name", "role", "kind", "municipalityCode", "website")},
}
"""Of what is not run: the fields that it names, by list."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with launch(
        lambda port: [sys.executable, "-m", "tests.api.serve", str(port)], None, "/api/v1/openapi.json", 180
    ) as served:
        yield served.url


@pytest.mark.parametrize("name", RUN)
def test_an_example_runs(site: str, name: str) -> None:
    environment = {**os.environ, "SITE": site}

    done = subprocess.run(
        [*RUN[name], str(EXAMPLES / name)], capture_output=True, text=True, check=False, env=environment, timeout=120
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout) > 200
    if name == "list.sh":
        assert done.stdout.rstrip().endswith("304")
    if name == "newsroom.sh":
        table = pl.read_csv(done.stdout.encode())
        # The last row is the total.
        count = told("/api/v1/initiatives", thema="zorg", limit=1)["totalCount"]
        assert table["Initiatives"][-1] == table["Initiatives"][:-1].sum() == count


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_address_in_an_example_answers(site: str, path: Path) -> None:
    code = path.read_text("utf-8")

    addresses = {found.rstrip("\"'") for found in re.findall(r"/?(?:api|bestand)/[\w/.-]+(?:\?[\w=&]+)?", code)}

    assert PLACE_OF_SITE in code
    assert addresses or path.suffix == ".html"
    for address in addresses:
        with urllib.request.urlopen(f"{site}/{address.lstrip('/')}", timeout=60) as answer:
            assert answer.status == 200


def test_the_embedded_map_is_one_that_other_sites_may_show() -> None:
    code = html.unescape((EXAMPLES / "embed.html").read_text("utf-8"))
    address = urlsplit(re.findall(r'src="([^"]+)"', code)[0])

    page = Site(stories()).page(address.path, parse_qs(address.query))

    assert page is not None
    assert (page.status, "<header" in page.body, "Limburg" in page.body) == (200, False, True)


@pytest.mark.parametrize("name", FIELDS)
def test_the_fields_that_an_example_names_exist(site: str, name: str) -> None:
    code = (EXAMPLES / name).read_text("utf-8")

    for path, fields in FIELDS[name].items():
        with urllib.request.urlopen(f"{site}/api/v1/{path}?limit=1", timeout=60) as answer:
            row = json.load(answer)["items"][0]
        assert [field for field in fields if field not in code or field not in row] == []


def test_examples_are_short() -> None:
    lines = {path.name: sum(bool(line.strip()) for line in path.read_text("utf-8").splitlines()) for path in FILES}

    assert {name: count for name, count in lines.items() if count > 13} == {}
