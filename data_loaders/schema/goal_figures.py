"""Figures on progress as readers see and download them; computed by `measures.goals`, not prepared files."""

from enum import StrEnum

import dataframely as dy

from data_loaders.schema.columns import REGION_CODE, label, year
from data_loaders.schema.enums import Direction, Qualifier
from data_loaders.schema.goal_rules import Growth, ProgressStatus


class Reason(StrEnum):
    """Why there is no verdict, or what a verdict leaves open."""

    NO_TARGET = "no_target"
    TARGET_UNDATED = "target_undated"
    TARGET_NOT_AFTER_BASE = "target_not_after_base"
    NO_OBSERVATION = "no_observation"
    ONE_POINT = "one_point"
    TOO_FEW_POINTS = "too_few_points"
    NOT_COMPARABLE = "series_not_comparable"
    ONLY_REGIONS = "only_regions"
    GROWTH_UNDEFINED = "growth_undefined"
    """A yearly percentage does not exist when the first or last figure, or the target, is not above zero."""
    ONLY_LOWER_BOUND = "only_lower_bound"
    """Lower is better and the figure is an "at least": the true figure may be higher."""
    NOT_MEASURED_AT_DEADLINE = "not_measured_at_deadline"
    """The deadline is over, but no figure from then or later tells whether the target was reached."""
    CUMULATIVE = "cumulative"
    """A running total can only rise: no trend."""


class Trend(StrEnum):
    """What the figures did, whatever direction is desired."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"


class Evidence(StrEnum):
    """How much there is to judge by."""

    FULL = "full"
    THIN = "thin"
    NONE = "none"


class Choice(StrEnum):
    """A choice in the method for which another reasonable one exists."""

    GROWTH = "growth"
    BASE = "base"
    NEEDED_FROM = "needed_from"


class GoalReason(StrEnum):
    """Why a goal has no verdict, or what its verdict leaves open."""

    NO_TARGETS = "no_targets"
    DECIDING_MISSING = "deciding_missing"
    TOO_FEW_JUDGED = "too_few_judged"
    NOT_ALL_JUDGED = "not_all_judged"


def _reasons(nl: str, en: str) -> dy.List:
    return dy.List(dy.Enum(Reason, nullable=False), nullable=False, metadata=label(nl, en))


def _ids(nl: str, en: str) -> dy.List:
    return dy.List(dy.String(nullable=False), nullable=False, metadata=label(nl, en))


def _count(nl: str, en: str) -> dy.Int32:
    return dy.Int32(nullable=False, min=0, metadata=label(nl, en))


class Progress(dy.Schema):
    """Where one indicator stands in one region, with every figure needed to redo the sum."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    goal_id = dy.Int16(nullable=False, metadata=label("Doel", "Goal"))
    region_code = dy.String(
        nullable=True,
        regex=REGION_CODE,
        metadata=label(
            "Gebied",
            "Region",
            about_nl="Leeg: wordt per gemeente of provincie gemeten.",
            about_en="Empty: measured per municipality or province.",
        ),
    )
    status = dy.Enum(ProgressStatus, nullable=False, metadata=label("Stand", "Status"))
    reasons = _reasons("Waarom geen oordeel", "Why no verdict")
    is_judged = dy.Bool(
        nullable=False,
        metadata=label(
            "Beoordeeld",
            "Judged",
            about_nl="Cijfers laten zien hoe het met het streven staat.",
            about_en="Figures show how the target is doing.",
        ),
    )
    decides_goal = dy.Bool(nullable=False, metadata=label("Beslist over het doel", "Decides the goal"))
    direction = dy.Enum(Direction, nullable=False, metadata=label("Gewenste richting", "Desired direction"))
    growth = dy.Enum(Growth, nullable=False, metadata=label("Gelijkmatig pad", "Even path"))
    base_year = year(nullable=True, metadata=label("Eerste jaar", "First year"))
    base_value = dy.Float64(nullable=True, metadata=label("Eerste cijfer", "First figure"))
    latest_year = year(nullable=True, metadata=label("Laatste jaar", "Latest year"))
    latest_value = dy.Float64(nullable=True, metadata=label("Laatste cijfer", "Latest figure"))
    target_year = year(nullable=True, metadata=label("Doeljaar", "Target year"))
    target_value = dy.Float64(nullable=True, metadata=label("Streefwaarde", "Target value"))
    target_last_day = dy.Date(nullable=True, metadata=label("Laatste dag", "Last day"))
    years_seen = dy.Int16(nullable=True, metadata=label("Jaren gezien", "Years seen"))
    change_seen = dy.Float64(
        nullable=True,
        metadata=label(
            "Gezien per jaar",
            "Seen per year",
            about_nl="In eenheden; bij gelijk percentage als deel (0,1 is 10 procent).",
            about_en="In units; for an equal percentage as a share (0.1 is 10 per cent).",
        ),
    )
    years_needed = dy.Int16(nullable=True, metadata=label("Jaren tot het doeljaar", "Years to the target year"))
    change_needed = dy.Float64(nullable=True, metadata=label("Nodig per jaar", "Needed per year"))
    ratio = dy.Float64(nullable=True, metadata=label("Gezien gedeeld door nodig", "Seen divided by needed"))
    on_course_from = dy.Float64(nullable=False, metadata=label("Op koers vanaf", "On course from"))
    behind_from = dy.Float64(nullable=False, metadata=label("Achter vanaf", "Behind from"))
    points = _count("Vergelijkbare cijfers", "Comparable figures")
    minimum_points = dy.Int16(nullable=False, metadata=label("Minimum aantal cijfers", "Minimum number of figures"))
    observations = _count("Alle cijfers voor dit gebied", "All figures for this region")
    input_qualifiers = dy.List(
        dy.Enum(Qualifier, nullable=False),
        nullable=False,
        metadata=label("Hoe het eerste en laatste cijfer te lezen", "How to read the first and latest figure"),
    )
    first_reached_year = year(nullable=True, metadata=label("Voor het eerst gehaald in", "First reached in"))
    trend = dy.Enum(Trend, nullable=True, metadata=label("Ontwikkeling", "Trend"))
    is_improving = dy.Bool(
        nullable=True,
        metadata=label(
            "Gaat de goede kant op",
            "Moves the right way",
            about_nl="Leeg: gelijk gebleven of onbekend.",
            about_en="Empty: steady or unknown.",
        ),
    )
    trend_reason = dy.Enum(Reason, nullable=True, metadata=label("Waarom geen ontwikkeling", "Why no trend"))
    trend_from_year = year(nullable=True, metadata=label("Ontwikkeling vanaf", "Trend from"))
    trend_from_value = dy.Float64(nullable=True, metadata=label("Cijfer toen", "Figure then"))
    trend_to_year = year(nullable=True, metadata=label("Ontwikkeling tot en met", "Trend up to"))
    trend_to_value = dy.Float64(nullable=True, metadata=label("Cijfer daarna", "Figure after"))
    trend_per_year = dy.Float64(nullable=True, metadata=label("Verandering per jaar", "Change per year"))
    trend_points = _count("Cijfers achter de ontwikkeling", "Figures behind the trend")
    trend_evidence = dy.Enum(
        Evidence,
        nullable=False,
        metadata=label(
            "Bewijs voor de ontwikkeling",
            "Evidence for the trend",
            about_nl="Vol: actueel en genoeg cijfers. Dun: oud, op twee cijfers, of het nieuwste cijfer telt anders.",
            about_en="Full: up to date with enough figures. Thin: old, on two figures, or the newest figure was counted differently.",
        ),
    )
    newest_year = year(
        nullable=True,
        metadata=label(
            "Nieuwste cijfer uit",
            "Newest figure from",
            about_nl="Van welke soort dan ook; zonder eigen gebied: van alle gebieden.",
            about_en="Of any kind; without a region of its own: of all regions.",
        ),
    )
    is_old = dy.Bool(
        nullable=True, metadata=label("Verouderd", "Old", about_nl="Leeg: geen cijfer.", about_en="Empty: no figure.")
    )
    evidence = dy.Enum(Evidence, nullable=False, metadata=label("Hoeveel bewijs", "How much evidence"))


class Sensitivity(dy.Schema):
    """What a status or trend would be under another reasonable choice."""

    indicator_id = dy.String(primary_key=True, metadata=label("Indicator", "Indicator"))
    choice = dy.Enum(Choice, primary_key=True, metadata=label("Keuze", "Choice"))
    other = dy.String(primary_key=True, metadata=label("Andere keuze", "Other choice"))
    used = dy.String(nullable=False, metadata=label("Onze keuze", "Our choice"))
    status = dy.Enum(ProgressStatus, nullable=False, metadata=label("Stand", "Status"))
    other_status = dy.Enum(
        ProgressStatus, nullable=False, metadata=label("Stand bij andere keuze", "Status under the other choice")
    )
    other_reasons = _reasons("Waarom dan geen oordeel", "Why no verdict then")
    ratio = dy.Float64(nullable=True, metadata=label("Gezien gedeeld door nodig", "Seen divided by needed"))
    other_ratio = dy.Float64(
        nullable=True, metadata=label("Zelfde deling bij andere keuze", "The same under the other choice")
    )
    trend = dy.Enum(Trend, nullable=True, metadata=label("Ontwikkeling", "Trend"))
    other_trend = dy.Enum(
        Trend, nullable=True, metadata=label("Ontwikkeling bij andere keuze", "Trend under the other choice")
    )
    differs = dy.Bool(nullable=False, metadata=label("Maakt verschil", "Makes a difference"))


class GoalProgress(dy.Schema):
    """Where one goal stands and how much there is to say so."""

    goal_id = dy.Int16(primary_key=True, metadata=label("Doel", "Goal"))
    status = dy.Enum(ProgressStatus, nullable=False, metadata=label("Stand", "Status"))
    reasons = dy.List(
        dy.Enum(GoalReason, nullable=False), nullable=False, metadata=label("Waarom geen oordeel", "Why no verdict")
    )
    decided_by = _ids("Indicatoren die de stand bepalen", "Indicators that decide the status")
    judged = _ids("Beoordeelde indicatoren", "Judged indicators")
    missing = _ids("Indicatoren met streven, zonder oordeel", "Indicators with a target, without a verdict")
    without_target = _ids("Indicatoren zonder streven", "Indicators without a target")
    deadline = dy.Date(nullable=False, metadata=label("Laatste dag", "Last day"))
    days_left = dy.Int32(
        nullable=False,
        metadata=label(
            "Dagen over",
            "Days left",
            about_nl="Onder nul: de termijn is voorbij.",
            about_en="Below zero: the deadline has passed.",
        ),
    )
    indicators = _count("Indicatoren", "Indicators")
    improving = _count("Gaan aantoonbaar de goede kant op", "Demonstrably move the right way")
    steady = _count("Aantoonbaar gelijk gebleven", "Demonstrably steady")
    worsening = _count("Gaan aantoonbaar de verkeerde kant op", "Demonstrably move the wrong way")
    thin_trend = _count("Ontwikkeling niet hard", "Trend not firm")
    without_trend = _count("Ontwikkeling onbekend", "Trend unknown")
    observed = _count("Met minstens één cijfer", "With at least one figure")
    fresh = _count("Met een actueel cijfer", "With an up-to-date figure")
    well_evidenced = _count("Met een actuele, vergelijkbare reeks", "With an up-to-date, comparable series")
    evidence = dy.Enum(Evidence, nullable=False, metadata=label("Hoeveel bewijs", "How much evidence"))
    last_observation_year = year(nullable=True, metadata=label("Laatste cijfer uit", "Latest figure from"))
    last_milestone = dy.String(
        nullable=True,
        metadata=label(
            "Laatste gehaalde mijlpaal",
            "Latest milestone done",
            about_nl="Zo precies als de bron: jaar, maand of dag.",
            about_en="As exact as its source: year, month or day.",
        ),
    )
    milestones_done = _count("Mijlpalen gehaald", "Milestones done")
    milestones_overdue = _count("Mijlpalen over tijd", "Milestones overdue")
