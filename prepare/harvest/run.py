"""Fetches every declared list, keeps the last good copy, and reports the differences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prepare.harvest.declared import Fetched, Harvest, last_fetched, read_declared, remember
from prepare.harvest.fetch import FetchError, fetch
from prepare.problems import SourceError
from prepare.sources import SOURCES, SourceKind, read_sources

SHRINK = 0.1
"""Largest share of rows that may disappear without a person's approval."""


@dataclass(frozen=True)
class Outcome:
    """Result of fetching one address."""

    file: str
    is_replaced: bool
    words: str
    """A Dutch sentence for the person who runs the command."""
    is_wrong: bool = False
    """Whether the new list was refused because it is unusable or much smaller; the last good copy stays."""


def harvest_all(sources: Path, today: date, *, accept_shrink: bool = False) -> Iterator[Outcome]:
    """Fetch all declared addresses, one after another; a bad one stops no other.

    Args:
        sources: the folder `data/sources`.
        today: becomes the day on which a fetched list was read.
        accept_shrink: also take lists that lost many rows.

    Raises:
        SourceError: the declaration is wrong, or names a file that is no source.
    """
    declared = read_declared(sources)
    known = {source.file for source in read_sources(sources).of(SourceKind.INITIATIVES)} if declared else set()
    for harvest in declared:
        if harvest.file not in known:
            raise SourceError(
                harvest.file, "staat niet in de lijst van bronnen.", f"Zet het met houder en licentie in {SOURCES}."
            )
        yield _one(sources, harvest, today, accept_shrink=accept_shrink)


def _one(sources: Path, harvest: Harvest, today: date, *, accept_shrink: bool) -> Outcome:
    copy = sources / harvest.file
    # If the copy is gone, its note must not count: a conditional request would answer "unchanged" and bring nothing.
    last = last_fetched(copy) if copy.exists() else Fetched()
    try:
        answer = fetch(harvest, last)
    except FetchError as error:
        return Outcome(harvest.file, False, f"{error}. De vorige lijst blijft staan.", is_wrong=True)
    before = copy.read_bytes() if copy.exists() else b""
    if answer is None or answer.content == before:
        return Outcome(harvest.file, False, "niets veranderd.")
    now, then = answer.fetched.rows, last.rows
    if now < then * (1 - SHRINK) and not accept_shrink:
        warning = (
            f"{now} rijen in plaats van {then}. De vorige lijst blijft staan; klopt dit, gebruik dan --accept-shrink."
        )
        return Outcome(harvest.file, False, warning, is_wrong=True)
    aside = copy.with_name(f".{copy.name}.new")
    aside.write_bytes(answer.content)
    aside.replace(copy)
    remember(copy, answer.fetched)
    _read_on(sources / SOURCES, harvest.file, today)
    added, removed = _difference(before, answer.content)
    fewer = f" Let op: {then - now} rijen minder dan eerst." if now < then else ""
    return Outcome(harvest.file, True, f"{now} rijen; regels erbij: {added}, eraf: {removed}.{fewer}")


def _difference(before: bytes, after: bytes) -> tuple[int, int]:
    """Number of new lines and of removed lines; a changed line counts in both."""
    old, new = (set(content.decode("utf-8", "replace").splitlines()) for content in (before, after))
    return len(new - old), len(old - new)


def _read_on(listed: Path, file: str, today: date) -> None:
    """Set the read date of one source in `sources.toml`; the rest of that file stays as people wrote it."""
    text = listed.read_text("utf-8")
    pattern = rf'(?ms)(^file = "{re.escape(file)}"$(?:(?!^\[\[).)*?^date_read = )[0-9-]+'
    listed.write_text(re.sub(pattern, rf"\g<1>{today.isoformat()}", text, count=1), "utf-8")
