import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import polars as pl
import pytest
from csvw import CSVW
from frictionless import validate
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from api import bulk
from api.bulk import bulk_routes
from data_loaders.bulk import SETTING, bulk_folder, made_names, released_file
from data_loaders.documents import Document
from data_loaders.releases import kept_versions, release
from data_loaders.schema import Reach, RegionLevel, Status, Theme
from data_loaders.store import current
from measures.catalogue import catalogue
from measures.filters import FILTERS, Together
from measures.seen import Period, periods
from measures.selection import Selection
from pages.data.story import files, story
from tests.api.asgi import Answer, get
from tests.pages.harness import view_in

OLDER = "2026-11-23-0dd26b7e"


@pytest.fixture(scope="module", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setenv(SETTING, str(tmp_path_factory.mktemp("bulk")))
    # On a busy machine, making the files takes longer than a caller would wait.
    patch.setattr(bulk, "PATIENCE_SECONDS", 300.0)
    yield
    patch.undo()


def ask(name: str, version: str = "", **headers: str) -> Answer:
    app = Starlette(routes=bulk_routes())
    return get(
        app,
        f"/data/{version or current().version}/{name}",
        headers={k.replace("_", "-"): v for k, v in headers.items()},
    )


def test_every_file_of_the_package_has_its_size_and_checksum() -> None:
    package: Document = json.loads(ask("datapackage.json").body)

    for resource in package["resources"]:
        body = ask(resource["path"]).body
        assert (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}") == (resource["bytes"], resource["hash"])
    assert {
        "samenkaart.gpkg",
        "initiatives.csv",
        "initiatives.parquet",
        "initiatives-geo.parquet",
        "samenkaart.xlsx",
    } <= {resource["path"] for resource in package["resources"]}


def test_files_of_an_older_release_do_not_change() -> None:
    older = pl.read_parquet(io.BytesIO(ask("initiatives.parquet", OLDER).body))

    assert OLDER in kept_versions(current())
    assert (older.height, "scope" in older.columns) == (1055, False)
    assert json.loads(ask("datapackage.json", OLDER).body)["version"] == OLDER


@pytest.mark.parametrize("version", [current().version, OLDER])
def test_what_can_be_asked_for_is_known_before_it_is_made(version: str) -> None:
    package: Document = json.loads(ask("datapackage.json", version).body)
    chosen = release(current(), version)

    listed = {resource["path"] for resource in package["resources"]}
    assert made_names(chosen) | {name for name in chosen.manifest.files if released_file(chosen, name)} == {
        *listed, "SHA256SUMS", "csv-metadata.json", "datapackage.json",
    }  # fmt: skip


def test_the_address_newest_redirects_to_the_release_in_use() -> None:
    answer = ask("initiatives.csv", "nieuwste")

    assert (answer.status, answer.headers["location"]) == (302, f"../{current().version}/initiatives.csv")


def test_a_part_of_a_file() -> None:
    whole = ask("initiatives.parquet")
    part = ask("initiatives.parquet", range="bytes=4-19")

    assert (part.status, part.body) == (206, whole.body[4:20])
    assert part.headers["content-range"] == f"bytes 4-19/{len(whole.body)}"
    assert ask("initiatives.parquet", range="bytes=99999999-").status == 416
    assert ask("initiatives.parquet", range="bytes=4-19", if_range='"other"').status == 200


def test_a_caller_with_the_file_gets_not_modified() -> None:
    tag = ask("initiatives.csv").headers["etag"]
    answer = ask("initiatives.csv", if_none_match=f'W/"old", {tag}')

    assert (answer.status, answer.body) == (304, b"")
    assert ask("initiatives.csv", if_none_match='"old"').status == 200


@pytest.mark.parametrize(
    ("version", "name"),
    [("2026-11-23-00000000", "initiatives.csv"), ("..", "initiatives.csv"), (OLDER, "files.json"), (OLDER, "../x")],
)
def test_what_is_not_there(version: str, name: str) -> None:
    assert ask(name, version).status == 404


LISTS = ("themes", "networks")
CODES = current().table("regions").filter(level=RegionLevel.PROVINCE)["code"].to_list()
COROPS = current().table("regions").filter(level=RegionLevel.COROP)["code"].to_list()
NETWORKS = current().table("initiatives")["networks"].explode().drop_nulls().unique().sort().to_list()
TOWNS = current().table("initiatives")["municipality_code"].drop_nulls().unique().sort().to_list()
IN_NO_FILE = {"place", "text"}
"""What a place on the map is called, and the folded words of the search, are made by the site; a file has the words of the sources."""
CHOICES = st.builds(
    Selection,
    without_themes=st.lists(st.sampled_from(Theme), max_size=1).map(tuple),
    seen=st.lists(st.sampled_from(periods(current().date.year)), max_size=2, unique=True).map(tuple),
    municipality=st.none() | st.sampled_from(TOWNS),
    year_to=st.none() | st.integers(1990, 2026),
    together=st.none() | st.lists(st.sampled_from(TOWNS), min_size=2, max_size=4, unique=True).map(tuple).map(Together),
    themes=st.lists(st.sampled_from(Theme), max_size=2, unique=True).map(tuple),
    province=st.none() | st.sampled_from(CODES),
    corop=st.none() | st.sampled_from(COROPS),
    network=st.none() | st.sampled_from(NETWORKS),
    status=st.lists(st.sampled_from(Status), max_size=2, unique=True).map(tuple),
    scope=st.lists(st.sampled_from(Reach), max_size=1).map(tuple),
    year_from=st.none() | st.integers(1990, 2026),
)


@pytest.fixture(scope="module")
def whole_files() -> dict[str, pl.DataFrame]:
    """The initiatives and the provinces of their municipalities, read from each kind of file with existing programs."""
    split = [pl.col(name).str.split("; ").list.eval(pl.element().filter(pl.element() != "")) for name in LISTS]
    as_text = [pl.col(name).cast(pl.List(pl.String)) for name in LISTS]
    features = [feature["properties"] for feature in json.loads(ask("initiatives.geojson").body)["features"]]
    columns = ["id", *LISTS, "municipality_code", "status", "scope", "started_year", "seen_year"]
    columns_of = {"municipality_code": "code", "province": "province_code", "corop": "corop_code"}
    regions = pl.read_parquet(ask("regions.parquet").body).select(**columns_of)
    read = {
        "csv": pl.read_csv(ask("initiatives.csv").body, infer_schema_length=None)
        .with_columns(pl.col(LISTS).fill_null(""))
        .with_columns(split),
        "parquet": pl.read_parquet(ask("initiatives.parquet").body).with_columns(as_text),
        "geojson": pl.DataFrame(features, infer_schema_length=None),
    }
    return {
        kind: frame.select(columns).join(regions, on="municipality_code", how="left") for kind, frame in read.items()
    }


def with_theme(themes: tuple[Theme, ...]) -> pl.Expr:
    return pl.col("themes").list.eval(pl.element().is_in([*themes])).list.any()


def in_periods(chosen: tuple[Period, ...]) -> pl.Expr:
    year = pl.col("seen_year")
    return pl.any_horizontal(
        year.is_null()
        if each == Period()
        else year.is_between(each.first or 0, each.last or 9999).fill_null(value=False)
        for each in chosen
    )


OWN: Mapping[str, Callable[[Any], pl.Expr]] = {
    "themes": with_theme,
    "without_themes": lambda themes: ~with_theme(themes),
    "seen": in_periods,
    "province": lambda code: pl.col("province") == code,
    "corop": lambda code: pl.col("corop") == code,
    "municipality": lambda code: pl.col("municipality_code") == code,
    "together": lambda region: pl.col("municipality_code").is_in([*region.codes]),
    "network": pl.col("networks").list.contains,
    "status": lambda values: pl.col("status").is_in([*values]),
    "scope": lambda values: pl.col("scope").is_in([*values]),
    "year_from": lambda year: pl.col("started_year") >= year,
    "year_to": lambda year: pl.col("started_year") <= year,
}
"""Each filter in the words of who reads a whole file."""


def own_filter(choice: Selection) -> list[pl.Expr]:
    chosen = dict.fromkeys(field for field, _ in choice.active())
    return [OWN[field](getattr(choice, field)) for field in chosen]


def test_all_filters_but_two_can_be_applied_to_a_whole_file() -> None:
    assert {each.field for each in FILTERS} - OWN.keys() == IN_NO_FILE


INDEXED = catalogue(current().table("initiatives"), current().table("regions"))


@settings(max_examples=60)
@given(CHOICES)
def test_a_filter_on_a_whole_file_finds_the_same_initiatives_as_the_page(
    whole_files: dict[str, pl.DataFrame], choice: Selection
) -> None:
    page = sorted(INDEXED.initiatives[INDEXED.chosen(choice)["row"]]["id"])

    for kind, frame in whole_files.items():
        assert sorted(frame.filter(pl.lit(value=True), *own_filter(choice))["id"]) == page, kind


def test_the_page_of_the_data_has_a_row_for_each_file() -> None:
    package: Document = json.loads(ask("datapackage.json").body)

    rows = files(view_in("nl")).rows

    assert {resource["path"] for resource in package["resources"]} <= set(rows["Bestand"])
    told: Document = next(dict(thing) for thing in story(view_in("nl")).things if thing["@type"] == "Dataset")
    assert {file["contentUrl"].rpartition("/")[2] for file in told["distribution"]} == set(rows["Bestand"])
    assert "Natural Earth" in rows.filter(Bestand="surroundings.geojson")["Licentie"].item()
    assert rows.filter(Bestand="initiatives.csv")["Rijen"].item() == current().table("initiatives").height


def test_frictionless_and_csvw_read_every_table_as_declared(tmp_path: Path) -> None:
    package: Document = json.loads(ask("datapackage.json").body)
    for name in ("datapackage.json", "csv-metadata.json", *(r["path"] for r in package["resources"] if "schema" in r)):
        (tmp_path / name).write_bytes(ask(name).body)
    # What no version of the tool reads yet is judged by checksum above: it looks at tables only.
    of_tables = {**package, "resources": [each for each in package["resources"] if "schema" in each]}
    (tmp_path / "datapackage.json").write_text(json.dumps(of_tables))

    report = validate(tmp_path / "datapackage.json")
    tables = {str(table.url): table for table in CSVW(str(tmp_path / "csv-metadata.json")).tables}

    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    regions = list(tables["regions.csv"].iterdicts())
    assert [row["code"] for row in regions] == current().table("regions")["code"].to_list()
    assert regions[0]["neighbours"] == current().table("regions")["neighbours"][0].to_list()


def test_maps_are_read_by_the_programs_of_others(tmp_path: Path) -> None:
    package = tmp_path / "samenkaart.gpkg"
    package.write_bytes(ask("samenkaart.gpkg").body)

    points = gpd.read_file(package, layer="initiatives")
    shapes = gpd.read_parquet(io.BytesIO(ask("municipalities-geo.parquet").body))
    inside = gpd.read_parquet(io.BytesIO(ask("initiatives-geo.parquet").body), bbox=(5.0, 52.0, 5.2, 52.2))

    initiatives = current().table("initiatives")
    assert points["id"].tolist() == initiatives["id"].to_list()
    assert points.geometry.notna().sum() == initiatives["longitude"].count()
    assert points.crs == shapes.crs == "EPSG:4326"
    assert 0 < len(inside) < len(points)


def test_with_a_read_only_data_folder_files_go_to_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("data_loaders.bulk.os.access", lambda *_: False)

    assert bulk_folder(current()).is_relative_to(tmp_path)
