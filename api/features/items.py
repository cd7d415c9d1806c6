"""The features of a collection as GeoJSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import polars as pl

from api.features.collections import Collection, Layer
from api.features.formats import GEOJSON, HTML, alternates, in_format
from api.features.where_when import CRS, box, within, years
from api.rest.filters import question
from api.rest.host import Question
from api.rest.models import published
from api.rest.operation import JSON, Call, Reply
from api.rest.paging import ListPart, links, page
from api.rest.problems import ProblemKind, Refusal
from api.rest.tables import places
from geo.features import CRS84


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
        asked_for, name = call.host.question({}), call.parts["featureId"]
        layer = collection.layer(asked_for)
        row = layer.index.row(name)
        if row is None:
            raise Refusal(ProblemKind.UNKNOWN_ITEM, value=name[:60])
        (feature,) = _features(call, collection, layer, ListPart(pl.Series([row], dtype=pl.UInt32), 1, None, None))
        page_of_it = {"rel": "about", "href": f"{call.host.address()}{collection.page}{name}", "type": HTML}
        about = {"links": [*links(call, call.media_type), *alternates(call), _of(call, collection), page_of_it]}
        if call.media_type == HTML:
            return in_format(call, "item", {**json.loads(feature), **about})
        return Reply(
            feature[:-1] + b"," + json.dumps(about, ensure_ascii=False).encode()[1:], GEOJSON, headers=_headers(call)
        )

    return answer


def _chosen(call: Call, collection: Collection, asked_for: Question, layer: Layer) -> pl.Series:
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
