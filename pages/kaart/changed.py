"""What changed lately, in three lines under the map of the home page."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from data_loaders.topics import Topic
from measures.changed import Happened, Subject
from ui.changes.known import SINCE, known_changes
from ui.changes.story import changed_words, each_counted, entries_by_kind
from ui.changes.words import Entry
from ui.parameters import CHANGES
from ui.story import Part, PartKind
from ui.view import View

LINES = ((Happened.ADDED,), (Happened.STOPPED,), (Happened.CONFIRMED, Happened.CORRECTED))
EXAMPLES = 2
SEEN = "EERDER"
"""Stands in the address where the reader's browser puts the release that it saw before."""
_LINE = Markup('<li><a href="{}">{}</a> <span class="vaag">{}</span></li>')
_EARLIER = Markup('<p class="noot" hidden data-uitgave="{}"><a href="{}" data-zin="{}"></a></p>')


def changed_part(view: View) -> Iterator[Part]:
    """The three lines, and what an earlier visit with another release can be compared with; nothing before a second release."""
    part = view.once(Topic.CHANGES_AT_HOME, lambda: _part(view))
    if part:
        yield part


def _part(view: View) -> Part | None:
    known = known_changes(view)
    if not known.since:
        return None
    by_kind = entries_by_kind(view, known.rows)
    lines = Markup().join(_line(view, kinds, by_kind) for kinds in LINES)
    body = Markup('<ul class="wegen">{}</ul>{}').format(lines, _earlier(view))
    sentence = f"{changed_words(view, known, sum(map(len, by_kind.values())))}."
    return Part("veranderd", view.t("wijzigingen.home_title"), sentence, PartKind.LINKS, body=body)


def _line(view: View, kinds: Sequence[Happened], by_kind: Mapping[Happened, Sequence[Entry]]) -> Markup:
    """How many, with the first initiatives by name; leads to the list of them."""
    entries = [each for kind in kinds for each in by_kind[kind]]
    names = [each.name for each in entries if each.subject is Subject.INITIATIVE][:EXAMPLES]
    such = view.t("wijzigingen.such_as", names=", ".join(names)) if names else ""
    place = next((f"#{kind}" for kind in reversed(kinds) if by_kind[kind]), "")
    return _LINE.format(view.link(CHANGES) + place, each_counted(view, by_kind, kinds), such)


def _earlier(view: View) -> Markup:
    """Hidden until a browser knows that it saw another release (`ui/plain/live.js`); the server is told nothing."""
    to = view.link(CHANGES, **{SINCE: SEEN})
    return _EARLIER.format(view.snapshot.version, to, view.t("wijzigingen.earlier", date="{date}"))
