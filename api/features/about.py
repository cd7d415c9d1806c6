"""Pages about the API: landing page, conformance declaration and collections."""

from collections.abc import Callable

from api.features.collections import COLLECTIONS, Collection
from api.rest.formats import DESCRIBED, GEOJSON, HTML, alternates, in_format
from api.rest.operation import JSON, LICENCE, Call, Reply
from api.rest.paging import links
from geo.features import CRS84, SYSTEMS
from ui.site_address import site_address
from ui.texts import text
from ui.view import View, view_of

CORE, PART_2 = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf",
)
CONFORMS_TO = [*(f"{CORE}/{part}" for part in ("core", "oas30", "html", "geojson")), f"{PART_2}/crs"]


def landing(call: Call) -> Reply:
    """The landing page."""
    language = call.language
    return in_format(
        call,
        "landing",
        {
            "title": text(language, "features.title"),
            "description": text(language, "features.about"),
            "links": [
                *links(call, call.media_type),
                *alternates(call),
                {"rel": "service-desc", "href": f"{call.here}/openapi.json", "type": DESCRIBED, "title": "OpenAPI"},
                {
                    "rel": "service-doc",
                    "href": f"{site_address()}/data",
                    "type": HTML,
                    "title": text(language, "data.nav"),
                },
                _link(call, "conformance", f"{call.here}/conformance"),
                _link(call, "data", f"{call.here}/collections"),
                {"rel": "license", "href": LICENCE, "type": HTML, "title": "CC BY 4.0"},
            ],
        },
    )


def _link(call: Call, rel: str, href: str) -> dict[str, str]:
    return {"rel": rel, "href": href, "type": JSON, "title": text(call.language, f"features.{rel}")}


def conformance(call: Call) -> Reply:
    """The conformance declaration: which parts of the standard we implement."""
    return in_format(
        call, "conformance", {"conformsTo": CONFORMS_TO, "links": [*links(call, call.media_type), *alternates(call)]}
    )


def collections(call: Call) -> Reply:
    """The list of collections."""
    view = view_of({})
    return in_format(
        call,
        "collections",
        {
            "links": [*links(call, call.media_type), *alternates(call)],
            "crs": list(SYSTEMS),
            "collections": [
                {**_described(call, each, view), "links": _collection_links(call, f"{call.here}/{each.name}")}
                for each in COLLECTIONS
            ],
        },
    )


def collection_of(collection: Collection) -> Callable[[Call], Reply]:
    """An answer that describes one collection."""

    def answer(call: Call) -> Reply:
        described = _described(call, collection, view_of({}))
        related = _collection_links(call, call.here)[1:]
        return in_format(
            call, "collection", {**described, "links": [*links(call, call.media_type), *alternates(call), *related]}
        )

    return answer


def _described(call: Call, collection: Collection, view: View) -> dict[str, object]:
    layer = collection.layer(view)
    extent: dict[str, object] = {"spatial": {"bbox": [layer.located.bounds()], "crs": CRS84}}
    if collection.years:
        started, seen = (layer.frame[column] for column in collection.years)
        extent["temporal"] = {"interval": [[_day(started.min(), "01-01"), _day(seen.max(), "12-31")]]}
    return {
        "id": collection.name,
        "title": text(call.language, f"features.{collection.name}.title"),
        "description": text(call.language, f"features.{collection.name}.about"),
        "itemType": "feature",
        "extent": extent,
        "crs": list(SYSTEMS),
        "storageCrs": CRS84,
    }


def _collection_links(call: Call, here: str) -> list[dict[str, str]]:
    """From a collection at the address `here`: to itself, its features and the licence."""
    items = text(call.language, "features.items")
    return [
        {"rel": "self", "href": here, "type": JSON},
        {"rel": "items", "href": f"{here}/items", "type": GEOJSON, "title": items},
        {"rel": "items", "href": f"{here}/items?f=html", "type": HTML, "title": items},
        {"rel": "license", "href": LICENCE, "type": HTML, "title": "CC BY 4.0"},
    ]


def _day(year: object, rest: str) -> str | None:
    time = "T00:00:00Z" if rest == "01-01" else "T23:59:59Z"
    return None if year is None else f"{year}-{rest}{time}"
