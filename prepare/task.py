"""The input of a check. It travels between processes as JSON."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from data_loaders.schema import Language
from prepare.limits import LIMITS, Limits


@dataclass(frozen=True)
class Task:
    """One file to check."""

    file: Path
    """The file to check; a settings file beside it (`<file>.toml`) applies."""
    prepared: Path
    """The folder of the release in use, or the link to it."""
    sources: Path
    """The folder with word lists and decisions (`data/sources`)."""
    network: str | None = None
    """Name of the network that sent the file."""
    language: Language = "nl"
    """Language of the reasons and remedies."""
    this_year: int = field(default_factory=lambda: datetime.now(UTC).year)
    limits: Limits = LIMITS

    def as_json(self) -> str:
        """The task as JSON, for `from_json` in another process."""
        return json.dumps(asdict(self), default=lambda path: str(Path(path).absolute()))

    @classmethod
    def from_json(cls, text: str) -> "Task":
        """The task that `as_json` wrote."""
        plain = json.loads(text)
        paths = {name: Path(plain[name]) for name in ("file", "prepared", "sources")}
        return cls(**{**plain, **paths, "limits": Limits(**plain["limits"])})
