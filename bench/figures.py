"""What a part of the benchmark measured."""

from typing import Any, TypeAlias

Figures: TypeAlias = dict[str, Any]  # printed as one line of JSON: each measurement has figures of its own
