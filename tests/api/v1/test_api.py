import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.open_data import FOLLOWED
from api.rest.filters import FILTER_PARAMETERS
from api.rest.models import camel
from api.rest.operation import Parameter
from api.v1.resources import RESOURCES, Resource
from data_loaders.schema import Reach, RegionLevel, Status, Theme
from data_loaders.store import current
from measures.filters import FILTERS as DECLARED
from measures.seen import periods
from tests.api.v1.machine import ask, told
from ui.address import Params
from ui.filter_words import known_words
from ui.seen import period_words
from ui.view import view_of

SNAPSHOT = current()
REGIONS = SNAPSHOT.table("regions")
MUNICIPALITIES = REGIONS.filter(level=RegionLevel.MUNICIPALITY.value)["name"].to_list()
COROPS = REGIONS.filter(level=RegionLevel.COROP.value)["code"].to_list()
PLACES = dict(
    SNAPSHOT.table("initiatives").select("place", "municipality_code").drop_nulls().sort("place").head(60).iter_rows()
)
PROVINCES = REGIONS.filter(level=RegionLevel.PROVINCE.value)["name"].to_list()


def choices(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


def with_its_municipality(params: Params) -> Params:
    """A place means nothing outside its municipality."""
    return params | ({"gemeente": [PLACES[params["plaats"][0]]]} if params["plaats"] else {})


FILTERS = st.fixed_dictionaries(
    {
        "thema": choices([*Theme]),
        "zonder_thema": choices([*Theme]),
        "status": choices([*Status]),
        "gezien": choices([period_words(period, "nl") for period in periods(2026)]),
        "provincie": st.lists(st.sampled_from(PROVINCES), max_size=1),
        "corop": st.lists(st.sampled_from(COROPS), max_size=1),
        "gemeenten": st.lists(st.sampled_from(["Utrecht,Zeist", "GM0344,GM0363,Urk"]), max_size=1),
        "bereik": choices([*Reach]),
        "plaats": st.lists(st.sampled_from(sorted(PLACES)), max_size=1),
        "gemeente": st.lists(st.sampled_from(MUNICIPALITIES[:40]), max_size=1),
        "netwerk": st.lists(st.sampled_from(SNAPSHOT.table("partners")["partner_id"].to_list()), max_size=1),
        "van": st.lists(st.sampled_from(["1990", "2010"]), max_size=1),
        "tot": st.lists(st.sampled_from(["2015", "2022"]), max_size=1),
        "q": st.lists(st.sampled_from(["zorg", "tuin", "energie wijk"]), max_size=1),
    }
).map(with_its_municipality)


def test_every_declared_filter_of_the_pages_is_a_parameter_for_programs() -> None:
    wanted = {camel(each.parameter) for each in DECLARED}
    v1, features = told("/api/v1/openapi.json"), told("/api/features/v1/openapi.json")

    for document, path in (
        (v1, "/initiatives"),
        (v1, "/initiative-counts"),
        (features, "/collections/initiatives/items"),
    ):
        assert wanted - {each["name"] for each in document["paths"][path]["get"]["parameters"]} == set()
    assert wanted - {each.name for each in FOLLOWED} == set()


@settings(max_examples=40)
@given(FILTERS)
def test_the_api_counts_what_the_sentence_of_the_page_says(params: Params) -> None:
    view = view_of(params)
    said = known_words(view, view.catalogue.chosen(view.selection))

    count = told("/api/v1/initiatives", limit=1, **{camel(name): values for name, values in params.items()})[
        "totalCount"
    ]

    assert count == number_in(said)


def number_in(sentence: str) -> int:
    found = re.search(r"\d[\d.]*", sentence)
    return int(found[0].replace(".", "")) if found else 0


def test_a_filter_may_be_written_as_in_the_address_of_a_page() -> None:
    as_page, as_api = (
        told("/api/v1/initiatives", **{name: "zorg"})["totalCount"] for name in ("zonder_thema", "zonderThema")
    )

    assert as_page == as_api < SNAPSHOT.table("initiatives").height


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.path)
def test_every_row_of_a_table_comes_once(resource: Resource) -> None:
    address: str | None = f"/api/v1/{resource.path}?limit=1000"
    rows: list[dict[str, object]] = []
    while address:
        parts = urlsplit(address)
        body = told(parts.path, **parse_qs(parts.query))
        rows += body["items"]
        address = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)

    assert body["totalCount"] == len(rows) == SNAPSHOT.table(resource.table).height
    assert len({json.dumps(row) for row in rows}) == len(rows)


@pytest.mark.parametrize("resource", [each for each in RESOURCES if each.key], ids=lambda each: each.path)
def test_one_row_has_the_fields_of_the_list(resource: Resource) -> None:
    row = told(f"/api/v1/{resource.path}", limit=1)["items"][0]

    one = told(f"/api/v1/{resource.path}/{row[camel(resource.key)]}")

    assert {name: one[name] for name in row} == row


def test_statements_tell_what_each_source_says() -> None:
    name = SNAPSHOT.table("statements")["initiative_id"][0]

    body = told(f"/api/v1/initiatives/{name}/statements")

    assert body["totalCount"] == SNAPSHOT.table("statements").filter(initiative_id=name).height
    assert body["totalCount"] == told("/api/v1/statements", initiativeId=name)["totalCount"]


@pytest.mark.parametrize("parameter", FILTER_PARAMETERS, ids=lambda each: each.name)
def test_every_example_of_a_filter_is_understood(parameter: Parameter) -> None:
    inside = {"gemeente": "Utrecht"} if parameter.name == "plaats" else {}
    asked = {**inside, parameter.name: parameter.example}

    assert told("/api/v1/initiatives", limit=1, **asked)["count"] <= 1
    assert ask("/wijzigingen.csv", "GET", None, **asked).status == 200
    assert told("/api/features/v1/collections/initiatives/items", limit=1, **asked)["numberReturned"] <= 1


def test_a_merged_initiative_forwards() -> None:
    old, new = SNAPSHOT.table("aliases").row(0)

    answer = ask(f"/api/v1/initiatives/{old}")

    assert (answer.status, answer.headers["location"].rsplit("/", 1)[1]) == (301, new)


def test_counts_add_up_to_the_sentence() -> None:
    body = told("/api/v1/initiative-counts", per="status", thema="zorg")

    assert sum(each["count"] for each in body["counts"]) + body["unknownCount"] == body["totalCount"]
    assert body["totalCount"] == told("/api/v1/initiatives", limit=1, thema="zorg")["totalCount"]
