"""The type of parsed JSON and TOML."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Document: TypeAlias = Mapping[str, Any]  # others wrote it, so the code that reads a value checks its type
