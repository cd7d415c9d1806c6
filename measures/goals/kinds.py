"""Closed lists inside the measures on goals; those that readers meet as figures stand in `data_loaders.schema`."""

from enum import StrEnum


class NeededFrom(StrEnum):
    """Where the path to the target starts."""

    BASE = "base"
    LATEST = "latest"


class Step(StrEnum):
    """What lies between two observations that follow each other; only a line may be drawn as one."""

    LINE = "line"
    GAP = "gap"
    BREAK = "break"
    PERIOD = "period"


class Presence(StrEnum):
    """Whether a figure is there."""

    KNOWN = "known"
    OLD = "old"
    MISSING = "missing"


class Wanted(StrEnum):
    """Why a figure is looked for."""

    FIRST = "first"
    """There is none at all."""
    NEWER = "newer"
    AT_DEADLINE = "at_deadline"
    """The target's deadline is over and nobody knows whether it was reached."""
    OTHER_REGIONS = "other_regions"
    """What we have is new enough, but not every region has one."""


class Period(StrEnum):
    """On which side of the programme's launch a milestone lies."""

    BEFORE = "before"
    SINCE = "since"


class MilestoneState(StrEnum):
    """How a milestone is shown and counted."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    PLANNED = "planned"
    OVERDUE = "overdue"
    MISSED = "missed"
    SETBACK = "setback"


class Answer(StrEnum):
    """Answer to a yes-or-no indicator; no source found is never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
