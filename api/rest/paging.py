"""Long lists in parts. A caller that follows the links `next` gets every row once."""

import base64
import binascii
import re
from dataclasses import dataclass

import polars as pl

from api.rest.operation import Call, Parameter
from api.rest.problems import ProblemKind, Refusal, wrong
from ui.parameters import with_query

LIMIT, CURSOR = "limit", "cursor"
USUAL, MOST = 100, 1_000
PAGING = (
    Parameter(LIMIT, "Most rows in one answer.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
    Parameter(
        CURSOR,
        "Where to go on: take it from the link `next`. It holds for one data version; of another one the answer is 410.",
        {"type": "string", "pattern": r"^[\w-]{4,100}$", "maxLength": 100},
        example="take it from the link next",
    ),
)

_READABLE = re.compile(r"([\w.-]{1,60}):(\d{1,9})")
"""A cursor: after which row of which data version the next part begins."""


@dataclass(frozen=True)
class ListPart:
    """One part of a list."""

    rows: pl.Series
    """Row numbers in the table."""
    total: int
    """Rows in all parts together."""
    next: str | None
    """Cursor of the next part; None if this is the last part."""
    previous: str | None
    """Cursor of the part before; None if this is the first part. Empty if that part is the first, which needs no cursor."""


def page(call: Call, chosen: pl.Series, version: str) -> ListPart:
    """The part of `chosen` (row numbers, ascending) that a call asks for with `limit` and `cursor`."""
    after = _row_of(call.one(CURSOR), version)
    start = int(chosen.search_sorted(after, side="right")) if after >= 0 else 0
    limit = min(call.number(LIMIT, USUAL), MOST)
    rows = chosen.slice(start, limit)
    is_last = start + rows.len() >= chosen.len()
    following = None if is_last else cursor_of(version, int(rows[-1]))
    before = chosen.slice(0, max(start - limit, 0)).tail(1)
    previous = cursor_of(version, int(before[0])) if before.len() else ""
    return ListPart(rows, chosen.len(), following, previous if start else None)


def links(call: Call, media_type: str, part: ListPart | None = None) -> list[dict[str, str]]:
    """Links to this answer, and to the parts after and before it."""
    addresses = {"self": address(call)}
    if part and part.next is not None:
        addresses["next"] = address(call, cursor=part.next)
    if part and part.previous is not None:
        addresses["prev"] = address(call, cursor=part.previous)
    return [{"rel": rel, "href": href, "type": media_type} for rel, href in addresses.items()]


def address(call: Call, **changed: str) -> str:
    """The public address of a call with `changed` parameters; an empty value removes a parameter."""
    given = {**call.params, **{name: [value] for name, value in changed.items()}}
    return with_query(call.here, {name: values for name, values in given.items() if values != [""]})


def cursor_of(version: str, row: int) -> str:
    """The cursor for the part that begins after `row`."""
    return base64.urlsafe_b64encode(f"{version}:{row}".encode()).decode().rstrip("=")


def _row_of(cursor: str, version: str) -> int:
    """The row after which to begin; -1 without a cursor.

    Raises:
        Refusal: the cursor is not one of ours, or is of another data version, in which rows have other numbers.
    """
    if not cursor:
        return -1
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise wrong(CURSOR, "no_cursor") from None
    parts = _READABLE.fullmatch(text)
    if not parts:
        raise wrong(CURSOR, "no_cursor")
    if parts[1] != version:
        raise Refusal(ProblemKind.OLD_CURSOR, old=parts[1], version=version)
    return int(parts[2])
