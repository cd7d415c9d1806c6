"""The OpenAPI document (3.0) of a service, made from its operations."""

import json
from collections.abc import Mapping, Sequence

from api.rest.operation import JSON, SPOKEN, Operation, Parameter, Schema
from api.rest.problems import MEDIA_TYPE

PROBLEM: Schema = {
    "type": "object",
    "description": "Problem details (RFC 9457), in the language of the request.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "location", "code", "detail"],
                "properties": {name: {"type": "string"} for name in ("in", "location", "code", "detail")},
            },
        },
    },
}
FAULTS = {
    "400": "A parameter is unknown or has a value that cannot be used.",
    "404": "There is nothing at this address.",
    "406": "The format that was asked for is not offered.",
    "410": "It was removed, or the cursor is of another data version.",
    "503": "There is no usable data at the moment.",
}
HEADERS = {
    "API-Version": {"description": "Full version of the API.", "schema": {"type": "string"}},
    "ETag": {"description": "For conditional requests.", "schema": {"type": "string"}},
}


def document(
    info: Mapping[str, object], server: str, operations: Sequence[Operation], schemas: Mapping[str, Schema]
) -> bytes:
    """The whole document as JSON; `server` is the address of the service."""
    described = {
        "openapi": "3.0.3",
        "info": info,
        "servers": [{"url": server}],
        "tags": [{"name": tag} for tag in dict.fromkeys(each.tag for each in operations)],
        "paths": {each.path: {"get": _operation(each)} for each in operations if each.path},
        "components": {"schemas": {**schemas, "Problem": PROBLEM}, "headers": HEADERS},
    }
    return json.dumps(described, ensure_ascii=False).encode()


def _operation(each: Operation) -> dict[str, object]:
    answered = {media_type: {"schema": _reference(each.schema)} for media_type in each.produces}
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


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"} if name else {"type": "object"}


def _in_path(name: str, schema: Schema) -> dict[str, object]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(each: Parameter) -> dict[str, object]:
    schema = {"type": "array", "items": each.schema} if each.is_list else each.schema
    described = {"name": each.name, "in": "query", "required": False, "description": each.about, "schema": schema}
    if each.numbers:
        return described | {"schema": each.numbers, "style": "form", "explode": False}
    return described | ({"style": "form", "explode": True} if each.is_list else {})


def list_of(model: str) -> Schema:
    """The schema of an answer with rows of `model`."""
    return {
        "type": "object",
        "required": ["dataVersion", "totalCount", "count", "links", "items"],
        "properties": {
            "dataVersion": {"type": "string"},
            "totalCount": {"type": "integer", "minimum": 0, "description": "Rows in all parts of the list."},
            "count": {"type": "integer", "minimum": 0, "description": "Rows in this part."},
            "links": LINKS,
            "items": {"type": "array", "items": _reference(model)},
        },
    }


def one_of(model: str) -> Schema:
    """The schema of an answer with one row of `model`."""
    about: Schema = {
        "type": "object",
        "required": ["dataVersion", "links"],
        "properties": {"dataVersion": {"type": "string"}, "links": LINKS},
    }
    return {"allOf": [_reference(model), about]}


LINKS: Schema = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["rel", "href"],
        "properties": {name: {"type": "string"} for name in ("rel", "href", "type")},
    },
}
JSON_OBJECT = {"content": {JSON: {"schema": {"type": "object"}}}}
