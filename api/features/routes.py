"""All addresses of `/api/features/v1`."""

from collections.abc import Iterator

from api.features.about import collection_of, collections, conformance, landing
from api.features.collections import COLLECTIONS, Collection
from api.features.formats import AS_GEOJSON, AS_JSON, DESCRIBED, FORMAT, GEOJSON, HTML
from api.features.items import item_of, items_of
from api.features.where_when import BBOX, BBOX_CRS, CRS, DATETIME
from api.rest.filters import FILTER_PARAMETERS
from api.rest.host import Host
from api.rest.models import model, pascal
from api.rest.openapi import LINKS, document
from api.rest.operation import JSON, Call, Operation, Parameter, Reply, Schema
from api.rest.paging import LIMIT, PAGING
from api.rest.service import Service
from data_loaders.schema.published import FEATURES

BASE, VERSION = FEATURES, "1.0.0"
BOTH = (JSON, HTML)


def service(host: Host) -> Service:
    """The service that answers at `/api/features/v1`."""
    return Service(BASE, VERSION, tuple(operations()), host)


def operations() -> Iterator[Operation]:
    """All operations of the service."""
    for name, path, answer, summary, schema in (
        ("getLandingPage", "", landing, "Landing page.", "LandingPage"),
        ("getConformanceDeclaration", "/conformance", conformance, "Implemented parts of the standard.", "Conformance"),
        ("getCollections", "/collections", collections, "All collections.", "Collections"),
    ):
        yield Operation(name, path, answer, summary, schema, (FORMAT,), produces=BOTH, formats=AS_JSON, tag="about")
    yield Operation(
        "getOpenapi", "/openapi.json", openapi, "This document.", "", produces=(DESCRIBED, JSON), tag="about"
    )
    for collection in COLLECTIONS:
        yield from _of_collection(collection)


def _of_collection(collection: Collection) -> Iterator[Operation]:
    path, name = f"/collections/{collection.name}", pascal(collection.name.replace("-", "_"))
    filters = _once(*(FILTER_PARAMETERS if collection.is_filtered_as_pages else ()), *collection.parameters)
    capped = tuple(_capped(each) if each.name == LIMIT else each for each in PAGING)
    yield Operation(
        f"describe{name}", path, collection_of(collection), f"Description of {collection.name}.", "Collection", (FORMAT,),
        produces=BOTH, formats=AS_JSON, tag=collection.name,
    )  # fmt: skip
    yield Operation(
        f"get{name}", f"{path}/items", items_of(collection), f"Features of {collection.name}.", f"{name}Features",
        (BBOX, BBOX_CRS, DATETIME, CRS, FORMAT, *capped, *filters),
        produces=(GEOJSON, JSON, HTML), formats=AS_GEOJSON, tag=collection.name,
    )  # fmt: skip
    yield Operation(
        f"get{name}Feature", f"{path}/items/{{featureId}}", item_of(collection), f"One feature of {collection.name}.",
        f"{name}Feature", (CRS, FORMAT), {"featureId": {"type": "string"}},
        produces=(GEOJSON, JSON, HTML), formats=AS_GEOJSON, tag=collection.name,
    )  # fmt: skip


def _once(*parameters: Parameter) -> tuple[Parameter, ...]:
    """Without duplicate names; the first one stays, so that a filter of the pages goes before a column."""
    return tuple({each.name: each for each in reversed(parameters)}.values())[::-1]


def _capped(each: Parameter) -> Parameter:
    """The same parameter, but a value above the maximum means the maximum, as the standard asks."""
    return Parameter(each.name, f"{each.about} More than the maximum means the maximum.", each.schema, is_capped=True)


def openapi(call: Call) -> Reply:
    """The OpenAPI document."""
    site = call.host.address()
    info = {
        "title": call.host.text("en", "features.title"),
        "description": call.host.text("en", "features.about"),
        "version": VERSION,
        "contact": {"name": "Samenkaart", "url": f"{site}/over", "email": call.host.email()},
        "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    }
    return Reply(document(info, site + BASE, list(operations()), schemas()), call.media_type)


def schemas() -> dict[str, Schema]:
    """Name → schema of every answer."""
    schemas_by_name: dict[str, Schema] = dict(_ABOUT)
    for each in COLLECTIONS:
        name = pascal(each.name.replace("-", "_"))
        schemas_by_name[f"{name}Feature"] = {
            "type": "object",
            "required": ["type", "id", "geometry", "properties"],
            "properties": {
                "type": {"type": "string", "enum": ["Feature"]},
                "id": {"type": "string"},
                "geometry": {
                    "type": "object",
                    "nullable": True,
                    "description": "GeoJSON; null where no place is known.",
                },
                "properties": model(each.table),
                "links": LINKS,
            },
        }
        schemas_by_name[f"{name}Features"] = {
            "type": "object",
            "required": ["type", "features", "links", "numberMatched", "numberReturned"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "features": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}Feature"}},
                "links": LINKS,
                "numberMatched": {"type": "integer", "minimum": 0},
                "numberReturned": {"type": "integer", "minimum": 0},
            },
        }
    return schemas_by_name


_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_ABOUT: dict[str, Schema] = {
    "LandingPage": {
        "type": "object",
        "required": ["links"],
        "properties": {"title": _TEXT, "description": _TEXT, "links": LINKS},
    },
    "Conformance": {"type": "object", "required": ["conformsTo"], "properties": {"conformsTo": _TEXTS}},
    "Collection": {
        "type": "object",
        "required": ["id", "links"],
        "properties": {
            **dict.fromkeys(("id", "title", "description", "itemType", "storageCrs"), _TEXT),
            "extent": {"type": "object"},
            "crs": _TEXTS,
            "links": LINKS,
        },
    },
    "Collections": {
        "type": "object",
        "required": ["links", "collections"],
        "properties": {
            "links": LINKS,
            "crs": _TEXTS,
            "collections": {"type": "array", "items": {"$ref": "#/components/schemas/Collection"}},
        },
    },
}
