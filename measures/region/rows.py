"""Typed dictionaries for rows of the figures of regions; a test compares their types with the schemas."""

from typing import TypedDict


class RateRow(TypedDict):
    """One row of `RegionRates`."""

    code: str | None
    name: str | None
    level: str
    population: int | None
    population_year: int | None
    known: int
    per_10k: float | None
    per_10k_low: float | None
    per_10k_high: float | None
    dispersion: float
    size: str
    reason: str | None


class ReferenceRow(TypedDict):
    """One row of `References`."""

    kind: str
    code: str | None
    name: str | None
    municipalities: int
    known: int
    population: int | None
    per_10k: float | None
    per_10k_low: float | None
    per_10k_high: float | None
    verdict: str
    reason: str | None
    expected: float | None
    low: int | None
    high: int | None


class CoverageRow(TypedDict):
    """One row of `Coverage`."""

    code: str | None
    name: str | None
    level: str
    steps_up: int
    indicator_id: str
    known: int
    undetermined: int
    estimate: float | None
    estimate_year: int | None
    qualifiers: list[str]
    qualifier_note: str | None
    source_url: str | None
    source_title: str | None
    share_known: float | None
    completeness: str | None
    reason: str | None


class NeedRow(TypedDict):
    """One row of `NeedBeside`."""

    name: str | None
    level: str
    code: str
    population: int | None
    known: int
    per_10k: float | None
    per_10k_low: float | None
    per_10k_high: float | None
    need: float | None
    need_year: int | None
    is_computed: bool
    corner: str | None
    verdict: str


class EarlierPart(TypedDict):
    """A part of the sum in an `EarlierFigureRow`."""

    code: str
    name: str | None
    value: float


class EarlierFigureRow(TypedDict):
    """One row of `EarlierFigure`."""

    indicator_id: str
    year: int
    code: str
    measured: str
    value: float | None
    parts: list[EarlierPart]
    without_figure: list[str]
    reason: str | None
    source_url: str
    source_title: str
