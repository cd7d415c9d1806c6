"""Sentences that say which changes a choice leaves out, so that nobody takes their absence for news."""

from collections.abc import Iterator, Sequence

from data_loaders.releases import kept_versions
from measures.changed import Subject
from measures.changed.followed import is_known_of
from ui.changes.known import SINCE, UNTIL, Known, day_words
from ui.changes.within import within
from ui.view import View

_YEARS = ("year_from", "year_to")


def aside_words(view: View, known: Known) -> tuple[str, ...]:
    """One sentence for each reason why changes are left out; empty if nothing is."""
    return (*_not_kept(view), *(_aside(view, known) if known.since else ()))


def _not_kept(view: View) -> Iterator[str]:
    versions = kept_versions(view.snapshot)
    for name in (SINCE, UNTIL):
        typed = view.typed(name)
        if typed and typed not in versions:
            yield view.t("wijzigingen.not_kept", version=typed[:40])


def _aside(view: View, known: Known) -> Iterator[str]:
    fields = list(dict.fromkeys(field for field, _ in view.selection.active()))
    figures = [field for field in fields if not is_known_of(Subject.FIGURE, field)]
    if figures:
        yield view.t("wijzigingen.no_figures", filters=_named(view, figures))
    elif fields or within(view).codes:
        yield view.t("wijzigingen.no_milestones")
    if {*fields} & {*_YEARS}:
        yield view.t("wijzigingen.no_years")
    for version, unknown in known.unknown.items():
        unanswered = [field for field in fields if field in unknown]
        if unanswered:
            yield view.t("wijzigingen.older", day=day_words(view, version), filters=_named(view, unanswered))


def _named(view: View, fields: Sequence[str]) -> str:
    return ", ".join(view.t(f"filters.{field}.label").lower() for field in fields)
