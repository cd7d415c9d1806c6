"""The parameters `bbox`, `bbox-crs`, `crs` and `datetime` of OGC API Features."""

import re
from datetime import date

import polars as pl

from api.rest.operation import Call, Parameter, Schema
from api.rest.problems import shown, wrong
from geo.features import CRS84, SYSTEMS, Box

NUMBER = r"[-+]?(?:\d{1,12}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,2})?"
_SYSTEM: Schema = {"type": "string", "format": "uri", "enum": list(SYSTEMS), "default": CRS84}
BBOX = Parameter(
    "bbox",
    "Only features in this rectangle: west, south, east, north (with heights: six numbers, of which the heights are not used).",
    {
        "type": "string",
        "maxLength": 200,
        "pattern": rf"^\s*{NUMBER}(\s*,\s*{NUMBER}){{3}}((\s*,\s*{NUMBER}){{2}})?\s*$",
    },
    example="5.0,52.0,5.2,52.2",
    numbers={"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
)
BBOX_CRS = Parameter("bbox-crs", "Coordinate system of `bbox`.", _SYSTEM)
CRS = Parameter("crs", "Coordinate system of the answer.", _SYSTEM)
_MOMENT = r"\d{4}-\d\d-\d\d(?:[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d))?"
_INTERVAL = re.compile(rf"(?P<one>{_MOMENT})|(?P<first>{_MOMENT}|\.\.|)/(?P<last>{_MOMENT}|\.\.|)")
DATETIME = Parameter(
    "datetime",
    "A day, a moment or an interval (`2015-01-01/..`). Of an initiative: from the year in which it started to the year in which it was "
    "last seen; one of which neither is known is left out. What has no dates fits every interval.",
    {"type": "string", "maxLength": 100},
    example="2015-01-01/..",
)


def box(call: Call) -> Box | None:
    """The rectangle of `bbox`; None without that parameter.

    Raises:
        Refusal: south lies above north, west beyond east, or latitude and longitude are swapped.
    """
    written = call.one(BBOX.name)
    if not written:
        return None
    numbers = [float(number) for number in written.split(",")]
    west, south, east, north = numbers if len(numbers) == 4 else (numbers[0], numbers[1], numbers[3], numbers[4])
    system = call.one(BBOX_CRS.name, CRS84)
    limits = Box(west, south, east, north, system)
    if south > north or (west > east and system != CRS84):
        raise wrong(BBOX.name, "box_order", value=shown(written))
    if limits.has_swapped_axes:
        raise wrong(BBOX.name, "box_swapped", value=shown(written), turned=f"{south:g},{west:g},{north:g},{east:g}")
    return limits


def years(call: Call) -> tuple[int, int] | None:
    """First and last year of `datetime`; 0 or 9999 for an open end. None without that parameter.

    Raises:
        Refusal: it is not an interval, or it ends before it begins.
    """
    written = call.one(DATETIME.name)
    if not written:
        return None
    interval = _INTERVAL.fullmatch(written)
    if not interval or written in {"/", "../..", "../", "/.."}:
        raise _no_moment(written)
    first, last = (interval["one"] or interval["first"], interval["one"] or interval["last"])
    for end in (first, last):
        _check(end, written)
    if first[:1].isdigit() and last[:1].isdigit() and first[:10] > last[:10]:
        raise wrong(DATETIME.name, "dates_swapped", value=shown(written))
    return (int(first[:4]) if first[:1].isdigit() else 0, int(last[:4]) if last[:1].isdigit() else 9999)


def _check(end: str, written: str) -> None:
    if not end[:1].isdigit():
        return
    try:
        date.fromisoformat(end[:10])
    except ValueError:
        raise _no_moment(written) from None


def _no_moment(written: str) -> Exception:
    return wrong(DATETIME.name, "not_like", value=shown(written), example=DATETIME.example)


def within(columns: tuple[str, str], interval: tuple[int, int]) -> pl.Expr:
    """Condition: the years of a row overlap `interval`. A row without any year does not meet it."""
    started, seen = (pl.col(column) for column in columns)
    first, last = pl.coalesce(started, seen), pl.coalesce(pl.max_horizontal(seen, started), started)
    return (first.le(interval[1]) & last.ge(interval[0])).fill_null(False)
