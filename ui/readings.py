"""Words for readings of one page that differ: how many say what, and how many do not know."""

from collections import Counter
from collections.abc import Sequence

from data_loaders.schema import Status
from ui.texts import Texts


def status_readings(t: Texts, readings: Sequence[str]) -> str:
    """What the readings say about the status, the most frequent first; empty if they agree."""
    counts = Counter(readings)
    silent = counts.pop(Status.UNKNOWN.value, 0)
    parts = [t("lezingen.says", count=n, what=t(f"status.{status}").lower()) for status, n in counts.most_common()]
    return ", ".join([*parts, t("lezingen.silent", count=silent)] if silent else parts)


def with_readings(t: Texts, status: str, readings: Sequence[str]) -> str:
    """`status` in words, followed by what the readings say if they differ."""
    words = status_readings(t, readings)
    return t("lezingen.status", status=status, readings=words) if words else status
