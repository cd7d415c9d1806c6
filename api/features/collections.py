"""The map layers, declared once: each with its table, its filters, and how its rows get a place on the map."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import polars as pl

from api.features.where_when import CRS, box, within, years
from api.rest.filters import question
from api.rest.formats import GEOJSON, HTML, alternates, in_format
from api.rest.models import camel, column_parameter, has, places, published
from api.rest.operation import JSON, Call, Parameter, Reply
from api.rest.paging import ListPart, links, page
from api.rest.problems import ProblemKind, Refusal
from data_loaders.memory import once_per_release
from data_loaders.schema.published import LAYERS
from data_loaders.store import Snapshot
from data_loaders.topics import Topic
from geo.features import CRS84, Areas, Located, Points
from measures.row_index import RowIndex
from ui.site_address import site_address
from ui.view import View, view_of


@dataclass(frozen=True)
class Layer:
    """The rows of a collection in a fixed order, with their geometry."""

    frame: pl.DataFrame
    located: Located
    index: RowIndex
    """Finds a row by the key of the collection."""


@once_per_release(Topic.FEATURES)
def _layers(_snapshot: Snapshot) -> dict[str, Layer]:
    """Collection name → its layer, filled when somebody asks for it."""
    return {}


@dataclass(frozen=True)
class Collection:
    """One map layer."""

    name: str
    """A key of `data_loaders.schema.published.LAYERS`."""
    key: str
    """The column that identifies a row."""
    filters: tuple[str, ...]
    """Columns that can be used as a filter."""
    make: Callable[[View], Layer]
    page: str
    """Start of the address of a row's page on the site; its key follows."""
    is_filtered_as_pages: bool = False
    """Whether it also takes the filters of the pages."""
    years: tuple[str, str] | None = None
    """Columns with the first and the last year of a row, for the parameter `datetime`."""

    @property
    def table(self) -> str:
        """The name of its table."""
        return LAYERS[self.name].table

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """A parameter for each column in `filters`."""
        return tuple(column_parameter(self.table, column) for column in self.filters)

    def layer(self, view: View) -> Layer:
        """The rows with their geometry, made once per data version."""
        made = _layers(view.snapshot)
        if self.name not in made:
            made[self.name] = self.make(view)
        return made[self.name]

    def tests(self, frame: pl.DataFrame, params: dict[str, list[str]]) -> Sequence[pl.Expr]:
        """The conditions that a row must meet, from the parameters of the call."""
        wanted = ((column, params.get(camel(column))) for column in self.filters)
        return [has(frame, column, values[0]) for column, values in wanted if values]


def _initiatives(view: View) -> Layer:
    frame = view.catalogue.initiatives
    return Layer(frame, Points(frame["longitude"], frame["latitude"]), view.catalogue.row_of)


def _regions(name: str, shapes: str, view: View) -> Layer:
    frame = LAYERS[name].rows(view.snapshot.table("regions"))
    return Layer(frame, Areas(view.snapshot.shapes(shapes), frame["code"]), RowIndex(frame["code"]))


def _partners(view: View) -> Layer:
    """Partners, each at the label point of the municipality in which it has its seat."""
    frame = view.snapshot.table("partners")
    points = view.snapshot.table("regions").select("code", "longitude", "latitude")
    at = frame.select("municipality_code").join(
        points, left_on="municipality_code", right_on="code", how="left", maintain_order="left"
    )
    return Layer(frame, Points(at["longitude"], at["latitude"]), RowIndex(frame["partner_id"]))


COLLECTIONS = (
    Collection(
        "initiatives",
        "id",
        ("municipality_code", "place", "legal_form", "scope", "location_precision", "seen_year", "started_year", "parent_id"),
        _initiatives,
        "/initiatieven?id=",
        is_filtered_as_pages=True,
        years=("started_year", "seen_year"),
    ),
    Collection(
        "municipalities",
        "code",
        ("name", "province_code", "corop_code"),
        partial(_regions, "municipalities", "municipalities"),
        "/regio?gemeente=",
    ),
    Collection(
        "corop-regions",
        "code",
        ("name", "province_code"),
        partial(_regions, "corop-regions", "corops"),
        "/regio?corop=",
    ),
    Collection(
        "provinces", "code", ("name",), partial(_regions, "provinces", "provinces"), "/regio?provincie="
    ),
    Collection(
        "partners", "partner_id", ("role", "kind", "scope", "municipality_code", "themes"), _partners,
        "/netwerken?netwerk=",
    ),
)  # fmt: skip


def items_of(collection: Collection) -> Callable[[Call], Reply]:
    """An answer with the features of a collection that a call asks for."""

    def answer(call: Call) -> Reply:
        asked_for = question(call)
        layer = collection.layer(asked_for)
        part = page(call, _chosen(call, collection, asked_for, layer), asked_for.snapshot.version)
        about: dict[str, object] = {
            "type": "FeatureCollection",
            "numberMatched": part.total,
            "numberReturned": part.rows.len(),
            "links": [*links(call, call.media_type, part), *alternates(call), _of(call, collection)],
        }
        write = partial(_features, call, collection, layer, part)
        if call.media_type == HTML:
            return in_format(call, "items", {**about, "features": json.loads(b"[" + b",".join(write()) + b"]")})
        head = json.dumps(about, ensure_ascii=False).encode()[:-1]
        return Reply(head + b',"features":[' + b",".join(write()) + b"]}", GEOJSON, headers=_headers(call))

    return answer


def item_of(collection: Collection) -> Callable[[Call], Reply]:
    """An answer with one feature of a collection."""

    def answer(call: Call) -> Reply:
        asked_for, name = view_of({}), call.parts["featureId"]
        layer = collection.layer(asked_for)
        row = layer.index.row(name)
        if row is None:
            raise Refusal(ProblemKind.UNKNOWN_ITEM, value=name[:60])
        (feature,) = _features(call, collection, layer, ListPart(pl.Series([row], dtype=pl.UInt32), 1, None, None))
        page_of_it = {"rel": "about", "href": f"{site_address()}{collection.page}{name}", "type": HTML}
        about = {"links": [*links(call, call.media_type), *alternates(call), _of(call, collection), page_of_it]}
        if call.media_type == HTML:
            return in_format(call, "item", {**json.loads(feature), **about})
        return Reply(
            feature[:-1] + b"," + json.dumps(about, ensure_ascii=False).encode()[1:], GEOJSON, headers=_headers(call)
        )

    return answer


def _chosen(call: Call, collection: Collection, asked_for: View, layer: Layer) -> pl.Series:
    """Row numbers of the features that a call asks for, in ascending order."""
    tests = [*collection.tests(layer.frame, call.params)]
    interval, area = years(call), box(call)
    if interval and collection.years:
        tests.append(within(collection.years, interval))
    if area:
        tests.append(pl.lit(layer.located.inside(area)))
    if not collection.is_filtered_as_pages or asked_for.selection.is_empty:
        return places(layer.frame, *tests)
    chosen = asked_for.catalogue.chosen(asked_for.selection)["row"]
    if not tests:
        return chosen
    fits = layer.frame.select(pl.all_horizontal(*tests)).to_series()
    return chosen.filter(fits.gather(chosen))


def _features(call: Call, collection: Collection, layer: Layer, part: ListPart) -> Sequence[bytes]:
    rows = layer.frame[part.rows]
    properties = published(rows, collection.table).select(pl.struct(pl.all()).struct.json_encode()).to_series()
    geometries = layer.located.written(part.rows, call.one(CRS.name, CRS84))
    names = (json.dumps(name) for name in rows[collection.key])
    return [
        f'{{"type":"Feature","id":{name},"geometry":{geometry},"properties":{facts}}}'.encode()
        for name, geometry, facts in zip(names, geometries, properties, strict=True)
    ]


def _headers(call: Call) -> Mapping[str, str]:
    return {"Content-Crs": f"<{call.one(CRS.name, CRS84)}>"}


def _of(call: Call, collection: Collection) -> Mapping[str, str]:
    there = call.here[: call.here.index("/items")]
    return {"rel": "collection", "href": there, "type": JSON, "title": collection.name}
