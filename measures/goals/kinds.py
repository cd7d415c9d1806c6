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


class Answer(StrEnum):
    """Answer to a yes-or-no indicator; no source found is never a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
