"""The answers of the REST API: rows of a table, one row, and counts."""

import json
from collections.abc import Callable, Mapping

import polars as pl

from api.rest.filters import question
from api.rest.models import camel, has, places, published
from api.rest.operation import JSON, Call, Reply
from api.rest.paging import links, page
from api.rest.problems import ProblemKind, Refusal
from api.v1.resources import Resource
from data_loaders.releases import removed
from data_loaders.store import Snapshot, current
from measures.counts import facet
from measures.filters import BY_FIELD, FILTERS, FilterKind
from ui.site_address import site_address
from ui.view import view_of

COUNTED_BY = {
    each.parameter: each.field
    for each in FILTERS
    if each.kind in {FilterKind.CHOICES, FilterKind.REGION, FilterKind.PARTNER} and not each.excludes
}
"""Parameter → field of the filters whose values initiatives can be counted by."""


def rows_of(resource: Resource) -> Callable[[Call], Reply]:
    """An answer with the rows of a table that a call asks for."""

    def answer(call: Call) -> Reply:
        snapshot = current()
        frame = snapshot.table(resource.table)
        filtered = [name for name in resource.filters if camel(name) in call.params]
        tests = [has(frame, name, call.one(camel(name))) for name in filtered]
        return _list(call, snapshot, frame, places(frame, *tests), resource.table)

    return answer


def row_of(resource: Resource) -> Callable[[Call], Reply]:
    """An answer with one row of a table."""

    def answer(call: Call) -> Reply:
        snapshot, (value,) = current(), call.parts.values()
        row = snapshot.table(resource.table).filter(pl.col(resource.key).cast(pl.String) == value)
        if row.is_empty():
            raise Refusal(ProblemKind.UNKNOWN_ITEM, value=value[:60])
        return _one(call, snapshot, row, resource.table)

    return answer


def initiatives(call: Call) -> Reply:
    """The initiatives that the filters leave, in the order of the list."""
    asked_for = question(call)
    chosen = asked_for.catalogue.chosen(asked_for.selection)["row"]
    return _list(call, asked_for.snapshot, asked_for.catalogue.initiatives, chosen, "initiatives")


def counts(call: Call) -> Reply:
    """The number of initiatives for each value of one filter, after applying the other filters."""
    asked_for, by = question(call), call.one("per", "thema")
    field = COUNTED_BY[by]
    counted = facet(asked_for.catalogue, asked_for.selection, field)
    rows = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    total = asked_for.catalogue.chosen(asked_for.selection, ignore=field)
    content = {
        "dataVersion": asked_for.snapshot.version,
        "per": by,
        "totalCount": total.height,
        "unknownCount": int(total[BY_FIELD[field].column].null_count()),
        "counts": [{"value": value, "count": count} for value, count in rows],
        "links": links(call, JSON),
    }
    return Reply(json.dumps(content, ensure_ascii=False).encode())


def initiative(call: Call) -> Reply:
    """One initiative; an old identifier redirects to the new one."""
    asked_for, name = view_of({}), call.parts["id"]
    row = asked_for.catalogue.row_of.row(name)
    if row is None:
        return _elsewhere(call, asked_for.snapshot, name)
    to_statements = {"rel": "related", "href": f"{call.here}/statements", "type": JSON}
    to_page = {"rel": "alternate", "href": f"{site_address()}/initiatieven?id={name}", "type": "text/html"}
    return _one(call, asked_for.snapshot, asked_for.catalogue.initiatives[[row]], "initiatives", to_statements, to_page)


def statements(call: Call) -> Reply:
    """The statements of all sources about one initiative."""
    snapshot, name = current(), call.parts["id"]
    if snapshot.table("initiatives").filter(id=name).is_empty():
        return _elsewhere(call, snapshot, name)
    frame = snapshot.table("statements")
    return _list(call, snapshot, frame, places(frame, pl.col("initiative_id") == name), "statements")


def _elsewhere(call: Call, snapshot: Snapshot, name: str) -> Reply:
    new = snapshot.table("aliases").filter(old_id=name)
    if new.height:
        there = call.here.replace(f"/initiatives/{name}", f"/initiatives/{new['id'][0]}")
        return Reply(b"", JSON, 301, {"Location": there})
    raise Refusal(
        ProblemKind.REMOVED_ITEM if name in removed(snapshot)["id"] else ProblemKind.UNKNOWN_ITEM, value=name[:60]
    )


def _list(call: Call, snapshot: Snapshot, frame: pl.DataFrame, chosen: pl.Series, table: str) -> Reply:
    part = page(call, chosen, snapshot.version)
    rows = published(frame[part.rows], table).write_json().encode()
    about = {
        "dataVersion": snapshot.version,
        "totalCount": part.total,
        "count": part.rows.len(),
        "links": links(call, JSON, part),
    }
    return Reply(_with(about, b'"items":' + rows))


def _one(call: Call, snapshot: Snapshot, row: pl.DataFrame, table: str, *more: Mapping[str, str]) -> Reply:
    fields = published(row, table).write_json().encode()[2:-2]
    about = {"dataVersion": snapshot.version, "links": [*links(call, JSON), *more]}
    return Reply(_with(about, fields))


def _with(about: Mapping[str, object], written: bytes) -> bytes:
    """A JSON object with the fields of `about` and those in `written`, which is JSON already."""
    return json.dumps(about, ensure_ascii=False).encode()[:-1] + b"," + written + b"}"
