import csv
import json
import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from api.features.collections import COLLECTIONS
from api.rest.models import camel
from data_loaders.documents import Document
from data_loaders.store import current
from geo.features import CRS84, SYSTEMS
from pages import stories
from tests.api.v1.machine import ask, told
from tests.api.v1.test_api import FILTERS
from ui.address import Params
from ui.plain.site import Site
from ui.view import view_of

BASE = "/api/features/v1"
INITIATIVES = f"{BASE}/collections/initiatives/items"
RD, MERCATOR = list(SYSTEMS)[1:]
NAMES = [each.name for each in COLLECTIONS]


def ids(features: Document) -> list[str]:
    return [each["id"] for each in features["features"]]


@settings(max_examples=25)
@given(FILTERS)
def test_a_filter_gives_the_same_initiatives_on_page_map_api_and_in_the_file(params: Params) -> None:
    named = {camel(name): values for name, values in params.items()}
    chosen = view_of(params)

    on_map, in_api = told(INITIATIVES, limit=1000, **named), told("/api/v1/initiatives", limit=1000, **named)

    on_page = chosen.catalogue.initiatives[chosen.catalogue.chosen(chosen.selection)["row"]]["id"].to_list()
    assert len(on_page) == on_map["numberMatched"] == in_api["totalCount"]
    assert on_page[:1000] == ids(on_map) == [each["id"] for each in in_api["items"]]
    assert set(on_page) == set(in_file(params))


def in_file(params: Params) -> list[str]:
    """The ids in the CSV file of the list page."""
    made = site().file(
        "initiatieven", "initiatieven", "csv", {name: values for name, values in params.items() if values}
    )
    assert made is not None
    rows = csv.reader(made[0].decode("utf-8-sig").splitlines(), delimiter=";")
    return [row[0] for row in rows][1:]


@cache
def site() -> Site:
    return Site(stories())


@pytest.mark.parametrize("name", NAMES)
def test_every_feature_comes_once_forwards_and_backwards(name: str) -> None:
    seen: list[str] = []
    parts: list[list[str]] = []
    address: str | None = f"{BASE}/collections/{name}/items?limit=150"
    while address:
        body = followed(address)
        parts.append(ids(body))
        address = link(body, "next")
    seen = [each for part in parts for each in part]
    before = link(body, "prev")

    assert len(seen) == len(set(seen)) == body["numberMatched"]
    assert (ids(followed(before)) if before else None) == (parts[-2] if len(parts) > 1 else None)


def followed(address: str) -> Document:
    parts = urlsplit(address)
    return told(parts.path, **parse_qs(parts.query))


def link(body: Document, rel: str) -> str | None:
    return next((each["href"] for each in body["links"] if each["rel"] == rel), None)


@pytest.mark.parametrize("name", NAMES)
def test_one_feature_is_that_of_the_list(name: str) -> None:
    feature = told(f"{BASE}/collections/{name}/items", limit=1, crs=RD)["features"][0]

    one = told(f"{BASE}/collections/{name}/items/{feature['id']}", crs=RD)

    assert {key: one[key] for key in feature} == feature
    assert link(one, "collection")


@pytest.mark.parametrize("name", NAMES)
def test_a_feature_links_to_its_own_page(name: str) -> None:
    (key,) = ids(told(f"{BASE}/collections/{name}/items", limit=1))

    feature = told(f"{BASE}/collections/{name}/items/{key}")

    about = urlsplit(next(link["href"] for link in feature["links"] if link["rel"] == "about"))
    page = stories()[about.path.strip("/")](view_of(parse_qs(about.query)))
    assert feature["properties"]["name"] in page.title
    assert page.status == 200


@settings(max_examples=30)
@given(st.floats(3.3, 7.0), st.floats(50.8, 53.4), st.floats(0.01, 1.5), st.sampled_from(list(SYSTEMS)))
def test_a_box_holds_what_lies_in_it(west: float, south: float, size: float, system: str) -> None:
    to = Transformer.from_crs(
        "OGC:CRS84", "OGC:CRS84" if system == CRS84 else f"EPSG:{system.rsplit('/', 1)[1]}", always_xy=True
    )
    corner, opposite = to.transform(west, south), to.transform(west + size, south + size)
    box = shapely.box(*corner, *opposite)
    frame = current().table("initiatives").drop_nulls("longitude").select("id", "longitude", "latitude")
    expected = {name for name, x, y in frame.iter_rows() if shapely.intersects_xy(box, *to.transform(x, y))}

    body = told(INITIATIVES, limit=1000, bbox=",".join(map(str, (*corner, *opposite))), **{"bbox-crs": system})

    assert body["numberMatched"] == len(expected)
    assert set(ids(body)) <= expected


def test_areas_that_touch_a_box_are_in_it() -> None:
    body = told(f"{BASE}/collections/provinces/items", bbox="5.1,52.05,5.15,52.1")

    assert [each["properties"]["name"] for each in body["features"]] == ["Utrecht"]


def test_every_geometry_is_valid_and_each_system_says_so() -> None:
    answer = ask(f"{BASE}/collections/corop-regions/items", crs=MERCATOR)

    shapes = [shapely.from_geojson(json.dumps(each["geometry"])) for each in json.loads(answer.body)["features"]]
    assert answer.headers["content-crs"] == f"<{MERCATOR}>"
    assert all(shape.is_valid for shape in shapes)


def test_a_feature_without_a_point_has_no_geometry() -> None:
    body = told(f"{BASE}/collections/partners/items", limit=1000)

    without = [each for each in body["features"] if each["geometry"] is None]
    assert len(without) == current().table("partners")["municipality_code"].null_count()


@pytest.mark.parametrize(
    ("interval", "first", "last"),
    [
        ("2015-01-01/..", 2015, 9999),
        ("../2000-12-31T23:59:59Z", 0, 2000),
        ("2010-06-01/2012-06-01", 2010, 2012),
        ("2018-05-05", 2018, 2018),
        ("/2000-12-31", 0, 2000),
    ],
)
def test_an_interval_gives_the_initiatives_that_existed_in_it(interval: str, first: int, last: int) -> None:
    years = pl.concat_list("started_year", "seen_year").list
    frame = current().table("initiatives").with_columns(first=years.min(), last=years.max())
    expected = frame.filter(
        (pl.col("first") <= last) & (pl.coalesce("started_year", "seen_year") <= last) & (pl.col("last") >= first)
    )

    assert told(INITIATIVES, datetime=interval, limit=1)["numberMatched"] == expected.height


def test_a_request_for_too_many_items_gets_the_largest_page() -> None:
    body = told(INITIATIVES, limit=10_000_000)

    assert body["numberReturned"] == min(1000, current().table("initiatives").height)


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"bbox": "52,5,52.2,5.2"}, "box_swapped"),
        ({"bbox": "5,53,6,52"}, "box_order"),
        ({"bbox": "140000,450000,130000,460000", "bbox-crs": RD}, "box_order"),
        ({"bbox": "5,52,6"}, "not_like"),
        ({"bbox": "5,52,6,NaN"}, "not_like"),
        ({"bbox": "a,b,c,d"}, "not_like"),
        ({"bbox": "1," * 5_000}, "too_long"),
        ({"crs": "EPSG:9999"}, "not_one_of"),
        ({"bbox": "5,52,6,53", "bbox-crs": "nep"}, "not_one_of"),
        ({"datetime": "2015"}, "not_like"),
        ({"datetime": "2015-02-30"}, "not_like"),
        ({"datetime": "../.."}, "not_like"),
        ({"datetime": "2016-01-01/2015-01-01"}, "dates_swapped"),
        ({"limit": "0"}, "not_between"),
        ({"limit": "-5"}, "not_between"),
        ({"f": "xml"}, "not_one_of"),
        ({"municipalityCode": "Utrecht"}, "not_like"),
        ({"gemeente": "Nergenshuizen"}, "unknown_value"),
        ({"nep": "1"}, "unknown"),
    ],
)
def test_a_wrong_request_gets_an_explanation(params: Mapping[str, str], code: str) -> None:
    answer = ask(INITIATIVES, "GET", None, **params)

    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert json.loads(answer.body)["errors"][0]["code"] == code


@pytest.mark.parametrize(
    "path", ["/collections/nep", "/collections/nep/items", "/collections/initiatives/items/nep", "/collections/"]
)
def test_an_unknown_address_is_not_found(path: str) -> None:
    assert ask(BASE + path).status == 404


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "Samenkaart op uw eigen kaart"),
        ("/conformance", "ogcapi-features-2"),
        ("/collections", "COROP-gebieden"),
        ("/collections/provinces", "vereenvoudigd tot 200 meter"),
        ("/collections/provinces/items", "Drenthe"),
        ("/collections/provinces/items/PV22", "Drenthe"),
        ("/collections/initiatives/items?thema=zorg&limit=3", "objecten"),
    ],
)
def test_people_get_a_page_of_the_site(path: str, said: str) -> None:
    answer = ask(BASE + path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    page = answer.body.decode()
    assert said in page
    assert page.count("<h1") == 1
    assert 'id="voet"' in page or "<footer" in page


def test_the_page_speaks_english_too() -> None:
    assert "Samenkaart on your own map" in ask(BASE, f="html", taal="en").body.decode()


def test_the_link_to_the_other_language_keeps_the_question() -> None:
    page = ask(INITIATIVES, f="html", thema="zorg", limit=2).body.decode()

    assert re.search(r'href="\?[^"]*thema=zorg[^"]*taal=en', page)
