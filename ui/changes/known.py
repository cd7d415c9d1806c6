"""The changes that a reader asks about, from the releases that are kept."""

from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from data_loaders.problems import DataProblem
from data_loaders.releases import kept_versions, release
from data_loaders.snapshot import Snapshot
from measures.changed import Change, Release, changes_between
from measures.changed.followed import followed, in_releases, only_followed
from ui.address import write
from ui.view import View

MOST_RELEASES = 6
"""How many releases back a feed tells; older ones are asked for by name (`uitgave`)."""
SINCE, UNTIL = "uitgave", "tot_uitgave"
"""Parameters: the older and the newer of two releases to compare; without the second, the one in use."""
_TABLES = ("initiatives", "statements", "aliases", "indicators", "indicator_values", "milestones")


@dataclass(frozen=True)
class Known:
    """Changes, and between which releases."""

    rows: pl.DataFrame
    """Rows of `Change` with the `version` that brought them."""
    since: str
    """The oldest release that was compared; empty when there is only one."""


def known_changes(view: View) -> Known:
    """What the reader of `view` follows: since the release in the address, else over the last few, one by one."""
    kept = kept_versions(view.snapshot)
    newest = view.typed(UNTIL) if view.typed(UNTIL) in kept else kept[0]
    versions = kept[kept.index(newest) :]
    asked = view.typed(SINCE)
    chain = [versions[0], asked] if asked in versions[1:] else list(versions[:MOST_RELEASES])
    pairs = {new: _remembered(view, old, new) for new, old in pairwise(chain)}
    rows = in_releases(pairs) if pairs else Change.create_empty().with_columns(version=pl.lit(""))
    chosen = followed(rows, view.selection, view.snapshot.table("regions"))
    return Known(chosen, chain[-1] if len(chain) > 1 else "")


def _remembered(view: View, old: str, new: str) -> pl.DataFrame:
    return view.once_for_all("changes", lambda: _between(view, old, new), old, new)


def _between(view: View, old: str, new: str) -> pl.DataFrame:
    """Changes between two kept releases; a damaged one is passed over, as if it told nothing."""
    try:
        return changes_between(released(release(view.snapshot, old)), released(release(view.snapshot, new)))
    except DataProblem:
        return Change.create_empty()


def released(snapshot: Snapshot) -> Release:
    """A kept release as `changes_between` takes it."""
    tables = {name: snapshot.table_as_written(name) for name in _TABLES}
    known = {name: pl.DataFrame() if table is None else table for name, table in tables.items()}
    return Release(snapshot.version, snapshot.date, **known)


def follow_address(view: View, kind: str = "") -> str:
    """Where what this view shows can be followed: the page, or the feed of this `kind` (`.atom`, `.json`)."""
    params = write(only_followed(view.selection), view.names)
    asked = {name: view.typed(name) for name in (SINCE, UNTIL) if view.typed(name)}
    return view.link(f"wijzigingen{kind}", **params, **asked)
