"""All addresses of `/api/features/v1`."""

from collections.abc import Iterator

from api.features.about import collection_of, collections, conformance, landing
from api.features.collections import COLLECTIONS, Collection, item_of, items_of
from api.features.where_when import BBOX, BBOX_CRS, CRS, DATETIME
from api.rest.filters import FILTER_PARAMETERS
from api.rest.formats import AS_GEOJSON, AS_JSON, DESCRIBED, FORMAT, GEOJSON, HTML
from api.rest.models import model, pascal
from api.rest.openapi import COUNT, LINKS, TEXT, an_object, document, many, reference
from api.rest.operation import JSON, Call, Operation, Parameter, Reply, Schema
from api.rest.paging import LIMIT, PAGING
from api.rest.service import Service
from data_loaders.schema.published import FEATURES
from ui.plain.site import Site
from ui.texts import text

BASE, VERSION = FEATURES, "1.0.0"
BOTH = (JSON, HTML)


def service(site: Site) -> Service:
    """The service that answers at `/api/features/v1`."""
    return Service(BASE, VERSION, tuple(operations()), site)


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
    title, description = text("en", "features.title"), text("en", "features.about")
    info = {"title": title, "description": description, "version": VERSION}
    return Reply(document(info, BASE, list(operations()), schemas()), call.media_type)


def schemas() -> dict[str, Schema]:
    """Name → schema of every answer."""
    schemas_by_name: dict[str, Schema] = dict(_ABOUT)
    for each in COLLECTIONS:
        name = pascal(each.name.replace("-", "_"))
        schemas_by_name[f"{name}Feature"] = an_object(
            "type id geometry properties",
            type={"type": "string", "enum": ["Feature"]},
            id=TEXT,
            geometry={"type": "object", "nullable": True, "description": "GeoJSON; null where no place is known."},
            properties=model(each.table),
            links=LINKS,
        )
        schemas_by_name[f"{name}Features"] = an_object(
            "type features links numberMatched numberReturned",
            type={"type": "string", "enum": ["FeatureCollection"]},
            features=many(reference(f"{name}Feature")),
            links=LINKS,
            numberMatched=COUNT,
            numberReturned=COUNT,
        )
    return schemas_by_name


_NAMED = dict.fromkeys(("id", "title", "description", "itemType", "storageCrs"), TEXT)
_ABOUT: dict[str, Schema] = {
    "LandingPage": an_object("links", title=TEXT, description=TEXT, links=LINKS),
    "Conformance": an_object("conformsTo", conformsTo=many(TEXT)),
    "Collection": an_object("id links", **_NAMED, extent={"type": "object"}, crs=many(TEXT), links=LINKS),
    "Collections": an_object(
        "links collections", links=LINKS, crs=many(TEXT), collections=many(reference("Collection"))
    ),
}
