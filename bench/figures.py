"""The type of a measurement."""

from typing import Any, TypeAlias

Figures: TypeAlias = dict[str, Any]  # printed as one line of JSON; each measurement has its own names and types
