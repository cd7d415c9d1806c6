"""JSON and TOML that was read: from a file, from somebody else's site, from another process."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Document: TypeAlias = Mapping[str, Any]  # what stands in it is not ours to know; who reads a value checks it
