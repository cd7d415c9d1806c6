"""The changes that a reader asks about, from the releases that are kept, and what a choice leaves out of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import polars as pl

from data_loaders.problems import DataProblem
from data_loaders.releases import kept_versions, release
from data_loaders.snapshot import Snapshot
from data_loaders.topics import Topic
from measures.changed import Change, Release, Subject
from measures.changed.followed import Between, between_releases, followed, in_releases, is_known_of
from ui.address import write
from ui.changes.narrowed import along, narrowed, side_by_side
from ui.names import BESIDE
from ui.numbers import long_date
from ui.parameters import CHANGES
from ui.view import View

MOST_RELEASES = 6
"""Releases that are compared by default. Older ones can be named in the address."""
SINCE, UNTIL = "uitgave", "tot_uitgave"
"""Parameters: the older and the newer release to compare. Without a newer one, the release in use is taken."""
_TABLES = ("initiatives", "statements", "aliases", "indicators", "indicator_values", "milestones")


@dataclass(frozen=True)
class Known:
    """Changes, and the releases that were compared."""

    rows: pl.DataFrame
    """Rows of `Change`, with the `version` of the release that brought each."""
    since: str
    """Version of the oldest release that was compared; empty if there is only one release."""
    until: str
    """Version of the newest release that was compared."""
    unknown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Version of a release → filters that cannot be applied to it."""


def known_changes(view: View) -> Known:
    """The changes that `view` asks for: between the two releases in the address, else between each of the last few and the next."""
    chain = _compared(kept_versions(view.snapshot), view.typed(SINCE), view.typed(UNTIL))
    changes_of = {new: _remembered(view, old, new) for new, old in pairwise(chain)}
    pairs = {new: _followed(view, each) for new, each in changes_of.items()}
    rows = in_releases(pairs) if pairs else Change.create_empty().with_columns(version=pl.lit(""))
    unknown = {side.version: side.unknown for each in changes_of.values() for side in each.sides}
    return Known(rows, chain[-1] if len(chain) > 1 else "", chain[0], unknown)


def _followed(view: View, between: Between) -> pl.DataFrame:
    """The changes of the chosen initiatives. As on the pages, search words may have a typing error if nothing fits exactly."""
    words = view.selection.text
    forgiving = bool(words) and view.catalogue.text.rows(words, forgiving=False).is_empty()
    regions = view.snapshot.table("regions")
    any_of = [followed(between, each, regions, forgiving=forgiving) for each in side_by_side(view)]
    keys = pl.concat([each["key"] for each in any_of]).unique()
    return between.rows.filter(pl.col("key").is_in(keys.implode()), *narrowed(view).tests)


def _compared(versions: Sequence[str], since: str, until: str) -> Sequence[str]:
    """The versions to compare, each with the next; newest first, whatever order the address has."""
    newest = until if until in versions else versions[0]
    if since in versions and since != newest:
        return sorted((since, newest), key=versions.index)
    return versions[versions.index(newest) :][:MOST_RELEASES]


def _remembered(view: View, old: str, new: str) -> Between:
    return view.once_for_all(Topic.CHANGES, lambda: _between(view, old, new), old, new)


def _between(view: View, old: str, new: str) -> Between:
    """The changes between two kept releases; none if one of them is damaged."""
    try:
        before, after = (released(release(view.snapshot, version)) for version in (old, new))
        return between_releases(before, after, view.snapshot.table("regions"))
    except DataProblem:
        return Between(Change.create_empty(), ())


def day_words(view: View, version: str) -> str:
    """The day of a release in words."""
    return long_date(date.fromisoformat(version[:10]), view.language)


def released(snapshot: Snapshot) -> Release:
    """The tables of a release, as `changes_between` takes them."""
    tables = {name: snapshot.table_as_written(name) for name in _TABLES}
    known = {name: pl.DataFrame() if table is None else table for name, table in tables.items()}
    return Release(snapshot.version, snapshot.date, **known)


def follow_address(view: View, kind: str = "", page: str = CHANGES) -> str:
    """The address of the page of changes for this view of `page`, or of its feed (`kind`: `.atom`, `.json`, `.csv`)."""
    params = {**write(view.selection, view.names), **along(view, page)}
    period = {name: view.typed(name) for name in (SINCE, UNTIL) if view.typed(name)}
    return view.link(f"wijzigingen{kind}", **params, **period)


_YEARS = ("year_from", "year_to")


def aside_words(view: View, known: Known) -> tuple[str, ...]:
    """One sentence for each reason why changes are left out; empty if nothing is."""
    return (*_not_kept(view), *_unfollowed(view), *(_aside(view, known) if known.since else ()))


def _not_kept(view: View) -> Iterator[str]:
    versions = kept_versions(view.snapshot)
    for name in (SINCE, UNTIL):
        typed = view.typed(name)
        if typed and typed not in versions:
            yield view.t("wijzigingen.not_kept", version=typed[:40])


def _unfollowed(view: View) -> Iterator[str]:
    if names := narrowed(view).unfollowed:
        yield view.t("wijzigingen.unfollowed", parameters=", ".join(names))


def _aside(view: View, known: Known) -> Iterator[str]:
    fields = list(dict.fromkeys(field for field, _ in view.selection.active()))
    figures = [field for field in fields if not is_known_of(Subject.FIGURE, field)]
    if figures:
        yield view.t("wijzigingen.no_figures", filters=_named(view, figures))
    elif fields or {each.parameter for each in narrowed(view).chosen} & {BESIDE}:
        yield view.t("wijzigingen.no_milestones")
    if {*fields} & {*_YEARS}:
        yield view.t("wijzigingen.no_years")
    for version, unknown in known.unknown.items():
        unanswered = [field for field in fields if field in unknown]
        if unanswered:
            yield view.t("wijzigingen.older", day=day_words(view, version), filters=_named(view, unanswered))


def _named(view: View, fields: Sequence[str]) -> str:
    return ", ".join(view.t(f"filters.{field}.label").lower() for field in fields)
