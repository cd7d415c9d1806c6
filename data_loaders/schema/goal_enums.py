"""Closed lists of the figures on progress; readers see them in the words of `ui/texts`."""

from enum import StrEnum


class VerdictReason(StrEnum):
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
    SOURCES_DISAGREE = "sources_disagree"
    """Sources give different figures for the same year, and the status depends on which is right."""
    CUMULATIVE = "cumulative"
    """A running total can only rise: no trend."""
    TOO_FEW_EXACT = "too_few_exact"
    NEWEST_IS_OLD = "newest_is_old"
    NEWEST_NOT_COMPARABLE = "newest_not_comparable"
    """The newest figure was counted in another way, is an average over years, or a lower bound."""
    DIFFERENCES_MEAN_LITTLE = "differences_mean_little"
    """The source says so itself."""
    WITHIN_UNCERTAINTY = "within_uncertainty"
    """The change is no larger than rounding and sources that contradict each other."""
    TURNED = "turned"
    """The newest step goes the other way."""


class Trend(StrEnum):
    """What the figures did, whatever direction is desired."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"


class Movement(StrEnum):
    """What is known of the direction of an indicator; every indicator is exactly one of these, in this order."""

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
    """How much there is to judge by."""

    FULL = "full"
    THIN = "thin"
    NONE = "none"


class MethodChoice(StrEnum):
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
    NOT_MEASURED_AT_DEADLINE = "not_measured_at_deadline"
    """The goal's deadline is over, and what is judged has a later target."""
