"""Fetches every declared list, keeps the last good copy, and reports the differences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from prepare.harvest.declared import Fetched, Harvest, last_fetched, read_declared, remember
from prepare.harvest.fetch import fetch
from prepare.harvest.judged import Judged, judged
from prepare.harvest.problems import FetchError
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
    aside = copy.with_name(f".{copy.name}.new")
    try:
        # What is no good copy is nothing to hold a new one against, and a conditional request would leave it as it is.
        then = _of_copy(copy, harvest)
        answer = fetch(harvest, last_fetched(copy) if then.rows else Fetched())
        before = copy.read_bytes() if copy.exists() else b""
        if answer is None or answer.content == before:
            return Outcome(harvest.file, False, " ".join(["niets veranderd.", *(answer.notes if answer else ())]))
        aside.write_bytes(answer.content)
        now = judged(aside, harvest.form)
        if (lost := _lost(then, now)) and not accept_shrink:
            raise FetchError(f"{lost}. Klopt dit, gebruik dan --accept-shrink")
        aside.replace(copy)
    except FetchError as error:
        return Outcome(harvest.file, False, f"{error}. De vorige lijst blijft staan.", is_wrong=True)
    finally:
        aside.unlink(missing_ok=True)
    remember(copy, answer.fetched)
    _read_on(sources / SOURCES, harvest.file, today)
    added, removed = _difference(before, answer.content)
    remarks = [f"{now.rows} rijen; regels erbij: {added}, eraf: {removed}.", *answer.notes]
    if now.rows < then.rows:
        remarks.append(f"Let op: {then.rows - now.rows} rijen minder dan eerst.")
    return Outcome(harvest.file, True, " ".join(remarks))


def _of_copy(copy: Path, harvest: Harvest) -> Judged:
    try:
        return judged(copy, harvest.form)
    except FetchError:
        return Judged()


def _lost(then: Judged, now: Judged) -> str:
    """Why a person has to look at the new list; empty if nothing important is gone."""
    gone = sorted(then.columns - now.columns)
    if now.rows < then.rows * (1 - SHRINK):
        return f"{now.rows} rijen in plaats van {then.rows}"
    return f"deze kolommen zijn weg: {', '.join(gone)[:200]}" if gone else ""


def _difference(before: bytes, after: bytes) -> tuple[int, int]:
    """Number of new lines and of removed lines; a changed line counts in both."""
    old, new = (set(content.decode("utf-8", "replace").splitlines()) for content in (before, after))
    return len(new - old), len(old - new)


def _read_on(listed: Path, file: str, today: date) -> None:
    """Set the read date of one source in `sources.toml`; the rest of that file stays as people wrote it."""
    text = listed.read_text("utf-8")
    pattern = rf'(?ms)(^file = "{re.escape(file)}"$(?:(?!^\[\[).)*?^date_read = )[0-9-]+'
    aside = listed.with_name(f".{listed.name}.new")
    aside.write_text(re.sub(pattern, rf"\g<1>{today.isoformat()}", text, count=1), "utf-8")
    aside.replace(listed)
