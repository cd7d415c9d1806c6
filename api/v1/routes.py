"""All addresses of `/api/v1`."""

import json
from collections.abc import Iterator

from api.rest.filters import FILTER_PARAMETERS
from api.rest.host import Host
from api.rest.models import model, pascal
from api.rest.openapi import LINKS, document, list_of, one_of
from api.rest.operation import JSON, Call, Operation, Parameter, Reply, Schema
from api.rest.paging import PAGING, links
from api.rest.problems import STATUS, ProblemKind, Refusal
from api.rest.service import Service
from api.v1 import answers
from api.v1.resources import BY_PATH, RESOURCES, Resource
from data_loaders.schema.published import API
from data_loaders.store import current

BASE, VERSION = API, "1.0.0"
COUNTED_BY = Parameter(
    "per",
    "The filter whose values are counted.",
    {"type": "string", "enum": list(answers.COUNTED_BY), "default": "thema"},
)


def service(host: Host) -> Service:
    """The service that answers at `/api/v1`."""
    return Service(BASE, VERSION, tuple(operations()), host)


def operations() -> Iterator[Operation]:
    """All operations of the service."""
    yield Operation(
        "getApi", "", landing, "What this API offers, and which data version it has.", "Landing", tag="about"
    )
    yield Operation("getOpenapi", "/openapi.json", openapi, "This document.", "", tag="about")
    yield Operation(
        "getProblem", "/problems/{kind}", problem, "What a type of problem means.", "", tag="about",
        path_parameters={"kind": {"type": "string", "enum": list(ProblemKind)}},
    )  # fmt: skip
    yield Operation(
        "listInitiatives", "/initiatives", answers.initiatives, "Initiatives, by the filters of the pages.", "InitiativesList",
        (*FILTER_PARAMETERS, *PAGING), tag="initiatives",
    )  # fmt: skip
    yield Operation(
        "countInitiatives", "/initiative-counts", answers.counts, "Numbers of initiatives per value of a filter.", "Counts",
        (*FILTER_PARAMETERS, COUNTED_BY), tag="initiatives",
    )  # fmt: skip
    of_one = BY_PATH["initiatives"].key_schema
    yield Operation(
        "getInitiatives",
        "/initiatives/{id}",
        answers.initiative,
        "One initiative.",
        "InitiativesItem",
        (),
        of_one,
        tag="initiatives",
    )
    yield Operation(
        "listInitiativeStatements", "/initiatives/{id}/statements", answers.statements, "What each source says of one initiative.",
        "StatementsList", PAGING, of_one, tag="initiatives",
    )  # fmt: skip
    for resource in RESOURCES:
        if not resource.is_filtered_as_pages:
            yield from _of_table(resource)


def _of_table(resource: Resource) -> Iterator[Operation]:
    words = resource.path.replace("-", " ")
    yield Operation(
        f"list{pascal(resource.table)}", f"/{resource.path}", answers.rows_of(resource), f"All {words}.", f"{resource.model}List",
        (*resource.parameters, *PAGING), tag=resource.tag,
    )  # fmt: skip
    if resource.key:
        (name,) = resource.key_schema
        yield Operation(
            f"get{pascal(resource.table)}", f"/{resource.path}/{{{name}}}", answers.row_of(resource), f"One of the {words}.",
            f"{resource.model}Item", (), resource.key_schema, tag=resource.tag,
        )  # fmt: skip


def schemas() -> dict[str, Schema]:
    """Name → schema of every answer."""
    schemas_by_name: dict[str, Schema] = {}
    for resource in RESOURCES:
        schemas_by_name[resource.model] = model(resource.table)
        schemas_by_name[f"{resource.model}List"] = list_of(resource.model)
        if resource.key:
            schemas_by_name[f"{resource.model}Item"] = one_of(resource.model)
    return schemas_by_name | {"Counts": COUNTS, "Landing": LANDING}


COUNTS: Schema = {
    "type": "object",
    "required": ["dataVersion", "per", "totalCount", "unknownCount", "counts", "links"],
    "properties": {
        "dataVersion": {"type": "string"},
        "per": {"type": "string"},
        "totalCount": {"type": "integer", "description": "Initiatives; one with several values is counted once here."},
        "unknownCount": {"type": "integer", "description": "Initiatives of which the value is not known."},
        "counts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["value", "count"],
                "properties": {"value": {"type": "string"}, "count": {"type": "integer"}},
            },
        },
        "links": LINKS,
    },
}
_TEXT: Schema = {"type": "string"}
LANDING: Schema = {
    "type": "object",
    "required": ["title", "description", "version", "dataVersion", "links"],
    "properties": {**dict.fromkeys(("title", "description", "version", "dataVersion"), _TEXT), "links": LINKS},
}


def landing(call: Call) -> Reply:
    """The landing page: what the API offers."""
    text, language = call.host.text, call.language
    paths = [{"rel": "item", "href": f"{call.here}/{each.path}", "type": JSON} for each in RESOURCES]
    content = {
        "title": text(language, "api.title"),
        "description": text(language, "api.about"),
        "version": VERSION,
        "dataVersion": current().version,
        "links": [
            *links(call, JSON),
            {"rel": "service-desc", "href": f"{call.here}/openapi.json", "type": JSON},
            {"rel": "service-doc", "href": f"{call.host.address()}/data", "type": "text/html"},
            {"rel": "license", "href": "https://creativecommons.org/licenses/by/4.0/", "type": "text/html"},
            *paths,
        ],
    }
    return Reply(json.dumps(content, ensure_ascii=False).encode())


def openapi(call: Call) -> Reply:
    """The OpenAPI document."""
    site = call.host.address()
    text = call.host.text
    info = {
        "title": "Samenkaart",
        "description": text("en", "api.about"),
        "version": VERSION,
        "contact": {"name": "Samenkaart", "url": f"{site}/over", "email": call.host.email()},
        "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    }
    return Reply(document(info, site + BASE, list(operations()), schemas()))


def problem(call: Call) -> Reply:
    """The description of one type of problem."""
    kind = call.parts["kind"]
    if kind not in set(ProblemKind):
        raise Refusal(ProblemKind.UNKNOWN_ITEM, value=kind[:60])
    title = call.host.text(call.language, f"api.problem.{kind}.title")
    content = {"type": call.here, "title": title, "status": int(STATUS[ProblemKind(kind)])}
    return Reply(json.dumps(content, ensure_ascii=False).encode())
