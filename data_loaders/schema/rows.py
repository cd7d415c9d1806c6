"""Rows of the declared tables as typed dictionaries, for code that handles one row at a time.

    for row in rows_of(initiatives, InitiativeRow):
        row["seen_year"]  # int | None

Types are those of the schema beside it; a test compares the two.
"""

from typing import TypedDict, TypeVar, cast

import polars as pl


class SourceRow(TypedDict):
    """One page that an initiative is known from."""

    url: str
    title: str
    year: int | None


class InitiativeRow(TypedDict):
    """One row of `Initiatives`."""

    id: str
    name: str
    other_names: list[str]
    summary: str | None
    themes: list[str]
    legal_form: str
    status: str
    status_year: int | None
    status_readings: list[str]
    seen_year: int | None
    started_year: int | None
    scope: str
    place: str | None
    municipality_code: str | None
    seat_code: str | None
    longitude: float | None
    latitude: float | None
    location_precision: str | None
    website: str | None
    networks: list[str]
    networks_unlisted: list[str]
    sources: list[SourceRow]
    parent_id: str | None
    search_text: str


Row = TypeVar("Row")


def rows_of(frame: pl.DataFrame, kind: type[Row]) -> list[Row]:
    """The rows of a frame that holds a declared table, in its order; `kind` is the dictionary that describes one."""
    del kind
    return cast(
        "list[Row]", frame.to_dicts()
    )  # polars cannot know the columns; the table was checked when it was opened


def only_row(frame: pl.DataFrame, kind: type[Row]) -> Row:
    """The one row of `frame`.

    Raises:
        ValueError: it has none, or several.
    """
    (row,) = rows_of(frame, kind)
    return row
