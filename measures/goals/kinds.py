"""Closed lists used only by the measures on goals; those in published tables are in `data_loaders.schema`."""

from enum import StrEnum, auto


class NeededFrom(StrEnum):
    """Where the path to the target starts."""

    BASE = auto()
    LATEST = auto()


class Step(StrEnum):
    """The relation between two consecutive observations; only for `line` may a chart draw a line."""

    LINE = auto()
    GAP = auto()
    BREAK = auto()
    PERIOD = auto()


class Presence(StrEnum):
    """Whether there is a figure."""

    KNOWN = auto()
    OLD = auto()
    MISSING = auto()


class Wanted(StrEnum):
    """Why we look for a figure."""

    FIRST = auto()
    """There is no figure at all."""
    NEWER = auto()
    AT_DEADLINE = auto()
    """The target's deadline has passed, and it is unknown whether it was reached."""
    OTHER_REGIONS = auto()
    """Our figures are recent, but not every region has one."""


class Period(StrEnum):
    """Whether a milestone lies before or since the programme's launch."""

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
    """Answer to a yes-or-no indicator; without a source the answer is unknown, never no."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()
