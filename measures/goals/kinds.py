"""Closed lists inside the measures on goals; those that readers meet as figures stand in `data_loaders.schema`."""

from enum import StrEnum, auto


class NeededFrom(StrEnum):
    """Where the path to the target starts."""

    BASE = auto()
    LATEST = auto()


class Step(StrEnum):
    """What lies between two observations that follow each other; only a line may be drawn as one."""

    LINE = auto()
    GAP = auto()
    BREAK = auto()
    PERIOD = auto()


class Presence(StrEnum):
    """Whether a figure is there."""

    KNOWN = auto()
    OLD = auto()
    MISSING = auto()


class Wanted(StrEnum):
    """Why a figure is looked for."""

    FIRST = auto()
    """There is none at all."""
    NEWER = auto()
    AT_DEADLINE = auto()
    """The target's deadline is over and nobody knows whether it was reached."""
    OTHER_REGIONS = auto()
    """What we have is new enough, but not every region has one."""


class Period(StrEnum):
    """On which side of the programme's launch a milestone lies."""

    BEFORE = auto()
    SINCE = auto()


class MilestoneState(StrEnum):
    """How a milestone is shown and counted."""

    DONE = auto()
    IN_PROGRESS = auto()
    PLANNED = auto()
    OVERDUE = auto()
    MISSED = auto()
    SETBACK = auto()


class Answer(StrEnum):
    """Answer to a yes-or-no indicator; no source found is never a no."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()
