"""Lists and maps that share a choice but not their rows: what one reader saw must not be shown to the next."""

import json

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.store import current
from measures.networks import NetworkTables, initiatives_in
from tests.pages.harness import open_page
from ui.initiative_rows import PAGE_ROWS

View = tuple[str, dict[str, str]]
MAP: View = ("kaart", {"sorteer": "naam"})
CELL: View = ("netwerken", {"deel": "tabel", "vak": "lsa~PV26", "sorteer": "naam"})
OTHER_CELL: View = ("netwerken", {"deel": "tabel", "vak": "~PV26", "sorteer": "naam"})
NAMING: View = ("kaart", {"netwerk": "lvkk"})
NETWORK: View = ("netwerken", {"netwerk": "lvkk"})


def tables() -> NetworkTables:
    names = ("initiatives", "partners", "relations", "regions")
    return NetworkTables(**{name: current().table(name) for name in names})


def first_page(initiatives: pl.DataFrame) -> list[str]:
    return initiatives.sort(pl.col("name").str.to_lowercase(), "id").head(PAGE_ROWS)["id"].to_list()


def listed(app: AppTest) -> list[str]:
    links = app.dataframe[-1].value.iloc[:, 0]
    return [link.removeprefix("/initiatieven?id=") for link in links]


def bubbles(app: AppTest) -> list[str]:
    layers = json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"]
    return [row["name"] for row in next(layer["data"] for layer in layers if layer["id"] == "bubbels")]


@pytest.mark.parametrize("order", [(MAP, CELL, OTHER_CELL), (OTHER_CELL, CELL, MAP)])
def test_each_list_shows_its_own_rows(order: tuple[View, ...]) -> None:
    shown = [listed(open_page(page, **params)) for page, params in order]

    expected = {
        str(MAP): first_page(current().table("initiatives")),
        str(CELL): first_page(initiatives_in(tables(), network="lsa", region="PV26")),
        str(OTHER_CELL): first_page(initiatives_in(tables(), region="PV26")),
    }
    assert shown == [expected[str(view)] for view in order]


@pytest.mark.parametrize("order", [(NAMING, NETWORK), (NETWORK, NAMING)])
def test_a_network_with_those_under_it_has_a_map_of_its_own(order: tuple[View, ...]) -> None:
    drawn = {str(view): bubbles(open_page(view[0], **view[1])) for view in order}

    assert len(drawn[str(NETWORK)]) > len(drawn[str(NAMING)]) > 0
