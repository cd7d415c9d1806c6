"""Counts of the rows of a source file by outcome."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileCounts:
    """Rows of one source file: `read` = `accepted` + `merged` + `rejected`."""

    read: int
    accepted: int
    """Rows that started a new entry."""
    merged: int = 0
    """Rows that joined the entry of another row."""
    rejected: int = 0

    def __post_init__(self) -> None:
        if self.read != self.accepted + self.merged + self.rejected:
            raise ValueError(f"counts do not add up: {self}")
