"""Closed lists for figures on progress; `ui/texts` has their words for readers."""

from enum import StrEnum


class VerdictReason(StrEnum):
    """Why there is no verdict, or what makes a verdict uncertain."""

    NO_TARGET = "no_target"
    TARGET_UNDATED = "target_undated"
    TARGET_NOT_AFTER_BASE = "target_not_after_base"
    NO_OBSERVATION = "no_observation"
    ONE_POINT = "one_point"
    TOO_FEW_POINTS = "too_few_points"
    NOT_COMPARABLE = "series_not_comparable"
    ONLY_REGIONS = "only_regions"
    GROWTH_UNDEFINED = "growth_undefined"
    """A yearly percentage cannot be computed, because the first figure, the last figure or the target is not above zero."""
    ONLY_LOWER_BOUND = "only_lower_bound"
    """Lower is better, and the figure is a lower bound, so the true figure may be worse."""
    NOT_MEASURED_AT_DEADLINE = "not_measured_at_deadline"
    """The deadline has passed, but no figure of that year or later tells whether the target was reached."""
    SOURCES_DISAGREE = "sources_disagree"
    """Sources give different figures for the same year, and the status depends on which is right."""
    CUMULATIVE = "cumulative"
    """A running total can only rise, so it has no trend."""
    TOO_FEW_EXACT = "too_few_exact"
    NEWEST_IS_OLD = "newest_is_old"
    NEWEST_NOT_COMPARABLE = "newest_not_comparable"
    """The newest figure was counted differently, is an average over years, or is a lower bound."""
    DIFFERENCES_MEAN_LITTLE = "differences_mean_little"
    """The source says so itself."""
    WITHIN_UNCERTAINTY = "within_uncertainty"
    """The change is not larger than rounding and contradicting sources can explain."""
    TURNED = "turned"
    """The newest change is in the other direction."""


class Trend(StrEnum):
    """How the figures changed, whatever direction is desired."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"


class Movement(StrEnum):
    """What we know about the direction of an indicator; every indicator has exactly one of these, tried in this order."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    SEEMS_BETTER = "seems_better"
    SEEMS_WORSE = "seems_worse"
    UNKNOWN = "direction_unknown"
    NO_FIGURE = "no_figure"


class OpenSdg(StrEnum):
    """The outcomes of Open SDG's automatic calculation, under their own names."""

    ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not_available"


class Evidence(StrEnum):
    """How much evidence there is for a verdict."""

    FULL = "full"
    THIN = "thin"
    NONE = "none"


class MethodChoice(StrEnum):
    """A choice in the method that has a reasonable alternative."""

    GROWTH = "growth"
    BASE = "base"
    NEEDED_FROM = "needed_from"


class GoalReason(StrEnum):
    """Why a goal has no verdict, or what makes its verdict uncertain."""

    NO_TARGETS = "no_targets"
    DECIDING_MISSING = "deciding_missing"
    TOO_FEW_JUDGED = "too_few_judged"
    NOT_ALL_JUDGED = "not_all_judged"
    NOT_MEASURED_AT_DEADLINE = "not_measured_at_deadline"
    """The goal's deadline has passed, and the indicators that can be judged have a later target."""
