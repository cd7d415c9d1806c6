"""Typed dictionaries for rows of the declared tables, for code that handles one row at a time.

    for row in rows_of(initiatives, InitiativeRow):
        row["seen_year"]  # int | None

Their types follow the schemas; a test compares the two.
"""

from datetime import date
from typing import TypedDict, TypeVar, cast

import polars as pl


class SourceRow(TypedDict):
    """One source page of an initiative."""

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


class PartnerRow(TypedDict):
    """One row of `Partners`."""

    partner_id: str
    name: str
    short_name: str | None
    role: str
    kind: str
    scope: str
    municipality_code: str | None
    province_codes: list[str]
    themes: list[str]
    website: str | None
    members_count: int | None
    members_year: int | None
    summary: str | None
    source_url: str


class RegionRow(TypedDict):
    """One row of `Regions`."""

    code: str
    name: str
    other_names: list[str]
    level: str
    province_code: str | None
    province: str | None
    corop_code: str | None
    corop: str | None
    population: int | None
    population_year: int | None
    land_km2: float | None
    longitude: float
    latitude: float
    neighbours: list[str]
    west: float
    south: float
    east: float
    north: float


class GoalRow(TypedDict):
    """One row of `Goals`."""

    goal_id: int
    slug: str
    title_nl: str
    aim_nl: str
    deadline_year: int
    title_en: str
    aim_en: str
    source_url: str


class GoalLinkRow(TypedDict):
    """One row of `GoalLinks`."""

    indicator_id: str
    theme: str | None
    legal_forms: list[str]
    statuses: list[str]
    network: str | None
    municipality_code: str | None
    why_nl: str
    why_en: str


class DeclaredIndicatorRow(TypedDict):
    """One row of `Indicators` joined with `IndicatorMethods`; see `measures.goals.programme.Programme.declared`."""

    indicator_id: str
    goal_id: int
    name_nl: str
    name_en: str
    unit: str
    direction: str
    baseline_year: int | None
    baseline_value: float | None
    target_year: int | None
    target_value: float | None
    target_source_url: str | None
    definition_nl: str | None
    source_org: str | None
    frequency: str | None
    notes_nl: str | None
    scope: str
    region_code: str | None
    base_year: int | None
    growth: str
    minimum_points: int
    on_course_from: float
    behind_from: float
    steady_margin: float
    target_last_day: date | None
    fresh_years: int
    step_years: int
    breaks: list[int]
    is_cumulative: bool
    is_indicative: bool
    decides_goal: bool
    why_nl: str | None
    why_en: str | None


class ProgressRow(TypedDict):
    """One row of `Progress`."""

    indicator_id: str
    goal_id: int
    region_code: str | None
    status: str
    reasons: list[str]
    is_judged: bool
    counts_for_goal: bool
    is_past_deadline: bool
    decides_goal: bool
    direction: str
    growth: str
    base_year: int | None
    base_value: float | None
    latest_year: int | None
    latest_value: float | None
    target_year: int | None
    target_value: float | None
    target_last_day: date | None
    years_seen: int | None
    change_seen: float | None
    years_needed: int | None
    change_needed: float | None
    ratio: float | None
    on_course_from: float
    behind_from: float
    points: int
    minimum_points: int
    observations: int
    input_qualifiers: list[str]
    first_reached_year: int | None
    trend: str | None
    movement: str
    movement_reasons: list[str]
    trend_from_year: int | None
    trend_from_value: float | None
    trend_to_year: int | None
    trend_to_value: float | None
    trend_per_year: float | None
    trend_points: int
    exact_points: int
    newest_year: int | None
    is_old: bool | None
    evidence: str
    open_sdg: str
    open_sdg_value: float | None
    open_sdg_differs: bool


Row = TypeVar("Row")


def rows_of(frame: pl.DataFrame, kind: type[Row]) -> list[Row]:
    """The rows of a frame with a declared table, in its order.

    Args:
        frame: the table.
        kind: a typed dictionary with the columns to give; it may have fewer than the table.
    """
    del kind
    # polars does not know the column types; the table was checked when it was opened
    return cast("list[Row]", frame.to_dicts())


def only_row(frame: pl.DataFrame, kind: type[Row]) -> Row:
    """The one row of `frame`.

    Raises:
        ValueError: it has none, or several.
    """
    (row,) = rows_of(frame, kind)
    return row
