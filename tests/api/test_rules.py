"""The rules of the Dutch government for APIs that can be seen in an OpenAPI document; Spectral has them all (`tests.api.spectral`)."""

import json
import re
from collections.abc import Iterator

from api.v1.routes import VERSION
from data_loaders.documents import Document
from tests.api.v1.machine import ask, told

DOCUMENT: Document = told("/api/v1/openapi.json")
OPERATIONS = {path: each["get"] for path, each in DOCUMENT["paths"].items()}


def responses(pattern: str) -> Iterator[tuple[str, Document]]:
    for path, operation in OPERATIONS.items():
        yield from (
            (f"{path} {status}", each) for status, each in operation["responses"].items() if re.match(pattern, status)
        )


def test_the_version_is_in_the_address_and_semantic() -> None:
    assert re.fullmatch(r"https?://[^/]+/api/v\d+", DOCUMENT["servers"][0]["url"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", DOCUMENT["info"]["version"])
    assert DOCUMENT["info"]["version"] == VERSION == ask("/api/v1").headers["api-version"]


def test_paths_are_kebab_case_without_a_slash_at_the_end() -> None:
    assert [path for path in OPERATIONS if not re.fullmatch(r"(/([a-z0-9-]+(\.json)?|{\w+}))+", path)] == []


def test_parameters_are_camel_case() -> None:
    names = {
        each["name"] for operation in OPERATIONS.values() for each in operation["parameters"] if each["in"] == "query"
    }

    assert [name for name in names if not re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", name)] == []


def test_fields_are_camel_case() -> None:
    fields = {name for model in DOCUMENT["components"]["schemas"].values() for name in model.get("properties", {})}

    assert [name for name in fields if not re.fullmatch(r"[a-z][a-zA-Z\d]*", name)] == []


def test_answers_have_the_version_and_refusals_are_problem_details() -> None:
    assert [name for name, each in responses("2|3") if "API-Version" not in each["headers"]] == []
    assert [name for name, each in responses("4|5") if list(each["content"]) != ["application/problem+json"]] == []
    assert [path for path, operation in OPERATIONS.items() if "400" not in operation["responses"]] == []


def test_dates_are_declared_as_dates() -> None:
    text = json.dumps(DOCUMENT["components"]["schemas"]["Milestones"]["properties"]["date"])

    assert '"format": "date"' in text
