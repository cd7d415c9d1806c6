"""The page of changes: what changed in what a reader follows, and how to be kept up to date without an account."""

import polars as pl

from ui.age import read_only
from ui.changes.feed import feed_title
from ui.changes.known import follow_address, known_changes
from ui.changes.words import entries
from ui.numbers import long_date
from ui.site_address import site_address
from ui.story import Link, Part, PartKind, Story
from ui.view import View


def changes_story(view: View) -> Story:
    """All changes that a choice is about, newest release first."""
    t, known = view.t, known_changes(view)
    told = list(entries(view, known.rows))
    what, why, when = t("wijzigingen.column_what"), t("wijzigingen.column_how"), t("wijzigingen.column_when")
    rows = pl.DataFrame(
        {
            what: [each.title for each in told],
            why: [" ".join(each.sentences) for each in told],
            when: [long_date(each.date, view.language) for each in told],
        },
        schema={what: pl.String, why: pl.String, when: pl.String},
    )
    answer = t("wijzigingen.answer", count=len(told), since=known.since) if known.since else t("wijzigingen.first")
    return Story(
        page="",
        title=feed_title(view),
        answer=answer,
        sentence=t("wijzigingen.follow", address=site_address() + follow_address(view, ".atom")),
        limits=t("wijzigingen.limits"),
        actions=(
            Link(t("wijzigingen.atom"), follow_address(view, ".atom"), is_main=True),
            Link(t("wijzigingen.json"), follow_address(view, ".json")),
            Link(t("wijzigingen.csv"), follow_address(view, ".csv")),
        ),
        parts=(
            Part(
                "wijzigingen",
                feed_title(view),
                t("wijzigingen.feed_about"),
                PartKind.TABLE,
                rows,
                links={what: [each.address for each in told]},
                source="Samenkaart",
                age=read_only(view),
                files=(),
            ),
        ),
    )
