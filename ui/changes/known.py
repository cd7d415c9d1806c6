"""The changes that a reader asks about, from the releases that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import polars as pl

from data_loaders.problems import DataProblem
from data_loaders.releases import kept_versions, release
from data_loaders.snapshot import Snapshot
from data_loaders.topics import Topic
from measures.changed import Change, Release
from measures.changed.followed import Between, between_releases, followed, in_releases
from ui.address import write
from ui.changes.within import within
from ui.numbers import long_date
from ui.view import View

MOST_RELEASES = 6
"""How many releases back a feed tells; older ones are asked for by name."""
SINCE, UNTIL = "uitgave", "tot_uitgave"
"""Parameters: the older and the newer of two kept releases; the one in use is the newer one when none is named."""
_TABLES = ("initiatives", "statements", "aliases", "indicators", "indicator_values", "milestones")


@dataclass(frozen=True)
class Known:
    """Changes, and between which releases."""

    rows: pl.DataFrame
    """Rows of `Change` with the `version` that brought them."""
    since: str
    """The oldest release that was compared; empty when there is only one."""
    until: str
    """The newest one."""
    unknown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Release → filters that it cannot answer."""


def known_changes(view: View) -> Known:
    """What the reader of `view` follows: between the releases in the address, else over the last few, one by one."""
    chain = _compared(kept_versions(view.snapshot), view.typed(SINCE), view.typed(UNTIL))
    changes_of = {new: _remembered(view, old, new) for new, old in pairwise(chain)}
    pairs = {new: _followed(view, each) for new, each in changes_of.items()}
    rows = in_releases(pairs) if pairs else Change.create_empty().with_columns(version=pl.lit(""))
    unknown = {side.version: side.unknown for each in changes_of.values() for side in each.sides}
    return Known(rows, chain[-1] if len(chain) > 1 else "", chain[0], unknown)


def _followed(view: View, between: Between) -> pl.DataFrame:
    """The filter on words forgives where it does so on the pages: when today's release has nothing as typed."""
    words = view.selection.text
    forgiving = bool(words) and view.catalogue.text.rows(words, forgiving=False).is_empty()
    regions = view.snapshot.table("regions")
    return followed(between, view.selection, regions, within(view).codes, forgiving=forgiving)


def _compared(versions: Sequence[str], since: str, until: str) -> Sequence[str]:
    """Releases to compare each with the next, newest first; two that are named in the wrong order are turned round."""
    newest = until if until in versions else versions[0]
    if since in versions and since != newest:
        return sorted((since, newest), key=versions.index)
    return versions[versions.index(newest) :][:MOST_RELEASES]


def _remembered(view: View, old: str, new: str) -> Between:
    return view.once_for_all(Topic.CHANGES, lambda: _between(view, old, new), old, new)


def _between(view: View, old: str, new: str) -> Between:
    """Changes between two kept releases; a damaged one is passed over, as if it told nothing."""
    try:
        before, after = (released(release(view.snapshot, version)) for version in (old, new))
        return between_releases(before, after, view.snapshot.table("regions"))
    except DataProblem:
        return Between(Change.create_empty(), ())


def day_words(view: View, version: str) -> str:
    """The day of a release."""
    return long_date(date.fromisoformat(version[:10]), view.language)


def released(snapshot: Snapshot) -> Release:
    """A kept release as `changes_between` takes it."""
    tables = {name: snapshot.table_as_written(name) for name in _TABLES}
    known = {name: pl.DataFrame() if table is None else table for name, table in tables.items()}
    return Release(snapshot.version, snapshot.date, **known)


def follow_address(view: View, kind: str = "") -> str:
    """Where what this view shows can be followed: the page, or the feed of this `kind` (`.atom`, `.json`)."""
    params = {**write(view.selection, view.names), **(within(view).params or {})}
    period = {name: view.typed(name) for name in (SINCE, UNTIL) if view.typed(name)}
    return view.link(f"wijzigingen{kind}", **params, **period)
