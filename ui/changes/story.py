"""The page of changes: what changed between two releases, and how to follow changes without an account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from measures.changed import Happened, Subject
from ui.age import read_only
from ui.changes.controls import changes_controls
from ui.changes.feed import feed_title
from ui.changes.known import Known, aside_words, day_words, follow_address, known_changes
from ui.changes.narrowed import narrowed
from ui.changes.words import Entry, entries
from ui.filter_words import note_words
from ui.numbers import long_date
from ui.parameters import CHANGES
from ui.site_address import site_address
from ui.story import Link, Part, PartKind, Story
from ui.view import View

ALWAYS = (Happened.ADDED, Happened.STOPPED, Happened.CONFIRMED, Happened.CORRECTED)
"""Kinds of change that are counted even when there are none. Zero is true here: both lists are our own and complete."""
MOST_SHOWN = 200
"""Entries of one kind on the page; the files have all of them."""


def changes_story(view: View) -> Story:
    """The page with all changes of the chosen initiatives, the most important kind first."""
    t, known = view.t, known_changes(view)
    by_kind = entries_by_kind(view, known.rows)
    count = sum(map(len, by_kind.values()))
    return Story(
        page=CHANGES,
        title=feed_title(view),
        answer=changed_words(view, known, count),
        sentence=counts_words(view, by_kind) if known.since else "",
        limits=t("wijzigingen.limits"),
        address=follow_address(replace(view, language="nl")),
        is_unlisted=view.selection.together is not None,
        notes=(
            *note_words(view, [note for note in (*view.notes, *narrowed(view).notes) if note.value]),
            *aside_words(view, known),
        ),
        actions=(
            Link(t("wijzigingen.atom"), follow_address(view, ".atom"), is_main=True),
            Link(t("wijzigingen.json"), follow_address(view, ".json")),
            Link(t("wijzigingen.csv"), follow_address(view, ".csv")),
        ),
        controls=changes_controls(view, known),
        parts=(
            *([_counted(view, by_kind)] if known.since else []),
            *(_of_kind(view, kind, entries_of_kind) for kind, entries_of_kind in by_kind.items() if entries_of_kind),
            Part(
                "volgen",
                t("wijzigingen.stay"),
                t("wijzigingen.follow", address=site_address() + follow_address(view, ".atom")),
                PartKind.TEXT,
            ),
        ),
    )


def entries_by_kind(view: View, changes: pl.DataFrame) -> Mapping[Happened, Sequence[Entry]]:
    """Kind of change → entries. A thing to which several kinds happened stands under the most important one only."""
    all_entries = list(entries(view, changes))
    return {kind: [each for each in all_entries if each.kind is kind] for kind in Happened}


def changed_words(view: View, known: Known, count: int) -> str:
    """The heading: how many things changed, and between which days."""
    if not known.since:
        return view.t("wijzigingen.first")
    since, until = (day_words(view, version) for version in (known.since, known.until))
    return view.t("wijzigingen.answer", count=count, since=since, until=until)


def counts_words(view: View, by_kind: Mapping[Happened, Sequence[Entry]]) -> str:
    """A sentence with the number of things for each kind of change."""
    shown = [kind for kind, entries_of_kind in by_kind.items() if entries_of_kind or kind in ALWAYS]
    return f"{each_counted(view, by_kind, shown)}."


def each_counted(view: View, by_kind: Mapping[Happened, Sequence[Entry]], kinds: Sequence[Happened]) -> str:
    """The counts of these kinds, with commas between them."""
    words = [view.t(f"wijzigingen.kind.{kind}") for kind in kinds]
    named = zip(kinds, [words[0], *(each.lower() for each in words[1:])], strict=True)
    return ", ".join(view.t("wijzigingen.counted", kind=each, count=len(by_kind[kind])) for kind, each in named)


def _counted(view: View, by_kind: Mapping[Happened, Sequence[Entry]]) -> Part:
    t = view.t
    shown = [kind for kind in Happened if by_kind[kind] or kind in ALWAYS]
    what = t("wijzigingen.column_kind")
    columns = {
        t(f"wijzigingen.of.{subject}"): [sum(each.subject is subject for each in by_kind[kind]) for kind in shown]
        for subject in Subject
    }
    return Part(
        "aantallen",
        t("wijzigingen.counts_title"),
        t("wijzigingen.counts_sentence"),
        rows=pl.DataFrame({what: [t(f"wijzigingen.kind.{kind}") for kind in shown], **columns}),
        links={what: [f"#{kind}" if by_kind[kind] else None for kind in shown]},
        source="Samenkaart",
        age=read_only(view),
    )


def _of_kind(view: View, kind: Happened, happened: Sequence[Entry]) -> Part:
    title = view.t(f"wijzigingen.kind.{kind}")
    part = Part(kind.value, title, view.t("wijzigingen.kind_sentence", count=len(happened)))
    return listed(view, part, [replace(each, title=each.name) for each in happened], MOST_SHOWN)


def listed(view: View, part: Part, happened: Sequence[Entry], most: int) -> Part:
    """A part with a row per entry: its name, what changed and why, source and release. The page has the first `most` of them."""
    t, shown = view.t, happened[:most]
    what, source = t("wijzigingen.column_what"), t("wijzigingen.column_source")
    return replace(
        part,
        rows=_rows(view, shown),
        links={what: [each.address for each in shown], source: [each.source_address for each in shown]},
        note=t("wijzigingen.more", shown=most, count=len(happened)) if len(happened) > most else "",
        source="Samenkaart",
        age=read_only(view),
        file_rows=lambda: _rows(view, happened).with_columns(
            pl.Series(t("wijzigingen.column_address"), [each.source_address or "" for each in happened], pl.String)
        ),
    )


def _rows(view: View, happened: Sequence[Entry]) -> pl.DataFrame:
    columns = {
        "what": [each.title for each in happened],
        "how": [" ".join(each.sentences) for each in happened],
        "source": [each.source for each in happened],
        "when": [long_date(each.date, view.language) for each in happened],
    }
    named = {view.t(f"wijzigingen.column_{name}"): cells for name, cells in columns.items()}
    return pl.DataFrame(named, schema=dict.fromkeys(named, pl.String))
