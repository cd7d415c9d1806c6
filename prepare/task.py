"""What a check is asked to do, as a value and as JSON between processes."""

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
    """A settings file beside it (`<file>.toml`) is obeyed."""
    prepared: Path
    """The release in use, or the link to it."""
    sources: Path
    """The folder with the word lists and the decisions of people (`data/sources`)."""
    network: str | None = None
    """Name of the network that sent the file."""
    language: Language = "nl"
    """Of reasons and remedies."""
    this_year: int = field(default_factory=lambda: datetime.now(UTC).year)
    limits: Limits = LIMITS

    def as_json(self) -> str:
        """For `from_json` in another process."""
        return json.dumps(asdict(self), default=lambda path: str(Path(path).absolute()))

    @classmethod
    def from_json(cls, text: str) -> "Task":
        """The task that `as_json` wrote."""
        plain = json.loads(text)
        paths = {name: Path(plain[name]) for name in ("file", "prepared", "sources")}
        return cls(**{**plain, **paths, "limits": Limits(**plain["limits"])})
