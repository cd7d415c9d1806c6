"""The OpenAPI document (3.0) of a service, made from its operations."""

import json
from collections.abc import Mapping, Sequence

from api.rest.operation import LICENCE, SPOKEN, Operation, Parameter, Schema
from api.rest.problems import MEDIA_TYPE
from ui.site_address import NOBODY, contact_email, site_address

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def an_object(required: str, **properties: Schema) -> Schema:
    """The schema of an object; `required` names the properties that it always has."""
    return {"type": "object", "required": required.split(), "properties": properties}


def many(items: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": items}


LINKS = many(an_object("rel href", rel=TEXT, href=TEXT, type=TEXT))
_ERROR = an_object("in location code detail", **dict.fromkeys(("in", "location", "code", "detail"), TEXT))
PROBLEM: Schema = {
    "description": "Problem details (RFC 9457), in the language of the request.",
    **an_object(
        "type title status detail",
        type={"type": "string", "format": "uri"},
        title=TEXT,
        status={"type": "integer", "minimum": 400, "maximum": 599},
        detail=TEXT,
        instance=TEXT,
        errors=many(_ERROR),
    ),
}
FAULTS = {
    "400": "A parameter is unknown or has a value that cannot be used.",
    "404": "There is nothing at this address.",
    "406": "The format that was asked for is not offered.",
    "410": "It was removed, or the cursor is of another data version.",
    "503": "There is no usable data at the moment.",
}
HEADERS = {
    "API-Version": {"description": "Full version of the API.", "schema": TEXT},
    "ETag": {"description": "For conditional requests.", "schema": TEXT},
}


def document(
    info: Mapping[str, str], base: str, operations: Sequence[Operation], schemas: Mapping[str, Schema]
) -> bytes:
    """The whole document of the service below `base`."""
    contact = {"name": "Samenkaart", "url": f"{site_address()}/over", "email": contact_email() or NOBODY}
    described = {
        "openapi": "3.0.3",
        "info": {**info, "contact": contact, "license": {"name": "CC BY 4.0", "url": LICENCE}},
        "servers": [{"url": site_address() + base}],
        "tags": [{"name": tag} for tag in dict.fromkeys(each.tag for each in operations)],
        "paths": {each.path: {"get": _operation(each)} for each in operations if each.path},
        "components": {"schemas": {**schemas, "Problem": PROBLEM}, "headers": HEADERS},
    }
    return json.dumps(described, ensure_ascii=False).encode()


def _operation(each: Operation) -> dict[str, object]:
    answered = {media_type: {"schema": reference(each.schema)} for media_type in each.produces}
    return {
        "operationId": each.name,
        "tags": [each.tag],
        "summary": each.summary,
        "description": each.summary,
        "parameters": [
            *(_in_path(name, schema) for name, schema in each.path_parameters.items()),
            *(_in_query(parameter) for parameter in (*each.parameters, SPOKEN)),
        ],
        "responses": {
            "200": {"description": each.summary, "headers": _headers(), "content": answered},
            "304": {"description": "Not changed since the ETag that was sent.", "headers": _headers()},
            **{status: _fault(words) for status, words in FAULTS.items()},
        },
    }


def _headers() -> dict[str, object]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}


def _fault(words: str) -> dict[str, object]:
    content = {MEDIA_TYPE: {"schema": PROBLEM}}
    return {"description": words, "headers": _headers(), "content": content}


def reference(name: str) -> Schema:
    """The schema that the document has under this name."""
    return {"$ref": f"#/components/schemas/{name}"} if name else {"type": "object"}


def _in_path(name: str, schema: Schema) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(each: Parameter) -> dict[str, object]:
    schema = many(each.schema) if each.is_list else each.schema
    described = {"name": each.name, "in": "query", "required": False, "description": each.about, "schema": schema}
    if each.numbers:
        return described | {"schema": each.numbers, "style": "form", "explode": False}
    return described | ({"style": "form", "explode": True} if each.is_list else {})


def list_of(model: str) -> Schema:
    """The schema of an answer with rows of `model`."""
    return an_object(
        "dataVersion totalCount count links items",
        dataVersion=TEXT,
        totalCount={**COUNT, "description": "Rows in all parts of the list."},
        count={**COUNT, "description": "Rows in this part."},
        links=LINKS,
        items=many(reference(model)),
    )


def one_of(model: str) -> Schema:
    """The schema of an answer with one row of `model`."""
    return {"allOf": [reference(model), an_object("dataVersion links", dataVersion=TEXT, links=LINKS)]}
