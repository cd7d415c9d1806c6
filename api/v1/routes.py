"""All addresses of `/api/v1`."""

import json
from collections.abc import Iterator

from api.rest.filters import FILTER_PARAMETERS
from api.rest.formats import AS_JSON, FORMAT, HTML, alternates, in_format
from api.rest.models import camel, model, pascal
from api.rest.openapi import LINKS, TEXT, an_object, document, list_of, many, one_of
from api.rest.operation import JSON, LICENCE, Call, Operation, Parameter, Reply, Schema
from api.rest.paging import PAGING, links
from api.rest.problems import STATUS, ProblemKind, Refusal
from api.rest.service import Service
from api.v1 import answers
from api.v1.resources import BY_PATH, RESOURCES, Resource
from data_loaders.schema.published import API
from data_loaders.store import current
from measures.filters import FILTERS
from ui.plain.site import Site
from ui.texts import text

BASE, VERSION = API, "1.0.0"
COUNTED_BY = Parameter(
    "per",
    "The filter whose values are counted.",
    {"type": "string", "enum": list(answers.COUNTED_BY), "default": "thema"},
)


def service(site: Site) -> Service:
    """The service that answers at `/api/v1`."""
    return Service(BASE, VERSION, tuple(operations()), site)


def operations() -> Iterator[Operation]:
    """All operations of the service."""
    yield Operation(
        "getApi", "", landing, "What this API offers, and which data version it has.", "Landing", (FORMAT,),
        produces=(JSON, HTML), formats=AS_JSON, tag="about",
    )  # fmt: skip
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
        "getInitiatives", "/initiatives/{id}", answers.initiative, "One initiative.", "InitiativesItem", (), of_one, tag="initiatives"
    )  # fmt: skip
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


COUNTS = an_object(
    "dataVersion per totalCount unknownCount counts links",
    dataVersion=TEXT,
    per=TEXT,
    totalCount={"type": "integer", "description": "Initiatives; one with several values is counted once here."},
    unknownCount={"type": "integer", "description": "Initiatives of which the value is not known."},
    counts=many(an_object("value count", value=TEXT, count={"type": "integer"})),
    links=LINKS,
)
LANDING = an_object(
    "title description version dataVersion links",
    **dict.fromkeys(("title", "description", "version", "dataVersion"), TEXT),
    links=LINKS,
)


def landing(call: Call) -> Reply:
    """The landing page: what the API offers; for people, how to ask for it."""
    paths = [{"rel": "item", "href": f"{call.here}/{each.path}", "type": JSON} for each in RESOURCES]
    content = {
        "title": text(call.language, "api.title"),
        "description": text(call.language, "api.about"),
        "version": VERSION,
        "dataVersion": current().version,
        "links": [
            *links(call, call.media_type),
            *alternates(call),
            {"rel": "service-desc", "href": f"{call.here}/openapi.json", "type": JSON},
            {"rel": "service-doc", "href": f"{call.here}?f=html", "type": HTML},
            {"rel": "license", "href": LICENCE, "type": HTML},
            *paths,
        ],
    }
    return in_format(call, "api", content | (_explained() if call.media_type == HTML else {}))


def _explained() -> dict[str, object]:
    """What a page about the API needs besides: lists with the columns that they are filtered by, filters, refusals."""
    tables = [
        {"path": f"{BASE}/{each.path}", "table": each.table, "filters": {camel(name): name for name in each.filters}}
        for each in RESOURCES
    ]
    filters = [
        {
            "name": parameter.name,
            "field": each.field,
            "values": parameter.schema.get("enum", ()),
            "example": parameter.example,
        }
        for each, parameter in zip(FILTERS, FILTER_PARAMETERS, strict=True)
    ]
    return {
        "lists": tables,
        "filters": filters,
        "problems": [(kind.value, int(status)) for kind, status in STATUS.items()],
    }


def openapi(_call: Call) -> Reply:
    """The OpenAPI document."""
    info = {"title": "Samenkaart", "description": text("en", "api.about"), "version": VERSION}
    return Reply(document(info, BASE, list(operations()), schemas()))


def problem(call: Call) -> Reply:
    """The description of one type of problem."""
    kind = call.parts["kind"]
    if kind not in set(ProblemKind):
        raise Refusal(ProblemKind.UNKNOWN_ITEM, value=kind[:60])
    title = text(call.language, f"api.problem.{kind}.title")
    content = {"type": call.here, "title": title, "status": int(STATUS[ProblemKind(kind)])}
    return Reply(json.dumps(content, ensure_ascii=False).encode())
